"""What the next number of a register would be: a hint for the form, never a promise."""

from dataclasses import dataclass
from datetime import date

from sopdesk.domain.numbers import DEFAULT_SERIES, next_insert, shown
from sopdesk.services.office import Office


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The number that would be given now. ``last`` is 0 and ``last_date`` None before the year's first.

    ``known`` is false where ``insert_after`` names a number that was not given yet.
    """

    year: int
    urut: int
    insert: str
    last: int
    last_date: date | None
    closed: bool
    known: bool = True

    @property
    def shown(self) -> str:
        """The number as it is written: ``13`` or ``12.a``."""
        return shown(self.urut, self.insert)


def next_number(
    office: Office, register: str, year: int, *, series: str = DEFAULT_SERIES, insert_after: int | None = None
) -> NextNumber:
    """Where the series of the year stands, read anew; with ``insert_after`` the inserted number behind that one."""
    with office.store.read() as unit:
        standing = unit.registers.series(register, year, series)
        given: list[str] = []
        if insert_after is not None:
            given = unit.registers.inserted_after(register, year, series, insert_after)
    last = standing.last if standing else 0
    day = standing.last_date if standing else None
    closed = standing.closed if standing else False
    if insert_after is None:
        return NextNumber(year, last + 1, "", last, day, closed)
    return NextNumber(
        year, insert_after, next_insert(given), last, day, closed, known=1 <= insert_after <= last
    )
