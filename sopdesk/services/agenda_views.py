"""The register of outgoing letters as the Agenda tab shows it: its lines, sums, and whether any number is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sopdesk.domain.numbers import OUTGOING
from sopdesk.domain.sop_places import spans
from sopdesk.services.office import Office
from sopdesk.services.queries import register_row
from sopdesk.services.views import RegisterRow

VOID, RESERVED, OUTSIDE = "void", "reserved", "outside"
_STATES = {VOID: "BATAL", RESERVED: "Dicadangkan", OUTSIDE: "Dipakai di luar aplikasi"}


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

    @property
    def whole(self) -> bool:
        """Whether every number up to the last has its line."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class AgendaYear:
    """A year of the register, in the order of the book, with its series and the years that have lines."""

    year: int
    rows: tuple[RegisterRow, ...]
    sums: tuple[SeriesSum, ...]
    years: tuple[int, ...]


def agenda(office: Office, year: int) -> AgendaYear:
    """The register of outgoing letters of a year: four statements, whatever the number of lines."""
    with office.store.read() as unit:
        lines = unit.registers.of_year(OUTGOING, year)
        standing = [s for s in unit.registers.all_series() if s.register == OUTGOING]
        codes = unit.dossiers.codes(
            sorted({line.dossier_id for line in lines if line.dossier_id is not None})
        )
    rows = tuple(register_row(line, codes) for line in lines)
    sums = tuple(
        series_sum(s.series, s.last, [row for row in rows if row.series == s.series], closed=s.closed)
        for s in sorted(standing, key=_by_name)
        if s.year == year
    )
    return AgendaYear(year, rows, sums, tuple(sorted({s.year for s in standing}, reverse=True)))


def _by_name(series: object) -> str:
    return str(getattr(series, "series", ""))


def series_sum(series: str, last: int, rows: Sequence[RegisterRow], *, closed: bool = False) -> SeriesSum:
    """Sum the lines of one series whose counter stands at ``last``."""
    plain = {row.urut for row in rows if not row.insert}
    newest = max((row for row in rows if not row.insert), key=_urut, default=None)
    states = [row.state for row in rows]
    return SeriesSum(
        series=series,
        last=last,
        last_text=newest.text if newest else "",
        lines=len(rows),
        void=states.count(VOID),
        inserted=sum(bool(row.insert) for row in rows),
        reserved=states.count(RESERVED),
        outside=states.count(OUTSIDE),
        missing=tuple(no for no in range(1, last + 1) if no not in plain),
        closed=closed,
    )


def _urut(row: RegisterRow) -> int:
    return row.urut


def sums_words(total: SeriesSum) -> str:
    """``57 nomor · 2 batal · 1 sisipan · terakhir 000.7.2.8/57/Kec.PB/2026``."""
    parts = [f"{total.lines} nomor", f"{total.void} batal", f"{total.inserted} sisipan"]
    if total.reserved:
        parts.append(f"{total.reserved} dicadangkan")
    if total.outside:
        parts.append(f"{total.outside} dipakai di luar aplikasi")
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


def note_words(row: RegisterRow) -> str:
    """The last column of the book: BATAL, sisipan or another state, each with its reason."""
    state = _STATES.get(row.state, "Sisipan" if row.insert else "")
    if state and row.insert and row.state in _STATES:
        state = f"{state}, sisipan"
    return f"{state}: {row.reason}" if state and row.reason else state or row.reason
