"""Long work beside the window: its progress, its end, and a way to stop it."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from sopdesk.domain.errors import Fault
from sopdesk.services.printing import Cancelled
from sopdesk.ui.errors import Refused, Trouble

Tell = Callable[[int, int], bool]


class Work(QThread):
    """Runs ``task(tell)`` in a thread of its own; ``tell(done, whole)`` answers False once it is to stop.

    Ends with one of ``ready`` (what the task gave), ``failed`` (Refused or Trouble), ``stopped``. Any other
    error has failed too, and is raised again in the window's thread, where the program looks after it.
    """

    advanced = Signal(int, int)
    ready = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, task: Callable[[Tell], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task = task
        self._stop = threading.Event()
        self._result: object = None
        self._error: BaseException | None = None
        self.finished.connect(self._on_finished)

    def stop(self) -> None:
        """Ask it to stop; it ends at its next word."""
        self._stop.set()

    def end(self) -> None:
        """Ask it to stop and wait until it has; nothing is told any more."""
        self.finished.disconnect(self._on_finished)
        self.stop()
        self.wait()

    def run(self) -> None:
        """The thread's own work."""
        try:
            self._result = self._task(self._tell)
        except BaseException as error:
            self._error = error

    def _tell(self, done: int, whole: int) -> bool:
        self.advanced.emit(done, whole)
        return not self._stop.is_set()

    def _on_finished(self) -> None:
        if self._error is None:
            self.ready.emit(self._result)
        elif isinstance(self._error, Cancelled):
            self.stopped.emit()
        elif isinstance(self._error, MemoryError):
            self.failed.emit(Trouble(Fault.OUT_OF_MEMORY))
        elif isinstance(self._error, (Refused, Trouble)):
            self.failed.emit(self._error)
        else:
            # Whoever waits for it must not wait for ever.
            self.failed.emit(Trouble(Fault.UNFORESEEN))
            raise self._error
