"""Server data: where the office's data is, and the way to a server that several PCs share."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.rights import Right
from sopdesk.paths import is_sample
from sopdesk.services.server_address import There, address_of
from sopdesk.services.whereabouts import Whereabouts, whereabouts
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.server.form import ServerForm
from sopdesk.ui.server.wishes import CopyWish, LeaveWish, UseWish
from sopdesk.ui.settings.section import Section

_FIXED: Final = (
    "Alamatnya ditentukan oleh SOPDESK_DATABASE_URL pada komputer ini, jadi tidak dapat diubah di sini."
)


class ServerSection(Section):
    """``server_requested`` carries a ``ServerWish``, which is done while no office is open."""

    server_requested = Signal(object)

    def __init__(self, desk: Desk, _theme: Theme) -> None:
        super().__init__(
            desk,
            "Server data",
            "Satu komputer cukup dengan data di komputer itu sendiri. Bila beberapa komputer bekerja bersama, "
            "datanya di server PostgreSQL di jaringan kantor.",
            saves=False,
        )
        self._place: Whereabouts | None = None
        self._found: There | None = None
        self.state = Notice("", Tone.INFO)
        self.server = ServerForm(address_of(desk.office.folder))
        self.copy = Button("Salin data kantor ini ke server …", Kind.MAIN, icon="upload")
        self.use = Button("Pakai data di server …", Kind.MAIN, icon="database")
        self.leave = Button("Kembali memakai data di komputer ini …", icon="hard-drive")
        self._parting = QWidget()
        self._fill()
        self.server.tried.connect(self._on_tried)
        self.copy.clicked.connect(self._on_copy)
        self.use.clicked.connect(self._on_use)
        self.leave.clicked.connect(self._on_leave)
        desk.leaving.connect(self.server.end)
        self.guard(Right.RESTORE, self.server, self.copy, self.use, self.leave)

    def load(self) -> None:
        """Show where the data is; nobody is asked."""
        folder = self.desk.office.folder
        place = self._place = whereabouts(folder)
        sample = is_sample(folder)
        if sample:
            words = "Kantor contoh selalu ada di komputer ini, juga bila kantor sendiri memakai server."
        elif place.server is None:
            words = f"Data kantor ada di komputer ini: {place.path}. Hanya komputer ini yang memakainya."
        else:
            words = f"Data kantor ada di server {place.server}. Semua komputer yang tersambung memakai data yang sama."
        self.state.say(f"{words} {_FIXED}" if place.fixed and not sample else words)
        self.server.setVisible(not place.fixed and not sample)
        self._parting.setVisible(place.server is not None and not place.fixed and not sample)
        self._show_ways()

    def _fill(self) -> None:
        self.body.addWidget(self.state)
        self.body.addWidget(self.server)
        row = QHBoxLayout()
        for way in (self.copy, self.use):
            row.addWidget(way)
        row.addStretch(1)
        self.body.addLayout(row)
        parting = QHBoxLayout(self._parting)
        parting.setContentsMargins(0, 0, 0, 0)
        parting.addWidget(self.leave)
        parting.addStretch(1)
        self.body.addWidget(hairline())
        self.body.addWidget(self._parting)
        self.body.addWidget(
            Label(
                "Cara memasang server ada di panduan (F1), bagian Beberapa komputer. Cadangan dibuat seperti biasa.",
                ink="muted",
                wrap=True,
            )
        )
        self.body.addStretch(1)

    def _on_tried(self, found: object) -> None:
        self._found = found if isinstance(found, There) else None
        self._show_ways()

    def _show_ways(self) -> None:
        found = self._found
        own = self._place.server if self._place is not None else None
        self.copy.setVisible(found is not None and not found.office and own is None)
        self.use.setVisible(found is not None and found.office and found.shown != own)

    def _on_copy(self) -> None:
        if self._found is None:
            return
        self._ask(
            "Salin data kantor ke server",
            f"Seluruh data kantor disalin ke server {self._found.shown}, diperiksa, lalu dipakai dari sana. Data di "
            "komputer ini tinggal sebagai arsip. Selama penyalinan jangan ada yang mencatat.",
            "Salin dan pakai",
            CopyWish(self.server.address().text),
        )

    def _on_use(self) -> None:
        if self._found is None:
            return
        whose = f"Kecamatan {self._found.kecamatan}" if self._found.kecamatan else "kantor"
        self._ask(
            "Pakai data di server",
            f"Komputer ini memakai data {whose} di server {self._found.shown}. Data yang sekarang dipakai di komputer "
            "ini tidak diubah dan tidak digabungkan.",
            "Pakai data di server",
            UseWish(self.server.address().text),
        )

    def _on_leave(self) -> None:
        server = self._place.server if self._place is not None else ""
        self._ask(
            "Kembali memakai data di komputer ini",
            f"Komputer ini tidak lagi memakai server {server}. Yang dibuka adalah data lama di komputer ini, atau "
            "kantor baru bila belum ada. Data di server tidak berubah dan tetap dipakai komputer lain.",
            "Tinggalkan server",
            LeaveWish(),
            danger=True,
        )

    def _ask(self, title: str, words: str, action: str, wish: object, *, danger: bool = False) -> None:
        question = Question(title, words, self, action=action, danger=danger)
        question.confirmed.connect(partial(self.server_requested.emit, wish))
        question.open()
