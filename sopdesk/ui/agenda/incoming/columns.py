"""The columns of surat masuk as the office knows them from paper (norms 2.1)."""

from typing import Final

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import clock_time, day_moment, short_date
from sopdesk.services.answer_times import NATURE_WORDS
from sopdesk.services.incoming import GIVEN, WAITING
from sopdesk.services.incoming_views import IncomingRow
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.tokens import ColourName
from sopdesk.ui.panel.looks import ICON, INK

UNSTRUCK: Final = frozenset({"keterangan", "berkas", "lampiran"})


def identity(row: IncomingRow) -> int:
    """What tells one letter from another."""
    return row.id


def is_void(row: IncomingRow) -> bool:
    """Whether the line is void, and struck through as on paper."""
    return row.void


def _shown(row: IncomingRow) -> str:
    return row.shown


def _received(row: IncomingRow) -> str:
    return short_date(row.date)


def _received_tip(row: IncomingRow) -> str:
    return (
        f"{short_date(row.date)} pukul {clock_time(row.received_at)}" if row.received_at else _received(row)
    )


def _ref(row: IncomingRow) -> str:
    return row.ref


def _ref_date(row: IncomingRow) -> str:
    return short_date(row.ref_date) if row.ref_date else ""


def _party(row: IncomingRow) -> str:
    return row.party


def _subject(row: IncomingRow) -> str:
    return row.subject


def nature_words(row: IncomingRow) -> str:
    """The letter's sifat for people."""
    return NATURE_WORDS.get(row.nature, "")


def _nature_ink(row: IncomingRow) -> ColourName | None:
    if row.void:
        return "muted"
    return "waspada" if row.nature in ("segera", "sangat_segera") else None


def _nature_icon(row: IncomingRow) -> str:
    return {"rahasia": "lock", "sangat_segera": "circle-alert", "segera": "clock"}.get(row.nature, "")


def _disposition(row: IncomingRow) -> str:
    return "" if row.void else row.disposition


def _disposition_ink(row: IncomingRow) -> ColourName | None:
    return "waspada" if row.disposed == WAITING and not row.void else None


def _disposition_icon(row: IncomingRow) -> str:
    if row.void:
        return ""
    return {WAITING: "hourglass", GIVEN: "corner-up-left"}.get(row.disposed, "")


def answer_words(row: IncomingRow) -> str:
    """By when it must be answered and how that stands, for the tooltip."""
    if row.answer_due is None or row.level is None:
        return ""
    return row.answer if row.level is Level.SELESAI else f"{day_moment(row.answer_due)}, {row.answer}"


def _answer(row: IncomingRow) -> str:
    return row.answer_brief


def _answer_ink(row: IncomingRow) -> ColourName | None:
    return INK[row.level] if row.level is not None else None


def _answer_icon(row: IncomingRow) -> str:
    return ICON[row.level] if row.level is not None else ""


def _dossier(row: IncomingRow) -> str:
    return row.dossier


def _files(row: IncomingRow) -> str:
    return str(row.files) if row.files else ""


def _files_icon(row: IncomingRow) -> str:
    return "paperclip" if row.files else ""


def _code(row: IncomingRow) -> str:
    return row.code


def _enclosure(row: IncomingRow) -> str:
    return row.enclosure


def _note(row: IncomingRow) -> str:
    if row.void:
        return f"BATAL: {row.reason}"
    return "; ".join(text for text in (f"Sisipan: {row.reason}" if row.insert else "", row.note) if text)


def _by(row: IncomingRow) -> str:
    return row.by


def _ink(row: IncomingRow) -> ColourName | None:
    return "muted" if row.void else None


def _note_ink(row: IncomingRow) -> ColourName | None:
    return "terlambat" if row.void else None


def _note_icon(row: IncomingRow) -> str:
    return "ban" if row.void else ""


COLUMNS: Final = (
    Column("urut", "No", _shown, width=56, right=True, bold=True, ink=_ink),
    Column("received_at", "Diterima", _received, width=92, right=True, ink=_ink, tip=_received_tip),
    Column("ref", "Nomor surat", _ref, width=124, ink=_ink),
    Column("ref_date", "Tgl surat", _ref_date, width=92, right=True, ink=_ink),
    Column("party", "Pengirim", _party, width=150, ink=_ink),
    Column("subject", "Isi singkat", _subject, width=200, stretch=True, ink=_ink),
    Column("nature", "Sifat", nature_words, width=128, ink=_nature_ink, icon=_nature_icon),
    Column("disposed", "Disposisi", _disposition, width=154, ink=_disposition_ink, icon=_disposition_icon),
    Column(
        "answer_due", "Batas jawab", _answer, width=142, ink=_answer_ink, icon=_answer_icon, tip=answer_words
    ),
    Column("berkas", "Berkas", _dossier, width=104),
    Column("lampiran", "File", _files, width=56, icon=_files_icon),
    Column("keterangan", "Keterangan", _note, width=160, icon=_note_icon, ink=_note_ink),
    Column("code", "Kode", _code, width=90, hidden=True),
    Column("enclosure", "Lampiran", _enclosure, width=110, hidden=True),
    Column("actor", "Dicatat oleh", _by, width=130, hidden=True),
)
