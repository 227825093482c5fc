"""Which paper is wanted: what a screen or the command line asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Final

PAPAN: Final = "papan"
_LONG: Final = frozenset({"agenda-keluar", "agenda-masuk", "ekspedisi"})  # books


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """A paper of a dossier, of a line of a register, or of the office.

    ``sending`` is the step that sends the letter (None: the current one); ``line`` the id of a register line,
    ``letter`` that of a letter, ``ids`` those of what the paper lists (dossiers, deliveries). ``year`` and ``month``,
    or ``first`` and ``last``, are those of a book. ``x``, ``y``: where a block stands, in millimetres from the
    paper's upper left corner. ``option`` is a choice that one paper alone knows.
    """

    name: str
    dossier: int | None = None
    copy: str = ""
    sending: int | None = None
    year: int | None = None
    month: int | None = None
    x: float | None = None
    y: float | None = None
    line: int | None = None
    letter: int | None = None
    ids: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    option: str = ""
    stamped: bool = False  # with the scanned stamp

    @property
    def is_long(self) -> bool:
        """Whether it may take long enough to be made beside the window."""
        return self.name in _LONG
