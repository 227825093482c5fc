"""The sheet of a recovery code. The order itself carries the code: it is kept nowhere, and its printing logs none."""

from typing import Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.forms import KodePemulihan
from sopdesk.domain.pins import CODE_LENGTH, plain_code, shown_code
from sopdesk.services.letters import layout_of
from sopdesk.services.office import Office
from sopdesk.services.orders import PaperOrder
from sopdesk.services.paper import Paper, title_of

KODE_PEMULIHAN: Final = "kode-pemulihan"
_PARTED: Final = "\n"


def order_of(name: str, code: str) -> PaperOrder:
    """What a screen asks for that has just been told the code."""
    return PaperOrder(KODE_PEMULIHAN, option=f"{code}{_PARTED}{name}")


def kode_pemulihan(office: Office, order: PaperOrder) -> Paper:
    """The sheet. Raises Refused where the order carries no code."""
    from sopdesk.papers import kode_pemulihan as drawn

    code, parted, name = order.option.partition(_PARTED)
    if not parted or len(plain_code(code)) != CODE_LENGTH:
        raise Refused(Rule.BAD_VALUE, field="paper", value=order.name)
    known = office.look()
    value = KodePemulihan(f"Kecamatan {known.profile.kecamatan}".strip(), name, shown_code(code))
    made = drawn.render(value, layout_of(known, KODE_PEMULIHAN))
    return Paper(
        KODE_PEMULIHAN, title_of(KODE_PEMULIHAN), made.pdf, made.missing, file_name="kode-pemulihan.pdf"
    )
