"""The book's columns as the office knows them from paper (norms 2.1); the keys are what the database orders by."""

from typing import Final

from sopdesk.domain.dates import short_date
from sopdesk.services.delivery_views import BACK, OUT, VOID, DeliveryView, state_words
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.tokens import ColourName

LONG_OUT: Final = 5  # working days: the second sheet of a letter within the regency is back by then
UNSTRUCK: Final = frozenset({"dossier", "state"})


def identity(row: DeliveryView) -> int:
    """What tells one line from another."""
    return row.id


def is_void(row: DeliveryView) -> bool:
    """Whether the line is void, and struck through as on paper."""
    return row.state == VOID


def _urut(row: DeliveryView) -> str:
    return str(row.urut)


def _sent(row: DeliveryView) -> str:
    return short_date(row.sent_at.date())


def _letter(row: DeliveryView) -> str:
    return row.letter


def _letter_date(row: DeliveryView) -> str:
    return short_date(row.letter_date) if row.letter_date else ""


def _subject(row: DeliveryView) -> str:
    return row.subject


def _addressee(row: DeliveryView) -> str:
    return row.addressee


def _copies(row: DeliveryView) -> str:
    return str(row.copies)


def _receiver(row: DeliveryView) -> str:
    return ", ".join(filter(None, (row.receiver, row.position)))


def _received(row: DeliveryView) -> str:
    return short_date(row.received_at.date()) if row.received_at else ""


def _dossier(row: DeliveryView) -> str:
    return row.dossier


def _method(row: DeliveryView) -> str:
    return row.method_words


def _note(row: DeliveryView) -> str:
    return row.note


def _by(row: DeliveryView) -> str:
    return row.by


def _ink(row: DeliveryView) -> ColourName | None:
    return "muted" if row.state == VOID else None


def _state_ink(row: DeliveryView) -> ColourName | None:
    if row.state == BACK:
        return "aman"
    if row.state == VOID:
        return "terlambat"
    return "waspada" if (row.age or 0) >= LONG_OUT else None


def _state_icon(row: DeliveryView) -> str:
    return {BACK: "check", VOID: "ban", OUT: "send"}[row.state]


COLUMNS: Final = (
    Column("urut", "No.", _urut, width=64, right=True, bold=True, ink=_ink),
    Column("sent", "Tgl kirim", _sent, width=104, right=True, ink=_ink),
    Column("letter", "Nomor surat", _letter, width=172, ink=_ink),
    Column("letter_date", "Tgl surat", _letter_date, width=104, right=True, ink=_ink),
    Column("subject", "Isi singkat", _subject, width=200, stretch=True, ink=_ink),
    Column("addressee", "Ditujukan kepada", _addressee, width=190, ink=_ink),
    Column("copies", "Rangkap", _copies, width=84, right=True, ink=_ink),
    Column("receiver", "Diterima oleh", _receiver, width=150, ink=_ink),
    Column("state", "Keadaan", state_words, width=196, icon=_state_icon, ink=_state_ink),
    Column("received", "Tgl diterima", _received, width=112, right=True, hidden=True, ink=_ink),
    Column("method", "Cara kirim", _method, width=130, hidden=True, ink=_ink),
    Column("dossier", "Berkas", _dossier, width=104, hidden=True),
    Column("note", "Catatan", _note, width=160, hidden=True, ink=_ink),
    Column("actor", "Dicatat oleh", _by, width=130, hidden=True),
)
