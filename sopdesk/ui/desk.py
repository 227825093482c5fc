"""The one adapter between screens and use cases: it knows the clerk and the time, and tells what changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services import queries
from sopdesk.services.office import Known, Office

# Late: the use cases bring every rule and letter along, and the board is to be there before one of them is wanted.
if TYPE_CHECKING:
    from sopdesk.domain.rules import Data
    from sopdesk.services.dossiers import Start
    from sopdesk.services.entries import Answer
    from sopdesk.services.numbering import NumberAnswer, NumberWish


@dataclass(frozen=True, slots=True)
class Changes:
    """What a use case changed: screens re-read just that. ``office``: what the office has set."""

    dossiers: frozenset[int] = frozenset()
    registers: bool = False
    office: bool = False


class Desk(QObject):
    """Use cases for screens. Every method raises Refused or Trouble; ``changed`` tells after the commit,
    ``backed_up`` after a backup was made, ``leaving`` before the office is closed, ``damaged`` each time the database
    turns out to be damaged."""

    changed = Signal(object)
    clerk_changed = Signal(str)
    backed_up = Signal()
    leaving = Signal()
    damaged = Signal()

    def __init__(self, office: Office, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.now = clock
        self._clerk = ""
        self._known: Known | None = None
        self._stale = False
        self.halted = False
        """Whether the office's server is silent: nothing is read again until it answers."""
        self._clock_agreed: date | None = None
        office.watch_damage(self._on_damage)

    def leave(self) -> None:
        """Close the office; whoever still reads from it stops first."""
        self.leaving.emit()
        self.office.close()

    def _on_damage(self) -> None:
        self.damaged.emit()

    @property
    def clerk(self) -> str:
        """Who is signed in; empty before a name is picked."""
        return self._clerk

    def sign_in(self, name: str) -> None:
        """Take over as ``name``."""
        self._clerk = name
        self.clerk_changed.emit(name)

    @property
    def known(self) -> Known:
        """What the office has set, as last read: no query."""
        if self._known is None or (self._stale and not self.halted):
            self._known = self.office.look()
            self._stale = False
        return self._known

    def local_now(self) -> datetime:
        """Now in office time."""
        return self.known.local(self.now())

    def tell(self, changes: Changes) -> None:
        """Let every screen know of a change, also of one made by another program (all dossiers: empty set)."""
        self._stale |= changes.office
        if not self.halted:
            self.changed.emit(changes)

    def halt(self) -> None:
        """The server is silent: what the screens show stays there."""
        self.halted = True

    def require_answer(self) -> None:
        """Raises Trouble(SERVER_GONE) while the server is silent."""
        if self.halted:
            raise Trouble(Fault.SERVER_GONE, server=self.office.store.name)

    def go_on(self) -> None:
        """The server answers again: every screen reads anew."""
        self.halted = False
        self.tell(Changes(office=True, registers=True))

    def _told(self, answer: "Answer") -> "Answer":
        self.tell(Changes(dossiers=frozenset({answer.dossier_id})))
        return answer

    def clock_is_behind(self) -> datetime | None:
        """The newest entry's time where the PC's clock is earlier than it (rules 9)."""
        return queries.clock_is_behind(self.office, self.now())

    def clock_leaps_ahead(self) -> datetime | None:
        """The newest entry's time where the PC's clock is so far past it that it may be wrong."""
        return queries.clock_leaps_ahead(self.office, self.now())

    @property
    def clock_agreed(self) -> bool:
        """Whether somebody said today that a clock far past the log is right."""
        return self._clock_agreed == self.today()

    def agree_on_clock(self) -> None:
        """The clock is right, whatever the log says; asked again tomorrow."""
        self._clock_agreed = self.today()

    def start(self, wish: "Start", *, at: datetime) -> "Answer":
        """Start a dossier."""
        from sopdesk.services import dossiers

        return self._told(dossiers.start(self.office, wish, by=self._clerk, at=at, now=self.now()))

    def hand_on(self, dossier: int, *, step: int, at: datetime, note: str = "") -> "Answer":
        """Hand on, initial or sign."""
        from sopdesk.services import handoffs

        return self._told(
            handoffs.hand_on(
                self.office, dossier, by=self._clerk, at=at, now=self.now(), step=step, note=note
            )
        )

    def receive(self, dossier: int, *, step: int, at: datetime) -> "Answer":
        """Take up."""
        from sopdesk.services import handoffs

        return self._told(
            handoffs.receive(self.office, dossier, by=self._clerk, at=at, now=self.now(), step=step)
        )

    def facts(self, dossier: int, given: "Data", *, step: int) -> "Answer":
        """Record what a step asks for."""
        from sopdesk.services import approvals

        return self._told(
            approvals.facts(self.office, dossier, given, by=self._clerk, now=self.now(), at=None, step=step)
        )

    def give_back(
        self, dossier: int, reason: str, *, step: int, at: datetime, to_step: int | None = None
    ) -> "Answer":
        """Return for correction."""
        from sopdesk.services import handoffs

        return self._told(
            handoffs.give_back(
                self.office,
                dossier,
                reason,
                by=self._clerk,
                at=at,
                now=self.now(),
                to_step=to_step,
                step=step,
            )
        )

    def skip(self, dossier: int, reason: str, *, step: int, at: datetime) -> "Answer":
        """Skip the step."""
        from sopdesk.services import handoffs

        return self._told(
            handoffs.skip(self.office, dossier, reason, by=self._clerk, at=at, now=self.now(), step=step)
        )

    def hold(self, dossier: int, reason: str, *, step: int, at: datetime) -> "Answer":
        """Hold."""
        from sopdesk.services import handoffs

        return self._told(
            handoffs.hold(self.office, dossier, reason, by=self._clerk, at=at, now=self.now(), step=step)
        )

    def resume(self, dossier: int, *, step: int, at: datetime) -> "Answer":
        """Resume."""
        from sopdesk.services import handoffs

        return self._told(
            handoffs.resume(self.office, dossier, by=self._clerk, at=at, now=self.now(), step=step)
        )

    def stamp(self, dossier: int, *, step: int, at: datetime) -> "Answer":
        """Log the stamp."""
        from sopdesk.services import approvals

        return self._told(
            approvals.stamp(self.office, dossier, by=self._clerk, at=at, now=self.now(), step=step)
        )

    def cancel(self, dossier: int, reason: str, *, step: int, at: datetime) -> "Answer":
        """Cancel."""
        from sopdesk.services import dossiers

        return self._told(
            dossiers.cancel(self.office, dossier, reason, by=self._clerk, at=at, now=self.now(), step=step)
        )

    def retitle(self, dossier: int, title: str, *, step: int) -> "Answer":
        """Correct the title."""
        from sopdesk.services import dossiers

        return self._told(
            dossiers.retitle(self.office, dossier, title, by=self._clerk, now=self.now(), step=step)
        )

    def set_deadline(self, dossier: int, day: date | None, reason: str, *, step: int) -> "Answer":
        """Set, move or take away the deadline."""
        from sopdesk.services.deadlines import set_deadline

        return self._told(
            set_deadline(self.office, dossier, day, reason, by=self._clerk, now=self.now(), step=step)
        )

    def undo(self, dossier: int) -> "Answer":
        """Take back the newest entry."""
        from sopdesk.services import corrections

        answer = corrections.undo(self.office, dossier, by=self._clerk, now=self.now())
        self.tell(Changes(dossiers=frozenset({answer.dossier_id}), registers=True))
        return answer

    def correct(self, dossier: int, event: int, reason: str) -> "Answer":
        """Take back the newest entry, with a reason."""
        from sopdesk.services import corrections

        answer = corrections.correct(self.office, dossier, event, reason, by=self._clerk, now=self.now())
        self.tell(Changes(dossiers=frozenset({answer.dossier_id}), registers=True))
        return answer

    def take_number(
        self,
        wish: "NumberWish",
        *,
        dossier: int | None = None,
        step: int | None = None,
        at: datetime | None = None,
    ) -> "NumberAnswer":
        """Take a number; with a dossier, its letter is issued."""
        from sopdesk.services import numbering

        answer = numbering.take_number(
            self.office, wish, by=self._clerk, now=self.now(), dossier=dossier, step=step, at=at
        )
        self._told_number(answer)
        return answer

    def _told_number(self, answer: "NumberAnswer") -> None:
        borne = () if answer.dossier_id is None else (answer.dossier_id,)
        self.tell(Changes(dossiers=frozenset(borne), registers=True))

    def void_number(
        self, *, register: str, year: int, series: str, number: int, insert: str, reason: str
    ) -> None:
        """Make a number void; the dossier whose letter bears it has changed too."""
        from sopdesk.services import numbering

        answer = numbering.void_number(
            self.office,
            register=register,
            year=year,
            series=series,
            number=number,
            insert=insert,
            reason=reason,
            by=self._clerk,
            now=self.now(),
        )
        self._told_number(answer)

    def today(self) -> date:
        """The office's calendar day."""
        return self.local_now().date()
