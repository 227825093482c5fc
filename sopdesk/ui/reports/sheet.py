"""One report on the screen: its picture above its table, and behind a row the dossiers that it was counted from."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sopdesk.domain.report_sheets import Behind, BehindRow, Report, ReportRow
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.reports.chart import ChartView
from sopdesk.ui.reports.columns import BEHIND, behind_identity, columns_of, identity

_ROWS: Final = 4  # of the table at a look, at least
_CHART_LEAST: Final = Size.CARD + Size.ICON_EMPTY + 2 * Size.BADGE
_MOST_CHART: Final = 0.55  # of the height, before anybody moves the border


class ReportSheet(QWidget):
    """``behind_requested`` carries a ``Behind``, ``dossier_opened`` a dossier's id."""

    behind_requested = Signal(object)
    dossier_opened = Signal(int)

    def __init__(self, remembered: Remembered | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self.report: Report | None = None
        self.charts: list[ChartView] = []
        self.table: RecordTable[ReportRow] | None = None
        self.behind: RecordTable[BehindRow] = RecordTable(
            BEHIND,
            identity=behind_identity,
            name="laporan-berkas",
            remembered=remembered,
            empty=EmptyState("inbox", "Tidak ada berkas", "Tidak ada yang dihitung untuk angka ini."),
            unit="berkas dan kunjungan",
        )
        self.back = Button("Kembali ke laporan", Kind.PLAIN, icon="arrow-left")
        self.what = Label("", bold=True, wrap=True)
        self.notes = Label("", size=Letter.SMALL, ink="muted", wrap=True)
        self.look = Button("Lihat berkasnya", icon="files")
        self.look.set_tip("Lihat berkas yang dihitung untuk baris ini")
        self._pages = QStackedWidget()
        # Where letters are large the page scrolls, rather than picture and table being cut to a line each.
        self.leaf = ScrollPage()
        self._column = self.leaf.column
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.BETWEEN)
        self._body: QSplitter | None = None
        self._high = 0  # of the pictures, for which the border was last set
        self._column.addWidget(self.notes)
        second = QWidget()
        below = QVBoxLayout(second)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(Space.BETWEEN)
        head = QHBoxLayout()
        head.setSpacing(Space.INSIDE)
        head.addWidget(self.back)
        head.addWidget(self.what, 1)
        below.addLayout(head)
        below.addWidget(self.behind, 1)
        self._pages.addWidget(self.leaf)
        self._pages.addWidget(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.back.clicked.connect(self.show_report)
        self.look.clicked.connect(self._on_look)
        self.behind.activated.connect(self._on_dossier)
        theme_of(self).changed.connect(self._fit)

    @property
    def is_behind(self) -> bool:
        """Whether the dossiers behind a figure are shown."""
        return self._pages.currentIndex() == 1

    @property
    def body(self) -> QSplitter:
        """Picture and table, with the border between them; there once something was told."""
        assert self._body is not None
        return self._body

    def tell(self, report: Report) -> None:
        """Show that report; its table keeps what was selected while it is the same kind."""
        same = self.report is not None and self.report.kind is report.kind and self.table is not None
        self.report = report
        self.notes.setText(" ".join(filter(None, (report.thresholds, *report.notes))))
        if not same:
            self._pages.setCurrentIndex(0)
            self.leaf.verticalScrollBar().setValue(0)
            self._high = 0
            self._build(report)
        self._draw(report)
        if self.table is not None:
            self.table.set_records(report.rows)
        self._on_selected(self.table.current() if self.table is not None else None)

    def show_behind(self, what: str, rows: tuple[BehindRow, ...]) -> None:
        """Show the dossiers behind a figure."""
        self.what.setText(what)
        self.behind.set_records(rows)
        self._pages.setCurrentIndex(1)
        self.look.hide()
        self.behind.view.setFocus()

    def show_report(self) -> None:
        """Back to the figures."""
        self._pages.setCurrentIndex(0)
        self._on_selected(self.table.current() if self.table is not None else None)

    def _build(self, report: Report) -> None:
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.setChildrenCollapsible(False)
        self._charts = ScrollPage(surface=True)
        self._charts.column.setContentsMargins(Space.INSIDE, Space.BETWEEN, Space.INSIDE, Space.BETWEEN)
        self._charts.setAccessibleName("Gambar laporan")
        self._body.addWidget(self._charts)
        self.table = RecordTable(
            columns_of(report),
            identity=identity,
            name=f"laporan-{report.kind.value}",
            remembered=self._remembered,
            empty=EmptyState("chart-column", "Belum ada yang dilaporkan", report.told),
            filtered=False,
        )
        self.table.activated.connect(self._on_row)
        self.table.selected.connect(self._on_selected)
        self._body.addWidget(self.table)
        self._body.setStretchFactor(0, 0)
        self._body.setStretchFactor(1, 1)
        self._column.insertWidget(0, self._body, 1)
        self._body.show()

    def _draw(self, report: Report) -> None:
        for old in self.charts:
            self._charts.column.removeWidget(old)
            old.deleteLater()
        self.charts = [ChartView(chart) for chart in report.charts]
        for chart in self.charts:
            chart.chosen.connect(self.behind_requested)
            self._charts.add(chart)
        self._charts.setVisible(bool(self.charts))
        if self.table is not None:
            self.table.empty.set_words(report.told)
        self._fit()

    def _fit(self) -> None:
        if not self.charts or self._body is None or self.table is None:
            return
        theme = theme_of(self)
        wanted = sum(chart.sizeHint().height() for chart in self.charts) + 2 * Space.BETWEEN + Space.WITHIN
        height = max(self._body.height(), self.height())
        high = min(wanted, int(height * _MOST_CHART))
        self._charts.setMaximumHeight(wanted)
        self._charts.setMinimumHeight(min(wanted, theme.px(_CHART_LEAST)))
        self.table.setMinimumHeight(theme.px(Size.TABLE_ROW * (_ROWS + 1) + Size.CONTROL))
        if wanted != self._high:
            # Not at each entry that changes a figure: the border stays where somebody has moved it.
            self._high = wanted
            self._body.setSizes([high, height - high])

    def _on_selected(self, row: ReportRow | None) -> None:
        self.look.setVisible(self.report is not None and not self.report.empty and not self.is_behind)
        self.look.setEnabled(row is not None and row.behind is not None)

    def _on_look(self) -> None:
        row = self.table.current() if self.table is not None else None
        if row is not None:
            self._on_row(row)

    def _on_row(self, row: ReportRow) -> None:
        if isinstance(row.behind, Behind):
            self.behind_requested.emit(row.behind)

    def _on_dossier(self, row: BehindRow) -> None:
        self.dossier_opened.emit(row.dossier_id)
