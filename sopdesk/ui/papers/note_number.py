"""The number of a nota dinas: from the register, or as it was written by hand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.letters import NUMBER_LIMIT
from sopdesk.services.notes import SERIES, is_by_hand, number_note
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.moment import DateField

_BOOK, _HAND = "buku", "tangan"


class NoteNumberDialog(Dialog):
    """Asks where the number comes from; ``numbered`` carries a sentence for the window."""

    numbered = Signal(str)

    def __init__(self, desk: Desk, letter: int, parent: QWidget | None) -> None:
        super().__init__("Nomor nota dinas", parent, action="Beri nomor")
        self._desk = desk
        self._letter = letter
        form = Form()
        self.way = form.add(
            ChoiceField(
                "Asal nomor",
                [
                    (_BOOK, f"Nomor berikut dari agenda surat keluar, seri {SERIES}"),
                    (_HAND, "Nomor ditulis sendiri"),
                ],
                value=_HAND if is_by_hand(desk.known) else _BOOK,
                note="Pilihan ini diingat untuk nota dinas berikutnya.",
            )
        )
        self.text = form.add(LineField("Nomor", required=True, limit=NUMBER_LIMIT))
        self.day = form.add(DateField("Tanggal", desk.today, desk.today(), required=True))
        self.set_form(form)
        self.way.edited.connect(self._on_way)
        self.confirmed.connect(self._on_confirmed)
        self._on_way()

    def _on_way(self) -> None:
        self.text.setVisible(self.way.value() == _HAND)

    def _on_confirmed(self) -> None:
        desk, day = self._desk, self.day.value()
        assert day is not None
        text = self.text.value() if self.way.value() == _HAND else ""
        try:
            number = number_note(desk.office, self._letter, day=day, by=desk.clerk, now=desk.now(), text=text)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.accept()
        desk.tell(Changes(registers=True, office=True))
        self.numbered.emit(f"Nota dinas bernomor {number}.")
