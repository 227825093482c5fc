"""Deliveries: letters of the register alone, receipts of several at once, and wrong entries taken back.

A dossier's letter leaves by ``approvals.dispatch``; both write the same book.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sopdesk.domain import rules
from sopdesk.domain.errors import After, Refused, Rule
from sopdesk.domain.numbers import OUTGOING
from sopdesk.domain.rights import Right
from sopdesk.domain.sendings import Receipt, clean_method, clean_recipients, receipt_data
from sopdesk.domain.text import clean_name, clean_reason
from sopdesk.services.approvals import receipt_action
from sopdesk.services.entries import check_time, locally, marked, record_in, stop_if_answered
from sopdesk.services.office import Known, Office, office_day
from sopdesk.services.register_lines import LineRef, find_line
from sopdesk.services.rights import require
from sopdesk.services.sent_rows import add_rows, mark_back, mark_out, numbered, rows_of
from sopdesk.store.deliveries import BACK, OUT, VOID, DeliveryRow
from sopdesk.store.log import REGISTER
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

SEND: Final = "send"
RECEIPT: Final = "receipt"
SEND_BACK: Final = "send_back"  # a wrong sending is taken back
RECEIPT_BACK: Final = "receipt_back"  # a wrong receipt is taken back
_SENDABLE = frozenset({"issued", "outside"})


@dataclass(frozen=True, slots=True)
class DeliveryAnswer:
    """What was done to lines of the delivery book: their ids and numbers, and the dossiers that changed with them."""

    year: int
    ids: tuple[int, ...]
    numbers: tuple[int, ...]
    dossiers: frozenset[int] = frozenset()
    event: int = 0

    def to_json(self) -> dict[str, Any]:
        """The answer line of ``batch``."""
        return {"ok": True, "year": self.year, "deliveries": list(self.numbers), "event": self.event}


def send_line(
    office: Office,
    ref: int | LineRef,
    recipients: Sequence[tuple[str, int]],
    *,
    by: str,
    at: datetime,
    now: datetime,
    method: str = "",
    action_id: str | None = None,
) -> DeliveryAnswer:
    """Send the letter of an outgoing line that belongs to no dossier. Raises Refused, Trouble, Answered."""
    clerk = clean_name(by, field="by")
    how = clean_method(method)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        require(known, by, Right.DISPATCH, now=now)
        line = _sendable(unit, ref)
        check_time(known, at, now)
        told = clean_recipients(line.party, list(recipients))
        data: rules.Data = {
            "register": line.register,
            "year": line.year,
            "series": line.series,
            "number": line.urut,
            "insert": line.sisipan,
            "letter": line.text,
            "subject": line.subject,
            "recipients": numbered(unit, known, told, at),
        }
        data = marked(unit, now, {**data, "method": how} if how else data)
        seq = unit.log.append(REGISTER, SEND, actor=clerk, at=at, now=now, body=data)
        unit.registers.mark(line.id, sent_on=office_day(known, at))
        place = (line.id, line.date)
        rows = rows_of(data, seq=seq, by=clerk, at=at, now=now, dossier_id=None, line=place)
        answer = DeliveryAnswer(
            known.local(at).year, add_rows(unit, rows), tuple(r["urut"] for r in rows), event=seq
        )
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def _sendable(unit: Unit, ref: int | LineRef) -> LineRow:
    line = unit.registers.line_by_id(ref) if isinstance(ref, int) else find_line(unit, ref)
    if line is None or line.register != OUTGOING:
        raise Refused(Rule.BAD_VALUE, field="number", reason="bukan baris agenda surat keluar")
    if line.state == "void":
        raise Refused(Rule.NUMBER_VOID, text=line.text, reason=line.reason)
    if line.dossier_id is not None:
        raise Refused(Rule.BAD_VALUE, field="number", reason="suratnya milik berkas, kirimlah dari berkasnya")
    if line.state not in _SENDABLE:
        raise Refused(Rule.BAD_VALUE, field="number", reason="nomornya belum dipakai untuk surat")
    return line


def receive(
    office: Office,
    ids: Sequence[int],
    name: str,
    *,
    told: Receipt | None = None,
    by: str,
    at: datetime,
    now: datetime,
    action_id: str | None = None,
) -> DeliveryAnswer:
    """Record that the second sheets of these lines came back, all signed by ``name``; all or none.

    ``told`` is what else the sheets say. Raises Refused(NOT_DISPATCHED …), Trouble, Answered.
    """
    clerk = clean_name(by, field="by")
    said: Receipt = told or {}
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        require(known, by, Right.DISPATCH, now=now)
        rows = [_found(unit, each) for each in dict.fromkeys(ids)]
        if not rows:
            raise Refused(Rule.NOT_DISPATCHED)
        seq = 0
        for row in rows:
            if row.state != OUT:
                raise Refused(Rule.NOT_DISPATCHED, line=row.urut)
            seq = _receive_one(unit, office, known, row, name, said, clerk, at, now)
        dossiers = frozenset(row.dossier_id for row in rows if row.dossier_id is not None)
        answer = DeliveryAnswer(
            rows[0].year, tuple(r.id for r in rows), tuple(r.urut for r in rows), dossiers, seq
        )
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def _receive_one(
    unit: Unit,
    office: Office,
    known: Known,
    row: DeliveryRow,
    name: str,
    told: Receipt,
    by: str,
    at: datetime,
    now: datetime,
) -> int:
    if row.dossier_id is not None:
        whose: Receipt = {**told, "line": (row.year, row.urut)}
        action = receipt_action(name, whose, at=at, now=now)
        return record_in(unit, office, row.dossier_id, action, by=by, now=now).event
    check_time(known, at, now, row.sent_at.replace(second=0, microsecond=0), After.SENDING)
    received = told.get("received")
    if received is not None:
        check_time(known, received, now)
    with locally(known):
        data = receipt_data(row.sent_at, name, **told)
    data = marked(unit, now, {**data, "delivery": {"year": row.year, "urut": row.urut}})
    seq = unit.log.append(REGISTER, RECEIPT, actor=by, at=at, now=now, body=data)
    mark_back(unit, row.id, data, seq=seq, at=at)
    return seq


def take_back(office: Office, delivery_id: int, reason: str, *, by: str, now: datetime) -> DeliveryAnswer:
    """Take back a wrong receipt, or else a wrong sending, of a letter that is no dossier's; the line stays.

    A dossier's entries are countered in the dossier. A sending is taken back with all its recipients.
    Raises Refused.
    """
    clerk = clean_name(by, field="by")
    why = clean_reason(reason)
    with office.store.write() as unit:
        require(office.known(unit), by, Right.DISPATCH, now=now)
        row = _found(unit, delivery_id)
        if row.dossier_id is not None:
            raise Refused(Rule.BAD_VALUE, field="delivery", reason="koreksilah di berkasnya")
        if row.state == VOID:
            raise Refused(Rule.BAD_VALUE, field="delivery", reason="baris ini sudah batal")
        data: rules.Data = {"delivery": {"year": row.year, "urut": row.urut}, "reason": why}
        if row.state == BACK:
            data = marked(unit, now, {**data, "event": row.receipt_seq})
            seq = unit.log.append(REGISTER, RECEIPT_BACK, actor=clerk, at=now, now=now, body=data)
            mark_out(unit, row.id)
            return DeliveryAnswer(row.year, (row.id,), (row.urut,), event=seq)
        return _unsend(unit, office.known(unit), row, data, why, clerk, now)


def _unsend(
    unit: Unit, known: Known, row: DeliveryRow, data: rules.Data, why: str, by: str, now: datetime
) -> DeliveryAnswer:
    together = [each for each in unit.deliveries.of_line(row.line_id or 0) if each.seq == row.seq]
    if any(each.state == BACK for each in together):
        raise Refused(Rule.BAD_VALUE, field="delivery", reason="salah satu lembar 2-nya sudah kembali")
    data = marked(unit, now, {**data, "event": row.seq})
    seq = unit.log.append(REGISTER, SEND_BACK, actor=by, at=now, now=now, body=data)
    for each in together:
        unit.deliveries.mark(each.id, state=VOID, reason=why)
    if row.line_id is not None:
        left = [each for each in unit.deliveries.of_line(row.line_id) if each.state != VOID]
        last = max((each.sent_at for each in left), default=None)
        unit.registers.mark(row.line_id, sent_on=office_day(known, last) if last else None)
    return DeliveryAnswer(row.year, tuple(e.id for e in together), tuple(e.urut for e in together), event=seq)


def _found(unit: Unit, delivery_id: int) -> DeliveryRow:
    row = unit.deliveries.get(delivery_id)
    if row is None:
        raise Refused(Rule.BAD_VALUE, field="delivery", value=delivery_id)
    return row
