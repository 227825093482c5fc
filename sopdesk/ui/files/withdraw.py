"""Cabut file: it leaves the list with a reason, and stays in the data folder."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.text import REASON_LIMIT
from sopdesk.services.files import KeptFile
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.files.acts import FileActs
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.text import Label


class WithdrawFileDialog(Dialog):
    """Asks for the reason; ``withdrawn`` carries the sentence."""

    withdrawn = Signal(str)

    def __init__(self, acts: FileActs, file: KeptFile, host: QWidget) -> None:
        super().__init__("Cabut file", host, action="Cabut file", cancel="Kembali", danger=True)
        self._acts = acts
        self._file = file
        self.body.addWidget(Label(file.name, bold=True, wrap=True))
        self.body.addWidget(
            Label("File tetap tersimpan di folder data dan tercantum sebagai dicabut.", wrap=True)
        )
        acts.note_clock(self)
        form = Form()
        self.reason = form.add(LineField("Alasan", required=True, limit=REASON_LIMIT))
        self.reason.set_suggestions(("Salah berkas", "Pindaian kurang jelas", "Ditambahkan dua kali"))
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        try:
            self._acts.withdraw(self._file.id, self.reason.value())
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.accept()
        self.withdrawn.emit(f"File {self._file.name} dicabut.")
