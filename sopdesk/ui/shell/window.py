"""The main window: header, tabs, pages, side panel, status line. It knows nothing of use cases."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.text import hairline
from sopdesk.ui.kit.theme import Appearance, Theme, on_surface
from sopdesk.ui.kit.toast import Toast
from sopdesk.ui.kit.tokens import Space
from sopdesk.ui.shell.body import Body
from sopdesk.ui.shell.header import HeaderBar
from sopdesk.ui.shell.menus import MenuName, Menus
from sopdesk.ui.shell.scan import ScanWatch
from sopdesk.ui.shell.status import StatusLine
from sopdesk.ui.shell.tabs import TabStrip

_LEAST = (1024, 600)
_USUAL = (1280, 720)
_SMALL_SCREEN = 1440


class Shell(QMainWindow):
    """The frame that the pages stand in; wishes leave it as signals.

    Its parts are open to the one who fills it: ``header``, ``tabs``, ``body``, ``status``, ``menus``.
    ``state_chosen`` carries a State or None; ``guide_requested`` the key of the tab shown.
    """

    new_dossier_requested = Signal()
    search_changed = Signal(str)
    search_requested = Signal(str)
    scanned = Signal(str)
    batch_requested = Signal()
    today_requested = Signal()
    folder_requested = Signal()
    clerk_requested = Signal()
    backup_requested = Signal()
    refresh_requested = Signal()
    about_requested = Signal()
    state_chosen = Signal(object)
    tab_changed = Signal(str)
    guide_requested = Signal(str)
    closing = Signal()

    def __init__(self, theme: Theme, remembered: Remembered, title: str = "SOP Desk") -> None:
        super().__init__()
        self._theme = theme
        self._remembered = remembered
        self._last_tab = remembered.text("tab")
        self.setWindowTitle(title)
        self.setMinimumSize(*_LEAST)
        self.header = HeaderBar()
        self.tabs = TabStrip()
        self.notice = Notice(closable=True)
        self.warning = Notice(closable=True)
        self.status = StatusLine()
        self.menus = Menus(self.menuBar(), theme)
        self.body = Body(remembered)
        self.toaster = Toast(self._lay_out())
        self.scans = ScanWatch(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.scans.follow(app)
        self._fill_menus()
        self._connect()
        self._recall()

    def add_page(
        self, key: str, title: str, page: QWidget, *, parted: bool = False, before: str = ""
    ) -> None:
        """Add a tab with its page; the tab of last time is shown again as soon as it is there."""
        self.body.add_page(key, page)
        self.tabs.add(key, title, parted=parted, before=before)
        if key == self._last_tab:
            self.tabs.show_key(key)
        self.body.show_page(self.tabs.current)

    def remove_page(self, key: str) -> None:
        """Take a tab and its page away; an unknown key is ignored."""
        self.tabs.remove(key)
        self.body.remove_page(key)

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say a short word at the bottom, with *Urungkan* when there is something to call."""
        self.toaster.say(text, undo)

    def say(self, text: str, tone: Tone = Tone.WARNING) -> None:
        """Show a sentence under the tabs until it is closed; an empty one hides it."""
        self.notice.say(text, tone)

    def warn(self, text: str) -> None:
        """Show a sentence of its own that nothing else said takes away; it goes when it is closed."""
        self.warning.say(text, Tone.WARNING)

    def add_bar(self, bar: QWidget) -> None:
        """Give a bar of somebody else its place under the tabs, above all that is said there."""
        self._bars.addWidget(bar)

    def rest(self) -> None:
        """Nobody is at work: no words, no counts, no name."""
        self.toaster.dismiss()
        self.say("")
        self.warn("")
        self.header.search.clear()
        self.header.set_clerk("")
        self.header.set_counts(0, 0, 0)
        self.set_status("", "")

    def set_status(self, clock: str, hours: str, words: Sequence[str] = ()) -> None:
        """Show the date and time, today's hours, and the state words at the right."""
        self.status.set_clock(clock, hours)
        self.status.set_words(words)

    def set_working(self, on: bool) -> None:
        """Whether there is an office to work in; without one the head and its menu entries rest."""
        self.header.setEnabled(on)
        for action in self._working:
            action.setEnabled(on)

    def show_shortcuts(self) -> None:
        """Open the sheet of shortcuts."""
        from sopdesk.ui.shell.shortcuts import ShortcutSheet

        ShortcutSheet(self.menus.groups(), self).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep how the window stood, then let it go."""
        self.closing.emit()
        self.body.keep()
        # A choice that changes no colour, light for a light system, tells nobody.
        self._on_theme_changed()
        self._remembered.keep("tab", self.tabs.current)
        self._remembered.keep("window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self._remembered.save()
        super().closeEvent(event)

    def _lay_out(self) -> QWidget:
        top = QWidget()
        on_surface(top)
        bars = QVBoxLayout(top)
        strip = QHBoxLayout()
        strip.setContentsMargins(Space.WITHIN, 0, Space.WITHIN, 0)
        strip.addWidget(self.tabs)
        frame = QWidget()
        column = QVBoxLayout(frame)
        for part in (bars, column):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(0)
        bars.addWidget(self.header)
        bars.addLayout(strip)
        bars.addWidget(hairline())
        column.addWidget(top)
        self._bars = QVBoxLayout()
        column.addLayout(self._bars)
        column.addWidget(self.warning)
        column.addWidget(self.notice)
        column.addWidget(self.body, 1)
        column.addWidget(hairline())
        column.addWidget(self.status)
        self.setCentralWidget(frame)
        return frame

    def _fill_menus(self) -> None:
        file, view, guide = MenuName.BERKAS, MenuName.TAMPILAN, MenuName.BANTUAN
        add, part = self.menus.add, self.menus.part
        self._working = [
            add(file, "&Berkas baru…", self.new_dossier_requested.emit, "Ctrl+N"),
            add(file, "&Cari atau pindai", self.header.search.begin, "Ctrl+K"),
            add(file, "&Terima banyak…", self.batch_requested.emit, "Ctrl+Shift+K"),
            add(file, "&Hari ini", self.today_requested.emit, "Ctrl+T"),
            add(file, "&Map tanda tangan Camat…", self.folder_requested.emit, "Ctrl+M"),
        ]
        part(file)
        self._working += [
            add(file, "Ganti &petugas…", self.clerk_requested.emit, "Ctrl+L"),
            add(file, "Ca&dangkan sekarang", self.backup_requested.emit, "Ctrl+Shift+S"),
        ]
        self.quit = add(file, "&Keluar", self.close, "Ctrl+Q")
        add(view, "&Muat ulang", self.refresh_requested.emit, "F5")
        add(view, "&Layar penuh", self._on_full_screen, "F11")
        part(view)
        self.menus.add_look()
        add(guide, "&Panduan", self._on_guide, "F1")
        add(guide, "Pintasan papan &tik", self.show_shortcuts, "?")
        part(guide)
        add(guide, "T&entang SOP Desk", self.about_requested.emit)

    def _connect(self) -> None:
        for place in range(9):
            keys = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            keys.activated.connect(partial(self.tabs.setCurrentIndex, place))
        for text, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(text), self).activated.connect(partial(self._step, step))
        header = self.header
        header.new_dossier_requested.connect(self.new_dossier_requested)
        header.today_requested.connect(self.today_requested)
        header.clerk_requested.connect(self.clerk_requested)
        header.state_chosen.connect(self.state_chosen)
        header.search.changed.connect(self.search_changed)
        header.search.submitted.connect(self.search_requested)
        self.scans.scanned.connect(self.scanned)
        self.tabs.chosen.connect(self._on_tab)
        self._theme.changed.connect(self._on_theme_changed)

    def _recall(self) -> None:
        geometry = self._remembered.text("window").encode("ascii", "replace")
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry)):
            self.resize(*_USUAL)
            if self.screen().availableSize().width() <= _SMALL_SCREEN:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self.recall_look()

    def recall_look(self) -> None:
        """Take palette and letter size as they are remembered; what is not remembered stays."""
        # Both are read before the first is set: every change of the theme is kept at once.
        chosen = self._remembered.text("appearance", self._theme.appearance.value)
        scale = self._remembered.number("scale", self._theme.scale)
        if chosen in set(Appearance):
            self._theme.set_appearance(Appearance(chosen))
        self._theme.set_scale(scale)

    def _step(self, step: int) -> None:
        count = self.tabs.count()
        if count:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % count)

    def _on_tab(self, key: str) -> None:
        self.body.show_page(key)
        self.tab_changed.emit(key)

    def _on_guide(self) -> None:
        self.guide_requested.emit(self.tabs.current)

    def _on_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_theme_changed(self) -> None:
        self._remembered.keep("appearance", self._theme.appearance.value)
        self._remembered.keep("scale", self._theme.scale)
        if self.isVisible():
            # Large letters that somebody needs must not be gone after a power cut.
            self._remembered.save()
