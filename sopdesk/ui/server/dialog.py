"""The server's address where no office is open: at the first start, and while the server cannot be reached."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services.server_address import There, address_of
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.text import Label
from sopdesk.ui.server.form import ServerForm
from sopdesk.ui.server.wishes import UseWish

USE = "Pakai data di server"


class ServerDialog(Dialog):
    """``chosen`` carries the ``UseWish``, once the server has said that an office is there."""

    chosen = Signal(object)

    def __init__(self, folder: Path, parent: QWidget | None) -> None:
        super().__init__("Server data kantor", parent, action=USE, wide=True)
        self.body.addWidget(
            Label(
                "Untuk kantor dengan beberapa komputer. Isian ini sama di semua komputer; tanyakan kepada yang "
                "memasang servernya.",
                ink="muted",
                wrap=True,
            )
        )
        self.server = ServerForm(address_of(folder))
        self.body.addWidget(self.server)
        self.server.tried.connect(self._on_tried)
        self.confirmed.connect(self._on_confirmed)
        self.finished.connect(self._on_finished)
        self._found: There | None = None
        self._wanted = False

    def _on_tried(self, found: object) -> None:
        self._found = found if isinstance(found, There) else None
        self.fit()
        if self._found is not None and self._wanted:
            self._wanted = False
            self._use()

    def _on_confirmed(self) -> None:
        if self._found is not None:
            self._use()
        else:
            # Whoever presses it first means the try too.
            self._wanted = True
            self.server.try_it()

    def _use(self) -> None:
        if self._found is None or not self._found.office:
            self.server.result.say(
                "Basis data di server itu masih kosong. Salin dahulu data kantor ke sana dari komputer yang "
                "memilikinya: Pengaturan, bagian Server data.",
                Tone.WARNING,
            )
            self.fit()
            return
        wish = UseWish(self.server.address().text)
        self.accept()
        self.chosen.emit(wish)

    def _on_finished(self) -> None:
        self.server.end()
