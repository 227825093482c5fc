"""Tentang: the version, where the data is, and whose work is in here."""

from importlib.metadata import PackageNotFoundError, version
from typing import Final

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk import __version__
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.text import ElidedLabel, Label, hairline
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.settings.section import Section

_PARTS: Final = (
    ("Qt dan PySide6", "PySide6-Essentials", "LGPL-3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("Alembic", "alembic", "MIT"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("pypdfium2 dan PDFium", "pypdfium2", "Apache-2.0 / BSD-3-Clause"),
    ("cryptography", "cryptography", "Apache-2.0 / BSD-3-Clause"),
    ("appdirs", "appdirs", "MIT"),
    ("Huruf Source Sans 3", "", "SIL OFL 1.1"),
    ("Huruf Arimo, Tinos, Caladea", "", "SIL OFL 1.1"),
    ("Huruf SOP Desk Bonum (dari TeX Gyre Bonum)", "", "GUST Font License"),
    ("Ikon Lucide", "", "ISC"),
)


def number_of(package: str) -> str:
    """The version of a package; empty where there is none to be found."""
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""


class AboutSection(Section):
    """Nothing is edited here."""

    def __init__(self, desk: Desk, _theme: Theme) -> None:
        super().__init__(
            desk,
            "Tentang SOP Desk",
            "Mengikuti berkas kecamatan dari meja ke meja menurut SOP, tanpa jaringan.",
            saves=False,
        )
        self.version = Label(f"Versi {__version__} (Qt {qVersion()})", bold=True)
        self.folder = ElidedLabel(str(desk.office.folder))
        self.open_folder = Button("Buka folder", icon="folder-open")
        self.copy_folder = Button("Salin alamat", icon="copy")
        self.body.addWidget(self.version)
        self._part(
            "Folder data", "Semua data kantor ada di folder ini. Jangan mengubah isinya dengan tangan."
        )
        self.body.addWidget(self.folder)
        self._buttons(self.open_folder, self.copy_folder)
        self._part("Lisensi", "SOP Desk memakai karya bebas berikut.")
        for name, package, licence in _PARTS:
            words = " ".join(part for part in (name, number_of(package)) if part)
            self.body.addWidget(Label(f"{words} · {licence}", size=Letter.TABLE))
        self.open_folder.clicked.connect(self._on_open)
        self.copy_folder.clicked.connect(self._on_copy)

    def load(self) -> None:
        """The folder never changes while the office is open."""

    def _part(self, title: str, words: str) -> None:
        self.body.addWidget(hairline())
        self.body.addWidget(Label(title, bold=True))
        self.body.addWidget(Label(words, ink="muted", wrap=True))

    def _buttons(self, *buttons: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    def _on_open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.office.folder))):
            self.notice.say("Folder tidak dapat dibuka. Salin alamatnya dan buka sendiri.", Tone.WARNING)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self.desk.office.folder))
        self.done.emit("Alamat folder disalin.")
