"""Fields for words and numbers."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QPlainTextEdit

from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Space

# A point with three figures after it parts thousands; any other is a person's comma.
_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_FIGURES = 20

Judge = Callable[[str], str]


class LineField(Field):
    """One line of words, with suggestions from what the office has typed before.

    ``rule`` takes the value and gives the sentence that says what is wrong, or an empty one.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        note: str = "",
        required: bool = False,
        placeholder: str = "",
        limit: int = 0,
        rule: Judge | None = None,
        secret: bool = False,
    ) -> None:
        super().__init__(label, note=note, required=required)
        self._rule = rule
        self._limit = limit
        self.line = QLineEdit(value)
        self.line.setPlaceholderText(placeholder)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_editor(self.line)
        self.line.textEdited.connect(self._on_edited)

    def value(self) -> str:
        """The words, without space around."""
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        """Fill in; of what is too long for the field, its beginning shows."""
        self.line.setText(value)
        self._show_beginning()
        self.clear_error()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the beginning of what does not fit any more."""
        super().resizeEvent(event)
        self._show_beginning()

    def _show_beginning(self) -> None:
        line = self.line
        wide = line.fontMetrics().horizontalAdvance(line.text())
        if not line.hasFocus() and wide > line.contentsRect().width() - 2 * Space.INSIDE:
            line.home(False)

    def set_suggestions(self, suggestions: Sequence[str]) -> None:
        """Offer these while typing, wherever the letters stand in them."""
        completer = QCompleter(list(suggestions), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setProperty("popup", True)
        completer.setPopup(popup)
        completer.activated.connect(self._on_edited)
        self.line.setCompleter(completer)

    def is_empty(self) -> bool:
        """Whether only space was typed."""
        return not self.value()

    def problem(self) -> str:
        """What is wrong with the words."""
        missing = super().problem()
        if missing:
            return missing
        value = self.value()
        if self._limit and len(value) > self._limit:
            return f"Terlalu panjang: {len(value)} huruf, paling banyak {self._limit}."
        return self._rule(value) if self._rule and value else ""


class _Paper(QPlainTextEdit):
    def __init__(self, value: str, *, single: bool) -> None:
        super().__init__(value)
        self._single = single

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter belongs to the dialog; where one paragraph is asked for, Enter does too.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            self._single or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


class TextField(Field):
    """Several lines of words; with ``single`` one paragraph, in which Enter goes on as in a line."""

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        note: str = "",
        required: bool = False,
        placeholder: str = "",
        limit: int = 0,
        lines: int = 3,
        single: bool = False,
    ) -> None:
        super().__init__(label, note=note, required=required)
        self._limit = limit
        self.paper = _Paper(value, single=single)
        self.paper.setPlaceholderText(placeholder)
        self.paper.setTabChangesFocus(True)
        self._lines = lines
        self.add_editor(self.paper)
        self.paper.textChanged.connect(self._on_edited)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def value(self) -> str:
        """The words, without space around."""
        return self.paper.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Fill in."""
        blocked = self.paper.blockSignals(True)
        self.paper.setPlainText(value)
        self.paper.blockSignals(blocked)
        self.clear_error()

    def is_empty(self) -> bool:
        """Whether only space was typed."""
        return not self.value()

    def problem(self) -> str:
        """What is wrong with the words."""
        length = len(self.value())
        if self._limit and length > self._limit:
            return f"Terlalu panjang: {length} huruf, paling banyak {self._limit}."
        return super().problem()

    def _on_theme_changed(self) -> None:
        line = QFontMetrics(theme_of(self).font()).lineSpacing()
        self.paper.setFixedHeight(line * self._lines + Space.AROUND + Space.WITHIN)


class NumberField(LineField):
    """A number as offices write it: 45, 45,5 or 1.250."""

    def __init__(
        self,
        label: str,
        value: Decimal | None = None,
        *,
        note: str = "",
        required: bool = False,
        least: int | None = None,
        most: int | None = None,
        places: int = 0,
    ) -> None:
        super().__init__(label, "" if value is None else written(value), note=note, required=required)
        self._least = least
        self._most = most
        self._places = places
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def number(self) -> Decimal | None:
        """The number, or None when nothing was typed; raises ValueError for what is none."""
        text = self.value().replace(" ", "")
        if not text:
            return None
        if len(text) > _FIGURES:
            raise ValueError(text)
        if _GROUPED.fullmatch(text):
            return Decimal(text.replace(".", "").replace(",", "."))
        if _PLAIN.fullmatch(text):
            return Decimal(text.replace(",", "."))
        raise ValueError(text)

    def set_number(self, number: Decimal | None) -> None:
        """Fill in."""
        self.set_value("" if number is None else written(number))

    def problem(self) -> str:
        """What is wrong with the number."""
        missing = super().problem()
        if missing or self.is_empty():
            return missing
        try:
            number = self.number()
        except ValueError:
            return "Bukan angka."
        if number is None:
            return ""
        if number != round(number, self._places):
            return f"Paling banyak {self._places} angka di belakang koma." if self._places else "Tanpa koma."
        if self._least is not None and number < self._least:
            return f"Paling sedikit {self._least}."
        if self._most is not None and number > self._most:
            return f"Paling banyak {self._most}."
        return ""


def written(number: Decimal) -> str:
    """The number with a decimal comma and no thousands mark."""
    return format(number, "f").replace(".", ",")
