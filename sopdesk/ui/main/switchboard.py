"""The switchboard: which wish of which screen goes where. It decides nothing itself."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLockFile, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from sopdesk import paths
from sopdesk.services import queries
from sopdesk.services.views import Counts
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.deeds.deeds import Deeds
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Trouble, sentence
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.main.finder import Finder
from sopdesk.ui.main.later import Later
from sopdesk.ui.main.status_words import status_words
from sopdesk.ui.main.today import TodayDialog, due_today
from sopdesk.ui.papers.print_desk import PrintDesk
from sopdesk.ui.shell.window import Shell
from sopdesk.ui.welcome.clerk import ClerkDialog

if TYPE_CHECKING:
    from sopdesk.ui.panel.panel import DossierPanel

_MINUTE_MS = 60_000
BOARD, AGENDA, SETTINGS, WELCOME = "papan", "agenda", "pengaturan", "mulai"


class Switchboard(QObject):
    """One opened office in the window."""

    sample_requested = Signal()
    sample_left = Signal()

    def __init__(
        self, shell: Shell, desk: Desk, theme: Theme, remembered: Remembered, lock: QLockFile
    ) -> None:
        super().__init__(shell)
        self.shell = shell
        self.desk = desk
        self._theme = theme
        self._remembered = remembered
        self._lock = lock
        self._seen = 0
        self._ticking: list[Callable[[datetime], None]] = []
        self._counts: Counts | None = None
        self._pages: list[str] = []
        self._minute = QTimer(self)
        self._minute.timeout.connect(self.tick)
        self.board: BoardPage | None = None
        self.panel: DossierPanel | None = None
        self.deeds = Deeds(desk, theme, shell)
        self.papers = PrintDesk(desk, theme, shell)
        self.finder = Finder(desk, shell.header.search, shell)
        self._connect()

    def begin(self) -> None:
        """Show the guide of the first start, or the pages and who is at the desk."""
        if not self.desk.known.profile.set_up:
            from sopdesk.ui.welcome.page import WelcomePage

            page = WelcomePage(self.desk, self._theme)
            page.office_ready.connect(self._on_office_ready)
            page.sample_requested.connect(self.sample_requested)
            self._add(WELCOME, "Mulai", page)
            self.shell.header.setEnabled(False)
            return
        self._fill()
        self.pick_clerk()

    def leave(self) -> None:
        """Take the pages away and let go of the office."""
        self._minute.stop()
        self.shell.body.set_panel(None)
        for key in list(self._pages):
            self.shell.remove_page(key)
        self.finder.deleteLater()
        self.shell.removeEventFilter(self)
        self.shell.header.set_clerk("")
        self.shell.header.set_counts(0, 0, 0)
        self.desk.office.close()
        self._lock.unlock()
        self.shell.disconnect(self)
        self.deleteLater()

    def _add(self, key: str, title: str, page: QWidget, *, parted: bool = False) -> None:
        self._pages.append(key)
        self.shell.add_page(key, title, page, parted=parted)

    def _fill(self) -> None:
        known = self.desk.known
        self.shell.setWindowTitle(f"SOP Desk – Kecamatan {known.profile.kecamatan}")
        board = self.board = BoardPage(self.desk, self._theme)
        self.desk.changed.connect(board.refresh)
        board.dossier_opened.connect(self.open_dossier)
        deeds = self.deeds
        board.offer_requested.connect(deeds.perform)
        board.many_requested.connect(deeds.perform_many)
        board.paper_requested.connect(self.papers.show)
        board.new_requested.connect(self._on_new)
        board.counts_changed.connect(self._on_counts)
        self._add(BOARD, "Papan", board)
        for place, sop in enumerate(known.current.values()):
            self._add(sop.key, sop.label, Later(partial(self._sop_page, sop.key)), parted=place == 0)
        self._add(AGENDA, "Agenda", Later(self._agenda_page), parted=True)
        self._add(SETTINGS, "Pengaturan", Later(self._settings_page))
        # The board counts as soon as it is shown, which is before the tabs of the SOPs are there.
        self._on_counts(self._counts)
        self._minute.start(_MINUTE_MS)
        self.tick()

    def _sop_page(self, key: str) -> QWidget:
        from sopdesk.ui.sops.page import SopPage

        page = SopPage(self.desk, self._theme, key)
        page.dossier_opened.connect(self.open_dossier)
        page.new_requested.connect(self.deeds.start_new)
        self._ticking.append(page.tick)
        return page

    def _agenda_page(self) -> QWidget:
        from sopdesk.ui.agenda.page import AgendaPage

        page = AgendaPage(self.desk, self._theme, self._remembered)
        page.dossier_opened.connect(self.open_dossier)
        page.paper_requested.connect(self._on_book)
        page.number_requested.connect(self._on_number)
        page.done.connect(self.shell.toast)
        return page

    def _settings_page(self) -> QWidget:
        from sopdesk.ui.settings.page import SettingsPage

        page = SettingsPage(self.desk, self._theme)
        page.done.connect(self.shell.toast)
        page.sample_left.connect(self.sample_left)
        return page

    def _connect(self) -> None:
        shell, deeds = self.shell, self.deeds
        shell.new_dossier_requested.connect(self._on_new)
        shell.search_requested.connect(self.finder.submit)
        shell.today_requested.connect(self._on_today)
        shell.clerk_requested.connect(self.pick_clerk)
        shell.refresh_requested.connect(self._on_refresh)
        shell.about_requested.connect(self._on_about)
        shell.state_chosen.connect(self._on_state)
        shell.guide_requested.connect(self._on_guide)
        shell.closing.connect(self._on_closing)
        shell.installEventFilter(self)
        self.finder.opened.connect(self.open_dossier)
        self.finder.refused.connect(shell.say)
        deeds.done.connect(self._on_done)
        deeds.refused.connect(self._on_refused)
        deeds.warned.connect(shell.say)
        deeds.opened.connect(self.open_dossier)
        deeds.paper_requested.connect(self.papers.show)
        self.papers.done.connect(shell.toast)
        self.papers.refused.connect(shell.say)
        self.desk.clerk_changed.connect(self._on_clerk)

    def pick_clerk(self) -> None:
        """Ask who is at the desk; a single name needs no question at the start."""
        names = ClerkDialog.names(self.desk)
        if not self.desk.clerk and len(names) == 1:
            self.desk.sign_in(names[0])
            return
        dialog = ClerkDialog(self.desk, self._theme, self.shell)
        dialog.picked.connect(self.desk.sign_in)
        dialog.open()

    def open_dossier(self, dossier_id: int) -> None:
        """Show a dossier beside whatever page is open."""
        if self.panel is None:
            from sopdesk.ui.panel.panel import DossierPanel

            panel = self.panel = DossierPanel(self.desk, self._theme)
            panel.offer_requested.connect(self.deeds.perform)
            panel.paper_requested.connect(self.papers.show)
            panel.elsewhen_requested.connect(self.deeds.perform_at)
            panel.letter_requested.connect(self.papers.fill_letter)
            panel.closed.connect(self._on_panel_closed)
            self.shell.body.set_panel(panel)
        self.panel.show_dossier(dossier_id)
        if self.board is not None:
            self.board.select(dossier_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Coming back to the window, look whether another program logged something meanwhile."""
        if event.type() == QEvent.Type.WindowActivate and self.board is not None:
            QTimer.singleShot(0, self._look_for_news)
        return super().eventFilter(watched, event)

    def _look_for_news(self) -> None:
        try:
            with self.desk.office.store.read() as unit:
                newest, _hash = unit.log.head()
        except Trouble as error:
            self.shell.say(sentence(error))
            return
        if newest != self._seen:
            self._seen = newest
            self.desk.tell(Changes())

    def _on_office_ready(self) -> None:
        self.shell.remove_page(WELCOME)
        self._pages.remove(WELCOME)
        self.shell.header.setEnabled(True)
        self._fill()
        self.shell.tabs.show_key(BOARD)
        if not self.desk.clerk:
            self.pick_clerk()

    def tick(self) -> None:
        """A minute has gone by: tell the time anew, here and on the open pages."""
        now = self.desk.now()
        self.shell.set_status(*status_words(self.desk))
        if self.board is not None and self.board.isVisible():
            self.board.tick(now)
        if self.panel is not None and self.panel.isVisible():
            self.panel.tick(now)
        for tick in self._ticking:
            tick(now)

    def _on_clerk(self, name: str) -> None:
        self.shell.header.set_clerk(name)
        self.tick()

    def _on_counts(self, counts: object) -> None:
        if isinstance(counts, Counts):
            self._counts = counts
            self.shell.header.set_counts(counts.late, counts.warning, counts.running)
            for key, (running, late) in counts.by_sop.items():
                if key in self.shell.tabs.keys:
                    self.shell.tabs.set_count(key, late or running or None, late=late > 0)

    def _on_refused(self, words: str) -> None:
        self.shell.say(words)
        # Most often somebody else was quicker: show where things stand now.
        self.desk.tell(Changes())

    def _on_done(self, words: str, dossier_id: int, undoable: bool) -> None:
        self.shell.toast(words, partial(self.deeds.undo, dossier_id) if undoable else None)

    def _on_new(self) -> None:
        self.deeds.start_new("")

    def _on_book(self, spec: object) -> None:
        from sopdesk.ui.agenda.page import BookSpec

        if isinstance(spec, BookSpec):
            self.papers.show(None, spec.paper_name, year=spec.year, month=spec.month)

    def _on_number(self) -> None:
        self.papers.issue()

    def _on_today(self) -> None:
        board = queries.board(self.desk.office, self.desk.now())
        cards = [card for column in board.columns.values() for card in column]
        dialog = TodayDialog(due_today(self.desk.known, cards, self.desk.now()), self.shell)
        dialog.opened.connect(self.open_dossier)
        dialog.open()

    def _on_state(self, state: object) -> None:
        self.shell.tabs.show_key(BOARD)
        if self.board is not None:
            self.board.show_state(state if isinstance(state, str) else None)

    def _on_refresh(self) -> None:
        self.desk.tell(Changes(office=True))

    def _on_about(self) -> None:
        from sopdesk.ui.settings.page import SettingsPage

        self.shell.tabs.show_key(SETTINGS)
        later = self.shell.body.page(SETTINGS)
        if isinstance(later, Later) and isinstance(later.page, SettingsPage):
            later.page.show_section("tentang")

    def _on_guide(self, _key: str) -> None:
        place = paths.guide()
        if not place.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            self.shell.say(f"Panduan tidak dapat dibuka. Cari di folder {place}.", Tone.INFO)

    def _on_panel_closed(self) -> None:
        self.panel = None
        self.shell.body.set_panel(None)

    def _on_closing(self) -> None:
        self._minute.stop()
        QGuiApplication.restoreOverrideCursor()
        self.desk.office.close()
        self._lock.unlock()
