"""Damage that shows itself in the middle of work: told once, when no form is open, with the way on."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.dialog import Question

_TITLE = "Data kantor rusak"
_WORDS = (
    "Sebagian data kantor tidak dapat dibaca. Jangan mencatat lagi sebelum data dipulihkan: catatan baru dapat ikut "
    "hilang. Langkah penyelamatan menunjukkan cadangan terbaru yang baik dan apa yang masih dapat diselamatkan."
)


class DamageWatch(QObject):
    """``leave_requested`` when the clerk wants to leave the office for its rescue. Lives as long as the desk."""

    leave_requested = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk)
        self._window = window
        self._asked = False
        # Also from other threads: the clerk is asked in the window's own, once what runs now has told its sentence.
        desk.damaged.connect(self._on_damaged)
        desk.leaving.connect(self._on_leaving)

    def _on_damaged(self) -> None:
        QTimer.singleShot(0, self, self._ask)

    def _on_leaving(self) -> None:
        self._asked = True

    def _ask(self) -> None:
        if self._asked or not self._window.isVisible():
            return
        form = QApplication.activeModalWidget()
        if isinstance(form, QDialog):
            # What was typed there is the only place where it stands.
            form.finished.connect(self._on_damaged)
            return
        self._asked = True
        asked = Question(_TITLE, _WORDS, self._window, action="Buka langkah penyelamatan", cancel="Nanti")
        asked.confirmed.connect(self.leave_requested)
        asked.open()
