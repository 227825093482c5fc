"""The register's columns as the office knows them from paper (norms 2.1), and how a void line looks."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from sopdesk.domain.dates import short_date
from sopdesk.services.agenda_views import OUTSIDE, RESERVED, VOID, note_words
from sopdesk.services.views import RegisterRow
from sopdesk.ui.kit.records import Column, RecordTableModel
from sopdesk.ui.kit.tokens import ColourName

_UNSTRUCK: Final = frozenset({"berkas", "keterangan"})


def identity(row: RegisterRow) -> int:
    """What tells one line from another."""
    return row.id


def _urut(row: RegisterRow) -> tuple[str, int, int, str]:
    return row.series, row.urut, len(row.insert), row.insert


def _shown(row: RegisterRow) -> str:
    return row.shown


def _number(row: RegisterRow) -> str:
    return row.text


def _date(row: RegisterRow) -> str:
    return short_date(row.date)


def _date_order(row: RegisterRow) -> int:
    return row.date.toordinal()


def _party(row: RegisterRow) -> str:
    return row.party


def _subject(row: RegisterRow) -> str:
    return row.subject


def _sent(row: RegisterRow) -> str:
    return short_date(row.sent_on) if row.sent_on else ""


def _sent_order(row: RegisterRow) -> int:
    return row.sent_on.toordinal() if row.sent_on else 0


def _dossier(row: RegisterRow) -> str:
    return row.dossier


def _series(row: RegisterRow) -> str:
    return row.series


def _by(row: RegisterRow) -> str:
    return row.by


def _ink(row: RegisterRow) -> ColourName | None:
    return "muted" if row.state == VOID else None


def _note_ink(row: RegisterRow) -> ColourName | None:
    if row.state == VOID:
        return "terlambat"
    return "waspada" if row.state in (RESERVED, OUTSIDE) or row.insert else None


def _note_icon(row: RegisterRow) -> str:
    if row.state == VOID:
        return "ban"
    return "info" if row.state in (RESERVED, OUTSIDE) or row.insert else ""


COLUMNS: Final = (
    Column("urut", "No. urut", _shown, sort=_urut, width=76, right=True, bold=True, ink=_ink),
    Column("nomor", "Nomor surat", _number, width=176, ink=_ink),
    Column("tanggal", "Tanggal surat", _date, sort=_date_order, width=130, right=True, ink=_ink),
    Column("kepada", "Ditujukan kepada", _party, width=180, ink=_ink),
    Column("isi", "Isi singkat", _subject, width=240, stretch=True, ink=_ink),
    Column("kirim", "Tgl kirim", _sent, sort=_sent_order, width=108, right=True, ink=_ink),
    Column("berkas", "Berkas", _dossier, width=104),
    Column("keterangan", "Keterangan", note_words, width=170, icon=_note_icon, ink=_note_ink),
    Column("seri", "Seri", _series, width=90, hidden=True),
    Column("oleh", "Dicatat oleh", _by, width=130, hidden=True),
)


class VoidStrike(QStyledItemDelegate):
    """Strikes a void line through, as on paper; its reason stays readable."""

    def __init__(self, model: RecordTableModel[RegisterRow]) -> None:
        super().__init__(model)
        self._model = model

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Set the font of the cell."""
        super().initStyleOption(option, index)
        row = self._model.record(index)
        if row is not None and row.state == VOID and COLUMNS[index.column()].key not in _UNSTRUCK:
            option.font.setStrikeOut(True)
