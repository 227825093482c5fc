"""Laporan: which report at the left, over which time and SOP above it, its picture and table below."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sopdesk.domain.report_sheets import Behind, Which
from sopdesk.domain.reports import Period, ReportKind, whole_year
from sopdesk.domain.rights import Right
from sopdesk.services import history
from sopdesk.services.orders import PaperOrder
from sopdesk.services.report_behind import MOST, behind
from sopdesk.services.report_figures import first_year
from sopdesk.services.report_words import Words, month_words
from sopdesk.services.reports import report
from sopdesk.ui.agenda.book import Book
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.papers.work import Work
from sopdesk.ui.reports.filters import ReportFilters
from sopdesk.ui.reports.sheet import ReportSheet
from sopdesk.ui.reports.thresholds import ThresholdsDialog

_LIST: Final = (
    (ReportKind.SOP, "Kepatuhan per SOP", "circle-check"),
    (ReportKind.STEP, "Kepatuhan per langkah", "list-checks"),
    (ReportKind.DESK, "Kepatuhan per meja", "users"),
    (ReportKind.MONTH, "Kepatuhan per bulan", "calendar"),
    (ReportKind.RETURNS, "Pengembalian", "corner-up-left"),
    (ReportKind.DESK_TIME, "Waktu per meja", "clock"),
    (ReportKind.FLOW, "Dimulai dan selesai", "chart-column"),
    (ReportKind.LENGTHS, "Lama dan putaran", "hourglass"),
    (ReportKind.OPEN, "Berkas terbuka", "folder-open"),
    (ReportKind.MONITORING, "Formulir pemantauan", "file-text"),
    (ReportKind.ADVICE, "Saran dari catatan", "message-square"),
)
_NO_PERIOD: Final = "Isi tanggal awal dan akhir; akhir tidak boleh mendahului awal."


class ReportsPage(Book):
    """``dossier_opened`` carries a dossier's id, ``paper_requested`` a ``PaperOrder``."""

    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    done = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, remembered: Remembered | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._theme = theme
        self._work: Work | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("Daftar laporan")
        for kind, words, _icon in _LIST:
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, kind.value)
        self.title = Label("", size=Letter.TITLE, bold=True, wrap=True)
        self.told = Label("", ink="muted", wrap=True)
        self.print = Button("Cetak…", Kind.MAIN, icon="printer")
        self.judge = Button("Ubah ambang…", icon="pencil")
        self.gate.keep(Right.REPORTS, self.judge)
        self.filters = ReportFilters(desk)
        self.notice = Notice()
        self.sheet = ReportSheet(remembered)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.list.setCurrentRow(0)
        self._connect()
        self._on_theme_changed()

    @property
    def kind(self) -> ReportKind:
        """The report that is chosen."""
        return _LIST[max(0, self.list.currentRow())][0]

    def show_kind(self, kind: ReportKind) -> None:
        """Go to a report."""
        self.list.setCurrentRow([each for each, *_ in _LIST].index(kind))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside a panel and with large letters the buttons stand below the title."""
        super().resizeEvent(event)
        self._turn()

    def concerns(self, changes: Changes) -> bool:
        """Every entry of a dossier may change a figure; a line of a book does not."""
        return changes.office or bool(changes.dossiers) or not changes.registers

    def order(self) -> PaperOrder | None:
        """The paper of what is shown; None while there is no period."""
        period = self._period()
        if period is None:
            return None
        name = "pemantauan" if self.kind is ReportKind.MONITORING else "laporan"
        option = "" if self.kind is ReportKind.MONITORING else self.kind.value
        sop = self.filters.chosen_sop()
        return PaperOrder(
            name, option=":".join(filter(None, (option, sop))), first=period.first, last=period.last
        )

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        words.addWidget(self.title)
        words.addWidget(self.told)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        for button in (self.judge, self.sheet.look, self.print):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._head.setSpacing(Space.BETWEEN)
        self._head.addLayout(words, 1)
        self._head.addLayout(buttons)
        self.notice.hide()
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(Space.AROUND, Space.AROUND, Space.AROUND, Space.BETWEEN)
        column.setSpacing(Space.INSIDE)
        column.addLayout(self._head)
        column.addWidget(self.filters)
        column.addWidget(self.notice)
        column.addWidget(self.sheet, 1)
        side = QVBoxLayout()
        side.setContentsMargins(Space.INSIDE, Space.INSIDE, Space.INSIDE, Space.INSIDE)
        side.addWidget(self.list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(side)
        row.addWidget(hairline(upright=True))
        row.addWidget(frame, 1)

    def _turn(self) -> None:
        side, way = self.list.width(), QBoxLayout.Direction
        wide = self.width() - side >= self._theme.px(Size.READING)
        self._head.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.filters.changed.connect(self._on_filter)
        self.sheet.behind_requested.connect(self._on_behind)
        self.sheet.dossier_opened.connect(self.dossier_opened)
        self.print.clicked.connect(self._on_print)
        self.judge.clicked.connect(self._on_judge)
        self._theme.changed.connect(self._on_theme_changed)

    def _period(self) -> Period | None:
        if self.kind is ReportKind.OPEN:
            return whole_year(self._desk.today().year)
        return self.filters.period()

    def _read(self) -> None:
        self._stale = False
        if self._work is not None:
            return
        try:
            if history.is_stale(self._desk.office):
                self._catch_up()
                return
            self._tell()
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)

    def _tell(self) -> None:
        kind, desk = self.kind, self._desk
        self.filters.offer(first_year(desk.office, desk.now()), needs_sop=kind is ReportKind.MONITORING)
        self.filters.of_time(kind is not ReportKind.OPEN)
        self.judge.setVisible(kind is ReportKind.MONITORING)
        period = self._period()
        self.print.setEnabled(period is not None)
        if period is None:
            self.notice.say(_NO_PERIOD, Tone.INFO)
            return
        self.notice.say("")
        found = report(desk.office, kind, period, desk.now(), self.filters.chosen_sop())
        self.title.setText(found.title)
        self.told.setText(found.told)
        self.sheet.tell(found)

    def _catch_up(self) -> None:
        """Write the visits from the log beside the window: after an upgrade, or a wholly new calendar."""
        sheet = ProgressSheet("Menyiapkan laporan", self, text="Catatan kunjungan dihitung ulang dari log.")
        self._work = Work(partial(history.ready, self._desk.office), self)
        self._work.advanced.connect(sheet.advance)
        self._work.ready.connect(partial(self._on_caught_up, sheet))
        self._work.failed.connect(partial(self._on_not_caught_up, sheet))
        self._work.stopped.connect(partial(self._end, sheet))
        sheet.cancelled.connect(self._work.stop)
        self._desk.leaving.connect(self._on_leaving)
        sheet.open()
        self._work.start()

    def _on_caught_up(self, sheet: ProgressSheet, _result: object) -> None:
        self._end(sheet)
        self._read()

    def _on_not_caught_up(self, sheet: ProgressSheet, error: Refused | Trouble) -> None:
        self._end(sheet)
        self.notice.say(sentence(error), Tone.ERROR)

    def _on_leaving(self) -> None:
        if self._work is not None:
            self._work.end()
            self._work = None

    def _end(self, sheet: ProgressSheet) -> None:
        sheet.finish()
        self._desk.leaving.disconnect(self._on_leaving)
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
        self._stale = True  # where it was stopped, the next look begins again

    def _on_row(self, _row: int) -> None:
        self.sheet.show_report()
        self._read()

    def _on_filter(self) -> None:
        self.sheet.show_report()
        self._read()

    def _on_behind(self, asked: object) -> None:
        period = self._period()
        if not isinstance(asked, Behind) or period is None:
            return
        if asked.which is Which.OPEN and asked.dossier is not None:
            self.dossier_opened.emit(asked.dossier)
            return
        desk = self._desk
        try:
            rows = behind(desk.office, period, asked, desk.now(), self.filters.chosen_sop())
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        self.sheet.show_behind(self._what(asked, period, len(rows)), rows)

    def _what(self, asked: Behind, period: Period, count: int) -> str:
        words = Words(self._desk.known)
        parts = []
        if asked.sop:
            parts.append(words.sop(asked.sop, asked.revision))
        if asked.step is not None and asked.revision is not None:
            parts.append(words.step(asked.sop, asked.revision, asked.step))
        if asked.desk:
            parts.append(words.desk(asked.desk))
        if asked.reason is not None:
            parts.append(asked.reason)
        parts.append(month_words(asked.month) if asked.month else period.words)
        newest = f" · {MOST} yang terbaru" if count >= MOST else ""
        return " · ".join(parts) + newest

    def _on_print(self) -> None:
        order = self.order()
        if order is not None:
            self.paper_requested.emit(order)

    def _on_judge(self) -> None:
        dialog = ThresholdsDialog(self._desk, self)
        dialog.saved.connect(self._on_judged)
        dialog.open()

    def _on_judged(self, words: str) -> None:
        self.done.emit(words)
        self._desk.tell(Changes(office=True))

    def _on_theme_changed(self) -> None:
        theme = self._theme
        self.list.setFixedWidth(theme.px(Size.FIELD_LEAST + Size.PILL * 2))
        self.list.setIconSize(QSize(theme.px(Size.ICON), theme.px(Size.ICON)))
        self.list.setFont(theme.font(Letter.BODY))
        for row, (_kind, _words, icon) in enumerate(_LIST):
            self.list.item(row).setIcon(theme.icon(icon, "muted"))
        self._turn()
