"""The lines that a sending leaves in the delivery book, and what becomes of them when it is taken back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.events import EventKind
from sopdesk.domain.sendings import line_of
from sopdesk.services.entries import Case
from sopdesk.services.office import Known
from sopdesk.store.deliveries import BACK, OUT, VOID
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

UNDONE = "Pengiriman diurungkan"


def numbered(unit: Unit, known: Known, told: object, at: datetime) -> list[dict[str, object]]:
    """Recipients, each with the next number in the delivery book of the year in which the letter left."""
    year = known.local(at).year
    found = told if isinstance(told, Sequence) else ()
    return [{**each, "year": year, "urut": unit.deliveries.take(year)} for each in found]


def rows_of(
    data: rules.Data,
    *,
    seq: int,
    by: str,
    at: datetime,
    now: datetime,
    dossier_id: int | None,
    line: tuple[int, date] | None,
) -> list[dict[str, Any]]:
    """The lines of a sending from what its entry says; ``line`` is the register's line and the letter's date."""
    told: Any = data["recipients"]
    return [
        {
            "year": each["year"],
            "urut": each["urut"],
            "dossier_id": dossier_id,
            "line_id": line[0] if line else None,
            "letter": data["letter"],
            "letter_date": line[1] if line else None,
            "subject": data["subject"],
            "addressee": each["to"],
            "copies": each["copies"],
            "sent_at": at,
            "state": OUT,
            "method": data.get("method", ""),
            "actor": by,
            "logged_at": now,
            "seq": seq,
        }
        for each in told
    ]


def add_rows(unit: Unit, rows: Sequence[dict[str, Any]]) -> tuple[int, ...]:
    """Write them, and remember whom the office writes to; their ids."""
    for row in rows:
        unit.parties.use(row["addressee"], row["logged_at"])
    return tuple(unit.deliveries.add(row) for row in rows)


def line_of_letter(unit: Unit, case: Case) -> LineRow | None:
    """The register's line whose number the letter on its way bears."""
    taken = case.state.number
    if taken is None:
        return None
    return unit.registers.line(taken.register, taken.year, taken.series, taken.urut, taken.sisipan)


def mark_back(unit: Unit, delivery_id: int, data: rules.Data, *, seq: int, at: datetime) -> None:
    """The second sheet of a line came back, as its entry ``data`` says."""
    told = data.get("received_at")
    unit.deliveries.mark(
        delivery_id,
        state=BACK,
        receiver=data["name"],
        position=data.get("position", ""),
        note=data.get("note", ""),
        received_at=datetime.fromisoformat(str(told)) if told else at,
        receipt_seq=seq,
    )


def mark_out(unit: Unit, delivery_id: int) -> None:
    """The receipt of a line is taken back: it waits again."""
    unit.deliveries.mark(
        delivery_id, state=OUT, receiver="", position="", note="", received_at=None, receipt_seq=None
    )


def receipt_came(unit: Unit, dossier_id: int, data: rules.Data, *, seq: int, at: datetime) -> None:
    """Let the line that a dossier's receipt names know of it; sendings of older programs have no line."""
    place = line_of(data)
    row = unit.deliveries.at_place(*place) if place else None
    if row is not None and row.dossier_id == dossier_id:
        mark_back(unit, row.id, data, seq=seq, at=at)


def taken_back(unit: Unit, case: Case, data: rules.Data) -> None:
    """A sending or a receipt of a dossier is countered: its lines stay in the book, void, or wait again."""
    rows = unit.deliveries.of_dossier(case.row.id)
    if data["of"] == EventKind.DISPATCH.value:
        for row in rows:
            if row.seq == data["event"]:
                unit.deliveries.mark(row.id, state=VOID, reason=str(data.get("reason") or UNDONE))
    elif data["of"] == EventKind.RECEIPT.value:
        for row in rows:
            if row.receipt_seq == data["event"]:
                mark_out(unit, row.id)
