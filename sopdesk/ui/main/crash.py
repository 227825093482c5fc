"""What nobody foresaw: into the log file with its trace, and one sentence on the screen."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from sopdesk.services.crash_text import trace_of
from sopdesk.ui.errors import Refused, Trouble, sentence

WORDS = (
    "Terjadi kesalahan pada program. Data yang sudah tersimpan aman. "
    "Ulangi tindakan terakhir; bila terjadi lagi, kirimkan file catatan/sopdesk.log kepada pengelola."
)
_log = logging.getLogger("sopdesk")


class CrashWatch:
    """Hears unforeseen errors of slots, timers, paints and threads, and what Qt complains of.

    ``say`` gets the sentence once for each place that fails. Whoever listened before hears everything too.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._told: set[tuple[str, str, int]] = set()
        self._file: RotatingFileHandler | None = None
        self._standing = False
        self._errors_before = sys.excepthook
        self._threads_before = threading.excepthook
        self._qt_before: Any = None

    def stand(self, folder: Path) -> None:
        """Watch, and write into the log of that office; called again, go on in another office's log."""
        self._close_file()
        self._file = _log_file(folder)
        if self._file is not None:
            _log.addHandler(self._file)
        if not self._standing:
            self._standing = True
            self._errors_before, sys.excepthook = sys.excepthook, self._on_error
            self._threads_before, threading.excepthook = threading.excepthook, self._on_thread
            self._qt_before = qInstallMessageHandler(self._on_qt)

    def leave(self) -> None:
        """Let go of the log file and give everything back to those who listened before."""
        self._close_file()
        if self._standing:
            self._standing = False
            sys.excepthook = self._errors_before
            threading.excepthook = self._threads_before
            qInstallMessageHandler(self._qt_before)

    def _close_file(self) -> None:
        if self._file is not None:
            _log.removeHandler(self._file)
            self._file.close()
            self._file = None

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("unforeseen\n%s", trace_of(error))
        # A paint that raises is called again at once: the sentence is said once for each place.
        file = trace.tb_frame.f_code.co_filename if trace else ""
        place = (kind.__name__, file, trace.tb_lineno if trace else 0)
        if isinstance(error, Refused | Trouble):
            # A disk that fails under a read which nobody guarded is still no fault of the program.
            self._say(sentence(error))
        elif place not in self._told:
            self._told.add(place)
            self._say(WORDS)
        if self._errors_before is not sys.__excepthook__:  # that one would print a trace for the clerk
            self._errors_before(kind, error, trace)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            _log.error("unforeseen in a thread\n%s", trace_of(args.exc_value))

    def _on_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        quiet = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}
        _log.log(quiet.get(kind, logging.WARNING), "Qt: %s", text)
        if self._qt_before is not None:
            self._qt_before(kind, context, text)


class _LogFile(RotatingFileHandler):
    """Writes no trace of its own to the terminal when the disk refuses."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Lose the line: on a full disk nothing better can be done with it."""

    def close(self) -> None:
        """Let go of the file, whether what it still owes the disk finds room or not."""
        with suppress(OSError):
            super().close()


def _log_file(folder: Path) -> RotatingFileHandler | None:
    place = folder / "catatan"
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(
            place / "sopdesk.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
        if sys.stderr is not None:
            faulthandler.enable()
    except OSError:
        return None  # a read-only folder has its own sentence; the log is not what it should fail on
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
