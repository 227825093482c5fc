"""The least that shows cards: six list views over rows of raw SQL, painted by a plain delegate."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sopdesk.ui.kit.theme import Theme

DESKS = ("pelaksana", "kasubbag", "sekcam", "camat", "bagian_umum", "bappeda")
Row = tuple[Any, ...]
_ROOT = QModelIndex()


class BareModel(QAbstractListModel):
    def __init__(self, rows: Sequence[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = list(rows)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return self.rows[index.row()] if role == Qt.ItemDataRole.UserRole else None

    def move_first(self, other: "BareModel") -> None:
        """What a handoff does to two columns."""
        self.beginRemoveRows(_ROOT, 0, 0)
        row = self.rows.pop(0)
        self.endRemoveRows()
        other.beginInsertRows(_ROOT, 0, 0)
        other.rows.insert(0, row)
        other.endInsertRows()


class BareDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._font, self._bold = theme.font(), theme.font(bold=True)
        self._ink, self._ground = QColor("black"), QColor("white")

    def sizeHint(  # noqa: N802
        self,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        return QSize(150, 126)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box: QRect = option.rect
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.setPen(self._ink)
        painter.setBrush(self._ground)
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 6, 6)
        left, top = box.left() + 8, box.top() + 18
        painter.setFont(self._font)
        painter.drawText(left, top, row[0])
        painter.drawText(left, top + 60, row[2])
        painter.drawText(left, top + 84, row[3])
        painter.setFont(self._bold)
        painter.drawText(QRect(left, top + 4, box.width() - 16, 36), int(Qt.TextFlag.TextWordWrap), row[1])
        painter.fillRect(left, top + 66, 100, 4, self._ink)


class BareBoard(QWidget):
    def __init__(self, database: Path, theme: Theme) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        self.views: list[QListView] = []
        self.models: list[BareModel] = []
        connection = sqlite3.connect(database)
        rows = connection.execute(
            "SELECT code, title, step, due, desk, id, sop, revision, life, round, waiting, since, warn_from, deadline,"
            " deadline_warn, hold_reason, held_since, number_text, receipt_missing, owner"
            " FROM dossier WHERE life IN ('running', 'held') ORDER BY desk, id"
        ).fetchall()
        connection.close()
        texts = [(*(str(value) for value in row[:4]), row[4], *row[5:]) for row in rows]
        for desk in DESKS:
            view = QListView()
            model = BareModel([row for row in texts if row[4] == desk], view)
            view.setModel(model)
            view.setItemDelegate(BareDelegate(theme, view))
            view.setUniformItemSizes(True)
            line.addWidget(view)
            self.views.append(view)
            self.models.append(model)
