"""Fields one below the other, looked at together."""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space

F = TypeVar("F", bound=Field)


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

    def _is_off(self, field: Field) -> bool:
        return not field.isVisibleTo(self) or not field.isEnabledTo(self)

    def _take(self, field: Field) -> None:
        self._fields.append(field)
        field.edited.connect(self.edited)
