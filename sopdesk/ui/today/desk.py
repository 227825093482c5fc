"""Today in the window: the page behind its tab, the counts in the title, the reminders."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services.board_views import Counts
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Trouble, sentence
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.shell.window import Shell

if TYPE_CHECKING:
    from sopdesk.ui.today.ledger import Ledger
    from sopdesk.ui.today.watch import ReminderWatch

TODAY = "hari-ini"


class TodayDesk(QObject):
    """``dossier_opened``, ``paper_requested`` (a ``PaperOrder``) and ``done`` are the page's."""

    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    done = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, remembered: Remembered, shell: Shell) -> None:
        super().__init__(shell)
        self._desk = desk
        self._theme = theme
        self._remembered = remembered
        self._shell = shell
        self._begun = False
        self._ticking: Callable[[datetime], None] | None = None
        self._tip = ""
        desk.changed.connect(self._on_changed)

    # Late: the board is on the screen before anything is reminded of.

    @cached_property
    def ledger(self) -> "Ledger":
        """What is under way."""
        from sopdesk.ui.today.ledger import Ledger

        return Ledger(self._desk, self)

    @cached_property
    def watch(self) -> "ReminderWatch":
        """The reminders."""
        from sopdesk.ui.today.watch import ReminderWatch

        watch = ReminderWatch(self._desk, self._shell, self.ledger)
        watch.opened.connect(self._on_opened)
        watch.refused.connect(self._shell.warn)
        watch.tray.opened.connect(self._on_tray)
        watch.tray.set_tip(self._tip)
        return watch

    def page(self) -> QWidget:
        """The page, built when it is first looked at."""
        from sopdesk.ui.today.page import TodayPage

        if not self._begun:
            self._begin_ledger()
        page = TodayPage(self._desk, self._theme, self.ledger, self._remembered)
        page.dossier_opened.connect(self.dossier_opened)
        page.paper_requested.connect(self.paper_requested)
        page.done.connect(self.done)
        self._ticking = page.tick
        return page

    def begin(self, *, opens: bool) -> None:
        """Once the board is on the screen: follow what changes, and remind. Opens duties' dossiers with ``opens``."""
        try:
            if not self._begun:
                self._begin_ledger()
        except Trouble as error:
            self._shell.say(sentence(error))
            return
        self.watch.begin(opens=opens)
        self.tick(self._desk.now())

    def stop(self) -> None:
        """The office is left."""
        if self._begun:
            self.watch.stop()
            self.ledger.stop()
        self._begun = False

    def tick(self, now: datetime) -> None:
        """A minute has gone by."""
        if not self._begun:
            return
        self.ledger.tick(now)
        self.watch.tick(now)
        if self._ticking is not None:
            self._ticking(now)

    def show(self) -> None:
        """Go to the page."""
        self._shell.tabs.show_key(TODAY)

    def set_counts(self, counts: Counts | None) -> None:
        """Tell them where they are seen behind any page: in the window's title, and over the tray's icon."""
        late = f" ({counts.late} terlambat)" if counts is not None and counts.late else ""
        self._shell.setWindowTitle(f"SOP Desk{late} – Kecamatan {self._desk.known.profile.kecamatan}")
        self._tip = f"SOP Desk{late}"
        if self._begun:
            self.watch.tray.set_tip(self._tip)
        if TODAY in self._shell.tabs.keys and counts is not None:
            self._shell.tabs.set_count(TODAY, counts.late or None, late=True)

    def _begin_ledger(self) -> None:
        self.ledger.begin()
        self._begun = True

    def _on_changed(self, changes: object) -> None:
        if self._begun and isinstance(changes, Changes) and changes.office:
            self.watch.renew()

    def _on_opened(self, words: str) -> None:
        self._shell.say(words, Tone.INFO)

    def _on_tray(self) -> None:
        shell = self._shell
        if shell.isMinimized():
            # As large as it was before: showNormal would make it smaller.
            shell.setWindowState(shell.windowState() & ~Qt.WindowState.WindowMinimized)
        shell.show()
        shell.raise_()
        shell.activateWindow()
        told = self.watch.newest
        if len(told) == 1 and told[0].dossier is not None:
            self.dossier_opened.emit(told[0].dossier)
        elif told:
            self.show()
