"""Jam kerja dan hari libur: one draft of the calendar, saved whole."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from sopdesk.domain.calendar import Calendar, Period
from sopdesk.domain.dates import long_date
from sopdesk.domain.presets import Preset, presets
from sopdesk.services.calendars import clashes, read_calendar, unlisted_year, week_words
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Space
from sopdesk.ui.settings.day_dialogs import PeriodDialog
from sopdesk.ui.settings.days_tab import DaysTab
from sopdesk.ui.settings.section import Section
from sopdesk.ui.settings.week_editor import WeekEditor


def _name(period: Period) -> str:
    return period.name


def _first(period: Period) -> str:
    return long_date(period.first)


def _last(period: Period) -> str:
    return long_date(period.last)


def _order(period: Period) -> object:
    return period.first


def _week(period: Period) -> str:
    return week_words(period.week)


_PERIODS: tuple[Column[Period], ...] = (
    Column("nama", "Nama", _name, width=180, bold=True, tip=_name),
    Column("mulai", "Mulai", _first, sort=_order, width=150),
    Column("sampai", "Sampai", _last, sort=_order, width=150),
    Column("jam", "Jam kerja", _week, stretch=True, tip=_week),
)


class WorktimeSection(Section):
    """Three tabs on one draft: the standing week, periods that replace it, days off and extra days."""

    def __init__(self, desk: Desk, _theme: Theme) -> None:
        super().__init__(
            desk,
            "Jam kerja dan hari libur",
            "Dasar semua batas waktu. Jam berhenti di luar jam kerja; hari dihitung sebagai hari kerja.",
            scrolls=False,
        )
        self._calendar = desk.known.calendar
        self.missing = Notice("", Tone.WARNING, action="Buka tahun itu")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Bagian jam kerja")
        self.week = WeekEditor()
        self.days = DaysTab(desk.today, self._calendar)
        empty = EmptyState(
            "calendar",
            "Tidak ada periode khusus",
            "Tambahkan periode Ramadan tiap tahun menurut surat edaran, dengan jam kerjanya sendiri.",
        )
        self.periods: RecordTable[Period] = RecordTable(
            _PERIODS, identity=_first, name="Periode khusus", empty=empty, filtered=False, unit="periode"
        )
        self.add_period = Button("Tambah periode…", icon="plus")
        self.change_period = Button("Ubah…")
        self.drop_period = Button("Hapus")
        self.take_file = Button("Impor kalender…", Kind.LINK)
        self.take_file.set_tip("Membaca file JSON kalender dan mengganti seluruh isian di sini")
        self.tabs.addTab(self._week_tab(), "Pola mingguan")
        self.tabs.addTab(self._period_tab(), "Periode khusus")
        self.tabs.addTab(self.days, "Hari libur")
        self.body.addWidget(self.missing)
        self.body.addWidget(self.tabs, 1)
        self.tabs.setCornerWidget(self.take_file)
        self._connect()

    def load(self) -> None:
        """Show the calendar that is saved."""
        self._show(self.desk.known.calendar)

    def read_problem(self) -> bool:
        """Whether the hours of the week are wrong."""
        problem = self.week.problem()
        if problem:
            self.notice.say(problem, Tone.ERROR)
            self.tabs.setCurrentIndex(0)
            self.week.focus_wrong()
        return bool(problem)

    def store(self) -> str:
        """Save the calendar; the deadlines of running dossiers follow."""
        calendar = replace(self._calendar, week=self.week.week())
        self.acts.save_calendar(calendar)
        return "Jam kerja disimpan. Batas waktu berkas berjalan dihitung ulang."

    def take(self, file: Path) -> None:
        """Show the calendar of a file; nothing is saved yet."""
        self.notice.say("")
        try:
            calendar = read_calendar(file)
        except (Refused, Trouble) as error:
            self.fail(error)
            return
        self._show(calendar)
        self.touch()
        self.notice.say(f"Kalender dari {file.name} ditampilkan. Periksa, lalu simpan.", Tone.INFO)

    def _show(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.week.set_week(calendar.week)
        self.days.set_calendar(calendar)
        self._tell()
        self._say()

    def _say(self) -> None:
        calendar = self._calendar
        self.periods.set_records(sorted(calendar.periods, key=lambda each: each.first))
        year = unlisted_year(calendar, self.desk.today())
        odd = clashes(calendar)
        self.missing.action.setVisible(year is not None)
        if year is not None:
            self.missing.say(f"Kalender {year} belum diisi. Isi hari liburnya agar batas waktu tepat.")
        else:
            self.missing.say(" ".join(odd[:2]))
        self._on_period(self.periods.current())

    def _week_tab(self) -> QWidget:
        page = ScrollPage(surface=True)
        page.column.setContentsMargins(0, Space.AROUND, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(Label("Mulai dari pola:", ink="muted"))
        self.presets: list[Button] = []
        for preset in presets():
            if not preset.seasonal:
                button = Button(preset.name)
                button.set_tip(preset.source)
                button.clicked.connect(partial(self._on_preset, preset))
                row.addWidget(button)
                self.presets.append(button)
        row.addStretch(1)
        page.column.addLayout(row)
        page.add(self.week)
        return page

    def _period_tab(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, Space.AROUND, 0, 0)
        column.setSpacing(Space.BETWEEN)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        for button in (self.add_period, self.change_period, self.drop_period):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.periods, 1)
        return page

    def _connect(self) -> None:
        self.week.edited.connect(self.touch)
        self.days.changed.connect(self._on_days)
        self.tabs.currentChanged.connect(self._on_tab)
        self.missing.action_requested.connect(self._on_missing)
        self.add_period.clicked.connect(self._on_add_period)
        self.change_period.clicked.connect(self._on_change_period)
        self.drop_period.clicked.connect(self._on_drop_period)
        self.periods.activated.connect(self._on_change_period)
        self.periods.selected.connect(self._on_period)
        self.take_file.clicked.connect(self._on_file)
        QShortcut(QKeySequence("Del"), self.periods.view).activated.connect(self._on_drop_period)

    def _on_preset(self, preset: Preset) -> None:
        self.week.set_week(preset.week)
        self.touch()

    def _on_tab(self) -> None:
        # The month shows the hours that stand in the week, saved or not.
        if self.tabs.currentWidget() is self.days and not self.week.problem():
            self._calendar = replace(self._calendar, week=self.week.week())
            self.days.set_calendar(self._calendar)

    def _on_days(self, calendar: object) -> None:
        if isinstance(calendar, Calendar):
            self._calendar = calendar
            self._say()
            self.touch()

    def _on_missing(self) -> None:
        year = unlisted_year(self._calendar, self.desk.today())
        if year is not None:
            self.tabs.setCurrentWidget(self.days)
            self.days.show_year(year)

    def _on_period(self, record: object) -> None:
        self.change_period.setEnabled(record is not None)
        self.drop_period.setEnabled(record is not None)

    def _on_add_period(self) -> None:
        dialog = PeriodDialog(self.desk.today, self, self._calendar)
        dialog.chosen.connect(partial(self._on_period_chosen, None))
        dialog.open()

    def _on_change_period(self) -> None:
        period = self.periods.current()
        if period is not None:
            dialog = PeriodDialog(self.desk.today, self, self._calendar, period)
            dialog.chosen.connect(partial(self._on_period_chosen, period))
            dialog.open()

    def _on_drop_period(self) -> None:
        chosen = self.periods.chosen()
        if chosen:
            self._set_periods(tuple(each for each in self._calendar.periods if each not in chosen))

    def _on_period_chosen(self, old: Period | None, new: object) -> None:
        if isinstance(new, Period):
            kept = tuple(each for each in self._calendar.periods if each is not old)
            self._set_periods((*kept, new))
            self.periods.select(_first(new))

    def _set_periods(self, periods: tuple[Period, ...]) -> None:
        self._calendar = replace(self._calendar, periods=periods)
        self.days.set_calendar(self._calendar)
        self._say()
        self.touch()

    def _on_file(self) -> None:
        dialog = QFileDialog(self, "Impor kalender kerja", str(Path.home()))
        dialog.setNameFilter("Kalender (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, name: str) -> None:
        self.take(Path(name))
