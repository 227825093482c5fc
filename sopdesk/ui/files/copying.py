"""Several files on their way into the data folder: small ones at once, a large one beside the window."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.files.acts import FileActs
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.papers.work import Work

_AT_ONCE: Final = 4_000_000  # bytes: a few hundredths of a second, the network disk aside


class Copying(QObject):
    """``finished`` carries how many were added and why the others were not, in sentences; then it is gone."""

    finished = Signal(int, str)

    def __init__(self, acts: FileActs, paths: Sequence[Path], host: QWidget) -> None:
        super().__init__(host)
        self._acts = acts
        self._left = list(paths)
        self._host = host
        self._added = 0
        self._refused: list[str] = []
        self._work: Work | None = None
        host.destroyed.connect(self._on_host_gone)

    def begin(self) -> None:
        """Take the first, and so on."""
        while self._left:
            path = self._left.pop(0)
            if _size(path) > _AT_ONCE:
                self._beside(path)
                return
            try:
                self._acts.add(path)
                self._added += 1
            except (Refused, Trouble) as error:
                self._refuse(path, error)
        self.finished.emit(self._added, " ".join(self._refused))
        self.deleteLater()

    def _beside(self, path: Path) -> None:
        sheet = ProgressSheet("Menyalin file", self._host.window(), text=path.name)
        self._work = Work(partial(self._acts.add, path), self)
        self._work.advanced.connect(sheet.advance)
        self._work.ready.connect(partial(self._on_ready, sheet))
        self._work.failed.connect(partial(self._on_failed, sheet, path))
        self._work.stopped.connect(partial(self._on_stopped, sheet))
        sheet.cancelled.connect(self._work.stop)
        sheet.open()
        self._work.start()

    def _on_ready(self, sheet: ProgressSheet, _file: object) -> None:
        self._added += 1
        self._go_on(sheet)

    def _on_failed(self, sheet: ProgressSheet, path: Path, error: Refused | Trouble) -> None:
        self._refuse(path, error)
        self._go_on(sheet)

    def _on_stopped(self, sheet: ProgressSheet) -> None:
        self._left.clear()
        self._go_on(sheet)

    def _go_on(self, sheet: ProgressSheet) -> None:
        sheet.finish()
        self._work = None
        self.begin()

    def _refuse(self, path: Path, error: Refused | Trouble) -> None:
        said = sentence(error)
        self._refused.append(said if path.name in said else f"{path.name}: {said}")

    def _on_host_gone(self) -> None:
        if self._work is not None:
            self._work.end()
            self._work = None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # the copying says what is wrong with it
