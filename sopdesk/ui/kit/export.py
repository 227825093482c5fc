"""Any table as a file: what it shows, handed to whoever knows how files are made and where they go."""

import re
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtWidgets import QApplication, QMenu, QTableView, QWidget
from shiboken6 import isValid

from sopdesk.domain.spreadsheet import Cell
from sopdesk.ui.kit.records import Column, RecordTableModel

_PROPERTY: Final = "sopdesk.exporter"
_AT_ONCE: Final = 500  # records
_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})(?: ([0-9]{2})[.:]([0-9]{2}))?")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
_FORMS: Final = {"xlsx": "Simpan sebagai xlsx…", "csv": "Simpan sebagai CSV…"}


@dataclass(frozen=True, slots=True)
class ExportWish:
    """The rows that a table shows, in its order, under the titles of its visible columns.

    ``rows`` reads them a few at a time and may be called outside the window's thread.
    """

    name: str
    form: str
    titles: tuple[str, ...]
    count: int
    rows: Callable[[], Iterator[Sequence[Cell]]]
    host: QWidget


class Exporter(Protocol):
    """Who takes such a wish; a ``QObject``."""

    def export(self, wish: ExportWish) -> None:
        """Ask for a place and write the file there."""


class _Held:
    """What Qt keeps for us as it is. Of a ``QObject`` itself it would keep the bare address, also when it is gone."""

    def __init__(self, exporter: Exporter) -> None:
        self.exporter = weakref.ref(exporter)


def set_exporter(exporter: Exporter) -> None:
    """Let the tables of the application hand their wishes to that one from now on, as long as it lives."""
    app = QApplication.instance()
    assert app is not None
    app.setProperty(_PROPERTY, _Held(exporter))


def _exporter() -> Exporter | None:
    app = QApplication.instance()
    held = app.property(_PROPERTY) if app is not None else None
    found = held.exporter() if isinstance(held, _Held) else None
    return found if found is not None and isValid(found) else None


def can_export() -> bool:
    """Whether there is somebody to hand a wish to: while an office is open."""
    return _exporter() is not None


def offer_export(menu: QMenu, model: RecordTableModel[Any], view: QTableView, name: str) -> None:
    """Add the two forms to a menu of the table ``name``; nothing where no office is open."""
    exporter = _exporter()
    if exporter is None:
        return
    menu.addSeparator()
    for form, words in _FORMS.items():
        action = menu.addAction(words)
        action.setEnabled(model.rowCount() > 0)
        action.triggered.connect(partial(_export, exporter, model, view, name, form))


def _export(exporter: Exporter, model: RecordTableModel[Any], view: QTableView, name: str, form: str) -> None:
    exporter.export(wish_of(model, view, name, form))


def wish_of(model: RecordTableModel[Any], view: QTableView, name: str, form: str) -> ExportWish:
    """What the table shows now."""
    header = view.horizontalHeader()
    sections = [header.logicalIndex(place) for place in range(header.count())]
    columns = tuple(model.columns[n] for n in sections if not header.isSectionHidden(n))
    count, window = model.rowCount(), model.reader()

    def rows() -> Iterator[Sequence[Cell]]:
        for offset in range(0, count, _AT_ONCE):
            for record in window(offset, min(_AT_ONCE, count - offset)):
                yield [cell_of(column, record) for column in columns]

    titles = tuple(column.saved_title or column.title for column in columns)
    return ExportWish(name or "Tabel", form, titles, count, rows, view)


def cell_of(column: Column[Any], record: Any) -> Cell:
    """What a column shows of a record. Numbers and days are such only in columns that have them: at the right."""
    if column.saved is not None:
        return column.saved(record)
    text = column.text(record).strip()
    if not column.right:
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    try:
        day = date(int(found[3]), int(found[2]), int(found[1]))
        # Shown by its own clock, so without a zone: a spreadsheet knows none.
        return (
            datetime.combine(day, datetime.min.time().replace(int(found[4]), int(found[5])))
            if found[4]
            else day
        )
    except ValueError:
        return text
