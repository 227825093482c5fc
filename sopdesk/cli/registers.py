"""``sopdesk register``: the lines of an agenda register or of the delivery book."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Any, Final

from sopdesk.cli.terminal import Call
from sopdesk.domain.numbers import INCOMING
from sopdesk.services import delivery_views
from sopdesk.services.delivery_views import DeliveryView
from sopdesk.services.office import open_office
from sopdesk.services.queries import register
from sopdesk.services.views import RegisterRow

DELIVERY: Final = "delivery"
_STATES = {
    "issued": "terbit",
    "void": "BATAL",
    "reserved": "dicadangkan",
    "outside": "di luar",
    "corrected": "dibetulkan",
}


def run(call: Call) -> int:
    """Show a year of a register or of the delivery book. Raises Trouble."""
    name = call.wanted.name
    now = call.clock()
    office = open_office(call.folder, now, new=False)
    try:
        year = call.wanted.year if call.wanted.year is not None else office.look().local(now).year
        if name == DELIVERY:
            return _deliveries(call, delivery_views.of_year(office, year, now=now))
        lines, zone = register(office, name, year), office.look().profile.tz
    finally:
        office.close()
    if call.json:
        call.terminal.put_json([_flat(line, zone) for line in lines])
        return 0
    call.terminal.table(
        (
            "NOMOR",
            "TANGGAL",
            "NOMOR SURAT",
            "KEADAAN",
            "DARI" if name == INCOMING else "KEPADA",
            "ISI SINGKAT",
        ),
        [
            (x.shown, x.date.isoformat(), x.text, _STATES.get(x.state, x.state), x.party, x.subject)
            for x in lines
        ],
    )
    return 0


def _deliveries(call: Call, lines: Sequence[DeliveryView]) -> int:
    if call.json:
        call.terminal.put_json([_flat_delivery(line) for line in lines])
        return 0
    call.terminal.table(
        ("NOMOR", "TANGGAL KIRIM", "NOMOR SURAT", "KEADAAN", "KEPADA", "RANGKAP", "ISI SINGKAT"),
        [
            (
                str(x.urut),
                x.sent_at.date().isoformat(),
                x.letter,
                delivery_views.state_words(x),
                x.addressee,
                str(x.copies),
                x.subject,
            )
            for x in lines
        ],
    )
    return 0


def _flat_delivery(line: DeliveryView) -> dict[str, Any]:
    return {
        "number": line.urut,
        "insert": None,
        "series": None,
        "text": line.letter,
        "date": line.sent_at.date().isoformat(),
        "from": None,
        "to": line.addressee,
        "subject": line.subject,
        "state": line.state,
        "reason": line.reason or None,
        "copies": line.copies,
        "letter_date": line.letter_date.isoformat() if line.letter_date else None,
        "method": line.method or None,
        "dossier": line.dossier or None,
        "receiver": line.receiver or None,
        "position": line.position or None,
        "received_at": line.received_at.isoformat() if line.received_at else None,
    }


def _flat(line: RegisterRow, zone: tzinfo) -> dict[str, Any]:
    incoming = line.register == INCOMING
    return {
        "number": line.urut,
        "insert": line.insert or None,
        "series": line.series,
        "text": line.text,
        "date": line.date.isoformat(),
        "from": line.party if incoming else None,
        "to": None if incoming else line.party,
        "subject": line.subject,
        "state": line.state,
        **(_letter(line, zone) if incoming else {}),
    }


def _letter(line: RegisterRow, zone: tzinfo) -> dict[str, Any]:
    """What an incoming letter has beside its number; times in the office's own zone."""
    received, due = (
        t.astimezone(zone).isoformat() if t else None for t in (line.received_at, line.answer_due)
    )
    return {
        "ref": line.ref or None,
        "ref_date": line.ref_date.isoformat() if line.ref_date else None,
        "nature": line.nature or None,
        "code": line.code or None,
        "enclosure": line.enclosure or None,
        "note": line.note or None,
        "received_at": received,
        "answer_due": due,
        "disposed": line.disposed or None,
    }
