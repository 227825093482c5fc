"""What a year of a register comes to, in numbers and in words, and whether any number is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sopdesk.domain.numbers import NumberState
from sopdesk.domain.sop_places import spans
from sopdesk.services.office import Office
from sopdesk.services.views import RegisterRow
from sopdesk.store.registers import SeriesRow
from sopdesk.store.store import Unit

VOID, RESERVED, OUTSIDE = NumberState.VOID.value, NumberState.RESERVED.value, NumberState.OUTSIDE.value
CORRECTED, ISSUED = NumberState.CORRECTED.value, NumberState.ISSUED.value
_STATES = {
    VOID: "BATAL",
    RESERVED: "Dicadangkan",
    OUTSIDE: "Di luar aplikasi",
    CORRECTED: "Dibetulkan",
}


@dataclass(frozen=True, slots=True)
class SeriesSum:
    """What a series of a year comes to. ``missing`` are running numbers that no line explains."""

    series: str
    last: int
    last_text: str
    lines: int
    void: int
    inserted: int
    reserved: int
    outside: int
    missing: tuple[int, ...]
    closed: bool
    corrected: int = 0

    @property
    def whole(self) -> bool:
        """Whether every number up to the last has its line."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class AgendaYear:
    """A year of a register: its series, and the years that have any."""

    year: int
    sums: tuple[SeriesSum, ...]
    years: tuple[int, ...]
    closed: bool = False

    @property
    def lines(self) -> int:
        """How many lines the year has."""
        return sum(each.lines for each in self.sums)


def agenda(office: Office, register: str, year: int) -> AgendaYear:
    """What a year of a register comes to; as many statements as the year has series and no more for its lines."""
    with office.store.read() as unit:
        sums = sums_of(unit, register, year)
        closing = unit.numbers.closing(register, year)
        return AgendaYear(year, sums, tuple(unit.books.years(register)), closing is not None)


def sums_of(unit: Unit, register: str, year: int) -> tuple[SeriesSum, ...]:
    """The series of a year by name, each summed from the index alone."""
    found: dict[str, list[tuple[str, bool, int, int]]] = {}
    for series, state, inserted, count, highest in unit.books.sums(register, year):
        found.setdefault(series, []).append((state, inserted, count, highest))
    standing = [s for s in unit.registers.all_series() if (s.register, s.year) == (register, year)]
    return tuple(
        _sum(unit, row, found.get(row.series, [])) for row in sorted(standing, key=lambda s: s.series)
    )


def _sum(unit: Unit, row: SeriesRow, groups: Sequence[tuple[str, bool, int, int]]) -> SeriesSum:
    def count(state: str) -> int:
        return sum(n for found, _inserted, n, _highest in groups if found == state)

    newest = max((highest for _s, inserted, _n, highest in groups if not inserted), default=0)
    line = unit.registers.line(row.register, row.year, row.series, newest, "")
    missing: tuple[int, ...] = ()
    if sum(n for _s, inserted, n, _h in groups if not inserted) != row.last or newest > row.last:
        plain = set(unit.books.plain_numbers(row.register, row.year, row.series))
        missing = tuple(no for no in range(1, row.last + 1) if no not in plain)
    return SeriesSum(
        series=row.series,
        last=row.last,
        last_text=line.text if line else "",
        lines=sum(n for _s, _i, n, _h in groups),
        void=count(NumberState.VOID),
        inserted=sum(n for _s, inserted, n, _h in groups if inserted),
        reserved=count(NumberState.RESERVED),
        outside=count(NumberState.OUTSIDE),
        corrected=count(NumberState.CORRECTED),
        missing=missing,
        closed=row.closed,
    )


def sums_words(total: SeriesSum) -> str:
    """``57 nomor · 2 batal · 1 sisipan · terakhir 000.7.2.8/57/Kec.PB/2026``."""
    parts = [f"{total.lines} nomor", f"{total.void} batal", f"{total.inserted} sisipan"]
    if total.reserved:
        parts.append(f"{total.reserved} dicadangkan")
    if total.outside:
        parts.append(f"{total.outside} dipakai di luar aplikasi")
    if total.corrected:
        parts.append(f"{total.corrected} dibetulkan")
    parts.append(f"terakhir {total.last_text or '–'}")
    if total.closed:
        parts.append("tahun sudah ditutup")
    return " · ".join(parts)


def whole_words(total: SeriesSum) -> str:
    """Whether the book has every number, in one sentence."""
    if total.missing:
        shown = spans(total.missing)
        shown = shown if len(shown) <= 60 else f"{shown[:60].rsplit(',', 1)[0]}, …"
        return f"Nomor {shown} tidak ada di buku dan tidak ada penjelasannya. Jalankan pemeriksaan catatan."
    said = f"Nomor {'1' if total.last == 1 else f'1–{total.last}'} lengkap"
    gone = [f"{total.void} BATAL"] * bool(total.void) + [f"{total.reserved} dicadangkan"] * bool(
        total.reserved
    )
    return f"{said}, termasuk {' dan '.join(gone)} dengan alasan." if gone else f"{said}."


def state_words(state: str, *, inserted: bool = False) -> str:
    """A line's state for people: ``Terbit``, ``BATAL``, ``Sisipan`` …"""
    return _STATES.get(state) or ("Sisipan" if inserted else "Terbit")


def note_words(row: RegisterRow) -> str:
    """The last column of the book: BATAL, sisipan or another state, each with its reason."""
    state = _STATES.get(row.state, "Sisipan" if row.insert else "")
    if state and row.insert and row.state in _STATES:
        state = f"{state}, sisipan"
    return f"{state}: {row.reason}" if state and row.reason else state or row.reason
