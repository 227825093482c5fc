"""Long work: how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from sopdesk.ui.kit.button import Kind
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.text import ElidedLabel, Label


class ProgressSheet(Dialog):
    """Shows ``advance`` and asks for ``cancelled``; ``finish`` closes it.

    Cancelling only asks: the sheet says so and stays until the work has really stopped.
    """

    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None, *, text: str = "") -> None:
        super().__init__(title, parent, action="Batalkan", cancel="")
        self.action.set_kind(Kind.PLAIN)
        self.words = Label(text, wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.detail = ElidedLabel("", ink="muted")
        for widget in (self.words, self.bar, self.detail):
            self.body.addWidget(widget)
        self.words.setVisible(bool(text))
        self.confirmed.connect(self._on_cancel)

    def advance(self, done: int, total: int, detail: str = "") -> None:
        """Show that ``done`` of ``total`` is ready; a total of 0 shows movement only."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.detail.setText(detail)

    def finish(self) -> None:
        """The work has ended, well or not."""
        self.accept()

    def reject(self) -> None:
        """Escape asks for the end of the work, like the button."""
        self.confirm()

    def _on_cancel(self) -> None:
        self.action.setEnabled(False)
        self.action.set_text("Menghentikan …")
        self.cancelled.emit()
