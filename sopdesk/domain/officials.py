"""Who holds which position when, and in which capacity (norms 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sopdesk.domain.sop import Desk


class Status(StrEnum):
    """How a person holds a position."""

    DEFINITIF = "definitif"
    PLT = "plt"  # the post is vacant
    PLH = "plh"  # the holder is away for a while
    PJ = "pj"

    @property
    def prefix(self) -> str:
        """What stands before the office title in a signature block: ``"Plt. "`` or nothing."""
        return "" if self is Status.DEFINITIF else f"{self.value.capitalize()}. "


@dataclass(frozen=True, slots=True)
class Official:
    """A person of the office. ``rank`` is pangkat with golongan, e.g. ``Pembina (IV/a)``; either may be unknown."""

    id: int
    name: str
    nip: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person holding a position from ``begins`` to ``ends`` (inclusive; None: until further notice)."""

    id: int
    official: Official
    desk: Desk
    title: str  # e.g. "Camat Pangkalan Banteng", as it stands in letters
    status: Status
    begins: date
    ends: date | None = None
    decree: str = ""  # number of the SK or SPT

    def covers(self, day: date) -> bool:
        """Whether the appointment is in force on ``day``."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


def holder(appointments: Iterable[Appointment], desk: Desk, day: date) -> Appointment | None:
    """Who acts at ``desk`` on ``day``: a stand-in (Plh., Plt., Pj.) before the definitive holder, the newest first."""
    found = [a for a in appointments if a.desk is desk and a.covers(day)]
    return max(found, key=lambda a: (a.status is not Status.DEFINITIF, a.begins, a.id), default=None)
