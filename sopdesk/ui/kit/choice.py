"""A field that takes one of few."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.text import plain_tip

_INSET = 2  # the style leaves a pixel free at either end of the words


class _Combo(QComboBox):
    """Gives up the end of its words where it is narrow; the whole is then in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._cut = False
        # Qt's own way gives the focus to what is scrolled over, before the wheel is heard.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentTextChanged.connect(self._tell)

    def shown(self) -> str:
        """What there is room for."""
        option = QStyleOptionComboBox()
        super().initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = self.currentText()
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, field.width() - _INSET)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if self.currentIndex() >= 0:
            option.currentText = self.shown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self, _words: str = "") -> None:
        cut = self.shown() != self.currentText()
        if cut or self._cut:
            # A tooltip that a screen gave stays while nothing is cut.
            self.setToolTip(plain_tip(self.currentText()) if cut else "")
        self._cut = cut

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change an answer on the way.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(Field):
    """One of several, each a value with its words.

    Usage: ``ChoiceField("Sifat", [("biasa", "Biasa"), ("segera", "Segera")], value="biasa")``.
    Without a value nothing is chosen until a person chooses.
    """

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[Hashable, str]],
        *,
        value: Hashable | None = None,
        note: str = "",
        required: bool = False,
        placeholder: str = "Pilih …",
    ) -> None:
        super().__init__(label, note=note, required=required)
        self._values: list[Hashable] = []
        self.combo = _Combo()
        self.combo.setPlaceholderText(placeholder)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.setMaxVisibleItems(16)
        self.add_editor(self.combo)
        self.set_choices(choices, value)
        self.combo.activated.connect(self._on_edited)

    def set_choices(self, choices: Sequence[tuple[Hashable, str]], value: Hashable | None = None) -> None:
        """Offer these from now on, with that one chosen."""
        self._values = [key for key, _ in choices]
        self.combo.clear()
        self.combo.addItems([words for _, words in choices])
        self.set_value(value)

    def value(self) -> Hashable | None:
        """What is chosen, or None."""
        row = self.combo.currentIndex()
        return self._values[row] if row >= 0 else None

    def set_value(self, value: Hashable | None) -> None:
        """Choose; a value that is not offered leaves nothing chosen."""
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.clear_error()

    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return self.combo.currentIndex() < 0
