"""How wide the columns of a table are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHeaderView, QTableView

from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.theme import theme_of


def fit_stretch(view: QTableView, columns: Sequence[Column[Any]]) -> None:
    """Stretch the column that stretches only while it has its own width: before that the table scrolls sideways."""
    header, theme = view.horizontalHeader(), theme_of(view)
    for section, column in enumerate(columns):
        if not column.stretch or header.isSectionHidden(section):
            continue
        room = view.viewport().width() - header.length() + header.sectionSize(section)
        least = theme.px(column.width)
        mode = QHeaderView.ResizeMode.Stretch if room >= least else QHeaderView.ResizeMode.Interactive
        if header.sectionResizeMode(section) is not mode:
            header.setSectionResizeMode(section, mode)
        if mode is QHeaderView.ResizeMode.Interactive:
            header.resizeSection(section, least)


def grow_columns(header: QHeaderView, before: int, after: int) -> None:
    """Let the columns grow and shrink with the letters, from one scale in percent to another."""
    if before == after or before <= 0:
        return
    for section in range(header.count()):
        if header.sectionResizeMode(section) is not QHeaderView.ResizeMode.Stretch:
            header.resizeSection(section, round(header.sectionSize(section) * after / before))
