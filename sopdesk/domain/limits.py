"""The dossier's own deadline as its log says it: by the calendar of the day it may fall elsewhere (rules 14, 20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Self

from sopdesk.domain.duration import Duration
from sopdesk.domain.events import Event
from sopdesk.domain.worktime import WorkingTime


@dataclass(frozen=True, slots=True)
class Limit:
    """A moment by which the dossier must be done, or so much working time (``span``) after a moment.

    With ``forward`` the moment is the midnight after a day: where that is a day off, the next working day counts.
    """

    at: datetime
    span: str = ""
    forward: bool = False

    def due(self, worktime: WorkingTime) -> datetime:
        """The last working moment before the limit, by that calendar."""
        if self.span:
            return worktime.settle(worktime.due(self.at, Duration.parse(self.span)))
        return worktime.settle(self._end(worktime))

    def _end(self, worktime: WorkingTime) -> datetime:
        # Noon rather than midnight: it is of the same day in each of the country's zones.
        day = (self.at.astimezone(worktime.zone) - timedelta(hours=12)).date()
        if not self.forward or worktime.work_day(day):
            return self.at
        opening = worktime.next_opening(self.at)
        return datetime.combine(opening.date() + timedelta(days=1), time(), worktime.zone)

    def to_json(self) -> dict[str, str]:
        """As an entry of the log keeps it."""
        kept = {"at": self.at.astimezone(UTC).isoformat()}
        forward = {"off": "forward"} if self.forward else {}
        return kept | ({"for": self.span} if self.span else {}) | forward

    @classmethod
    def of(cls, event: Event) -> Self | None:
        """The limit that an entry sets; None where it says that there is none.

        Older entries only have the deadline itself, which then stands. Raises ValueError for a spoiled entry.
        """
        kept = event.data.get("limit")
        if isinstance(kept, Mapping):
            at = datetime.fromisoformat(str(kept.get("at")))
            return cls(at, str(kept.get("for", "")), kept.get("off") == "forward")
        told = event.text("deadline")
        return cls(datetime.fromisoformat(told)) if told else None
