"""A field of several answers, each with its tick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStyle, QWidget

from sopdesk.ui.kit.button import Check, escaped
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.tokens import Space


class _Tick(Check):
    """Gives up the end of its words where its column is narrow; the whole is then in the tooltip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._whole = text
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room."""
        super().resizeEvent(event)
        style = self.style()
        box = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self)
        gap = style.pixelMetric(QStyle.PixelMetric.PM_CheckBoxLabelSpacing, None, self)
        room = self.width() - box - gap - 2 * Space.WITHIN
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(escaped(shown))
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


class TicksField(Field):
    """Any of several words, in two columns; with ``required`` at least one."""

    def __init__(
        self, label: str, choices: Sequence[str], *, columns: int = 2, note: str = "", required: bool = False
    ) -> None:
        super().__init__(label, note=note, required=required)
        self._columns = columns
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.AROUND)
        self._grid.setVerticalSpacing(Space.WITHIN)
        inside = QWidget()
        inside.setLayout(self._grid)
        self.add_editor(inside)
        self.ticks: list[Check] = []
        self._texts: list[str] = []
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        for text in choices:
            self._add(text)

    def value(self) -> tuple[str, ...]:
        """What is ticked, in the order shown."""
        return tuple(text for text, tick in zip(self._texts, self.ticks, strict=True) if tick.isChecked())

    def chosen(self) -> tuple[int, ...]:
        """The places of what is ticked."""
        return tuple(place for place, tick in enumerate(self.ticks) if tick.isChecked())

    def is_empty(self) -> bool:
        """Whether nothing is ticked."""
        return not self.value()

    def focus(self) -> None:
        """Go to the first tick."""
        if self.ticks:
            self.ticks[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str) -> None:
        tick = _Tick(text)
        place = len(self.ticks)
        rows = place // self._columns
        self._grid.addWidget(tick, rows, place % self._columns)
        self.ticks.append(tick)
        self._texts.append(text)
        tick.clicked.connect(self._on_edited)
