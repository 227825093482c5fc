"""From a wish of the books of incoming letters to the dialog that carries it out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services import books
from sopdesk.services.incoming_views import DispositionView, IncomingRow, incoming_letter
from sopdesk.ui.agenda.incoming.dispose import DisposeDialog
from sopdesk.ui.agenda.incoming.entry import IncomingDialog
from sopdesk.ui.agenda.incoming.reasons import ReasonDialog
from sopdesk.ui.agenda.letter_acts import LetterActs
from sopdesk.ui.agenda.outgoing.void import VoidDialog
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence

_NOT_NEEDED = ("Hanya tembusan", "Untuk diketahui", "Sudah ditangani langsung", "Iklan atau penawaran")
_WITHDRAWN = ("Salah penerima", "Salah surat", "Disposisi diubah Camat")


class LetterDeeds(QObject):
    """``done`` and ``refused`` carry a sentence, ``entered`` the line of a letter that was entered."""

    done = Signal(str)
    refused = Signal(str)
    entered = Signal(int)

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._acts = LetterActs(desk)
        self._host = host

    def of_letter(self, wish: str, row: IncomingRow) -> None:
        """Carry out ``dispose``, ``not_needed``, ``amend`` or ``void``."""
        deeds = {
            "dispose": self.dispose,
            "not_needed": self.say_not_needed,
            "amend": self.amend,
            "void": self.void,
        }
        if wish in deeds:
            deeds[wish](row)

    def of_disposition(self, wish: str, view: DispositionView) -> None:
        """Carry out ``pass_on``, ``withdraw``, ``finish`` or ``unfinish``."""
        if wish == "pass_on":
            self.pass_on(view)
        elif wish == "withdraw":
            self.withdraw(view)
        elif wish in ("finish", "unfinish"):
            self.finish(view, done=wish == "finish")

    def enter(self) -> None:
        """Open *Surat masuk baru*."""
        self._guarded(self._enter, None)

    def amend(self, row: IncomingRow) -> None:
        """Correct what a line says."""
        self._guarded(self._enter, row)

    def dispose(self, row: IncomingRow, parent: DispositionView | None = None) -> None:
        """Record a disposition, or with ``parent`` the level below."""
        self._guarded(self._dispose, row, parent)

    def pass_on(self, view: DispositionView) -> None:
        """Record the level below a disposition."""
        try:
            row = incoming_letter(self._desk.office, view.line_id, now=self._desk.now())
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        if row is not None:
            self.dispose(row, view)

    def say_not_needed(self, row: IncomingRow) -> None:
        """Say that a letter needs no disposition."""
        self._guarded(
            self._ask,
            "Tidak perlu disposisi",
            (row.subject, f"Dari {row.party}", "Surat tetap ada di buku dan tidak lagi menunggu disposisi."),
            "Tidak perlu disposisi",
            partial(self._acts.not_needed, row.id),
            f"Surat masuk nomor {row.shown} ditandai tidak perlu disposisi.",
            _NOT_NEEDED,
        )

    def withdraw(self, view: DispositionView) -> None:
        """Withdraw a disposition that was recorded wrongly."""
        about = f"Kepada {view.to}" if view.receivers else "Tidak perlu disposisi"
        self._guarded(
            self._ask,
            "Cabut disposisi",
            (
                about,
                f"Surat masuk {view.agenda}: {view.subject}",
                "Catatannya tetap ada dengan tanda dicabut.",
            ),
            "Cabut disposisi",
            partial(self._acts.withdraw, view.id),
            f"Disposisi surat masuk {view.agenda} dicabut.",
            _WITHDRAWN,
        )

    def finish(self, view: DispositionView, *, done: bool) -> None:
        """Say that a disposition is carried out, or not yet."""
        try:
            self._acts.finish(view.id, done=done)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        state = "selesai" if done else "belum selesai"
        self.done.emit(f"Disposisi surat masuk {view.agenda} ditandai {state}.")

    def void(self, row: IncomingRow) -> None:
        """Make the number of a line void."""
        self._guarded(self._void, row)

    def _guarded(self, go: Callable[..., None], *given: object) -> None:
        try:
            go(*given)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))

    def _enter(self, row: IncomingRow | None) -> None:
        dialog = IncomingDialog(self._desk, self._host, row)
        dialog.entered.connect(self._on_entered)
        dialog.open()

    def _on_entered(self, line: int, words: str) -> None:
        self.done.emit(words)
        self.entered.emit(line)

    def _dispose(self, row: IncomingRow, parent: DispositionView | None) -> None:
        dialog = DisposeDialog(self._desk, row, self._host, parent)
        dialog.given.connect(self.done)
        dialog.open()

    def _ask(
        self,
        title: str,
        about: tuple[str, ...],
        action: str,
        do: Callable[[str], None],
        words: str,
        suggestions: tuple[str, ...],
    ) -> None:
        dialog = ReasonDialog(self._desk, title, about, action, do, self._host, suggestions=suggestions)
        dialog.performed.connect(partial(self.done.emit, words))
        dialog.open()

    def _void(self, row: IncomingRow) -> None:
        line = books.line(self._desk.office, row.id)
        if line is None:
            return
        dialog = VoidDialog(self._desk, line, self._host)
        dialog.voided.connect(self.done)
        dialog.open()
