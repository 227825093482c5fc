"""A reason: one of the office's own at a click, or typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from sopdesk.domain.text import REASON_LIMIT
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.lines import TextField

_OFFERED = 6
_LONGEST = 34  # letters on a button; longer reasons are still suggested when they are few enough


class ReasonField(TextField):
    """Words that give a reason; the buttons above fill it in."""

    def __init__(self, reasons: Sequence[str], *, label: str = "Alasan", note: str = "") -> None:
        super().__init__(label, note=note, required=True, limit=REASON_LIMIT, lines=2)
        self.buttons: list[Button] = []
        grid = QGridLayout()
        short = [reason for reason in reasons if len(reason) <= _LONGEST][:_OFFERED]
        for place, reason in enumerate(short):
            button = Button(reason)
            button.clicked.connect(partial(self._on_offered, reason))
            grid.addWidget(button, place // 2, place % 2)
            self.buttons.append(button)
        column = self.layout()
        if isinstance(column, QVBoxLayout) and short:
            column.insertLayout(1, grid)

    def _on_offered(self, reason: str, _checked: bool = False) -> None:
        self.set_value(reason)
        self._on_edited()
        self.focus()
