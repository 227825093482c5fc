"""The button beside the books: bring in an old one, or look at what was brought in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.numbers import OUTGOING
from sopdesk.domain.rights import Right
from sopdesk.services.importing import PastImport
from sopdesk.ui.desk import Desk
from sopdesk.ui.imports.dialog import ImportDialog
from sopdesk.ui.imports.history import HistoryDialog
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.resting import Action, TellingMenu
from sopdesk.ui.users.gate import hindrance


class ImportButton(Button):
    """``register`` is the book that is offered first. ``done`` carries a sentence for the toast."""

    done = Signal(str)

    def __init__(self, desk: Desk, remembered: Remembered | None, parent: QWidget | None = None) -> None:
        super().__init__("Buku lama", Kind.GHOST, icon="upload", parent=parent)
        self.set_tip("Impor buku agenda lama, atau batalkan impor")
        self.register = OUTGOING
        self._desk = desk
        self._remembered = remembered
        self.clicked.connect(self._on_clicked)

    def bring_in(self) -> ImportDialog:
        """Open the steps."""
        dialog = ImportDialog(self._desk, self.register, self._remembered, self.window())
        dialog.imported.connect(self._on_imported)
        dialog.open()
        return dialog

    def show_history(self) -> HistoryDialog:
        """Open what was brought in."""
        dialog = HistoryDialog(self._desk, self.window())
        dialog.undone.connect(self.done)
        dialog.open()
        return dialog

    def _on_clicked(self) -> None:
        menu = TellingMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        begin = Action("Impor buku lama…", menu)
        begin.forbid(hindrance(self._desk, Right.REGISTERS))
        begin.triggered.connect(self.bring_in)
        menu.addAction(begin)
        menu.addAction("Riwayat impor…").triggered.connect(self.show_history)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_imported(self, made: object) -> None:
        if isinstance(made, PastImport):
            gaps = f", {made.gaps} nomor dicatat di luar aplikasi" if made.gaps else ""
            self.done.emit(f"{made.lines} surat dari {made.file} diimpor{gaps}.")
