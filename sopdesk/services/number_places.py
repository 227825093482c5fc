"""Which place in a register a letter gets: the next, an inserted one, a reserved one, the one on the paper."""

from dataclasses import dataclass
from datetime import date

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import MOST_AT_ONCE, NumberState, next_insert
from sopdesk.store.registers import LineRow, SeriesRow
from sopdesk.store.store import Unit

_FILLABLE = frozenset({NumberState.RESERVED, NumberState.OUTSIDE})


@dataclass(frozen=True, slots=True)
class Sought:
    """The register, and which of its numbers is wanted; with none of the three, the next.

    ``number`` is the one that stands on the paper already; ``confirmed`` that a jump to it is meant.
    """

    register: str
    day: date
    series: str
    insert_after: int | None = None
    number: int | None = None
    reserved: int | None = None
    confirmed: bool = False
    jump_limit: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is free. ``filled`` is the line that waits there; ``skipped`` the numbers passed over."""

    urut: int
    sisipan: str = ""
    filled: LineRow | None = None
    skipped: tuple[int, int] | None = None


def find_place(unit: Unit, sought: Sought) -> Place:
    """The place that is wanted; the next one is taken by this. Raises Refused."""
    standing = unit.registers.series(sought.register, sought.day.year, sought.series)
    asked = [n for n in (sought.insert_after, sought.number, sought.reserved) if n is not None]
    if len(asked) > 1:
        raise Refused(Rule.BAD_VALUE, field="number", reason="hanya satu dari nomor, sisipan, dan cadangan")
    if sought.insert_after is not None:
        return _inserted(unit, sought, standing)
    check_open(unit, sought.register, sought.day.year, standing)
    if sought.reserved is not None:
        return _reserved(unit, sought)
    if sought.number is not None:
        return _written(unit, sought, standing)
    check_day(sought.day, standing)
    return Place(unit.registers.take(sought.register, sought.day.year, sought.series, sought.day))


def check_open(unit: Unit, register: str, year: int, standing: SeriesRow | None) -> None:
    """Refuse a year that is closed; a series that never was is asked of the register's closing (rules 22)."""
    closed = standing.closed if standing else unit.numbers.closing(register, year) is not None
    if closed:
        raise Refused(Rule.YEAR_CLOSED, year=year)


def check_day(day: date, standing: SeriesRow | None) -> None:
    """Refuse a day before the last one given."""
    if standing is not None and day < standing.last_date:
        raise Refused(Rule.DATE_BEFORE_LAST, date=day, last=standing.last_date, number=standing.last)


def follow_day(unit: Unit, line: LineRow, day: date) -> None:
    """Let the series stand at ``day`` where ``line``, which bears it now, is its last: the next is judged by it."""
    standing = unit.registers.series(line.register, line.year, line.series)
    if standing is not None and standing.last == line.urut and not line.sisipan and standing.last_date != day:
        unit.numbers.advance(line.register, line.year, line.series, standing.last, day)


def check_between(unit: Unit, line: LineRow, day: date) -> None:
    """Refuse a day that does not lie between those of the lines around this one."""
    before, after = unit.numbers.around(line.register, line.year, line.series, line.urut)
    if before is not None and day < before.date:
        raise Refused(Rule.DATE_BEFORE_LAST, date=day, last=before.date, number=before.urut)
    if after is not None and day > after.date:
        raise Refused(Rule.DATE_AFTER_NEXT, date=day, next=after.date, number=after.urut)


def check_unsent(unit: Unit, place: Place) -> None:
    """Refuse a number whose own letter left already, though nobody said yet what it was."""
    if place.filled is not None and unit.deliveries.of_line(place.filled.id):
        raise Refused(Rule.NUMBER_TAKEN, number=place.urut, text=place.filled.text)


def whole(number: object, *, least: int = 1, field: str = "number") -> int:
    """A running number as it may be typed. Raises Refused."""
    if isinstance(number, bool) or not isinstance(number, int) or number < least or number > 9_999_999:
        raise Refused(Rule.BAD_VALUE, field=field, value=number)
    return number


def check_jump(first: int, wanted: int, gap: int, *, confirmed: bool, limit: int) -> None:
    """Refuse to leave more numbers without a letter than the office's limit, unless it is confirmed; or too many."""
    if gap > MOST_AT_ONCE:
        raise Refused(Rule.NUMBER_JUMP, next=first, wanted=wanted, gap=gap, most=MOST_AT_ONCE)
    if gap > limit and not confirmed:
        raise Refused(Rule.NUMBER_JUMP, next=first, wanted=wanted, gap=gap)


def _inserted(unit: Unit, sought: Sought, standing: SeriesRow | None) -> Place:
    after = sought.insert_after
    wrong = isinstance(after, bool) or not isinstance(after, int)
    if wrong or standing is None or not 1 <= (after or 0) <= standing.last:
        raise Refused(Rule.NUMBER_UNKNOWN, number=after, year=sought.day.year)
    assert after is not None
    given = unit.registers.inserted_after(sought.register, sought.day.year, sought.series, after)
    return Place(after, next_insert(given))


def _reserved(unit: Unit, sought: Sought) -> Place:
    urut = whole(sought.reserved)
    line = unit.registers.line(sought.register, sought.day.year, sought.series, urut, "")
    if line is None:
        raise Refused(Rule.NUMBER_UNKNOWN, number=urut, year=sought.day.year)
    if line.state != NumberState.RESERVED:
        raise Refused(Rule.NUMBER_TAKEN, number=urut, text=line.text)
    check_between(unit, line, sought.day)
    return Place(urut, filled=line)


def _written(unit: Unit, sought: Sought, standing: SeriesRow | None) -> Place:
    """The number on the paper: the next, one further ahead, or one that waits for its letter."""
    urut, year = whole(sought.number), sought.day.year
    last = standing.last if standing else 0
    if urut <= last:
        line = unit.registers.line(sought.register, year, sought.series, urut, "")
        if line is None or line.state not in _FILLABLE:
            raise Refused(Rule.NUMBER_TAKEN, number=urut, text=line.text if line else "")
        check_between(unit, line, sought.day)
        return Place(urut, filled=line)
    check_day(sought.day, standing)
    check_jump(last + 1, urut, urut - last - 1, confirmed=sought.confirmed, limit=sought.jump_limit)
    if urut == last + 1:
        return Place(unit.registers.take(sought.register, year, sought.series, sought.day))
    unit.numbers.advance(sought.register, year, sought.series, urut, sought.day)
    return Place(urut, skipped=(last + 1, urut - 1))
