"""The sheet of shortcuts that ``?`` shows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import on_surface
from sopdesk.ui.kit.tokens import Letter, Space

Group = tuple[str, Sequence[tuple[str, str]]]


class ShortcutSheet(Dialog):
    """Groups of (keys, what they do) in two columns; any of Escape, Enter and *Tutup* closes it."""

    def __init__(self, groups: Sequence[Group], parent: QWidget | None) -> None:
        super().__init__("Pintasan papan tik", parent, action="Tutup", cancel="", wide=True)
        inside = QWidget()
        on_surface(inside)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, Space.AROUND, 0)
        grid.setHorizontalSpacing(Space.AROUND)
        grid.setVerticalSpacing(Space.WITHIN)
        halves = (groups[: (len(groups) + 1) // 2], groups[(len(groups) + 1) // 2 :])
        for half, side in zip(halves, (0, 2), strict=True):
            line = 0
            for title, rows in half:
                heading = Label(title, bold=True)
                heading.setContentsMargins(0, Space.BETWEEN if line else 0, 0, 0)
                grid.addWidget(heading, line, side, 1, 2)
                line += 1
                for keys, words in rows:
                    grid.addWidget(Label(keys, size=Letter.TABLE, ink="accent", bold=True), line, side)
                    grid.addWidget(Label(words, size=Letter.TABLE), line, side + 1)
                    line += 1
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(min(inside.sizeHint().height(), self.minimumWidth() * 2 // 3))
        self.body.addWidget(area)
        self.confirmed.connect(self.accept)
