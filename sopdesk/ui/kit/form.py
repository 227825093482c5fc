"""Fields one below the other, looked at together."""

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
F = TypeVar("F", bound=Field)


def is_enter(event: QKeyEvent) -> bool:
    """Whether it is Enter alone, from the letters or the figures."""
    return event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class Form(QWidget):
    """A column of fields. ``validate`` shows every error and goes to the first wrong field."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[Field] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.INSIDE)
        outer.addLayout(self._column)
        outer.addStretch(1)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields from top to bottom."""
        return tuple(self._fields)

    def add(self, field: F) -> F:
        """Put a field below the others and give it back."""
        self._take(field)
        self._column.addWidget(field)
        return field

    def add_row(self, *fields: Field) -> None:
        """Put several fields side by side."""
        row = QHBoxLayout()
        row.setSpacing(Space.INSIDE)
        for field in fields:
            self._take(field)
            row.addWidget(field, 1)
        self._column.addLayout(row)

    def add_heading(self, text: str) -> None:
        """Begin a group of fields."""
        self._column.addSpacing(Space.BETWEEN)
        self._column.addWidget(Label(text, size=Letter.BODY, bold=True))

    def add_widget(self, widget: QWidget) -> None:
        """Put something that is no field below the others."""
        self._column.addWidget(widget)

    def validate(self) -> bool:
        """Whether all fields that can be filled in are good."""
        wrong = [field for field in self._fields if not self._is_off(field) and not field.check()]
        if wrong:
            wrong[0].focus()
        return not wrong

    def fail(self, field: Field, sentence: str) -> None:
        """Say what is wrong with a field and go there."""
        field.set_error(sentence)
        field.focus()

    def focus_first(self) -> None:
        """Go to the first field that can be filled in."""
        for field in self._fields:
            if not self._is_off(field):
                field.focus()
                return

    def next_gap(self, here: QWidget | None) -> Field | None:
        """Where Enter goes on from that editor: itself while it lacks what it needs, else the next empty field.

        None when nothing is left to be filled in.
        """
        fields = [field for field in self._fields if not self._is_off(field)]
        place = next((n for n, f in enumerate(fields) if here is not None and f.isAncestorOf(here)), -1)
        before, after = fields[: place + 1], fields[place + 1 :]
        if place >= 0 and before[-1].required and before[-1].is_empty():
            return before[-1]
        empty = (field for field in after if field.is_empty())
        return next(empty, next((f for f in before if f.required and f.is_empty()), None))

    def go_on(self, here: QWidget | None) -> bool:
        """Go where Enter goes on from that editor; False when nothing is left to be filled in."""
        gap = self.next_gap(here)
        if gap is None:
            return False
        if here is not None and gap.isAncestorOf(here):
            gap.check()
        gap.focus()
        return True

    def _is_off(self, field: Field) -> bool:
        return not field.isVisibleTo(self) or not field.isEnabledTo(self)

    def _take(self, field: Field) -> None:
        self._fields.append(field)
        field.edited.connect(self.edited)
