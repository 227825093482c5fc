"""Tentang: the version, where the data is, whether it still adds up, and whose work is in here."""

from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk import __version__
from sopdesk.services.verification import Report, verify
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.text import ElidedLabel, Label, hairline
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.papers.work import Work
from sopdesk.ui.settings.section import Section

_SHOWN: Final = 12  # problems; whoever mends them reads the rest with the command line
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
        self._work: Work | None = None
        self._sheet: ProgressSheet | None = None
        self.version = Label(f"Versi {__version__} (Qt {qVersion()})", bold=True)
        self.folder = ElidedLabel(str(desk.office.folder))
        self.open_folder = Button("Buka folder", icon="folder-open")
        self.copy_folder = Button("Salin alamat", icon="copy")
        self.check = Button("Periksa data", icon="list-checks")
        self.result = Notice("", Tone.GOOD)
        self.problems = QVBoxLayout()
        self.problems.setSpacing(Space.WITHIN)
        self.body.addWidget(self.version)
        self._part(
            "Folder data", "Semua data kantor ada di folder ini. Jangan mengubah isinya dengan tangan."
        )
        self.body.addWidget(self.folder)
        self._buttons(self.open_folder, self.copy_folder)
        self._part(
            "Pemeriksaan data",
            "Membaca seluruh catatan dan mencocokkan rantai, nomor, berkas, dan lampirannya.",
        )
        self._buttons(self.check)
        self.body.addWidget(self.result)
        self.body.addLayout(self.problems)
        self._part("Lisensi", "SOP Desk memakai karya bebas berikut.")
        for name, package, licence in _PARTS:
            words = " ".join(part for part in (name, number_of(package)) if part)
            self.body.addWidget(Label(f"{words} · {licence}", size=Letter.TABLE))
        self.open_folder.clicked.connect(self._on_open)
        self.copy_folder.clicked.connect(self._on_copy)
        self.check.clicked.connect(self.verify)

    def load(self) -> None:
        """The folder never changes while the office is open."""

    def verify(self) -> None:
        """Look through the data, beside the window."""
        if self._work is not None:
            return
        self.check.setEnabled(False)
        self.result.say("")
        self._clear()
        sheet = self._sheet = ProgressSheet("Memeriksa data", self, text="Catatan dibaca satu per satu.")
        work = self._work = Work(partial(verify, self.desk.office), self)
        work.advanced.connect(sheet.advance)
        work.ready.connect(self._on_ready)
        work.failed.connect(self._on_failed)
        work.stopped.connect(self._on_stopped)
        sheet.cancelled.connect(work.stop)
        sheet.open()
        work.start()

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

    def _on_ready(self, report: object) -> None:
        self._end()
        if not isinstance(report, Report):
            return
        if report.ok:
            counts = report.counts
            words = (
                f"Data utuh. {counts.get('log', 0)} catatan, {counts.get('dossiers', 0)} berkas, dan "
                f"{counts.get('numbers', 0)} nomor cocok. Sidik catatan terakhir: {report.log_head[:16]}"
            )
            self.result.say(words, Tone.GOOD)
            return
        found = len(report.problems)
        self.result.say(
            f"Ditemukan {found} masalah. Jangan hapus data; pulihkan dari cadangan terakhir.", Tone.ERROR
        )
        for problem in report.problems[:_SHOWN]:
            self.problems.addWidget(Label(f"• {problem}", wrap=True))
        if found > _SHOWN:
            self.problems.addWidget(Label(f"… dan {found - _SHOWN} lagi.", ink="muted"))

    def _on_failed(self, error: object) -> None:
        self._end()
        if isinstance(error, (Refused, Trouble)):
            self.result.say(sentence(error), Tone.ERROR)

    def _on_stopped(self) -> None:
        self._end()
        self.result.say("Pemeriksaan dihentikan sebelum selesai.", Tone.INFO)

    def _end(self) -> None:
        if self._sheet is not None:
            self._sheet.finish()
        self._work = self._sheet = None
        self.check.setEnabled(True)

    def _clear(self) -> None:
        while (item := self.problems.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()

    def _on_open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.office.folder))):
            self.notice.say("Folder tidak dapat dibuka. Salin alamatnya dan buka sendiri.", Tone.WARNING)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self.desk.office.folder))
        self.done.emit("Alamat folder disalin.")
