"""A line of *Terima banyak*: a code that was scanned, and what becomes of it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sopdesk.services.scans import Scan
from sopdesk.ui.kit.button import IconButton
from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space

_LOOKS: dict[str, tuple[str, ColourName]] = {
    "ready": ("arrow-right", "aman"),
    "done": ("circle-check", "aman"),
    "not": ("triangle-alert", "waspada"),
    "refused": ("circle-alert", "terlambat"),
}


class ScanRow(QWidget):
    """``text`` is the code as read, ``scan`` None where it could not be. ``dropped`` asks to take it off the list."""

    dropped = Signal(object)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.scan: Scan | None = None
        self.done = False
        self._look = "not"
        self._icon = QLabel()
        self.head = ElidedLabel(text, bold=True)
        self.words = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.off = IconButton("x", "Keluarkan dari daftar")
        self.off.clicked.connect(partial(self.dropped.emit, self))
        said = QVBoxLayout()
        said.setSpacing(Space.TIGHT)
        said.addWidget(self.head)
        said.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, Space.BETWEEN)
        row.setSpacing(Space.INSIDE)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        row.addWidget(self.off, 0, Qt.AlignmentFlag.AlignTop)
        theme_of(self).changed.connect(self._on_theme_changed)

    @property
    def ready(self) -> bool:
        """Whether it can be logged."""
        return not self.done and self.scan is not None and self.scan.ready

    def show_scan(self, scan: Scan) -> None:
        """What the code would do now."""
        self.scan = scan
        self.head.setText(f"{scan.label} · {scan.code} · {scan.title}")
        self.say("ready" if scan.ready else "not", scan.words)

    def say(self, look: str, words: str) -> None:
        """``look`` is ready, done, not or refused."""
        self._look = look
        self.words.setText(words)
        self.words.set_ink("muted" if look in ("ready", "done") else _LOOKS[look][1])
        self._on_theme_changed()

    def finish(self, words: str) -> None:
        """It is logged: there is nothing to take back here."""
        self.done = True
        self.off.hide()
        self.say("done", words)

    def _on_theme_changed(self) -> None:
        icon, ink = _LOOKS[self._look]
        pixmap = theme_of(self).pixmap(icon, ink, Size.ICON_LARGE, self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
