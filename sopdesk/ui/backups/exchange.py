"""The restore itself, while no office is open in the window."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sopdesk.services.restoring import Kept, restore, undo_restore
from sopdesk.ui.backups.run import Run
from sopdesk.ui.backups.words import RestoreWish, UndoWish
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.papers.work import Tell
from sopdesk.ui.shell.window import Shell

Wish = RestoreWish | UndoWish


class OfficeExchange(QObject):
    """Does one wish; ``ended`` carries the sentence of how it went, and whether it went well."""

    ended = Signal(str, bool)

    def __init__(self, folder: Path, clock: Callable[[], datetime], shell: Shell) -> None:
        super().__init__(shell)
        self._folder = folder
        self._clock = clock
        self._run = Run(shell)
        self._undoes = False
        self._run.ready.connect(self._on_ready)
        self._run.failed.connect(self._on_failed)
        self._run.stopped.connect(self._on_stopped)
        shell.closing.connect(self._run.end)

    def begin(self, wish: Wish, by: str) -> None:
        """Do it, with its progress over the window."""
        self._undoes = isinstance(wish, UndoWish)
        task = partial(_done, self._folder, wish, by, self._clock)
        title = "Membatalkan pemulihan" if self._undoes else "Memulihkan cadangan"
        self._run.start(title, "Data sebelumnya disimpan. Jangan matikan komputer.", task)

    def _on_ready(self, _kept: object) -> None:
        words = (
            "Pemulihan dibatalkan; data sebelumnya dipakai lagi."
            if self._undoes
            else "Cadangan sudah dipulihkan. Periksa catatan terakhir; pemulihan dapat dibatalkan di Pengaturan, "
            "bagian Cadangan."
        )
        self.ended.emit(words, True)

    def _on_failed(self, error: Refused | Trouble) -> None:
        self.ended.emit(sentence(error), False)

    def _on_stopped(self) -> None:
        self.ended.emit("Pemulihan dihentikan. Data tidak diubah.", False)


def _done(folder: Path, wish: Wish, by: str, clock: Callable[[], datetime], tell: Tell) -> Kept | None:
    if isinstance(wish, UndoWish):
        return undo_restore(folder, wish.name, by=by, now=clock())
    return restore(folder, wish.path, by=by, now=clock(), password=wish.password or None, progress=tell)
