"""What stands beside the preview of a paper: its state, its copies, its place, how it will be printed."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from sopdesk.services.paper_orders import PaperOrder
from sopdesk.services.printing import CAP_PARAF, OVERPRINT, SURAT_PENGANTAR, Paper
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.papers.words import COPIES, STATES, missing_words

# Where the cap paraf stands while nobody has said, in millimetres.
_LEFT, _TOP = 25.0, 250.0


class PaperSide(ScrollPage):
    """Tells of the paper and takes what can be chosen. ``copy_chosen`` carries a copy's key; ``place_chosen``
    millimetres from the sheet's upper left corner."""

    copy_chosen = Signal(str)
    place_chosen = Signal(float, float)
    printer_requested = Signal()

    def __init__(self, order: PaperOrder, parent: QWidget | None = None) -> None:
        super().__init__(surface=True, parent=parent)
        self.column.setContentsMargins(0, 0, Space.AROUND, 0)
        self.state = Pill("")
        self.state_words = Label("", ink="muted", wrap=True)
        self.missing = Notice("", Tone.WARNING)
        self.copies: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for part in (self.state, self.state_words, self.missing):
            self.add(part)
        if order.name == SURAT_PENGANTAR:
            self._add_copies()
        self.form = Form()
        self.left = NumberField(
            "Dari tepi kiri (mm)",
            Decimal(f"{_LEFT if order.x is None else order.x:g}"),
            least=0,
            most=330,
            places=1,
        )
        self.top = NumberField(
            "Dari tepi atas (mm)",
            Decimal(f"{_TOP if order.y is None else order.y:g}"),
            least=0,
            most=330,
            places=1,
        )
        if order.name == CAP_PARAF:
            self._add_place()
        self._add_printing()
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

    def say_printing(self, words: str) -> None:
        """Tell how it will be printed."""
        self.printing.setText(words)

    def _add_copies(self) -> None:
        self.add(Label("Rangkap", bold=True))
        for key, name, note in COPIES:
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
            pair.addWidget(told)
            self.column.addLayout(pair)
        self._group.buttonClicked.connect(self._on_copy)

    def _add_place(self) -> None:
        self.add(Label("Letak pada kertas", bold=True))
        self.form.add_row(self.left, self.top)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.add(self.form)
        self.add(Label("Pratinjau mengikuti angka di atas.", size=Letter.SMALL, ink="muted", wrap=True))
        self.form.edited.connect(self._on_place)

    def _add_printing(self) -> None:
        self.add(Label("Cetakan", bold=True))
        self.printing = Label("", wrap=True)
        self.printer = Button("Atur cetakan …", icon="printer")
        self.add(self.printing)
        self.add(self.printer)
        self.printer.clicked.connect(self.printer_requested)

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
