"""The letters of a dossier and every paper of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.dates import long_date
from sopdesk.services.orders import PaperOrder
from sopdesk.services.printing import ARCHIVE, CAP_PARAF, LEMBAR_KENDALI, NOTA_DINAS, OVERPRINT, SHEETS
from sopdesk.services.views import LetterCard
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.text import Label, plain_tip
from sopdesk.ui.kit.tokens import Letter, Space, State

_STATES = {
    "konsep": ("Konsep", State.DITUNDA, "pencil"),
    "siap": ("Siap tanda tangan", State.WASPADA, "signature"),
    "terbit": ("Terbit", State.AMAN, "check"),
}
_TIP = "Pratinjau, lalu cetak atau simpan PDF"
_SHEETS = (
    (LEMBAR_KENDALI, "Lembar kendali…", "Menyertai berkas dari meja ke meja"),
    (CAP_PARAF, "Cap paraf…", "Dicetak pada konsep yang sudah ada"),
    ("amplop", "Amplop…", "Satu untuk tiap alamat tujuan"),
    ("label", "Label…", "Label alamat untuk map atau paket"),
    ("riwayat", "Riwayat…", "Langkah dan catatan berkas untuk arsip"),
)


class _Box(QFrame):
    """A paper with its state and its buttons."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("box", True)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.INSIDE, Space.INSIDE, Space.INSIDE, Space.INSIDE)
        self.column.setSpacing(Space.BETWEEN)
        self.head = QHBoxLayout()
        self.head.setSpacing(Space.BETWEEN)
        self.head.addWidget(Label(title, bold=True, wrap=True), 1)
        self.column.addLayout(self.head)

    def say(self, words: str) -> None:
        self.column.addWidget(Label(words, size=Letter.TABLE, ink="muted", wrap=True))

    def offer(self, *rows: Sequence[Button]) -> None:
        for buttons in rows:
            row = QHBoxLayout()
            row.setSpacing(Space.BETWEEN)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.column.addLayout(row)


class Letters(QWidget):
    """Each letter with its state and buttons, then the sheets that travel with the papers.

    ``order_chosen`` carries a ``PaperOrder`` without its dossier, ``note_chosen`` the id of a nota dinas or None.
    """

    paper_chosen = Signal(str, str)
    letter_chosen = Signal(int)
    order_chosen = Signal(object)
    note_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[LetterCard, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.WITHIN, 0, 0)
        self._column.setSpacing(Space.BETWEEN)
        self.boxes: list[QFrame] = []

    def show_letters(self, letters: Sequence[LetterCard]) -> None:
        """Show these letters; the other papers are always there."""
        if tuple(letters) == self._shown:
            return
        self._shown = tuple(letters)
        for box in self.boxes:
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = [self._note(card) if card.kind == NOTA_DINAS else self._letter(card) for card in letters]
        self.boxes.append(self._sheets())
        for box in self.boxes:
            self._column.addWidget(box)
            box.show()

    def _letter(self, card: LetterCard) -> QFrame:
        box = _titled(card)
        if card.state == "terbit" and not card.number:
            box.say("Sudah bernomor.")
        elif not card.number:
            box.say("Belum bernomor. Nomor diambil setelah surat ditandatangani.")
        fill = Button("Lihat isi…" if card.state == "terbit" else "Isi surat…", icon="pencil")
        fill.clicked.connect(partial(self._on_letter, card.step))
        show = self._button("Cetak…", card.kind, SHEETS if card.state != "konsep" else ARCHIVE, "printer")
        rest = [self._button("Rangkap arsip…", card.kind, ARCHIVE)] if card.state != "konsep" else []
        if card.state == "terbit":
            rest.append(self._button("Nomor saja…", card.kind, OVERPRINT))
        box.offer([fill, show], rest)
        return box

    def _note(self, card: LetterCard) -> QFrame:
        box = _titled(card)
        if not card.number:
            box.say("Belum bernomor. Nomornya diberikan di Agenda, Nota dinas.")
        fill = Button("Lihat isi…" if card.number else "Isi nota dinas…", icon="pencil")
        fill.clicked.connect(partial(self._on_note, card.id))
        show = Button("Cetak…", icon="printer", tip=_TIP)
        show.clicked.connect(partial(self._on_order, PaperOrder(NOTA_DINAS, letter=card.id)))
        box.offer([fill, show])
        return box

    def _sheets(self) -> QFrame:
        box = _Box("Lembar lain")
        for name, words, use in _SHEETS:
            button = self._button(words, name, "", "printer")
            button.setToolTip(plain_tip(use))
            row = QHBoxLayout()
            row.setSpacing(Space.BETWEEN)
            row.addWidget(Label(use, size=Letter.TABLE, ink="muted", wrap=True), 1)
            row.addWidget(button)
            box.column.addLayout(row)
        note = Button("Nota dinas baru…", icon="plus", tip="Surat di dalam kantor yang menyertai berkas ini")
        note.clicked.connect(partial(self._on_note, None))
        box.offer([note])
        return box

    def _button(self, words: str, name: str, copy: str, icon: str = "") -> Button:
        button = Button(words, icon=icon, tip=_TIP)
        button.clicked.connect(partial(self._on_paper, name, copy))
        return button

    def _on_paper(self, name: str, copy: str, _checked: bool = False) -> None:
        self.paper_chosen.emit(name, copy)

    def _on_letter(self, step: int, _checked: bool = False) -> None:
        self.letter_chosen.emit(step)

    def _on_order(self, order: PaperOrder, _checked: bool = False) -> None:
        self.order_chosen.emit(order)

    def _on_note(self, letter: int | None, _checked: bool = False) -> None:
        self.note_chosen.emit(letter)


def _titled(card: LetterCard) -> _Box:
    box = _Box(card.title)
    words, state, icon = _STATES[card.state]
    box.head.addWidget(Pill(words, state, icon=icon, small=True))
    if card.number:
        day = f", {long_date(card.day)}" if card.day else ""
        box.say(f"Nomor {card.number}{day}")
    return box
