"""The register's columns as the office knows them from paper (norms 2.1), and how a line without a letter looks."""

from typing import Final

from sopdesk.domain.dates import short_date
from sopdesk.services.agenda_views import CORRECTED, ISSUED, OUTSIDE, RESERVED, VOID, note_words
from sopdesk.services.views import RegisterRow
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.tokens import ColourName

UNSTRUCK: Final = frozenset({"dossier", "state"})
_GONE: Final = frozenset({VOID, CORRECTED})
_ICONS: Final = {VOID: "ban", CORRECTED: "pencil", RESERVED: "hourglass", OUTSIDE: "book-open"}


def identity(row: RegisterRow) -> int:
    """What tells one line from another."""
    return row.id


def is_gone(row: RegisterRow) -> bool:
    """Whether the number bears no letter any more: it is struck through as on paper."""
    return row.state in _GONE


def _shown(row: RegisterRow) -> str:
    return row.shown


def _number(row: RegisterRow) -> str:
    return row.text


def _date(row: RegisterRow) -> str:
    return short_date(row.date)


def _party(row: RegisterRow) -> str:
    return row.party


def _subject(row: RegisterRow) -> str:
    return row.subject


def _sent(row: RegisterRow) -> str:
    return short_date(row.sent_on) if row.sent_on else ""


def _dossier(row: RegisterRow) -> str:
    return row.dossier


def _series(row: RegisterRow) -> str:
    return row.series


def _by(row: RegisterRow) -> str:
    return row.by


def _ink(row: RegisterRow) -> ColourName | None:
    return "muted" if row.state != ISSUED else None


def _note_ink(row: RegisterRow) -> ColourName | None:
    if row.state in _GONE:
        return "terlambat"
    return "waspada" if row.state != ISSUED or row.insert else None


def _note_icon(row: RegisterRow) -> str:
    return _ICONS.get(row.state, "info" if row.insert else "")


# The keys are the names by which a question to the book orders it.
COLUMNS: Final = (
    Column("urut", "No. urut", _shown, width=76, right=True, bold=True, ink=_ink),
    Column("text", "Nomor surat", _number, width=196, ink=_ink),
    Column("date", "Tanggal surat", _date, width=116, right=True, ink=_ink),
    Column("party", "Ditujukan kepada", _party, width=180, ink=_ink),
    Column("subject", "Isi singkat", _subject, width=240, stretch=True, ink=_ink),
    Column("sent_on", "Tgl kirim", _sent, width=108, right=True, ink=_ink),
    Column("dossier", "Berkas", _dossier, width=104),
    Column("state", "Keterangan", note_words, width=170, icon=_note_icon, ink=_note_ink),
    Column("series", "Seri", _series, width=90, hidden=True),
    Column("actor", "Dicatat oleh", _by, width=130, hidden=True),
)
