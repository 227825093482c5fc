"""The table of a cover letter, as it will stand on paper: what is sent, how many, what is said of it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from sopdesk.domain.letters import LINE_LIMIT, TEXT_LIMIT, LetterItem
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Space

MOST: Final = 40
USUAL_QUANTITY: Final = "1 (satu) berkas"
_COLUMNS: Final = (
    ("Jenis yang dikirim", TEXT_LIMIT, 5),
    ("Banyaknya", LINE_LIMIT, 2),
    ("Keterangan", TEXT_LIMIT, 4),
)
_LINES: Final = 4
_TOP: Final = Qt.AlignmentFlag.AlignTop


class _Cell(QPlainTextEdit):
    """A cell of the table: wraps as the paper does; Enter goes on within Keterangan only."""

    def __init__(self, name: str, text: str, *, lines: bool) -> None:
        super().__init__(text)
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def text(self) -> str:
        """What was typed, on one line where the table knows no more."""
        typed = self.toPlainText().strip()
        return typed if self._lines else " ".join(typed.split("\n"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control or not self._lines:
                event.ignore()  # Ctrl+Enter belongs to the dialog
                return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _on_theme_changed(self) -> None:
        line = QFontMetrics(theme_of(self).font()).lineSpacing()
        self.setFixedHeight(line * _LINES + Space.AROUND)


class _Row(QObject):
    """One row of the table with its number and the way to remove it."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, item: LetterItem, parent: QObject) -> None:
        super().__init__(parent)
        self.number = Label("", bold=True)
        self.cells = [
            _Cell(name, text, lines=place == len(_COLUMNS) - 1)
            for place, ((name, _, _), text) in enumerate(
                zip(_COLUMNS, (item.text, item.quantity, item.note), strict=True)
            )
        ]
        self.drop = IconButton("trash-2", "Hapus baris", Kind.GHOST)
        for cell in self.cells:
            cell.textChanged.connect(self.edited)
        self.drop.clicked.connect(self._on_drop)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """What stands in the row, from left to right."""
        return (self.number, *self.cells, self.drop)

    def set_number(self, number: int) -> None:
        """Tell which row it is."""
        self.number.setText(f"{number}.")
        for cell, (name, _, _) in zip(self.cells, _COLUMNS, strict=True):
            cell.setAccessibleName(f"{name}, baris {number}")
        self.drop.setAccessibleName(f"Hapus baris {number}")

    def item(self) -> LetterItem:
        """What is filled in, cut to what a value may hold: the field's error says that it is too long."""
        text, quantity, note = (
            cell.text()[:limit] for cell, (_, limit, _) in zip(self.cells, _COLUMNS, strict=True)
        )
        return LetterItem(text, quantity, note)

    def is_blank(self) -> bool:
        """Whether what is sent and its note are both missing."""
        return not self.cells[0].text() and not self.cells[2].text()

    def _on_drop(self) -> None:
        self.removed.emit(self)


class ItemsField(Field):
    """The rows of the table; there is always one."""

    def __init__(self, items: Sequence[LetterItem]) -> None:
        super().__init__("Daftar yang dikirim", required=True)
        self.rows: list[_Row] = []
        self.more = Button("Tambah baris", icon="plus")
        self.more.clicked.connect(self._on_more)
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.BETWEEN)
        for place, (name, _, share) in enumerate(_COLUMNS, start=1):
            self._grid.addWidget(Label(name, size=Letter.SMALL, ink="muted"), 0, place)
            self._grid.setColumnStretch(place, share)
        column = QVBoxLayout()
        column.setSpacing(Space.BETWEEN)
        column.addLayout(self._grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(column)
        for item in items or (LetterItem("", USUAL_QUANTITY),):
            self._add(item)
        self._renumber()

    def items(self) -> tuple[LetterItem, ...]:
        """The rows as they are filled in, without those that hold nothing."""
        return tuple(row.item() for row in self.rows if not row.is_blank() or len(self.rows) == 1)

    def set_items(self, items: Sequence[LetterItem]) -> None:
        """Show these rows in the place of those that are there."""
        for row in tuple(self.rows):
            self._take_out(row)
        for item in items or (LetterItem("", USUAL_QUANTITY),):
            self._add(item)
        self._renumber()

    def set_locked(self) -> None:
        """Show without letting anything be changed."""
        for row in self.rows:
            for cell in row.cells:
                cell.setReadOnly(True)
            row.drop.hide()
        self.more.hide()

    def is_empty(self) -> bool:
        """Whether nothing is to be sent."""
        return all(row.is_blank() for row in self.rows)

    def problem(self) -> str:
        """Which row lacks what."""
        if self.is_empty():
            return "Isi sedikitnya satu baris."
        for number, row in enumerate(self.rows, start=1):
            if row.is_blank():
                continue
            for cell, (name, limit, _) in zip(row.cells, _COLUMNS, strict=True):
                if cell is not row.cells[2] and not cell.text():
                    return f"Baris {number}: {name.lower()} belum diisi."
                if len(cell.text()) > limit:
                    return f"Baris {number}: {name.lower()} paling banyak {limit} huruf, kini {len(cell.text())}."
        return ""

    def make_room(self) -> bool:
        """Add an empty row."""
        self._add(LetterItem("", USUAL_QUANTITY))
        self._renumber()
        return True

    def focus(self) -> None:
        """Go to the cell that is wrong, else to the first."""
        for row in self.rows:
            for cell, (_, limit, _) in zip(row.cells, _COLUMNS, strict=True):
                lacking = cell is not row.cells[2] and not cell.text() and not row.is_blank()
                if lacking or len(cell.text()) > limit:
                    cell.setFocus(Qt.FocusReason.OtherFocusReason)
                    return
        self.rows[0].cells[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, item: LetterItem) -> _Row:
        row = _Row(item, self)
        row.edited.connect(self._on_edited)
        row.removed.connect(self._on_removed)
        self.rows.append(row)
        line = self._grid.rowCount()
        for place, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, line, place, Qt.AlignmentFlag(0) if place in range(1, 4) else _TOP)
        return row

    def _on_more(self) -> None:
        row = self._add(LetterItem("", USUAL_QUANTITY))
        self._renumber()
        row.cells[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _on_removed(self, row: _Row) -> None:
        place = self.rows.index(row)
        self._take_out(row)
        self._renumber()
        self.rows[min(place, len(self.rows) - 1)].cells[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _take_out(self, row: _Row) -> None:
        self.rows.remove(row)
        for widget in row.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        row.deleteLater()

    def _renumber(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            row.set_number(number)
            row.drop.setEnabled(len(self.rows) > 1)
        self.more.setEnabled(len(self.rows) < MOST)
