"""What stands beside the preview of a paper: its state, copies, stamp, place, and how it will be printed."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from sopdesk.services.orders import PaperOrder
from sopdesk.services.paper_settings import WITH_LAYOUT
from sopdesk.services.printing import CAP_PARAF, NOTA_DINAS, OVERPRINT, Paper
from sopdesk.ui.kit.button import Button, Check
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.papers.words import COPIES, COPY_WORDS, OPTIONS, STATES, missing_words

_LABEL, _MOST_GONE = "label", 119
# Where a block stands while nobody has said, in millimetres from the sheet's upper left corner.
PLACES: Final = {CAP_PARAF: (25.0, 250.0), "cap-agenda": (140.0, 20.0)}


class PaperSide(ScrollPage):
    """Tells of the paper and takes what can be chosen. ``copy_chosen`` carries a copy's key; ``place_chosen``
    millimetres from the sheet's upper left corner."""

    copy_chosen = Signal(str)
    place_chosen = Signal(float, float)
    stamp_chosen = Signal(bool)
    option_chosen = Signal(str)
    layout_requested = Signal()
    printer_requested = Signal()

    def __init__(self, order: PaperOrder, paper: Paper, parent: QWidget | None = None) -> None:
        super().__init__(surface=True, parent=parent)
        self.column.setContentsMargins(0, 0, Space.AROUND, 0)
        self.state = Pill("")
        self.state_words = Label("", ink="muted", wrap=True)
        self.missing = Notice("", Tone.WARNING)
        self.copies: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for part in (self.state, self.state_words, self.missing):
            self.add(part)
        self._add_copies(COPY_WORDS.get(paper.name, "Rangkap"), COPIES.get(paper.name, ()))
        self._add_option(order)
        self.stamp = Check("Bubuhkan stempel pindaian")
        self.stamp.setToolTip("Gambar stempel kantor dicetak pada surat; cetakannya tercatat.")
        self.stamp.hide()
        self.add(self.stamp)
        self.form = Form()
        left, top = PLACES.get(order.name, (0.0, 0.0))
        self.left = NumberField(
            "Dari tepi kiri (mm)",
            _tenth(left if order.x is None else order.x),
            least=0,
            most=330,
            places=1,
        )
        self.top = NumberField(
            "Dari tepi atas (mm)",
            _tenth(top if order.y is None else order.y),
            least=0,
            most=330,
            places=1,
        )
        if order.name in PLACES:
            self._add_place()
        self._add_printing()
        self.stamp.toggled.connect(self.stamp_chosen)
        theme_of(self).changed.connect(self._on_scale)
        self._on_scale()

    def show_paper(self, paper: Paper) -> None:
        """Tell of that paper."""
        name, state, words = STATES.get(paper.state, ("", None, ""))
        self.state.set_text(name)
        self.state.set_state(state)
        self.state.setVisible(bool(name))
        self.state_words.setText(words)
        self.state_words.setVisible(bool(words))
        self.missing.say(missing_words(paper.missing))
        for key, radio in self.copies.items():
            radio.setChecked(key == paper.copy)
            if key == OVERPRINT:
                radio.setEnabled(paper.state == "terbit")
            elif paper.name == NOTA_DINAS:
                radio.setEnabled(paper.state != "terbit")
        blocked = self.stamp.blockSignals(True)
        self.stamp.setChecked(paper.stamped)
        self.stamp.blockSignals(blocked)
        self.stamp.setVisible(paper.can_stamp)
        # An issued letter keeps the layout that it was issued with.
        self.arrange.setVisible(paper.name in WITH_LAYOUT and paper.state != "terbit")

    def say_printing(self, words: str) -> None:
        """Tell how it will be printed."""
        self.printing.setText(words)

    def show_place(self, x: float, y: float) -> None:
        """Tell where the block stands now."""
        for field, value in ((self.left, x), (self.top, y)):
            field.set_number(_tenth(value))

    def _add_copies(self, head: str, offered: Sequence[tuple[str, str, str]]) -> None:
        if not offered:
            return
        self.add(Label(head, bold=True))
        for key, name, note in offered:
            radio = QRadioButton(name)
            radio.setAccessibleName(name)
            radio.setAccessibleDescription(note)
            radio.setProperty("copy", key)
            self.copies[key] = radio
            self._group.addButton(radio)
            told = Label(note, size=Letter.SMALL, ink="muted", wrap=True)
            told.setContentsMargins(Space.GROUPS + Space.WITHIN, 0, 0, 0)
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(radio)
            if note:
                pair.addWidget(told)
            self.column.addLayout(pair)
        self._group.buttonClicked.connect(self._on_copy)

    def _add_option(self, order: PaperOrder) -> None:
        self.option: Field | None = None
        if order.name in OPTIONS:
            label, choices = OPTIONS[order.name]
            self.option = ChoiceField(label, choices, value=order.option)
        elif order.name == _LABEL:
            gone = order.option.partition("+")[0]
            self.option = NumberField(
                "Label yang sudah terpakai",
                Decimal(gone) if gone.isdecimal() else Decimal(0),
                least=0,
                most=_MOST_GONE,
                note="Pada lembar pertama, dihitung dari kiri atas.",
            )
        if self.option is not None:
            self.option.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.add(self.option)
            self.option.edited.connect(self._on_option)

    def _on_option(self) -> None:
        if isinstance(self.option, NumberField) and not self.option.problem():
            self.option_chosen.emit(str(self.option.number() or 0))
        elif isinstance(self.option, ChoiceField):
            self.option_chosen.emit(str(self.option.value() or ""))

    def _add_place(self) -> None:
        self.add(Label("Letak pada kertas", bold=True))
        self.form.add_row(self.left, self.top)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.add(self.form)
        told = (
            "Geser bloknya pada pratinjau dengan tetikus, atau dengan tombol panah: 1 mm, dengan Shift 5 mm."
        )
        self.add(Label(told, size=Letter.SMALL, ink="muted", wrap=True))
        self.form.edited.connect(self._on_place)

    def _add_printing(self) -> None:
        self.add(Label("Cetakan", bold=True))
        self.printing = Label("", wrap=True)
        self.printer = Button("Atur cetakan…", icon="printer")
        self.arrange = Button("Atur kertas…", icon="file-text", tip="Ukuran, tepi, dan huruf kertas ini")
        self.add(self.printing)
        self.add(self.printer)
        self.add(self.arrange)
        self.printer.clicked.connect(self.printer_requested)
        self.arrange.clicked.connect(self.layout_requested)

    def _on_copy(self, radio: QRadioButton) -> None:
        self.copy_chosen.emit(str(radio.property("copy")))

    def _on_place(self) -> None:
        if self.left.problem() or self.top.problem():
            return
        x, y = self.left.number(), self.top.number()
        if x is not None and y is not None:
            self.place_chosen.emit(float(x), float(y))

    def _on_scale(self) -> None:
        self.setFixedWidth(theme_of(self).px(Size.PANEL_LEAST))


def _tenth(value: float) -> Decimal:
    number = Decimal(str(round(value, 1)))
    return number.quantize(Decimal(1)) if number == number.to_integral() else number
