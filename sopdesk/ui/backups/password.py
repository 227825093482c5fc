"""A new password for backups, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services.backup_settings import LEAST_PASSWORD
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField


class PasswordDialog(Dialog):
    """``chosen`` carries the password once both are the same."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Kata sandi cadangan", parent, action="Pakai kata sandi ini")
        form = Form()
        self.first = form.add(
            LineField(
                "Kata sandi",
                required=True,
                secret=True,
                rule=_long_enough,
                note=f"Paling sedikit {LEAST_PASSWORD} huruf. Berlaku untuk cadangan sesudah ini.",
            )
        )
        self.again = form.add(LineField("Ketik sekali lagi", required=True, secret=True, rule=self._same))
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _same(self, typed: str) -> str:
        return "" if typed == self.first.value() else "Tidak sama dengan yang di atas. Ketik ulang keduanya."

    def _on_confirmed(self) -> None:
        self.chosen.emit(self.first.value())
        self.accept()


def _long_enough(typed: str) -> str:
    return "" if len(typed) >= LEAST_PASSWORD else f"Paling sedikit {LEAST_PASSWORD} huruf."
