"""The switchboard: which wish of which screen goes where. It decides nothing itself."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sopdesk import paths
from sopdesk.services.board_views import Counts
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.deeds.deeds import Deeds
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.main.about import show_section
from sopdesk.ui.main.entry import Entry
from sopdesk.ui.main.finder import Finder
from sopdesk.ui.main.later import Later
from sopdesk.ui.main.news import NewsWatch
from sopdesk.ui.main.pages import Pages
from sopdesk.ui.main.status_words import status_words
from sopdesk.ui.papers.print_desk import PrintDesk
from sopdesk.ui.scans.desk import ScanDesk
from sopdesk.ui.shell.window import Shell
from sopdesk.ui.today.desk import TODAY, TodayDesk

if TYPE_CHECKING:
    from sopdesk.ui.panel.panel import DossierPanel

_MINUTE_MS = 60_000
BOARD, AGENDA, REPORTS, SETTINGS, WELCOME = "papan", "agenda", "laporan", "pengaturan", "mulai"


class Switchboard(QObject):
    """One opened office in the window."""

    sample_requested = Signal()
    sample_left = Signal()
    restore_requested = Signal(object)

    def __init__(
        self, shell: Shell, desk: Desk, theme: Theme, remembered: Remembered, lock: QLockFile
    ) -> None:
        super().__init__(shell)
        self.shell = shell
        self.desk = desk
        self._theme = theme
        self._lock = lock
        self._counts: Counts | None = None
        self._refusal = ""
        self._keys: list[str] = []
        self._minute = QTimer(self)
        self._minute.timeout.connect(self.tick)
        self.board: BoardPage | None = None
        self.panel: DossierPanel | None = None
        self.deeds = Deeds(desk, theme, shell)
        self.papers = PrintDesk(desk, theme, shell)
        self.finder = Finder(desk, shell.header.search, shell)
        self.scans = ScanDesk(desk, self.deeds, shell, self.finder.submit)
        self.pages = Pages(desk, theme, remembered, self)
        self.news = NewsWatch(desk, shell)
        self.entry = Entry(desk, theme, shell)
        self.today = TodayDesk(desk, theme, remembered, shell)
        self._connect()

    def begin(self) -> None:
        """Show the guide of the first start, or the pages and who is at the desk."""
        if not self.desk.known.profile.set_up:
            from sopdesk.ui.welcome.page import WelcomePage

            page = WelcomePage(self.desk, self._theme)
            page.office_ready.connect(self._on_office_ready)
            page.sample_requested.connect(self.sample_requested)
            page.restore_requested.connect(self.restore_requested)
            self._add(WELCOME, "Mulai", page)
            self.shell.set_working(False)
            return
        self._fill()
        self.pick_clerk()

    def leave(self) -> None:
        """Take the pages away and let go of the office."""
        shell = self.shell
        self._on_closing()
        shell.body.set_panel(None)
        for key in self._keys:
            shell.remove_page(key)
        shell.rest()
        shell.setWindowTitle("SOP Desk")
        shell.disconnect(self)
        for part in (
            self.finder,
            self.scans,
            self.deeds,
            self.papers,
            self.news,
            self.entry,
            self.today,
            self,
        ):
            part.deleteLater()

    def _add(self, key: str, title: str, page: QWidget, *, parted: bool = False) -> None:
        self._keys.append(key)
        self.shell.add_page(key, title, page, parted=parted)

    def _fill(self) -> None:
        self.shell.set_working(True)
        board = self.board = BoardPage(self.desk, self._theme)
        self.desk.changed.connect(board.refresh)
        board.dossier_opened.connect(self.open_dossier)
        deeds = self.deeds
        board.offer_requested.connect(deeds.perform)
        board.many_requested.connect(deeds.perform_many)
        board.paper_requested.connect(self.papers.show)
        board.board_paper_requested.connect(self.papers.show_order)
        board.new_requested.connect(self._on_new)
        board.field.folder.triggered.connect(deeds.open_folder)
        board.counts_changed.connect(self._on_counts)
        board.year.action_requested.connect(partial(self._show_settings, "jam_kerja"))
        self._add(BOARD, "Papan", board)
        self._add(TODAY, "Hari ini", Later(self.today.page))
        for place, sop in enumerate(self.desk.known.current.values()):
            self._add(sop.key, sop.label, self.pages.sop(sop.key), parted=place == 0)
        self._add(AGENDA, "Agenda", self.pages.agenda(), parted=True)
        self._add(REPORTS, "Laporan", self.pages.reports())
        self._add(SETTINGS, "Pengaturan", self.pages.settings())
        self.shell.body.stand_alone(SETTINGS)
        # The board counts as soon as it is shown, which is before the tabs of the SOPs are there.
        self._on_counts(self._counts)
        self._minute.start(_MINUTE_MS)
        self.news.begin()
        self._on_changed(Changes(office=True))

    def _connect(self) -> None:
        shell, deeds = self.shell, self.deeds
        shell.new_dossier_requested.connect(self._on_new)
        self.scans.opened.connect(self.open_dossier)
        today = self.today
        shell.today_requested.connect(today.show)
        today.dossier_opened.connect(self.open_dossier)
        today.paper_requested.connect(self.papers.show_order)
        today.done.connect(shell.toast)
        shell.folder_requested.connect(deeds.open_folder)
        shell.clerk_requested.connect(self.pick_clerk)
        shell.refresh_requested.connect(self._on_refresh)
        shell.about_requested.connect(self._on_about)
        shell.state_chosen.connect(self._on_state)
        shell.guide_requested.connect(self._on_guide)
        shell.closing.connect(self._on_closing)
        shell.body.panel_left.connect(self._on_panel_closed)
        self.finder.opened.connect(self.open_dossier)
        self.finder.refused.connect(shell.say)
        deeds.done.connect(self._on_done)
        deeds.refused.connect(self._on_refused)
        deeds.warned.connect(shell.warn)
        deeds.opened.connect(self._on_started)
        deeds.paper_requested.connect(self.papers.show)
        deeds.order_requested.connect(self.papers.show_order)
        self.papers.done.connect(shell.toast)
        self.papers.refused.connect(shell.say)
        self.entry.refused.connect(shell.say)
        self.entry.order_requested.connect(self.papers.show_order)
        self.desk.clerk_changed.connect(self._on_clerk)
        self.desk.changed.connect(self._on_changed)
        self.news.refused.connect(shell.say)
        pages = self.pages
        pages.dossier_opened.connect(self.open_dossier)
        pages.new_requested.connect(deeds.start_new)
        pages.book_requested.connect(self.papers.show_order)
        pages.number_requested.connect(deeds.take_number)
        pages.start_requested.connect(deeds.start_from_letter)
        deeds.number_requested.connect(self.papers.issue)
        pages.done.connect(shell.toast)
        pages.sample_left.connect(self.sample_left)
        pages.restore_requested.connect(self.restore_requested)

    def pick_clerk(self) -> None:
        """Ask who is at the desk."""
        self.entry.ask()

    def open_dossier(self, dossier_id: int) -> None:
        """Show a dossier beside whatever page is open."""
        if self.panel is None:
            from sopdesk.ui.panel.panel import DossierPanel

            panel = self.panel = DossierPanel(self.desk, self._theme)
            panel.offer_requested.connect(self.deeds.perform)
            panel.paper_requested.connect(self.papers.show)
            panel.elsewhen_requested.connect(self.deeds.perform_at)
            panel.letter_requested.connect(self.papers.fill_letter)
            panel.order_requested.connect(self.papers.show_order)
            panel.note_requested.connect(self.papers.fill_note)
            panel.closed.connect(self._on_panel_closed)
        self.shell.body.set_panel(self.panel)
        self.panel.show_dossier(dossier_id)
        if self.board is not None:
            self.board.select(dossier_id)

    def _on_office_ready(self) -> None:
        self.shell.remove_page(WELCOME)
        self._keys.remove(WELCOME)
        self._fill()
        self.shell.tabs.show_key(BOARD)
        if not self.desk.clerk:
            self.pick_clerk()

    def tick(self) -> None:
        """A minute has gone by: tell the time anew, here and on the open pages."""
        now = self.desk.now()
        if self._minute.isActive():
            # The next one on the minute: else the clock below would lag behind the time that is logged.
            self._minute.start(_MINUTE_MS - (now.second * 1000 + now.microsecond // 1000))
        self.shell.set_status(*status_words(self.desk))
        # Also behind another tab: the head counts what is late wherever the clerk is.
        if self.board is not None:
            self.board.tick(now)
        if self.panel is not None and self.panel.isVisible():
            self.panel.tick(now)
        self.pages.tick(now)
        self.today.tick(now)

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.office and self.board is not None:
            self.today.set_counts(self._counts)
            self.tick()

    def _on_clerk(self, name: str) -> None:
        self.shell.header.set_clerk(name)
        self.tick()

    def _on_counts(self, counts: object) -> None:
        if isinstance(counts, Counts):
            self._counts = counts
            self.today.set_counts(counts)
            self.shell.header.set_counts(counts.late, counts.warning, counts.running)
            for key, (running, late) in counts.by_sop.items():
                if key in self.shell.tabs.keys:
                    self.shell.tabs.set_count(key, late or running or None, late=late > 0)

    def _on_refused(self, words: str) -> None:
        self._refusal = words
        self.shell.say(words)
        # Most often somebody else was quicker: show where things stand now.
        self.desk.tell(Changes())

    def _on_done(self, words: str, dossier_id: int, undoable: bool) -> None:
        if self.shell.notice.text == self._refusal:
            self.shell.say("")
        self.shell.toast(words, partial(self.deeds.undo, dossier_id) if undoable else None)

    def _on_new(self) -> None:
        self.deeds.start_new("")

    def _on_state(self, state: object) -> None:
        self.shell.tabs.show_key(BOARD)
        if self.board is not None:
            self.board.show_state(state if isinstance(state, str) else None)

    def _on_refresh(self) -> None:
        self.desk.tell(Changes(office=True))

    def _on_about(self) -> None:
        self._show_settings("tentang")

    def _show_settings(self, section: str) -> None:
        settings = SETTINGS if SETTINGS in self._keys else ""
        show_section(self.shell, settings, section, str(self.desk.office.folder))

    def _on_guide(self, key: str) -> None:
        from sopdesk.ui.main.guide import show_guide

        if not show_guide(key, self.shell):
            self.shell.say(f"Panduan tidak dapat dibuka. Cari di folder {paths.guide()}.", Tone.INFO)

    def _on_started(self, dossier_id: int) -> None:
        self.open_dossier(dossier_id)
        self._to_card(dossier_id)

    def _on_panel_closed(self) -> None:
        shown = self.panel.dossier if self.panel is not None else None
        self.panel = None
        self.shell.body.set_panel(None)
        self._to_card(shown)

    def _to_card(self, dossier_id: int | None) -> None:
        """Where the eyes are, there the keys: on the board the card, so that Ctrl+right hands it on."""
        if dossier_id is not None and self.board is not None and self.board.isVisible():
            self.board.field.take_keys(dossier_id)

    def _on_closing(self) -> None:
        self._minute.stop()
        self.news.stop()
        self.entry.stop()
        self.today.stop()
        self.desk.leave()
        self._lock.unlock()
