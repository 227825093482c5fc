"""The sheet at closing: the backup of the day's work is being made, and nobody has to wait for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from sopdesk.ui.kit.button import Kind
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.text import Label

_WORDS = "Pekerjaan sejak cadangan terakhir sedang dicadangkan. Jendela menutup sendiri sesudahnya."


class ClosingSheet(Dialog):
    """``leaving`` says that the window is to close without waiting for the end; rejected, it stays open."""

    leaving = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Membuat cadangan", parent, action="Tutup tanpa menunggu", cancel="Tetap bekerja")
        self.action.set_kind(Kind.PLAIN)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Kemajuan cadangan")
        self.body.addWidget(Label(_WORDS, wrap=True))
        self.body.addWidget(self.bar)
        self.confirmed.connect(self.leaving)

    def advance(self, done: int, whole: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def say_failed(self, words: str) -> None:
        """It could not be made: say why, and let the clerk close."""
        self.bar.hide()
        self.fail(words)
        self.action.set_text("Tutup SOP Desk")
