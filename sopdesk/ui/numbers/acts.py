"""The use cases of numbers as the clerk at the desk does them; every screen hears of each."""

from datetime import date

from sopdesk.domain.numbers import OUTGOING
from sopdesk.services import renumbering, reserving, year_closing
from sopdesk.services.numbering import NumberAnswer
from sopdesk.services.register_lines import LineRef
from sopdesk.services.renumbering import Mending
from sopdesk.services.reserving import SpanAnswer
from sopdesk.services.settings import keep_reason
from sopdesk.services.views import RegisterRow
from sopdesk.services.year_closing import ClosedYear
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble


def ref_of(row: RegisterRow) -> LineRef:
    """The line as use cases name it."""
    return LineRef(row.register, row.year, row.urut, row.series, row.insert)


class NumberActs:
    """Every method raises Refused or Trouble."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reserve(self, day: date, *, person: str, reason: str, count: int, series: str) -> SpanAnswer:
        """Keep the next numbers for somebody."""
        desk = self._desk
        answer = reserving.reserve(
            desk.office,
            OUTGOING,
            day,
            person=person,
            reason=reason,
            count=count,
            series=series,
            by=desk.clerk,
            now=desk.now(),
        )
        desk.tell(Changes(registers=True))
        self._keep("reserve", reason)
        return answer

    def release(self, row: RegisterRow, reason: str) -> None:
        """Give a reserved number up."""
        desk = self._desk
        reserving.release(desk.office, ref_of(row), reason=reason, by=desk.clerk, now=desk.now())
        desk.tell(Changes(registers=True))
        self._keep("void", reason)

    def record_outside(
        self, upto: int, day: date, *, reason: str, series: str, confirmed: bool
    ) -> SpanAnswer:
        """Say up to which number the book was kept elsewhere."""
        desk = self._desk
        answer = reserving.record_outside(
            desk.office,
            OUTGOING,
            upto,
            day,
            reason=reason,
            series=series,
            confirmed=confirmed,
            by=desk.clerk,
            now=desk.now(),
        )
        desk.tell(Changes(registers=True))
        self._keep("outside", reason)
        return answer

    def correct_number(self, row: RegisterRow, to: int, *, reason: str, confirmed: bool) -> NumberAnswer:
        """Give the letter the number that it should have had."""
        desk = self._desk
        answer = renumbering.correct_number(
            desk.office, ref_of(row), to, reason=reason, confirmed=confirmed, by=desk.clerk, now=desk.now()
        )
        return self._told(answer, reason)

    def amend_line(self, row: RegisterRow, mending: Mending, *, reason: str) -> NumberAnswer:
        """Mend what the line says."""
        desk = self._desk
        answer = renumbering.amend_line(
            desk.office, ref_of(row), mending, reason=reason, by=desk.clerk, now=desk.now()
        )
        return self._told(answer, reason)

    def close_year(self, register: str, year: int) -> ClosedYear:
        """Close a register's book of a year."""
        desk = self._desk
        closed = year_closing.close_year(desk.office, register, year, by=desk.clerk, now=desk.now())
        desk.tell(Changes(registers=True))
        return closed

    def _told(self, answer: NumberAnswer, reason: str) -> NumberAnswer:
        borne = () if answer.dossier_id is None else (answer.dossier_id,)
        self._desk.tell(Changes(dossiers=frozenset(borne), registers=True))
        self._keep("correct_number", reason)
        return answer

    def _keep(self, action: str, reason: str) -> None:
        try:
            keep_reason(self._desk.office, action, reason)
        except (Refused, Trouble):
            # The deed is done; a suggestion that is not kept is no reason to say otherwise.
            return
