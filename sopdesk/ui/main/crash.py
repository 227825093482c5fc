"""What nobody foresaw: into the log file with its trace, and one sentence on the screen."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("sopdesk")
_WORDS = (
    "Terjadi kesalahan pada program. Data yang sudah tersimpan aman. "
    "Ulangi tindakan terakhir; bila terjadi lagi, kirimkan file catatan/sopdesk.log kepada pengelola."
)


def install(folder: Path, say: Callable[[str], None]) -> None:
    """Send unforeseen errors of slots, timers, paints and threads to the log and ``say`` once each minute at most."""
    _to_file(folder)
    told: list[str] = []

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("unforeseen", exc_info=(kind, error, trace))
        # A paint that raises is called again at once: the sentence is said once for each place.
        place = f"{kind.__name__}:{trace.tb_lineno if trace else 0}"
        if place not in told:
            told.append(place)
            say(_WORDS)

    def on_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            _log.error("unforeseen in a thread", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    sys.excepthook = on_error
    threading.excepthook = on_thread
    qInstallMessageHandler(_on_qt)


def _on_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}.get(
        kind, logging.WARNING
    )
    _log.log(level, "Qt: %s", text)


def _to_file(folder: Path) -> None:
    place = folder / "catatan"
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            place / "sopdesk.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
        )
        if sys.stderr is not None:
            faulthandler.enable()
    except OSError:
        return  # a read-only folder has its own sentence; the log is not what it should fail on
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
