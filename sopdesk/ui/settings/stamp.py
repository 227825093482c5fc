"""Stempel: a scanned stamp, if the office wants one; else every letter keeps an empty place for the rubber one."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel

from sopdesk.domain.errors import Fault
from sopdesk.domain.rights import Right
from sopdesk.services.attachments import read_attachment
from sopdesk.services.stamps import StampSetting, save_stamp, stamp_setting
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.papers.layout_fields import tidy
from sopdesk.ui.settings.section import Section

_LEAST, _MOST = 15, 60


class StampSection(Section):
    """The picture and its diameter; it is printed only on letters that are signed and numbered."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Stempel",
            "Biasanya stempel dibubuhkan dengan tangan, dan surat menyediakan tempatnya. Bila kantor mengizinkan, "
            "gambar stempel dapat disimpan di sini.",
        )
        self._theme = theme
        self._name = ""
        self._file: Path | None = None
        rule = (
            "Gambar stempel hanya dapat dicetak pada surat yang sudah ditandatangani dan bernomor, atas pilihan "
            "petugas di jendela cetak. Setiap cetakannya tercatat."
        )
        self.body.addWidget(Notice(rule, Tone.INFO))
        self.picture = QLabel()
        self.picture.setAccessibleName("Gambar stempel")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("box", True)
        self.words = Label("", ink="muted", wrap=True)
        self.choose = Button("Pilih gambar…", icon="upload", tip="PNG dengan latar tembus pandang, atau JPEG")
        self.drop = Button("Hapus gambar", icon="trash-2")
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        for button in (self.choose, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.diameter = NumberField(
            "Garis tengah (mm)",
            required=True,
            least=_LEAST,
            most=_MOST,
            places=1,
            note="Stempel dinas 38 mm.",
        )
        self.form = Form()
        self.form.add(self.diameter)
        self.form.setMaximumWidth(theme.px(Size.DIALOG) // 2)
        self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.words)
        self.body.addLayout(buttons)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.fields = {"diameter": self.diameter}
        self.choose.clicked.connect(self._on_choose)
        self.drop.clicked.connect(self._on_drop)
        self.form.edited.connect(self.touch)
        self.guard(Right.OFFICE, self.choose, self.drop)

    def load(self) -> None:
        """Show what is saved."""
        setting = stamp_setting(self.desk.known)
        self._name, self._file = setting.picture, None
        self.diameter.set_number(tidy(setting.diameter))
        self._show(read_attachment(self.desk.office, setting.picture) if setting.picture else None)

    def read_problem(self) -> bool:
        """Whether the diameter is wrong."""
        return not self.form.validate()

    def store(self) -> str:
        """Save picture and diameter."""
        if self._file is not None:
            self._name, self._file = self.acts.keep_logo(self._file), None
        setting = StampSetting(self._name, float(self.diameter.number() or 0))
        save_stamp(self.desk.office, setting, by=self.acts.by, now=self.desk.now())
        self.desk.tell(Changes(office=True))
        return "Pengaturan stempel disimpan."

    def take_picture(self, file: Path) -> None:
        """Show the picture in that file; it is copied into the data folder when this is saved."""
        self.notice.say("")
        try:
            data = file.read_bytes()
        except OSError:
            self.notice.say(sentence(Trouble(Fault.FILE_UNREADABLE, file=file.name)), Tone.ERROR)
            return
        if not QPixmap().loadFromData(data):
            self.notice.say(f"{file.name} bukan gambar PNG atau JPEG. Pilih file lain.", Tone.ERROR)
            return
        self._file = file
        self._show(data)
        self.touch()

    def _show(self, data: bytes | None) -> None:
        found = QPixmap()
        side = self._theme.px(Size.FIELD_LEAST)
        if data is not None and found.loadFromData(data):
            ratio = self.devicePixelRatioF()
            room = QSize(round(side * ratio), round(side * ratio))
            scaled = found.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            self.picture.setPixmap(scaled)
            self.words.setText("Gambar ini dicetak di sebelah kiri tanda tangan, sebagian menimpanya.")
        else:
            self.picture.setPixmap(QPixmap())
            self.words.setText("Belum ada gambar. Surat menyediakan tempat kosong untuk stempel basah.")
        self.picture.setVisible(data is not None)
        self.drop.setEnabled(data is not None)

    def _on_choose(self) -> None:
        asked = QFileDialog(self, "Pilih gambar stempel")
        asked.setNameFilter("Gambar (*.png *.jpg *.jpeg)")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self._on_chosen)
        asked.open()

    def _on_chosen(self, name: str) -> None:
        self.take_picture(Path(name))

    def _on_drop(self) -> None:
        self._name, self._file = "", None
        self._show(None)
        self.touch()
