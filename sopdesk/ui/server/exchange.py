"""The change of the place where the data is, while no office is open in the window."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sopdesk.services.moving import move_to_server, use_server
from sopdesk.services.whereabouts import leave_server
from sopdesk.ui.backups.run import Run
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.papers.work import Tell
from sopdesk.ui.server.wishes import CopyWish, ServerWish, UseWish
from sopdesk.ui.shell.window import Shell


class ServerExchange(QObject):
    """Does one wish; ``ended`` carries the sentence of how it went, and whether it went well."""

    ended = Signal(str, bool)

    def __init__(self, folder: Path, clock: Callable[[], datetime], shell: Shell) -> None:
        super().__init__(shell)
        self._folder = folder
        self._clock = clock
        self._run = Run(shell)
        self._run.ready.connect(self._on_ready)
        self._run.failed.connect(self._on_failed)
        self._run.stopped.connect(self._on_stopped)
        shell.closing.connect(self._run.end)

    def begin(self, wish: ServerWish, by: str) -> None:
        """Do it, with its progress over the window."""
        copies = isinstance(wish, CopyWish)
        title = "Menyalin data kantor ke server" if copies else "Berpindah data kantor"
        words = (
            "Salinan diperiksa sebelum dipakai. Jangan matikan komputer."
            if copies
            else "Data yang dipilih sedang dibuka."
        )
        self._run.start(title, words, partial(_done, self._folder, wish, by, self._clock))

    def _on_ready(self, words: object) -> None:
        self.ended.emit(str(words), True)

    def _on_failed(self, error: Refused | Trouble) -> None:
        self.ended.emit(sentence(error), False)

    def _on_stopped(self) -> None:
        self.ended.emit("Dihentikan. Tidak ada yang berubah.", False)


def _done(folder: Path, wish: ServerWish, by: str, clock: Callable[[], datetime], tell: Tell) -> str:
    if isinstance(wish, CopyWish):
        moved = move_to_server(folder, wish.address, by=by, now=clock(), progress=tell)
        return (
            f"Data kantor sudah di server {moved.shown}, sudah diperiksa, dan dipakai mulai sekarang. "
            "Di komputer lain: Pengaturan, bagian Server data, lalu pakai data di server."
        )
    if isinstance(wish, UseWish):
        return f"Komputer ini sekarang memakai data di server {use_server(folder, wish.address)}."
    leave_server(folder, by=by, now=clock())
    return "Komputer ini tidak lagi memakai server. Data di server tidak berubah."
