"""The head of the book: what a year of incoming letters comes to, what waits, and the two ways on."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.services.agenda_views import AgendaYear, whole_words
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space, State


class BookHead(QWidget):
    """The title with its sums, two counts that filter, *Cetak* and *Surat masuk baru*."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = (0, 0)
        self._narrow = False
        self.title = Label("Agenda surat masuk", size=Letter.TITLE, bold=True)
        self.sums = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.waiting = Pill("", State.WASPADA, icon="hourglass", pressable=True)
        self.unanswered = Pill("", State.DITUNDA, icon="mail-open", pressable=True)
        self.print = Button("Cetak…", icon="printer")
        self.enter = Button("Surat masuk baru…", Kind.MAIN, icon="plus")
        self.enter.set_tip("Catat surat masuk", "Insert")
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        words.addWidget(self.title)
        words.addWidget(self.sums)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addLayout(words, 1)
        for part in (self.waiting, self.unanswered, self.print, self.enter):
            row.addWidget(part)
        self._arrange()

    def tell(self, shown: AgendaYear) -> None:
        """Say what the year comes to."""
        self.title.setText(f"Agenda surat masuk {shown.year}")
        self.sums.setText(sum_words(shown))
        self.sums.setVisible(bool(shown.sums))

    def count(self, waiting: int, unanswered: int) -> None:
        """Say how many letters wait for a disposition and for an answer."""
        self._counts = (waiting, unanswered)
        self.waiting.set_text(f"{waiting} belum didisposisi")
        self.unanswered.set_text(f"{unanswered} perlu dijawab")
        self._arrange()

    def set_narrow(self, narrow: bool) -> None:
        """Leave the counts to the filters where there is little room."""
        self._narrow = narrow
        self._arrange()

    def _arrange(self) -> None:
        self.waiting.setHidden(self._narrow or not self._counts[0])
        self.unanswered.setHidden(self._narrow or not self._counts[1])


def sum_words(shown: AgendaYear) -> str:
    """A line for each series: how many letters, the last number, whether none is missing."""
    said = []
    for each in shown.sums:
        words = f"{each.lines} surat · terakhir nomor {each.last}"
        if each.void:
            words += f" · {each.void} batal"
        said.append(words if each.missing else f"{words}  ·  {whole_words(each)}")
    return "\n".join(said)


def gap_words(shown: AgendaYear) -> str:
    """The numbers that no line explains, empty when the book is whole."""
    return " ".join(whole_words(each) for each in shown.sums if each.missing)
