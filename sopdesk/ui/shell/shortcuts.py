"""The sheet of shortcuts that ``?`` shows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import on_surface
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.shell.menus import Group


class ShortcutSheet(Dialog):
    """Groups of (keys, what they do) in two columns; any of Escape, Enter and *Tutup* closes it."""

    def __init__(self, groups: Sequence[Group], parent: QWidget | None) -> None:
        super().__init__("Pintasan papan tik", parent, action="Tutup", cancel="", wide=True)
        inside = QWidget()
        on_surface(inside)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, Space.AROUND, 0)
        columns.setSpacing(Space.GROUPS)
        middle = (len(groups) + 1) // 2
        for half in (groups[:middle], groups[middle:]):
            columns.addLayout(_grid(half), 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(min(inside.sizeHint().height(), self.minimumWidth() // 2))
        self.body.addWidget(area)
        self.confirmed.connect(self.accept)


def _grid(groups: Sequence[Group]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.AROUND)
    grid.setVerticalSpacing(Space.WITHIN)
    for title, rows in groups:
        heading = Label(title, bold=True)
        heading.setContentsMargins(0, Space.BETWEEN if grid.count() else 0, 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for keys, words in rows:
            line = grid.rowCount()
            grid.addWidget(Label(keys, size=Letter.TABLE, ink="muted", bold=True), line, 0)
            grid.addWidget(Label(words, size=Letter.TABLE), line, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid
