"""A field: its label above, help below, and the error in the help's place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space

REQUIRED = "Wajib diisi."


class Field(QWidget):
    """What all fields share; a subclass gives the editors and says what is wrong with them.

    ``edited`` fires whenever a person changes the value. An error stays until the value is changed.
    """

    edited = Signal()

    def __init__(self, label: str, *, note: str = "", required: bool = False) -> None:
        super().__init__()
        self._label = label
        self._note = note
        self._error = ""
        self.required = required
        self._editors: list[QWidget] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.BETWEEN)
        self._head = Label(label, size=Letter.TABLE, bold=True)
        self._mark = Label("wajib" if required else "", size=Letter.SMALL, ink="muted")
        self._below = Label(note, size=Letter.SMALL, ink="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(Space.BETWEEN)
        head.addWidget(self._head)
        head.addWidget(self._mark)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addLayout(head)
        column.addLayout(self._row)
        column.addWidget(self._below)
        # Beside a taller field the room goes below, not between label and editor.
        column.addStretch(1)
        # Hidden, never shown here: a part without a place would be a window of its own for a moment.
        for part, wanted in ((self._head, label), (self._below, note)):
            if not wanted:
                part.hide()

    @property
    def label(self) -> str:
        """The words above the field."""
        return self._label

    @property
    def error(self) -> str:
        """The sentence shown, empty when nothing is wrong."""
        return self._error

    def hide_label(self) -> None:
        """Leave the words above away, where a heading says them for many; a screen reader still hears them."""
        self._head.hide()
        self._mark.hide()

    def add_editor(self, editor: QWidget, stretch: int = 1) -> None:
        """Put an editor into the field's row; the first one gets the focus."""
        editor.setAccessibleName(self._label)
        editor.setAccessibleDescription(self._note)
        editor.setMinimumWidth(theme_of(self).px(Size.FIELD_LEAST) // 2)
        self._editors.append(editor)
        self._row.addWidget(editor, stretch)
        if len(self._editors) == 1:
            self.setFocusProxy(editor)

    @property
    def editors(self) -> Sequence[QWidget]:
        """The widgets that are typed into."""
        return tuple(self._editors)

    def set_note(self, note: str) -> None:
        """Show that help below, unless an error has the place."""
        self._note = note
        self._tell()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._error = sentence
        self._tell()

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        if self._error:
            self.set_error("")

    def problem(self) -> str:
        """What is wrong with the value now, as a sentence; empty when it is good."""
        return REQUIRED if self.required and self.is_empty() else ""

    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return False

    def check(self) -> bool:
        """Look at the value, show what is wrong, and say whether it is good."""
        self.set_error(self.problem())
        return not self._error

    def make_room(self) -> bool:
        """Offer one more place to type into, where the field can have several; whether there is one more now."""
        return False

    def focus(self) -> None:
        """Go to the first editor."""
        if self._editors:
            self._editors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self.clear_error()
        self.edited.emit()

    def _tell(self) -> None:
        text = self._error or self._note
        self._below.setText(text)
        self._below.set_ink("terlambat" if self._error else "muted")
        self._below.setVisible(bool(text))
        for editor in self._editors:
            editor.setAccessibleDescription(text)
            if bool(editor.property("wrong")) != bool(self._error):
                editor.setProperty("wrong", bool(self._error))
                # A style sheet looks at properties only when it is put on anew.
                editor.style().unpolish(editor)
                editor.style().polish(editor)
