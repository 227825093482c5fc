"""The pages behind the tabs, each built when it is first looked at."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.export import set_exporter
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.main.export_desk import ExportDesk
from sopdesk.ui.main.later import Later


class Pages(QObject):
    """Makes the pages; what they wish leaves as signals. ``book_requested`` carries a ``PaperOrder``."""

    dossier_opened = Signal(int)
    new_requested = Signal(str)
    book_requested = Signal(object)
    number_requested = Signal()
    start_requested = Signal(int)
    done = Signal(str)
    sample_left = Signal()
    restore_requested = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, remembered: Remembered, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._remembered = remembered
        self._ticking: list[Callable[[datetime], None]] = []
        self._exports = ExportDesk(desk, remembered, self)
        self._exports.done.connect(self.done)
        set_exporter(self._exports)

    def sop(self, key: str) -> Later:
        """The page of an SOP."""
        return Later(partial(self._built, partial(self._sop, key)))

    def agenda(self) -> Later:
        """The registers."""
        return Later(partial(self._built, self._agenda))

    def reports(self) -> Later:
        """The reports."""
        return Later(partial(self._built, self._reports))

    def settings(self) -> Later:
        """The settings."""
        return Later(partial(self._built, self._settings))

    def tick(self, now: datetime) -> None:
        """Tell the time anew on the pages that are there."""
        for tick in self._ticking:
            tick(now)

    def _built(self, build: Callable[[], QWidget]) -> QWidget:
        # A page that could not be read would say that there is nothing.
        self._desk.require_answer()
        return build()

    def _sop(self, key: str) -> QWidget:
        from sopdesk.ui.sops.page import SopPage

        page = SopPage(self._desk, self._theme, key)
        page.dossier_opened.connect(self.dossier_opened)
        page.new_requested.connect(self.new_requested)
        self._ticking.append(page.tick)
        return page

    def _agenda(self) -> QWidget:
        from sopdesk.ui.agenda.page import AgendaPage

        page = AgendaPage(self._desk, self._theme, self._remembered)
        page.dossier_opened.connect(self.dossier_opened)
        page.paper_requested.connect(self.book_requested)
        page.number_requested.connect(self.number_requested)
        page.start_requested.connect(self.start_requested)
        page.done.connect(self.done)
        return page

    def _reports(self) -> QWidget:
        from sopdesk.ui.reports.page import ReportsPage

        page = ReportsPage(self._desk, self._theme, self._remembered)
        page.dossier_opened.connect(self.dossier_opened)
        page.paper_requested.connect(self.book_requested)
        page.done.connect(self.done)
        return page

    def _settings(self) -> QWidget:
        from sopdesk.ui.settings.page import SettingsPage

        page = SettingsPage(self._desk, self._theme)
        page.done.connect(self.done)
        page.sample_left.connect(self.sample_left)
        page.restore_requested.connect(self.restore_requested)
        page.paper_requested.connect(self.book_requested)
        return page
