"""The one module that knows every layer; it holds the clock, the streams and the book of crashes."""

import io
import logging
import os
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from sopdesk.cli.terminal import Terminal
from sopdesk.services.crash_text import trace_of

_LOG_BYTES: Final = 1_000_000
_LOG_FILES: Final = 3


def now() -> datetime:
    """What time it is, in UTC."""
    return datetime.now(UTC)


def terminal() -> Terminal:
    """The process's own streams, in UTF-8 whatever the system's locale says.

    A program without a console (a bundle started by a double click) has none: what it says is lost.
    """
    return Terminal(_input(), _output(sys.stdout), _output(sys.stderr))


def _input() -> BinaryIO:
    return sys.stdin.buffer if sys.stdin is not None else io.BytesIO()


def _output(stream: TextIO | None) -> TextIO:
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def forget_output() -> None:
    """Point standard output nowhere, so that Python's own last flush does not complain of a closed pipe."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return


def crash_log(folder: Path) -> Path:
    """The file that crashes are written to, in the office's data folder."""
    return folder / "catatan" / "sopdesk.log"


class _CrashLog(RotatingFileHandler):
    """Tells its caller that the disk refuses, where logging itself would print a second trace."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own signature
        """Raise what went wrong."""
        error = sys.exception()
        if error is not None:
            raise error


def keep_crash(folder: Path, error: BaseException) -> str:
    """Write the traceback of a bug to the log; the sentence that tells people of it."""
    path = crash_log(folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _CrashLog(path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8")
        try:
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            told = f"crash\n{trace_of(error)}"
            handler.handle(logging.LogRecord("sopdesk", logging.ERROR, __file__, 0, "%s", (told,), None))
        finally:
            handler.close()
    except OSError:
        return f"Terjadi kesalahan program ({type(error).__name__}) dan rinciannya tidak dapat disimpan."
    return f"Terjadi kesalahan program. Rinciannya disimpan di {path}."


def open_window(folder: Path) -> int:
    """Show the window of the office in ``folder`` until it is closed; the exit code."""
    from sopdesk.ui.main.app import run_window  # late: no command of the terminal needs Qt

    return run_window(folder, now)
