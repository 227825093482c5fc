"""Checks of an SOP's step table: times, outputs, order."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from sopdesk.domain.duration import Duration, Part, Unit
from sopdesk.domain.sop import Desk, Kind, Note, Sop, Step
from sopdesk.domain.sop_places import spans, steps_place
from sopdesk.domain.sop_words import documents

_SHORT: Final = 10  # minutes: a reading, or four acts, in less is no standard time but a wish
_APPROVALS: Final = frozenset({Kind.PARAF, Kind.TANDA_TANGAN})
_MONTHLY_LIMIT = re.compile(r"sebelum (?:tgl|tanggal)\.? ?(\d{1,2})(?!\d)", re.IGNORECASE)
_OUTPUT, _KETERANGAN = (
    8,
    9,
)  # where the cells of a row stand under a head of No, Kegiatan, four desks, mutu baku
_MINUTES: Final = {Unit.MENIT: 1, Unit.JAM: 60}
_DAYS: Final = {Unit.HARI: 1, Unit.MINGGU: 5}


def _table_head(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    cells = [list(row) for row in sop.table_head]
    output = next((row.index("Output") for row in cells if "Output" in row), _OUTPUT)
    keterangan = next((row.index("Keterangan") for row in cells if "Keterangan" in row), _KETERANGAN)
    if (output, keterangan) != (_OUTPUT, _KETERANGAN):
        text = "Judul kolom Output dan Keterangan bergeser satu kolom dari isinya."
        yield Note("shifted_head", text, "kepala tabel")


def _columns(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    if not sop.table_head:
        return
    for desk, name in ((Desk.BAGIAN_UMUM, "Bagian Umum"), (Desk.BAPPEDA, "BAPPEDA")):
        steps = [step.no for step in sop.steps if step.desk is desk]
        if steps and not any(name in cell for row in sop.table_head for cell in row):
            text = f"{name} bekerja pada langkah {spans(steps)} tetapi tidak mempunyai kolom Pelaksana."
            yield Note("desk_without_column", text, steps_place(steps))


def _outputs(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    own = documents(sop.nama)
    foreign: dict[str, list[int]] = {}
    for step in sop.steps:
        named = documents(step.output)
        if own and named and not named & own:
            foreign.setdefault(" dan ".join(sorted(named)), []).append(step.no)
    for name, numbers in foreign.items():
        text = f"Output langkah {spans(numbers)} menyebut {name}, yang bukan hasil SOP ini."
        yield Note("foreign_output", text, steps_place(numbers))
    misplaced = [
        step.no
        for step in sop.steps
        if step.output.casefold() == "koreksi" and step.kind not in {Kind.KOREKSI, Kind.RAPAT}
    ]
    if misplaced:
        text = f"Output langkah {spans(misplaced)} tertulis “Koreksi”, padahal bukan langkah koreksi."
        yield Note("output_misplaced", text, steps_place(misplaced))


def _waktu(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    timeless = [step.no for step in sop.steps if step.duration is None]
    if timeless:
        text = f"Langkah {spans(timeless)} tanpa waktu baku."
        yield Note("no_waktu", text, steps_place(timeless))
    for step in sop.steps:
        if step.duration and step.duration.is_range:
            text = f"Waktu langkah {step.no} berupa rentang “{step.waktu}”."
            yield Note("range_waktu", text, steps_place([step.no]))
    hasty = [step.no for step in sop.steps if step.kind in _APPROVALS and _within_minutes(step)]
    if hasty:
        times = ", ".join(f"langkah {no} {sop.step(no).waktu}" for no in hasty)
        text = f"Waktu meneliti dan memaraf atau menandatangani sangat singkat: {times}."
        yield Note("short_scrutiny", text, steps_place(hasty))
    crowded = [step.no for step in sop.steps if step.kind is Kind.AGENDA_KIRIM and _within_minutes(step)]
    if crowded:
        times = ", ".join(f"langkah {no} {sop.step(no).waktu}" for no in crowded)
        text = f"Nomor, stempel, kemasan, dan pengiriman termuat dalam satu waktu singkat: {times}."
        yield Note("many_acts", text, steps_place(crowded))


def _monthly_limit(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    """A limit in the first days of the month that the SOP's own times cannot keep (norms 0, remark 4)."""
    del others
    for no, item in enumerate(sop.service or (), start=1):
        limit = _MONTHLY_LIMIT.search(item)
        need = _need(sop)
        if limit is None or need is None:
            continue
        days, minutes = need
        if days + (1 if minutes else 0) > int(limit[1]) - 1:
            whole = _sum_words(days, minutes)
            text = f"Batas sebelum tanggal {limit[1]} tidak tercapai bila dimulai tanggal 1: perlu {whole}."
            yield Note("infeasible_deadline", text, steps_place([no], "daftar pelayanan"))


def _need(sop: Sop) -> tuple[Fraction, Fraction] | None:
    """Working days and minutes over them that a usual dossier needs inside the office; None without times."""
    days = minutes = Fraction(0)
    for step in sop.steps:
        if step.no in sop.first_of_year_only or step.desk.outside or step.duration is None:
            continue
        for part in step.duration.upper.parts:
            days += part.high * _DAYS.get(part.unit, 0)
            minutes += part.high * _MINUTES.get(part.unit, 0)
    return (days, minutes) if days or minutes else None


def _sum_words(days: Fraction, minutes: Fraction) -> str:
    hours, rest = divmod(minutes, 60)
    amounts = ((days, Unit.HARI), (Fraction(hours), Unit.JAM), (rest, Unit.MENIT))
    return str(Duration(tuple(Part(amount, amount, unit) for amount, unit in amounts if amount)))


def _unseen_signature(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    """A signature with no paraf step since the one before it."""
    del others
    seen = False
    for step in sop.steps:
        if step.kind is Kind.PARAF:
            seen = True
        elif step.kind is Kind.TANDA_TANGAN:
            if not seen:
                text = f"Langkah {step.no} menandatangani tanpa langkah paraf sebelumnya."
                yield Note("signature_without_paraf", text, steps_place([step.no]))
            seen = False


def _within_minutes(step: Step) -> bool:
    if step.duration is None or any(part.unit not in _MINUTES for part in step.duration.parts):
        return False
    return sum(part.high * _MINUTES[part.unit] for part in step.duration.parts) <= _SHORT


STEP_CHECKS: Final = (_table_head, _columns, _outputs, _waktu, _monthly_limit, _unseen_signature)
