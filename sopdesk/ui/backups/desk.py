"""The round beside the work: once a day, at closing, on demand; and what the window says of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from sopdesk.services.backup_places import disk_to_offer, offered
from sopdesk.services.backup_rounds import Round, Standing, is_due, is_news, run_round, standing
from sopdesk.services.backups import ASKED, CLOSING, DAILY
from sopdesk.services.restoring import clear_leftovers
from sopdesk.ui.backups.closing import ClosingSheet
from sopdesk.ui.backups.run import Run, Steps
from sopdesk.ui.backups.words import disk_words, round_words, standing_word, warning
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.papers.work import Tell, Work
from sopdesk.ui.shell.window import Shell

_LOOK_MS = 60_000


class BackupDesk(QObject):
    """Listens to the shell. With ``rounds`` it makes backups by itself; without it only what is asked for."""

    def __init__(self, desk: Desk, shell: Shell, *, rounds: bool) -> None:
        super().__init__(shell)
        self._desk = desk
        self._shell = shell
        self._rounds = rounds
        self._work: Work | None = None
        self._looking: Work | None = None
        self._sheet: ClosingSheet | None = None
        self._warned = ""
        self._failed = ""
        self._may_close = False
        self._run = Run(shell)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._run.ready.connect(self._on_asked)
        self._run.failed.connect(self._on_failed)
        shell.backup_requested.connect(self.back_up_now)
        shell.closing.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether a round is running, or the disks are being looked at."""
        return self._work is not None or self._looking is not None or self._run.busy

    def begin(self) -> None:
        """Look at how the backups stand, and from now on every minute; guard the closing."""
        if self._rounds:
            self._shell.installEventFilter(self)
            self._timer.start()
            self.look()

    def stop(self) -> None:
        """Let go of everything: the office is about to be closed."""
        self._timer.stop()
        self._shell.removeEventFilter(self)
        for work in (self._work, self._looking):
            if work is not None:
                work.end()
        self._work = self._looking = None
        self._run.end()
        if self._sheet is not None:
            self._sheet.accept()
            self._sheet = None
        self._shell.status.set_note("")

    def back_up_now(self) -> None:
        """Make one now, with its progress."""
        if self._work is not None:
            self._shell.say("Cadangan sedang dibuat. Tunggu sampai selesai.", Tone.INFO)
            return
        self._run.start("Membuat cadangan", "Pekerjaan lain dapat diteruskan sesudah ini.", self._task(ASKED))

    def look(self) -> None:
        """See how things stand, beside the window; a round that is due begins."""
        if self._looking is None and not self._run.busy:
            work = self._looking = Work(self._stand, self)
            work.ready.connect(self._on_stand)
            work.failed.connect(self._on_look_failed)
            work.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the window closes: the backup of the day's work."""
        if event.type() == QEvent.Type.Close and not self._may_close and self._wants_backup():
            event.ignore()
            self._close_with_backup()
            return True
        return super().eventFilter(watched, event)

    def _task(self, reason: str) -> Callable[[Tell], object]:
        desk = self._desk
        return partial(_round, desk, desk.clerk, reason)

    def _stand(self, _tell: Tell) -> object:
        desk = self._desk
        now = desk.now()
        clear_leftovers(desk.office.folder)
        return standing(desk.office, now), is_due(desk.office, now), disk_to_offer(desk.office.folder)

    def _on_stand(self, told: object) -> None:
        self._looking = None
        if not isinstance(told, tuple):
            return
        stands, due, disk = told
        if isinstance(stands, Standing):
            # What the round that begins now is about to mend needs no warning, unless it failed before.
            self._show(stands, warning(stands) if self._failed or not due else "")
        if disk is not None:
            offered(self._desk.office.folder, disk)
            self._shell.say(
                f"Flash disk {disk_words(disk)} terpasang. Bila cadangan kedua ingin disimpan di sana, "
                "buka Pengaturan, bagian Cadangan.",
                Tone.INFO,
            )
        if due and self._work is None and not self._run.busy:
            work = self._work = Work(self._task(DAILY), self)
            work.ready.connect(self._on_daily)
            work.failed.connect(self._on_daily_failed)
            work.stopped.connect(self._on_daily_stopped)
            work.start()

    def _on_look_failed(self, _error: object) -> None:
        self._looking = None

    def _show(self, stands: Standing, words: str) -> None:
        self._shell.status.set_note(standing_word(stands))
        # Said once for each reason: who closed it has read it.
        if words != self._warned:
            self._shell.warn(words)
        self._warned = words

    def _on_daily(self, done: object) -> None:
        self._work = None
        self._failed = ""
        if isinstance(done, Round) and done.trouble is not None and done.trouble.data.get("why") != "away":
            self._shell.warn(sentence(done.trouble))
        self._desk.backed_up.emit()
        self.look()

    def _on_daily_failed(self, error: Refused | Trouble) -> None:
        self._work = None
        words = sentence(error)
        if words != self._failed:
            self._shell.warn(words)
        self._failed = words

    def _on_daily_stopped(self) -> None:
        self._work = None

    def _on_asked(self, done: object) -> None:
        if isinstance(done, Round):
            self._shell.toast(round_words(done))
            self._shell.warn("")
        self._desk.backed_up.emit()
        self.look()

    def _on_failed(self, error: Refused | Trouble) -> None:
        self._shell.say(sentence(error))

    def _wants_backup(self) -> bool:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and app.isSavingSession():
            return False  # the computer is going down: it waits for nobody
        try:
            return self._desk.known.profile.set_up and is_news(self._desk.office)
        except (Refused, Trouble):
            return False

    def _close_with_backup(self) -> None:
        if self._sheet is not None:
            return
        sheet = self._sheet = ClosingSheet(self._shell)
        sheet.leaving.connect(self._close)
        sheet.rejected.connect(self._on_stay)
        if self._work is not None:
            self._work.end()  # the daily one: what it copied has been overtaken
        work = self._work = Work(self._closing_task, self)
        work.advanced.connect(sheet.advance)
        work.ready.connect(self._on_closed_with)
        work.failed.connect(self._on_closing_failed)
        sheet.open()
        work.start()

    def _closing_task(self, tell: Tell) -> object:
        return self._task(CLOSING)(tell)

    def _on_stay(self) -> None:
        self._sheet = None
        if self._work is not None:
            self._work.end()
            self._work = None

    def _on_closed_with(self, _done: object) -> None:
        self._work = None
        self._close()

    def _on_closing_failed(self, error: Refused | Trouble) -> None:
        self._work = None
        if self._sheet is not None:
            self._sheet.say_failed(sentence(error))

    def _close(self) -> None:
        self._may_close = True
        self._shell.close()


def _round(desk: Desk, by: str, reason: str, tell: Tell) -> Round:
    return run_round(desk.office, by=by, now=desk.now(), reason=reason, progress=Steps(tell))
