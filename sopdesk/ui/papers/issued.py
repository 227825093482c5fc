"""After the number is taken: three ways onto the signed sheet."""

from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space


class Way(Enum):
    """How the number comes onto paper, or only into the clipboard."""

    OVERPRINT = "overprint"
    BY_HAND = "by_hand"
    REPRINT = "reprint"
    COPY = "copy"


_WAYS = (
    (
        Way.OVERPRINT,
        "Cetak nomor ke lembar bertanda tangan",
        "Hanya nomor dan tanggal, tepat pada tempat kosongnya.",
        "printer",
    ),
    (Way.BY_HAND, "Sudah ditulis tangan", "Dicatat bahwa nomor ditulis pada lembar itu.", "pencil"),
    (
        Way.REPRINT,
        "Cetak ulang seluruhnya",
        "Surat lengkap dengan nomor dan tanggal, lalu ditandatangani lagi.",
        "files",
    ),
)


class IssuedPage(QWidget):
    """The number in large letters, and what to do with it. ``chosen`` carries a Way."""

    chosen = Signal(object)

    def __init__(self, *, has_letter: bool) -> None:
        super().__init__()
        self.buttons: dict[Way, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.AROUND)
        box = QFrame()
        box.setProperty("box", True)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(Space.AROUND, Space.INSIDE, Space.AROUND, Space.INSIDE)
        inside.setSpacing(Space.WITHIN)
        inside.addWidget(Label("Nomor surat", size=Letter.SMALL, ink="muted"))
        self.number = Label("", size=Letter.TITLE, bold=True, wrap=True)
        self.number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        inside.addWidget(self.number)
        copy = self._button(Way.COPY, "Salin nomor", "copy", Kind.PLAIN)
        inside.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(box)
        if has_letter:
            column.addWidget(Label("Bagaimana nomor dicantumkan pada surat?", bold=True))
            for way, name, note, icon in _WAYS:
                button = self._button(way, name, icon, Kind.MAIN if way is Way.OVERPRINT else Kind.PLAIN)
                button.setAccessibleDescription(note)
                pair = QVBoxLayout()
                pair.setSpacing(Space.WITHIN)
                pair.addWidget(button)
                pair.addWidget(Label(note, size=Letter.SMALL, ink="muted", wrap=True))
                column.addLayout(pair)
        column.addStretch(1)

    def show_number(self, text: str) -> None:
        """Show that number."""
        self.number.setText(text)

    def focus_first(self) -> None:
        """Go to the first way, or to copying."""
        self.buttons[Way.OVERPRINT if Way.OVERPRINT in self.buttons else Way.COPY].setFocus()

    def _button(self, way: Way, name: str, icon: str, kind: Kind) -> Button:
        button = Button(name, kind, icon=icon)
        button.clicked.connect(partial(self._on_clicked, way))
        self.buttons[way] = button
        return button

    def _on_clicked(self, way: Way, _checked: bool = False) -> None:
        self.chosen.emit(way)
