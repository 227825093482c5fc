"""The dossier's own deadline as its log says it: by the calendar of the day it may fall elsewhere (rules 14, 20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from sopdesk.domain.duration import Duration
from sopdesk.domain.events import Event
from sopdesk.domain.worktime import WorkingTime


@dataclass(frozen=True, slots=True)
class Limit:
    """A moment by which the dossier must be done, or so much working time (``span``) after a moment."""

    at: datetime
    span: str = ""

    def due(self, worktime: WorkingTime) -> datetime:
        """The last working moment before the limit, by that calendar."""
        if self.span:
            return worktime.settle(worktime.due(self.at, Duration.parse(self.span)))
        return worktime.settle(self.at)

    def to_json(self) -> dict[str, str]:
        """As an entry of the log keeps it."""
        kept = {"at": self.at.astimezone(UTC).isoformat()}
        return kept | ({"for": self.span} if self.span else {})

    @classmethod
    def of(cls, event: Event) -> Self | None:
        """The limit that an entry sets; None where it says that there is none.

        Older entries only have the deadline itself, which then stands. Raises ValueError for a spoiled entry.
        """
        kept = event.data.get("limit")
        if isinstance(kept, Mapping):
            return cls(datetime.fromisoformat(str(kept.get("at"))), str(kept.get("for", "")))
        told = event.text("deadline")
        return cls(datetime.fromisoformat(told)) if told else None
