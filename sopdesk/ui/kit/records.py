"""Records as the rows of a table: shown, sorted and filtered by their columns."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sopdesk.domain.spreadsheet import Cell
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import ColourName

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: what it shows of a record, and how.

    ``text`` gives what is shown (empty becomes "–"); ``sort`` gives what it is ordered by, the text if
    there is none. ``icon`` and ``ink`` name an icon and a colour of the palette. ``width`` is in pixels
    at 100 %; one column at most should ``stretch``. Numbers and times are ``right``. What reads well is not always
    what can be reckoned with: ``saved`` gives the cell of a file, under ``saved_title``.
    """

    key: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    width: int = 120
    right: bool = False
    bold: bool = False
    stretch: bool = False
    hidden: bool = False
    icon: Callable[[R], str] | None = None
    ink: Callable[[R], ColourName | None] | None = None
    tip: Callable[[R], str] | None = None
    saved: Callable[[R], Cell] | None = None
    saved_title: str = ""


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Frozen records behind a table view; ``identity`` tells one record from another over re-reads."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        theme: Theme,
        *,
        identity: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._theme = theme
        self._identity = identity
        self._all: list[R] = []
        self._shown: Sequence[R] = []
        self._haystack: dict[Hashable, str] = {}
        self._needles: tuple[str, ...] = ()
        self._order: tuple[int, bool] | None = None
        theme.changed.connect(self._on_theme_changed)

    @property
    def records(self) -> tuple[R, ...]:
        """The records shown, in the order shown."""
        return tuple(self._shown)

    @property
    def total(self) -> int:
        """How many records there are, filtered away or not."""
        return len(self._all)

    def set_records(self, records: Iterable[R]) -> None:
        """Show these records from now on, sorted and filtered as before."""
        self.beginResetModel()
        self._all = list(records)
        self._haystack = {}
        self._select()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show the records in whose row every one of these words stands, whatever the case."""
        needles = tuple(text.casefold().split())
        if needles != self._needles:
            self._needles = needles
            self.beginResetModel()
            self._select()
            self.endResetModel()

    def record(self, index: Index) -> R | None:
        """The record of that cell."""
        return self._shown[index.row()] if index.isValid() else None

    def reader(self) -> Callable[[int, int], Sequence[R]]:
        """What is shown now, ``limit`` records from the row ``offset`` on; also outside the window's thread.

        It goes on reading that, whatever the table shows meanwhile.
        """
        shown = self._shown

        def window(offset: int, limit: int) -> Sequence[R]:
            return shown[offset : offset + limit]

        return window

    def row_of(self, identity: Hashable) -> int:
        """The row that shows the record of that identity, or -1."""
        for row, record in enumerate(self._shown):
            if self._identity(record) == identity:
                return row
        return -1

    def identity(self, record: R) -> Hashable:
        """What tells the record from all others."""
        return self._identity(record)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many records are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        column, record = self.columns[index.column()], self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(column.text(record).split()) or tokens.EMPTY_CELL
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._foreground(column, record)
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(tokens.Letter.TABLE, bold=column.bold)
        if role == Qt.ItemDataRole.DecorationRole and column.icon is not None:
            name = column.icon(record)
            ink = column.ink(record) if column.ink is not None else None
            return self._theme.icon(name, ink or "muted") if name else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tip(record) if column.tip is not None else column.text(record))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; a column of -1 goes back to the order given."""
        self.beginResetModel()
        self._order = None if column < 0 else (column, order is Qt.SortOrder.DescendingOrder)
        self._select()
        self.endResetModel()

    def _foreground(self, column: Column[R], record: R) -> Any:
        if not column.text(record).strip():
            return self._theme.colour("muted")
        ink = column.ink(record) if column.ink is not None else None
        return self._theme.colour(ink) if ink else None

    def _select(self) -> None:
        shown = (
            [record for record in self._all if self._matches(record)] if self._needles else list(self._all)
        )
        if self._order is not None:
            column, backwards = self.columns[self._order[0]], self._order[1]
            empty = [record for record in shown if not column.text(record).strip()]
            full = [record for record in shown if column.text(record).strip()]
            full.sort(key=column.sort or _folded(column.text), reverse=backwards)
            # A person who sorts looks for what is there: empty cells stay at the end both ways.
            shown = full + empty
        self._shown = shown

    def _matches(self, record: R) -> bool:
        identity = self._identity(record)
        if identity not in self._haystack:
            self._haystack[identity] = "\n".join(column.text(record) for column in self.columns).casefold()
        return all(needle in self._haystack[identity] for needle in self._needles)

    def _on_theme_changed(self) -> None:
        if self._shown:
            last = self.index(len(self._shown) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _folded(text: Callable[[R], str]) -> Callable[[R], str]:
    def key(record: R) -> str:
        return text(record).casefold()

    return key
