"""A field as it was before a burst, so that the burst can be taken out of it again."""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

_Field = QLineEdit | QPlainTextEdit | QTextEdit


@dataclass(frozen=True, slots=True)
class Spot:
    """A field with its text, where the cursor was, and where the selection began."""

    field: _Field
    text: str
    cursor: int
    anchor: int

    @classmethod
    def here(cls) -> "Spot | None":
        """The field that has the focus now; None where none takes letters."""
        field = _field_of(QApplication.focusWidget())
        if isinstance(field, QLineEdit):
            cursor = field.cursorPosition()
            anchor = cursor
            if field.hasSelectedText():
                begins, ends = field.selectionStart(), field.selectionEnd()
                anchor = ends if cursor == begins else begins
            return cls(field, field.text(), cursor, anchor)
        if field is not None:
            place = field.textCursor()
            return cls(field, field.toPlainText(), place.position(), place.anchor())
        return None

    def restore(self) -> None:
        """Take out what came since, as an edit that can itself be undone."""
        field = self.field
        if not isValid(field):
            return
        now = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        begins, ends, put = _change(now, self.text)
        if isinstance(field, QLineEdit):
            if now != self.text:
                field.setSelection(begins, ends - begins)
                # Not setText: whoever follows what is typed must hear that it is gone.
                field.insert(put)
            field.setSelection(self.anchor, self.cursor - self.anchor)
            if self.anchor == self.cursor:
                field.setCursorPosition(self.cursor)
            return
        place = field.textCursor()
        if now != self.text:
            place.setPosition(begins)
            place.setPosition(ends, QTextCursor.MoveMode.KeepAnchor)
            place.insertText(put)
        place.setPosition(self.anchor)
        place.setPosition(self.cursor, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(place)


def suggestions(spot: Spot | None) -> QWindow | None:
    """The window of the list that opens under the field while it is typed into; None where none does."""
    completer = spot.field.completer() if spot is not None and isinstance(spot.field, QLineEdit) else None
    popup = completer.popup() if completer is not None else None
    if popup is None:
        return None
    popup.winId()  # makes its window, if it was never shown
    return popup.windowHandle()


def _field_of(part: QWidget | None) -> _Field | None:
    if isinstance(part, QComboBox):
        part = part.lineEdit()
    if isinstance(part, QLineEdit | QPlainTextEdit | QTextEdit) and not part.isReadOnly():
        return part
    return None


def _change(now: str, before: str) -> tuple[int, int, str]:
    """What of ``now`` to replace, from and to, and by which part of ``before``."""
    begins = 0
    while begins < min(len(now), len(before)) and now[begins] == before[begins]:
        begins += 1
    same = 0
    while (
        same < min(len(now), len(before)) - begins
        and now[len(now) - 1 - same] == before[len(before) - 1 - same]
    ):
        same += 1
    return begins, len(now) - same, before[begins : len(before) - same]
