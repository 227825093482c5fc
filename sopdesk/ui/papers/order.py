"""Which paper is wanted, and its making."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.errors import Refused, Rule
from sopdesk.services import printing
from sopdesk.services.office import Office
from sopdesk.services.printing import Paper, Progress


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """A paper of a dossier or of the office. ``x``, ``y``: where the cap paraf stands, in millimetres.

    ``sending`` is the step that sends the letter (None: the current one); ``year`` and ``month`` are those of
    the register.
    """

    name: str
    dossier: int | None = None
    copy: str = ""
    sending: int | None = None
    year: int | None = None
    month: int | None = None
    x: float = 25.0
    y: float = 250.0

    @property
    def is_long(self) -> bool:
        """Whether it may take long enough to be made beside the window."""
        return self.name == printing.AGENDA_KELUAR


def make(office: Office, order: PaperOrder, now: datetime, progress: Progress | None = None) -> Paper:
    """The paper. Raises Refused, Trouble, and Cancelled where ``progress`` says to stop."""
    if order.name == printing.AGENDA_KELUAR:
        year = order.year if order.year is not None else office.look().local(now).year
        return printing.agenda_keluar(office, year, now=now, month=order.month, progress=progress)
    if order.name == printing.CAP_PARAF:
        return printing.cap_paraf(office, now=now, x=order.x, y=order.y)
    if order.dossier is None or order.name not in printing.PAPERS:
        raise Refused(Rule.BAD_VALUE, field="paper", value=order.name)
    if order.name == printing.LEMBAR_KENDALI:
        return printing.lembar_kendali(office, order.dossier)
    return printing.surat_pengantar(office, order.dossier, now=now, copy=order.copy, sending=order.sending)
