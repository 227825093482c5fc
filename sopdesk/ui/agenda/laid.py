"""How every book of the Agenda stands on its page: title and sums, its buttons, and below them the lines."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.ui.kit.tokens import Space


def lay_book(
    page: QWidget, title: QWidget, sums: QWidget, buttons: Sequence[QWidget], below: Sequence[QWidget]
) -> None:
    """Lay the parts out on ``page``; the last of ``below`` takes the room that is left."""
    words = QVBoxLayout()
    words.setSpacing(Space.TIGHT)
    words.addWidget(title)
    words.addWidget(sums)
    head = QHBoxLayout()
    head.setSpacing(Space.BETWEEN)
    head.addLayout(words, 1)
    for button in buttons:
        head.addWidget(button)
    column = QVBoxLayout(page)
    column.setContentsMargins(Space.AROUND, Space.AROUND, Space.AROUND, Space.BETWEEN)
    column.setSpacing(Space.INSIDE)
    column.addLayout(head)
    for part in below:
        column.addWidget(part)
    column.setStretchFactor(below[-1], 1)
