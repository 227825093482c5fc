"""The second place of backups: where it is, and the ways to choose another or none."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sopdesk.services.backup_places import Keeping, mounts
from sopdesk.ui.backups.words import disk_words
from sopdesk.ui.board.flow import FlowLayout
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.tokens import Space

_NONE = "Belum ada. Flash disk yang disimpan di tempat lain paling aman."


class SecondPlace(QWidget):
    """``chosen`` carries a folder, ``dropped`` says that there is to be none."""

    chosen = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._disk: Path | None = None
        self.place = ElidedLabel("")
        self.none = Label(_NONE, wrap=True)
        self.pick = Button("Pilih folder …", icon="folder-open")
        self.disk = Button("Pakai flash disk", icon="hard-drive")
        self.drop = Button("Lepaskan")
        row = FlowLayout()
        for button in (self.pick, self.disk, self.drop):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        column.addWidget(self.none)
        column.addWidget(self.place)
        column.addLayout(row)
        self.disk.hide()
        self.drop.hide()
        self.pick.clicked.connect(self._on_pick)
        self.disk.clicked.connect(self._on_disk)
        self.drop.clicked.connect(self.dropped)

    def show_place(self, value: Keeping) -> None:
        """Show what is set, and offer a flash disk that is plugged in where nothing is."""
        self.place.setText(value.path)
        self.place.setVisible(bool(value.path))
        self.none.setVisible(not value.path)
        self.drop.setVisible(bool(value.path))
        self._disk = None if value.path else next(iter(mounts()), None)
        self.disk.setVisible(self._disk is not None)
        if self._disk is not None:
            self.disk.set_text(f"Pakai {disk_words(self._disk)}")

    def _on_pick(self) -> None:
        asked = QFileDialog(self, "Pilih tempat cadangan kedua")
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self.chosen)
        asked.open()

    def _on_disk(self) -> None:
        self.chosen.emit(str(self._disk))
