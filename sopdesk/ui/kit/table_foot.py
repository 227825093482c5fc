"""Below a table: how many rows it shows, and the way to have them as a file."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTableView, QWidget

from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.export import can_export, offer_export
from sopdesk.ui.kit.records import RecordTableModel
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space


class TableFoot(QWidget):
    """``count`` tells the rows; ``save`` opens the menu of the forms of file, while an office is open.

    A table without a name, such as a choice in a dialog, has its files in its menus alone.
    """

    def __init__(self, model: RecordTableModel[Any], view: QTableView, name: str) -> None:
        super().__init__()
        self._model = model
        self._view = view
        self._name = name
        self.count = Label("", size=Letter.SMALL, ink="muted")
        self.save = Button("Simpan tabel…", Kind.LINK, icon="download")
        self.save.set_tip("Simpan baris yang tampil sebagai xlsx atau CSV")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.count, 1)
        row.addWidget(self.save)
        self.save.clicked.connect(self._on_save)

    def tell(self, shown: int, total: int, unit: str) -> None:
        """Tell how many of how many rows there are; nothing of an empty table."""
        whole = f"{total} {unit}"
        self.count.setText(whole if shown == total else f"{shown} dari {whole}")
        self.count.setVisible(total > 0)
        self.save.setVisible(bool(self._name) and shown > 0 and can_export())

    def _on_save(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("simpan-tabel")
        menu.aboutToHide.connect(menu.deleteLater)
        offer_export(menu, self._model, self._view, self._name)
        # Above the button: it stands at the foot of the window.
        menu.popup(self.save.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
