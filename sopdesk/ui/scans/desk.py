"""What happens when a code was scanned or typed."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from sopdesk.domain.scanned import as_meant
from sopdesk.domain.step_codes import is_step_code
from sopdesk.ui.deeds.deeds import Deeds
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.shell.window import Shell

if TYPE_CHECKING:
    from sopdesk.services.scans import Scan
    from sopdesk.ui.scans.batch import BatchDialog

# A hand that holds the scanner a moment too long reads the same code again.
TWICE_S = 3.0
_TWICE = "Kode ini baru saja dipindai, jadi tidak dicatat lagi."
_WAITS = "Kode yang dipindai dijalankan sesudah dialog ini ditutup."


class ScanDesk(QObject):
    """Does what a code of a control sheet stands for. ``opened`` carries the dossier to show.

    ``search`` takes what is typed into the search box and is no step's code.
    """

    opened = Signal(int)

    def __init__(
        self,
        desk: Desk,
        deeds: Deeds,
        shell: Shell,
        search: Callable[[str], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(shell)
        self._desk = desk
        self._deeds = deeds
        self._shell = shell
        self._search = search
        self.clock = clock
        self._newest = ""
        self._heard_at = float("-inf")
        self._waiting: list[str] = []
        self._batch: BatchDialog | None = None
        self._said = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_free)
        shell.scanned.connect(self.take)
        shell.search_requested.connect(self.submit)
        shell.batch_requested.connect(self.open_batch)

    def take(self, text: str) -> None:
        """A scanner's code: done now, or as soon as the open dialog is closed."""
        now, before = self.clock(), self._heard_at
        twice = text == self._newest and now - before < TWICE_S
        self._newest, self._heard_at = text, now
        if self._batch is not None:
            self._batch.take(text)
        elif twice:
            self._tell(_TWICE)
        elif (dialog := _open_dialog()) is not None:
            self._waiting.append(text)
            self._wait_for(dialog)
            self._tell(_WAITS)
        else:
            self._carry_out(text)

    def submit(self, text: str) -> None:
        """What was typed into the search box: a step's code logs it, all else is looked for."""
        if is_step_code(as_meant(text)):
            self._carry_out(as_meant(text))
        else:
            self._search(text)

    def open_batch(self) -> None:
        """Open *Terima banyak*."""
        if self._batch is None and _open_dialog() is None:
            self._deeds.guarded(self._open_batch)

    def _open_batch(self) -> None:
        from sopdesk.ui.scans.batch import BatchDialog  # late: the start scans nothing

        dialog = self._batch = BatchDialog(self._desk, self._shell)
        dialog.logged.connect(self._on_logged)
        dialog.warned.connect(self._deeds.warn)
        dialog.finished.connect(self._on_batch_closed)
        dialog.open()

    def _carry_out(self, text: str) -> None:
        from sopdesk.services import scans

        if self._said and self._shell.notice.text == self._said:
            self._shell.say("")
        self._shell.header.search.clear()
        try:
            scan = scans.read(self._desk.office, text)
        except (Refused, Trouble) as error:
            self._refuse(sentence(error))
            return
        self.opened.emit(scan.dossier)
        self._do(scan)

    def _do(self, scan: "Scan") -> None:
        if scan.step is None:
            self._shell.toast(f"{scan.code}: {scan.words}")
        elif scan.offer is None:
            self._refuse(f"{scan.code}: {scan.words}")
        else:
            self._deeds.perform(scan.dossier, scan.step, scan.offer)

    def _refuse(self, words: str) -> None:
        self._said = words
        self._shell.say(words)

    def _tell(self, words: str) -> None:
        """In the open dialog, since what is said behind it is not seen."""
        dialog = _open_dialog()
        if isinstance(dialog, Dialog):
            dialog.notice.say(words, Tone.INFO)
        else:
            self._shell.toast(words)

    def _wait_for(self, dialog: QDialog) -> None:
        dialog.finished.connect(self._on_dialog_closed)

    def _on_dialog_closed(self, _result: int) -> None:
        # Whoever opened it has its turn first: the deed of the dialog comes before what was scanned meanwhile.
        self._soon.start(0)

    def _on_free(self) -> None:
        while self._waiting:
            dialog = _open_dialog()
            if dialog is not None:
                self._wait_for(dialog)
                return
            self._carry_out(self._waiting.pop(0))

    def _on_logged(self, count: int) -> None:
        back = "Masing-masing dapat" if count > 1 else "Dapat"
        self._shell.toast(f"{count} pindaian dicatat. {back} diurungkan di Catatan waktu.")

    def _on_batch_closed(self, _result: int) -> None:
        self._batch = None


def _open_dialog() -> QDialog | None:
    """The dialog that is in front; None where the window is free."""
    found = QApplication.activeModalWidget()
    return found if isinstance(found, QDialog) else None
