"""The signature block: who signs, for whom, in which capacity (norms 6)."""

import re
from collections.abc import Sequence
from enum import StrEnum

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import Signer
from sopdesk.domain.officials import Appointment


class Form(StrEnum):
    """How an official signs: in person, for the one above (a.n.), for the one two levels above (u.b.)."""

    LANGSUNG = "langsung"
    AN = "an"
    UB = "ub"

    @property
    def levels(self) -> int:
        """How many appointments the chain needs, from the Camat down to the one who signs."""
        return {Form.LANGSUNG: 1, Form.AN: 2, Form.UB: 3}[self]


def signer(form: Form, chain: Sequence[Appointment]) -> Signer:
    """The signature block for ``chain``, from the Camat down to the one who signs.

    Refused with ``bad_value`` when the chain has another length than the form needs, when a title or the name
    of the one who signs is empty, or when somebody would sign on behalf of himself.
    """
    if len(chain) != form.levels:
        raise Refused(Rule.BAD_VALUE, field="chain", form=form.value, levels=form.levels)
    if len({a.official.id for a in chain}) != len(chain):
        twice = f"{chain[-1].official.name} tidak dapat menandatangani atas nama dirinya sendiri"
        raise Refused(Rule.BAD_VALUE, field="chain", form=form.value, reason=twice)
    first, *others = [_office(a) for a in chain]
    heads = [f"a.n. {first}", f"{others[0]},"] if others else [f"{first},"]
    if form is Form.UB:
        heads += ["u.b.", f"{others[1]},"]
    official = chain[-1].official
    name = printed_name(official.name)
    if not name:
        raise Refused(Rule.BAD_VALUE, field="name")
    return Signer(tuple(heads), name, " ".join(official.rank.split()), printed_nip(official.nip))


def printed_name(name: str) -> str:
    """The name in capitals, academic titles as they are: ``Drs. Nama, M.Si.`` gives ``Drs. NAMA, M.Si.``."""
    own, comma, titles = " ".join(name.split()).partition(",")
    capitals = " ".join(word if word.endswith(".") else word.upper() for word in own.split())
    return capitals + comma + titles


def printed_nip(nip: str) -> str:
    """The NIP in its four groups when it has 18 digits, else as it was typed."""
    digits = re.sub(r"[\s.]", "", nip)
    if re.fullmatch(r"[0-9]{18}", digits):
        return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
    return " ".join(nip.split())


def _office(appointment: Appointment) -> str:
    title = " ".join(appointment.title.split()).rstrip(" ,").upper()
    if not title:
        raise Refused(Rule.BAD_VALUE, field="title")
    return appointment.status.prefix + title
