"""The first page of an office that is not set up: set it up, or try with a sample."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from sopdesk.ui.desk import Desk
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme, on_surface, theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.welcome.guide import Guide

_WELCOME = "Selamat datang di SOP Desk"
_WHAT = (
    "Mengikuti berkas kecamatan dari meja ke meja menurut SOP: siapa yang memegang, berapa lama, "
    "dan apa yang harus dicetak. Semua data tetap di komputer ini."
)


class _Way(QWidget):
    """One of the two ways: what it is, and the button that takes it."""

    def __init__(self, icon: str, title: str, words: str, button: Button) -> None:
        super().__init__()
        self._icon_name = icon
        self._icon = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.GROUPS, Space.GROUPS, Space.GROUPS, Space.GROUPS)
        column.setSpacing(Space.BETWEEN)
        column.addWidget(self._icon)
        column.addWidget(Label(title, size=Letter.TITLE, bold=True))
        column.addWidget(Label(words, ink="muted", wrap=True))
        column.addStretch(1)
        column.addSpacing(Space.BETWEEN)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), Space.HAIR))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS
        )
        painter.end()

    def _on_theme_changed(self) -> None:
        theme = theme_of(self)
        self._icon.setPixmap(
            theme.pixmap(self._icon_name, "accent", Size.ICON_HERO, self.devicePixelRatioF())
        )


class WelcomePage(QWidget):
    """``office_ready`` when the guide has set the office up; ``sample_requested`` for the sample office;
    ``restore_requested`` carries the ``RestoreWish`` of an office that moves to this PC, or the ``UseWish`` of one
    that is on a server."""

    office_ready = Signal()
    sample_requested = Signal()
    restore_requested = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self.begin = Button("Siapkan kantor", Kind.MAIN)
        self.sample = Button("Coba dengan data contoh")
        self.restore = Button("Pindah komputer? Pulihkan dari cadangan…", Kind.LINK)
        self.server = Button("Kantor ini memakai server? Sambungkan komputer ini…", Kind.LINK)
        self.guide = Guide(desk, theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choice())
        self._stack.addWidget(self._framed())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.begin.clicked.connect(self.show_guide)
        self.sample.clicked.connect(self._on_sample)
        self.restore.clicked.connect(self._on_restore)
        self.server.clicked.connect(self._on_server)
        self.guide.left.connect(self.show_choice)
        self.guide.finished.connect(self.office_ready)

    @property
    def guided(self) -> bool:
        """Whether the guide is shown."""
        return self._stack.currentIndex() == 1

    def show_guide(self) -> None:
        """Begin, or go on, with the guide."""
        self._stack.setCurrentIndex(1)
        self.guide.go_to(self.guide.place)

    def show_choice(self) -> None:
        """Back to the two ways; what was typed in the guide stays."""
        self._stack.setCurrentIndex(0)
        self.begin.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Both ways are open again, should the sample have failed."""
        super().showEvent(event)
        self.sample.setEnabled(True)
        self.begin.setEnabled(True)
        if not self.guided:
            self.begin.setFocus()

    def _choice(self) -> QWidget:
        page = QWidget()
        middle = QVBoxLayout()
        middle.setSpacing(Space.BETWEEN)
        middle.addWidget(Label(_WELCOME, size=Letter.HERO, bold=True))
        words = Label(_WHAT, ink="muted", wrap=True)
        middle.addWidget(words)
        middle.addSpacing(Space.AROUND)
        ways = QHBoxLayout()
        ways.setSpacing(Space.AROUND)
        ways.addWidget(
            _Way(
                "building-2",
                "Kantor sendiri",
                "Isi nama kantor, pejabat, jam kerja, dan nama petugas. Kurang dari dua menit; "
                "semua dapat diubah nanti di Pengaturan.",
                self.begin,
            ),
            1,
        )
        ways.addWidget(
            _Way(
                "square-kanban",
                "Mencoba dahulu",
                "Membuka kantor contoh dengan berkas yang sedang berjalan. Datanya terpisah "
                "dan dapat dibuang kapan saja.",
                self.sample,
            ),
            1,
        )
        middle.addLayout(ways)
        middle.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        middle.addWidget(self.server, 0, Qt.AlignmentFlag.AlignLeft)
        return self._middle(page, middle)

    def _framed(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.guide, 100)
        row.addStretch(1)
        on_surface(page)
        return page

    def _middle(self, page: QWidget, inside: QVBoxLayout) -> QWidget:
        holder = QWidget()
        holder.setLayout(inside)
        holder.setMaximumWidth(self._theme.px(Size.DIALOG_WIDE))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.GROUPS, Space.GROUPS, Space.GROUPS, Space.GROUPS)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        return page

    def _on_restore(self) -> None:
        from sopdesk.ui.backups.restore import RestoreDialog

        dialog = RestoreDialog(self._desk.office.folder, self._desk.known.profile.tz, self)
        dialog.restore_requested.connect(self.restore_requested)
        dialog.open()

    def _on_server(self) -> None:
        from sopdesk.ui.server.dialog import ServerDialog

        dialog = ServerDialog(self._desk.office.folder, self)
        dialog.chosen.connect(self.restore_requested)
        dialog.open()

    def _on_sample(self) -> None:
        # Making it takes a moment; a second press would ask for it twice.
        self.sample.setEnabled(False)
        self.begin.setEnabled(False)
        self.sample_requested.emit()
