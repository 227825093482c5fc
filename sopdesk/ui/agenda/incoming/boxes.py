"""A disposition as a box: by whom to whom, with which instruction, and what can be done with it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from sopdesk.domain.dates import day_moment, short_date
from sopdesk.services.incoming_views import DONE, NONE, OPEN, OVERDUE, WITHDRAWN, DispositionView
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space, State

STATES: Final = {
    OPEN: ("Berjalan", State.AMAN, "clock"),
    OVERDUE: ("Lewat batas waktu", State.TERLAMBAT, "circle-alert"),
    DONE: ("Selesai", State.AMAN, "circle-check"),
    WITHDRAWN: ("Dicabut", State.DITUNDA, "ban"),
    NONE: ("Tidak perlu", State.DITUNDA, "minus"),
}


class DispositionBox(QFrame):
    """``wished`` carries ``pass_on``, ``finish``, ``unfinish`` or ``withdraw``, and the disposition."""

    wished = Signal(str, object)

    def __init__(self, view: DispositionView, hindered: str = "") -> None:
        super().__init__()
        self._hindered = hindered
        self.setProperty("box", True)
        self.view = view
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        # Further levels stand to the right of the one that they come from.
        column.setContentsMargins(
            Space.INSIDE + view.depth * Space.AROUND, Space.BETWEEN, Space.INSIDE, Space.BETWEEN
        )
        column.setSpacing(Space.WITHIN)
        head = QHBoxLayout()
        words, state, icon = STATES[view.state]
        giver = view.giver.title or view.giver.name or "Tanpa disposisi"
        head.addWidget(
            Label(f"{giver}, {short_date(view.at.date())}", size=Letter.TABLE, ink="muted", wrap=True), 1
        )
        head.addWidget(Pill(words, state, icon=icon, small=True))
        column.addLayout(head)
        for person in view.receivers:
            column.addWidget(Label(person.words, size=Letter.TABLE, bold=True, wrap=True))
        for text in (
            ", ".join(view.instructions),
            view.note,
            f"Batas waktu {day_moment(view.deadline)}" if view.deadline else "",
            f"Dicabut: {view.withdrawn}" if view.withdrawn else "",
        ):
            if text:
                column.addWidget(Label(text, size=Letter.TABLE, wrap=True))
        self._offer(column)

    def _offer(self, column: QVBoxLayout) -> None:
        state = self.view.state
        offered: list[tuple[str, str]] = []
        if state in (OPEN, OVERDUE):
            offered = [("pass_on", "Teruskan…"), ("finish", "Selesai"), ("withdraw", "Cabut…")]
        elif state == DONE and self.view.done_at is not None:
            offered = [("unfinish", "Belum selesai"), ("withdraw", "Cabut…")]
        elif state in (DONE, NONE):
            offered = [("withdraw", "Cabut…")]
        if not offered:
            return
        row = QHBoxLayout()
        row.setSpacing(Space.AROUND)
        for wish, words in offered:
            button = Button(words, Kind.LINK)
            button.forbid(self._hindered)
            button.clicked.connect(partial(self._on_wish, wish))
            self.buttons[wish] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _on_wish(self, wish: str, _checked: bool = False) -> None:
        self.wished.emit(wish, self.view)
