"""A round of backups that somebody asked for: beside the window, with its progress."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.papers.work import Tell, Work

Task = Callable[[Tell], object]
STEPS = 1000  # a bar counts in these: bytes of a large office are more than it can hold


class Run(QObject):
    """Runs a task with a sheet over ``host``; ends with one of ``ready``, ``failed``, ``stopped``."""

    ready = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._work: Work | None = None
        self.sheet: ProgressSheet | None = None

    @property
    def busy(self) -> bool:
        """Whether a task is running."""
        return self._work is not None

    def start(self, title: str, words: str, task: Task) -> None:
        """Begin, unless one is running."""
        if self._work is not None:
            return
        sheet = self.sheet = ProgressSheet(title, self._host, text=words)
        work = self._work = Work(partial(_in_steps, task), self)
        work.advanced.connect(sheet.advance)
        work.ready.connect(self._on_ready)
        work.failed.connect(self._on_failed)
        work.stopped.connect(self._on_stopped)
        sheet.cancelled.connect(work.stop)
        sheet.open()
        work.start()

    def end(self) -> None:
        """Stop it and wait until it has stopped; nothing is told any more."""
        if self._work is not None:
            self._work.end()
            self._finish()

    def _on_ready(self, result: object) -> None:
        self._finish()
        self.ready.emit(result)

    def _on_failed(self, error: Refused | Trouble) -> None:
        self._finish()
        self.failed.emit(error)

    def _on_stopped(self) -> None:
        self._finish()
        self.stopped.emit()

    def _finish(self) -> None:
        if self.sheet is not None:
            self.sheet.finish()
            self.sheet = None
        if self._work is not None:
            self._work.deleteLater()
            self._work = None


def _in_steps(task: Task, tell: Tell) -> object:
    """The task, heard only when the bar would move."""
    return task(Steps(tell))


class Steps:
    """Passes on what moves a bar of ``STEPS``, and asks each time whether to stop."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._shown = -1
        self._goes_on = True

    def __call__(self, done: int, whole: int) -> bool:
        """So much of the whole is done."""
        step = STEPS * done // max(whole, 1)
        if step != self._shown:
            self._shown = step
            self._goes_on = self._tell(step, STEPS)
        return self._goes_on
