"""The table of every list: sorted, filtered, copied as text, its columns remembered."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from sopdesk.ui.kit.button import Kind, escaped
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.export import offer_export
from sopdesk.ui.kit.records import Column, RecordTableModel
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.resting import TellingMenu
from sopdesk.ui.kit.rows_view import RowsView
from sopdesk.ui.kit.table_foot import TableFoot
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.kit.widths import fit_stretch, grow_columns

R = TypeVar("R")
_NOTHING_FOUND = "Tidak ada baris yang memuat kata itu."


class RecordTable(QWidget, Generic[R]):
    """A filter row, a table over ``RecordTableModel``, and how many rows there are.

    ``activated`` (Enter, double click) and ``selected`` carry the record, ``selected`` also None.
    ``model`` may be ``LazyTableModel``, which is given a source instead of records.
    With ``remembered`` and ``name`` the widths, order and sorting of the columns come back next time.
    """

    activated = Signal(object)
    selected = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        identity: Callable[[R], Hashable],
        name: str = "",
        remembered: Remembered | None = None,
        empty: EmptyState | None = None,
        filtered: bool = True,
        unit: str = "baris",
        model: type[RecordTableModel[R]] = RecordTableModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._remembered = remembered
        self._unit = unit
        self._actions: list[QAction] = []
        self._kept: list[Hashable] = []
        theme = theme_of(self)
        self._scale = theme.scale
        self.model: RecordTableModel[R] = model(columns, theme, identity=identity, parent=self)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Saring …")
        self.filter.setAccessibleName("Saring baris")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(theme.px(Size.PANEL_LEAST))
        self.tools = QHBoxLayout()
        self.tools.setSpacing(Space.BETWEEN)
        self.tools.addWidget(self.filter, 1)
        self.tools.addStretch(1)
        if not filtered:
            # Shown before it has its place, it would be a window of its own for a moment.
            self.filter.hide()
        self.view = RowsView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(name or "Tabel")
        self.foot = TableFoot(self.model, self.view, name)
        self.count = self.foot.count
        self.empty = empty or EmptyState("inbox", "Belum ada isi", "")
        self.nothing = EmptyState(
            "search", "Tidak ditemukan", _NOTHING_FOUND, "Hapus saringan", kind=Kind.PLAIN
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        column.addLayout(self.tools)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        # A stack shows its first page at once: without a place that page is a window of its own.
        for page in (self.view, self.empty, self.nothing):
            self._stack.addWidget(page)
        column.addWidget(self.foot)
        self._dress()
        self._widths()
        self._recall()
        self.filter.textChanged.connect(self._on_filter)
        self.nothing.action_requested.connect(self.filter.clear)
        self.view.doubleClicked.connect(self._on_activated)
        self.view.entered_row.connect(self._on_activated)
        self.view.copy_requested.connect(self.copy)
        self.view.resized.connect(self._on_view_resized)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu)
        self.view.selectionModel().selectionChanged.connect(self._on_selection)
        self.model.modelAboutToBeReset.connect(self._on_before_reset)
        self.model.modelReset.connect(self._on_reset)
        header = self.view.horizontalHeader()
        for moved in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            moved.connect(self._on_columns_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_reset()

    def set_records(self, records: Iterable[R]) -> None:
        """Show these; what was selected stays selected if it is still there."""
        self.model.set_records(records)

    def current(self) -> R | None:
        """The record of the selected row, or None."""
        rows = self.view.selectionModel().selectedRows()
        here = [index for index in rows if index.row() == self.view.currentIndex().row()]
        return self.model.record((here or rows)[0]) if rows else None

    def chosen(self) -> tuple[R, ...]:
        """The records of all selected rows, from top to bottom."""
        rows = sorted(self.view.selectionModel().selectedRows(), key=QModelIndex.row)
        found = (self.model.record(index) for index in rows)
        return tuple(record for record in found if record is not None)

    def select(self, identity: Hashable) -> bool:
        """Go to the row of that record; False when it is not shown."""
        row = self.model.row_of(identity)
        if row >= 0:
            self._mark([row])
            self.view.scrollTo(self.model.index(row, 0))
        return row >= 0

    def add_action(self, action: QAction) -> None:
        """Offer this in the context menu, above *Salin*, and with its shortcut in the table."""
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.view.addAction(action)
        self._actions.append(action)

    def copy(self, *, titles: bool = False) -> None:
        """Put the selected rows on the clipboard, cells parted by tabs, in the order of the columns."""
        header = self.view.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        order = [section for section in order if not header.isSectionHidden(section)]
        lines = ["\t".join(self.model.columns[section].title for section in order)] if titles else []
        for record in self.chosen():
            cells = (" ".join(self.model.columns[section].text(record).split()) for section in order)
            lines.append("\t".join(cells))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _dress(self) -> None:
        theme = theme_of(self)
        view = self.view
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSortingEnabled(True)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(theme.px(Size.TABLE_ROW))
        view.setIconSize(QSize(theme.px(Size.ICON), theme.px(Size.ICON)))
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setMinimumSectionSize(QFontMetrics(theme.font()).averageCharWidth() * 4)

    def _widths(self) -> None:
        theme, header = theme_of(self), self.view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for section, column in enumerate(self.model.columns):
            header.resizeSection(section, theme.px(column.width))
            header.setSectionHidden(section, column.hidden)
            if column.stretch:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)

    def _on_view_resized(self) -> None:
        # Beside a wide panel the table scrolls sideways rather than squeeze its widest column.
        fit_stretch(self.view, self.model.columns)

    def _recall(self) -> None:
        if self._remembered is None or not self._name:
            return
        state = self._remembered.text(self._memory())
        if state:
            self.view.horizontalHeader().restoreState(QByteArray.fromBase64(state.encode("ascii", "replace")))
            grow_columns(
                self.view.horizontalHeader(),
                self._remembered.number(f"{self._memory()}@", self._scale),
                self._scale,
            )

    def _on_theme_changed(self) -> None:
        before, self._scale = self._scale, theme_of(self).scale
        self._dress()
        grow_columns(self.view.horizontalHeader(), before, self._scale)

    def _on_columns_changed(self) -> None:
        if self._remembered is not None and self._name:
            state = self.view.horizontalHeader().saveState().toBase64().data()
            self._remembered.keep(self._memory(), bytes(state).decode("ascii"))
            self._remembered.keep(f"{self._memory()}@", self._scale)

    def _memory(self) -> str:
        # With the columns in the name, another version's widths are not put on the wrong ones.
        return f"table.{self._name}:{','.join(column.key for column in self.model.columns)}"

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)

    def _on_before_reset(self) -> None:
        self._kept = [self.model.identity(record) for record in self.chosen()]

    def _on_reset(self) -> None:
        kept = self._kept
        shown, total = self.model.rowCount(), self.model.total
        page = self.view if shown else (self.nothing if total else self.empty)
        self._stack.setCurrentWidget(page)
        self.foot.tell(shown, total, self._unit)
        rows = [row for row in (self.model.row_of(identity) for identity in kept) if row >= 0]
        if rows:
            self._mark(rows)
        elif kept and not rows:
            self.selected.emit(None)

    def _mark(self, rows: list[int]) -> None:
        # QTableView.selectRow would add to the selection while a person holds Ctrl.
        flag = QItemSelectionModel.SelectionFlag
        model = self.view.selectionModel()
        model.setCurrentIndex(self.model.index(rows[0], 0), flag.ClearAndSelect | flag.Rows)
        for row in rows[1:]:
            model.select(self.model.index(row, 0), flag.Select | flag.Rows)

    def _on_selection(self) -> None:
        self.selected.emit(self.current())

    def _on_activated(self) -> None:
        record = self.current()
        if record is not None:
            self.activated.emit(record)

    def _on_menu(self, place: QPoint) -> None:
        menu = TellingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._actions)
        if self._actions:
            menu.addSeparator()
        plain = menu.addAction("Salin")
        plain.setShortcut(QKeySequence.StandardKey.Copy)
        plain.triggered.connect(partial(self.copy, titles=False))
        menu.addAction("Salin dengan judul kolom").triggered.connect(partial(self.copy, titles=True))
        for action in menu.actions()[-2:]:
            action.setEnabled(bool(self.chosen()))
        offer_export(menu, self.model, self.view, self._name)
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _on_header_menu(self, place: QPoint) -> None:
        header = self.view.horizontalHeader()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = sum(not header.isSectionHidden(section) for section in range(header.count()))
        for section, column in enumerate(self.model.columns):
            action = menu.addAction(escaped(column.title))
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(section))
            action.setEnabled(shown > 1 or header.isSectionHidden(section))
            action.toggled.connect(partial(self._show_column, section))
        menu.addSeparator()
        menu.addAction("Kembalikan kolom").triggered.connect(self._on_columns_restored)
        offer_export(menu, self.model, self.view, self._name)
        menu.popup(header.mapToGlobal(place))

    def _show_column(self, section: int, shown: bool) -> None:
        self.view.horizontalHeader().setSectionHidden(section, not shown)
        self._on_columns_changed()

    def _on_columns_restored(self) -> None:
        header = self.view.horizontalHeader()
        for section in range(header.count()):
            header.moveSection(header.visualIndex(section), section)
        self._widths()
        self._on_columns_changed()
