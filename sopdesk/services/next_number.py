"""What the next number of a register would be: a hint for the form, never a promise."""

from dataclasses import dataclass
from datetime import date

from sopdesk.domain.numbers import NumberState, letter_number, next_insert, shown
from sopdesk.services.number_settings import format_of, numbering_of
from sopdesk.services.office import Known, Office


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The number that would be given now. ``last`` is 0 and ``last_date`` None before the year's first.

    ``known`` is false where ``insert_after`` names a number that was not given yet. ``reserved`` are the numbers of
    the series that are kept for somebody, with the name.
    """

    year: int
    urut: int
    insert: str
    last: int
    last_date: date | None
    closed: bool
    known: bool = True
    series: str = ""
    reserved: tuple[tuple[int, str], ...] = ()

    @property
    def shown(self) -> str:
        """The number as it is written: ``13`` or ``12.a``."""
        return shown(self.urut, self.insert)


def next_number(
    office: Office,
    register: str,
    year: int,
    *,
    series: str = "",
    code: str = "",
    insert_after: int | None = None,
) -> NextNumber:
    """Where the series of the year stands, read anew; with ``insert_after`` the inserted number behind that one.

    Without ``series`` it is the one that a letter with this ``code`` is counted in.
    """
    with office.store.read() as unit:
        name = series or numbering_of(office.known(unit)).series_for(register, code)
        standing = unit.registers.series(register, year, name)
        given: list[str] = []
        if insert_after is not None:
            given = unit.registers.inserted_after(register, year, name, insert_after)
        waiting = unit.numbers.in_state(register, year, NumberState.RESERVED) if standing else []
        closed = standing.closed if standing else unit.numbers.closing(register, year) is not None
    last = standing.last if standing else 0
    day = standing.last_date if standing else None
    reserved = tuple((line.urut, line.party) for line in waiting if line.series == name)
    if insert_after is None:
        return NextNumber(year, last + 1, "", last, day, closed, series=name, reserved=reserved)
    known = 1 <= insert_after <= last
    mark = next_insert(given)
    return NextNumber(
        year, insert_after, mark, last, day, closed, known=known, series=name, reserved=reserved
    )


def number_text(known: Known, register: str, *, code: str, urut: int, sisipan: str, day: date) -> str:
    """The whole text that such a number would have."""
    return letter_number(
        format_of(known, register),
        code=code or known.profile.general_code,
        urut=urut,
        sisipan=sisipan,
        unit=known.profile.unit_code,
        day=day,
    )
