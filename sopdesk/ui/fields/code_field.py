"""The field of a classification code: found by its figures or by the words of what it stands for."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from sopdesk.domain.classification import CODE_LIMIT, Code, CodeBook
from sopdesk.services.classification import code_book
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Trouble
from sopdesk.ui.kit.lines import LineField

_SHOWN: Final = 20
_CODE: Final = Qt.ItemDataRole.UserRole


class CodeField(LineField):
    """Offers codes while one types; any other text is allowed too. The name of the code stands below the line."""

    def __init__(
        self, label: str, desk: Desk, value: str = "", *, note: str = "", required: bool = False
    ) -> None:
        super().__init__(
            label,
            value,
            note=note,
            required=required,
            placeholder="Kode atau kata, misalnya rencana",
            limit=CODE_LIMIT,
        )
        self._desk = desk
        self._plain_note = note
        self._book: CodeBook | None = None
        self._offered = QStandardItemModel(self)
        self.completer = QCompleter(self._offered, self.line)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setCompletionRole(_CODE)
        self.completer.setMaxVisibleItems(10)
        self.popup = QListView()
        self.popup.setProperty("popup", True)
        self.completer.setPopup(self.popup)
        self.line.setCompleter(self.completer)
        self.line.installEventFilter(self)
        # Before the completer looks at what was typed: it shows what stands in the model by then.
        self.line.textEdited.connect(self._on_typed)
        self.completer.activated.connect(self._on_chosen)
        desk.changed.connect(self._on_changed)

    def set_value(self, value: str) -> None:
        """Fill in."""
        super().set_value(value)
        self._tell_name()

    def offered(self) -> list[str]:
        """What is offered now, as it is shown."""
        return [self._offered.item(row).text() for row in range(self._offered.rowCount())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the codes when the field is gone to, not when it is made: a form has other things to do."""
        if watched is self.line and event.type() == QEvent.Type.FocusIn:
            self._offer(self.line.text())
            self._tell_name()
        return super().eventFilter(watched, event)

    def _codes(self) -> CodeBook:
        if self._book is None:
            try:
                self._book = code_book(self._desk.office)
            except Trouble:
                # Free text is allowed: without the lists the field is a plain line, and the saving tells the trouble.
                return CodeBook(())
        return self._book

    def _offer(self, words: str) -> None:
        self._offered.clear()
        for code in self._codes().search(words, _SHOWN):
            self._offered.appendRow(_item(code))

    def _tell_name(self) -> None:
        value = self.value()
        name = self._codes().name_of(value) if value and self._book is not None else ""
        self.set_note(name or self._plain_note)

    def _on_typed(self, text: str) -> None:
        self._offer(text)
        self._tell_name()
        # A name is longer than the field of a code is wide.
        self.popup.setMinimumWidth(max(0, min(self.popup.sizeHintForColumn(0), self.window().width())))

    def _on_chosen(self, code: str) -> None:
        self.line.setText(code)
        self._tell_name()
        self._on_edited()

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and (changes.office or changes.registers):
            self._book = None


def _item(code: Code) -> QStandardItem:
    item = QStandardItem(code.shown)
    item.setData(code.code, _CODE)
    return item
