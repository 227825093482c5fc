"""The window's way up: paint first, then open the office; every trouble on the way is a sentence."""

import gc
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from sopdesk import paths
from sopdesk.services.own_files import damaged_words, set_aside_damaged
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import STYLE, STYLED, Appearance, Theme
from sopdesk.ui.shell.window import Shell

if TYPE_CHECKING:
    from sopdesk.ui.backups.damage import DamagedPage
    from sopdesk.ui.backups.desk import BackupDesk
    from sopdesk.ui.errors import Refused, Trouble
    from sopdesk.ui.kit.empty import EmptyState
    from sopdesk.ui.main.crash import CrashWatch

Clock = Callable[[], datetime]
LOOK = "tampilan.json"


def make_application(argv: Sequence[str]) -> QApplication:
    """The application with Indonesian standard dialogs."""
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    # Named to Qt itself: ``setStyle`` answers with the style, whose many names cost the first paint 4 ms.
    app = QApplication([*argv, "-style", STYLE])
    app.setProperty(STYLED, STYLE)
    app.setApplicationName("SOP Desk")
    app.setDesktopFileName("sopdesk")
    translator = QTranslator(app)
    if translator.load("qtbase_id", str(paths.resources() / "i18n")):
        app.installTranslator(translator)
    return app


def run_window(folder: Path, clock: Clock, argv: Sequence[str] = ()) -> int:
    """Show the window of the office in ``folder`` until it is closed; the exit code."""
    app = make_application([sys.argv[0] if sys.argv else "sopdesk", *argv])
    program = Program(remembered_theme(app, folder), folder, clock, rounds=True)
    program.show()
    return app.exec()


def remembered_theme(app: QApplication, folder: Path) -> Theme:
    """The theme as it was last time, before any widget is made: a size set later is lost at the first showing."""
    kept = Remembered(folder / LOOK)
    chosen = kept.text("appearance")
    appearance = Appearance(chosen) if chosen in set(Appearance) else Appearance.SYSTEM
    theme = Theme(paths.resources(), appearance, kept.number("scale", 100))
    theme.install(app)
    return theme


class Program(QObject):
    """The shell, and the office that is opened once it is on the screen.

    With ``rounds`` the window makes backups by itself, daily and at closing.
    """

    def __init__(self, theme: Theme, folder: Path, clock: Clock, *, rounds: bool = False) -> None:
        super().__init__()
        self._rounds = rounds
        self.backups: BackupDesk | None = None
        self.theme = theme
        self.folder = folder
        self._clock = clock
        self._set_aside = set_aside_damaged(folder)
        self._remembered = Remembered(folder / LOOK)
        self.shell = Shell(theme, self._remembered)
        self.opened: QObject | None = None
        self._crashes: CrashWatch | None = None
        self._damage: DamagedPage | None = None
        self.shell.installEventFilter(self)
        self._painted = False

    def show(self) -> None:
        """Put the window on the screen; the office is opened behind it."""
        self.shell.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once painted, open the office."""
        if not self._painted and event.type() == QEvent.Type.Paint:
            self._painted = True
            QTimer.singleShot(0, self.open)
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Open the office; a trouble leaves the window with a sentence and a way on."""
        # All that is made on the way up stays: looking through it again and again costs the start a tenth.
        gc.disable()
        try:
            self._open()
        finally:
            gc.enable()

    def _open(self) -> None:
        # Late on purpose: the database library costs twice the time of a painted window.
        from sopdesk.services.sound_settings import spoiled_words
        from sopdesk.ui.backups.watch import DamageWatch
        from sopdesk.ui.errors import Refused, Trouble
        from sopdesk.ui.main.crash import CrashWatch
        from sopdesk.ui.main.opening import open_desk
        from sopdesk.ui.main.switchboard import Switchboard
        from sopdesk.ui.server.watch import ServerWatch

        self._painted = True
        self._end_damage()
        # Late too: a picture in the title bar is no reason to wait for the window.
        self.shell.setWindowIcon(QIcon(str(paths.resources() / "app" / "sopdesk.svg")))
        if self._crashes is None:
            self._crashes = CrashWatch(self.say_crash)
            self.shell.closing.connect(self._crashes.leave)
        self._crashes.stand(self.folder)
        try:
            desk, lock = open_desk(self.folder, self._clock)
            board = Switchboard(self.shell, desk, self.theme, self._remembered, lock)
            board.sample_requested.connect(self._on_sample)
            board.sample_left.connect(self._on_sample_left)
            board.restore_requested.connect(self._on_restore)
            self.opened = board
            watch = DamageWatch(desk, self.shell)
            watch.leave_requested.connect(self._on_damaged)
            ServerWatch(desk, self.shell, board.news.look, board.tick).begin()
            self.shell.remove_page("galat")
            board.begin()
            known = desk.known
            words = (damaged_words(self._set_aside), spoiled_words(known.spoiled, known.spoiled_sops))
            self._set_aside = []
            if any(words):
                self.shell.say(" ".join(filter(None, words)))
            # Once the board is on the screen: nobody asks for a backup before.
            QTimer.singleShot(0, self, self._begin_backups)
        except (Refused, Trouble) as error:
            # Also where the file opens and then cannot be read: what was begun is taken away again.
            self._leave()
            self._say_trouble(error)

    def _begin_backups(self) -> None:
        from sopdesk.paths import is_sample
        from sopdesk.ui.backups.desk import BackupDesk
        from sopdesk.ui.main.switchboard import Switchboard

        # Not where the window was closed before it came to this.
        if isinstance(self.opened, Switchboard) and self.backups is None and self.shell.isVisible():
            rounds = self._rounds and not is_sample(self.folder)
            self.backups = BackupDesk(self.opened.desk, self.shell, rounds=rounds)
            self.backups.begin()
            self.opened.today.begin(opens=self._rounds)

    def _say_trouble(self, error: "Refused | Trouble") -> None:
        from sopdesk.domain.errors import Fault, Trouble
        from sopdesk.ui.errors import sentence
        from sopdesk.ui.main.troubled import TroubledPage, is_on_server

        self._end_damage()
        self.shell.remove_page("galat")
        damaged = isinstance(error, Trouble) and error.fault is Fault.DATABASE_DAMAGED
        if damaged and not is_on_server(self.folder):
            page: EmptyState = self._damaged_page(sentence(error))
        else:
            page = troubled = TroubledPage(self.folder, error, self.shell)
            troubled.action_requested.connect(self.open)
            troubled.restore_requested.connect(self._on_restore_from_trouble)
            troubled.server_requested.connect(self._on_restore)
        self.shell.add_page("galat", "Data kantor", page)
        self.shell.set_working(False)

    def _damaged_page(self, words: str) -> "EmptyState":
        from sopdesk.domain.profile import Profile
        from sopdesk.ui.backups.damage import DamagedPage

        # The office cannot be asked for its zone.
        page = DamagedPage(self.folder, words, self._clock, Profile().tz, self.shell)
        page.again_requested.connect(self.open)
        page.restore_requested.connect(self._on_restore_found)
        self.shell.closing.connect(self._end_damage)
        self._damage = page
        return page

    def _end_damage(self) -> None:
        if self._damage is not None:
            self.shell.closing.disconnect(self._end_damage)
            self._damage.stop()
            self._damage = None

    def _on_damaged(self) -> None:
        from sopdesk.domain.errors import Fault, Trouble
        from sopdesk.ui.main.switchboard import Switchboard

        where = (
            self.opened.desk.office.store.name if isinstance(self.opened, Switchboard) else str(self.folder)
        )
        self._leave()
        self._say_trouble(Trouble(Fault.DATABASE_DAMAGED, path=where))

    def _on_restore_from_trouble(self) -> None:
        self._on_restore_found(None)

    def _on_restore_found(self, best: Path | None) -> None:
        from sopdesk.domain.profile import Profile
        from sopdesk.ui.backups.restore import RestoreDialog

        dialog = RestoreDialog(self.folder, Profile().tz, self.shell)
        if best is not None:
            dialog.prefer(best)
        dialog.restore_requested.connect(self._on_restore)
        dialog.open()

    def _on_restore(self, wish: object) -> None:
        from sopdesk.ui.main.exchanges import exchange, is_wish
        from sopdesk.ui.main.switchboard import Switchboard

        if not is_wish(wish):
            return
        by = self.opened.desk.clerk if isinstance(self.opened, Switchboard) else ""
        self._leave()
        exchange(wish, by, self.folder, self._clock, self.shell, self._on_exchanged)

    def _on_exchanged(self, words: str, well: bool) -> None:
        if well:
            # The office that came brought its own look; what this window remembers must not write over it.
            self._remembered.read()
            self.shell.recall_look()
        self.open()
        if self.opened is not None or not well:
            self.shell.say(words, Tone.GOOD if well else Tone.WARNING)

    def _on_sample(self) -> None:
        from sopdesk.ui.errors import Refused, Trouble, sentence
        from sopdesk.ui.main.opening import make_sample

        self._leave()
        failed = ""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.folder = make_sample(self.folder, self._clock())
        except (Refused, Trouble) as error:
            failed = sentence(error)
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.open()
        if failed:
            self.shell.say(failed)

    def _on_sample_left(self) -> None:
        from sopdesk.ui.main.opening import drop_sample

        self._leave()
        if self._crashes is not None:
            self._crashes.leave()  # its log is in the folder that goes
        self.folder = drop_sample(self.folder)
        self.open()

    def _leave(self) -> None:
        from sopdesk.ui.main.switchboard import Switchboard

        if self.backups is not None:
            self.backups.stop()
            self.shell.disconnect(self.backups)
            self.backups.deleteLater()
            self.backups = None
        if isinstance(self.opened, Switchboard):
            self.opened.leave()
            self.opened = None

    def say_crash(self, words: str) -> None:
        """Tell that something went wrong that should not have; the work goes on."""
        self.shell.say(words)
