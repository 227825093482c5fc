"""Pengaturan: the sections at the left, the one chosen at the right."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sopdesk.paths import is_sample
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.dialog import Dialog, Question
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import Theme, on_surface
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.settings.about import AboutSection
from sopdesk.ui.settings.backup import BackupSection
from sopdesk.ui.settings.clerks import ClerksSection
from sopdesk.ui.settings.codes import CodesSection
from sopdesk.ui.settings.duties import DutiesSection
from sopdesk.ui.settings.incoming import IncomingSection
from sopdesk.ui.settings.look import LookSection
from sopdesk.ui.settings.numbering import NumberingSection
from sopdesk.ui.settings.officials import OfficialsSection
from sopdesk.ui.settings.paper import PaperSection
from sopdesk.ui.settings.profile import ProfileSection
from sopdesk.ui.settings.proof import ProofSection
from sopdesk.ui.settings.section import Section
from sopdesk.ui.settings.server import ServerSection
from sopdesk.ui.settings.stamp import StampSection
from sopdesk.ui.settings.wording import WordingSection
from sopdesk.ui.settings.worktime import WorktimeSection

PROFILE, OFFICIALS, CLERKS, WORKTIME = "profil", "pejabat", "petugas", "jam_kerja"
CODES = "kode"
PAPER, LOOK, ABOUT = "kertas", "tampilan", "tentang"
NUMBERING = "penomoran"
BACKUP, SERVER = "cadangan", "server"
PROOF = "pemeriksaan"
WORDING, STAMP = "kata", "stempel"
INCOMING = "surat_masuk"
DUTIES = "tugas"
_SECTIONS: Final[tuple[tuple[str, str, str, Callable[[Desk, Theme], Section]], ...]] = (
    (PROFILE, "Profil kantor", "building-2", ProfileSection),
    (OFFICIALS, "Pejabat", "users", OfficialsSection),
    (CLERKS, "Petugas", "user", ClerksSection),
    (WORKTIME, "Jam kerja dan libur", "calendar-days", WorktimeSection),
    (DUTIES, "Tugas berkala", "hourglass", DutiesSection),
    (NUMBERING, "Penomoran", "book-open", NumberingSection),
    (INCOMING, "Surat masuk", "mail", IncomingSection),
    (PAPER, "Kertas dan cetakan", "printer", PaperSection),
    (WORDING, "Susunan kata", "message-square", WordingSection),
    (CODES, "Kode klasifikasi", "files", CodesSection),
    (STAMP, "Stempel", "stamp", StampSection),
    (BACKUP, "Cadangan", "archive", BackupSection),
    (PROOF, "Pemeriksaan data", "list-checks", ProofSection),
    (SERVER, "Server data", "database", ServerSection),
    (LOOK, "Tampilan", "sun", LookSection),
    (ABOUT, "Tentang", "info", AboutSection),
)
_KEYS: Final = tuple(key for key, *_ in _SECTIONS)


class LeaveQuestion(Dialog):
    """Asked before a section with unsaved text is left: ``confirmed`` saves, ``dropped`` gives it up."""

    dropped = Signal()

    def __init__(self, section: str, parent: QWidget) -> None:
        super().__init__("Perubahan belum disimpan", parent, action="Simpan", cancel="Kembali")
        self.body.addWidget(
            Label(f"Isian di {section} belum disimpan. Simpan dahulu sebelum pindah?", wrap=True)
        )
        self.drop = Button("Buang perubahan", Kind.DANGER)
        self.left.addWidget(self.drop)
        self.drop.clicked.connect(self._on_dropped)
        self.confirmed.connect(self.accept)

    def _on_dropped(self) -> None:
        self.dropped.emit()
        self.reject()


class SettingsPage(QWidget):
    """``done`` carries a sentence for the toast; ``sample_left`` asks for the end of the sample office,
    ``paper_requested`` for a paper (``PaperOrder``), ``restore_requested`` for another office in this one's place."""

    done = Signal(str)
    sample_left = Signal()
    paper_requested = Signal(object)
    restore_requested = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._sections: dict[str, Section] = {}
        self._shown = ""
        self._window: QWidget | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("Bagian pengaturan")
        for key, title, _icon, _make in _SECTIONS:
            item = QListWidgetItem(title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_row)
        desk.changed.connect(self._on_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.list.setCurrentRow(0)

    @property
    def current(self) -> str:
        """The key of the section shown."""
        return self._shown

    def section(self, key: str) -> Section:
        """The section of that key, made when it is first asked for; raises KeyError for an unknown one."""
        if key not in self._sections:
            _key, title, _icon, make = _SECTIONS[_KEYS.index(key)] if key in _KEYS else _unknown(key)
            section = make(self._desk, self._theme)
            section.done.connect(self.done)
            section.paper_requested.connect(self.paper_requested)
            section.dirty_changed.connect(partial(self._on_dirty, key))
            if isinstance(section, BackupSection):
                section.restore_requested.connect(self.restore_requested)
            if isinstance(section, ServerSection):
                section.server_requested.connect(self.restore_requested)
            section.setAccessibleName(title)
            self._sections[key] = section
            self._stack.addWidget(section)
        return self._sections[key]

    def show_section(self, key: str) -> None:
        """Go to a section; an unknown key is ignored. Unsaved text elsewhere is asked for first."""
        if key in _KEYS:
            self.list.setCurrentRow(_KEYS.index(key))

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window from now on: it may not close over unsaved text."""
        super().showEvent(event)
        if self._window is not self.window():
            self._window = self.window()
            self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before the window closes over unsaved text."""
        if event.type() == QEvent.Type.Close and watched is self._window:
            unsaved = next((key for key, each in self._sections.items() if each.dirty), None)
            if unsaved is not None:
                event.ignore()
                self._ask(unsaved, self._window.close)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(Space.INSIDE, Space.INSIDE, Space.INSIDE, Space.INSIDE)
        side.setSpacing(Space.BETWEEN)
        side.addWidget(self.list, 1)
        frame = QWidget()
        on_surface(frame)
        right = QVBoxLayout(frame)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self.sample = Notice(
            "Ini kantor contoh. Bila sudah cukup mencoba, buang data contoh dan siapkan kantor sendiri.",
            Tone.INFO,
            action="Buang data contoh dan mulai sungguhan",
        )
        self.sample.setVisible(is_sample(self._desk.office.folder))
        self.sample.action_requested.connect(self._on_sample)
        around = QVBoxLayout()
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.sample)
        right.addLayout(around)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(side)
        row.addWidget(hairline(upright=True))
        row.addWidget(frame, 1)

    def _on_row(self, row: int) -> None:
        key = _KEYS[row]
        if key == self._shown:
            return
        before = self._sections.get(self._shown)
        if before is not None and before.dirty:
            self._stay()
            # A click selects its row only after it was made the current one.
            QTimer.singleShot(0, self, self._stay)
            self._ask(self._shown, partial(self.show_section, key))
            return
        self._shown = key
        self._stack.setCurrentWidget(self.section(key))

    def _stay(self) -> None:
        blocked = self.list.blockSignals(True)
        self.list.setCurrentRow(_KEYS.index(self._shown))
        self.list.blockSignals(blocked)

    def _ask(self, key: str, onward: Callable[[], object]) -> None:
        _key, title, _icon, _make = _SECTIONS[_KEYS.index(key)]
        question = LeaveQuestion(title, self)
        question.confirmed.connect(partial(self._on_save_first, key, onward))
        question.dropped.connect(partial(self._on_drop_first, key, onward))
        question.open()

    def _on_save_first(self, key: str, onward: Callable[[], object]) -> None:
        if self._sections[key].submit():
            onward()
        else:
            self.show_section(key)

    def _on_drop_first(self, key: str, onward: Callable[[], object]) -> None:
        self._sections[key].give_up()
        onward()

    def _on_dirty(self, key: str, dirty: bool) -> None:
        title = _SECTIONS[_KEYS.index(key)][1]
        item = self.list.item(_KEYS.index(key))
        item.setText(f"{title} •" if dirty else title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, belum disimpan" if dirty else title)

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.office:
            for section in self._sections.values():
                section.renew()

    def _on_sample(self) -> None:
        question = Question(
            "Buang data contoh",
            "Seluruh kantor contoh dihapus dari komputer ini dan tidak dapat dikembalikan. "
            "Sesudah itu kantor yang sesungguhnya dibuka.",
            self,
            action="Buang data contoh",
            danger=True,
        )
        question.confirmed.connect(self.sample_left)
        question.open()

    def _on_theme_changed(self) -> None:
        theme = self._theme
        self.list.setFixedWidth(theme.px(Size.FIELD_LEAST + Size.PILL * 2))
        self.list.setIconSize(QSize(theme.px(Size.ICON), theme.px(Size.ICON)))
        self.list.setFont(theme.font(Letter.BODY))
        for row, (_key, _title, icon, _make) in enumerate(_SECTIONS):
            self.list.item(row).setIcon(theme.icon(icon, "muted"))


def _unknown(key: str) -> tuple[str, str, str, Callable[[Desk, Theme], Section]]:
    raise KeyError(key)
