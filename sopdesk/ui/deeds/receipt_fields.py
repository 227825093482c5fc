"""What a second sheet says: whose it is, who signed it, when; with its photo or scan."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sopdesk.domain.sendings import Receipt
from sopdesk.domain.text import NAME_LIMIT, REASON_LIMIT
from sopdesk.services.delivery_views import at_place
from sopdesk.services.files import DELIVERY
from sopdesk.ui.desk import Desk
from sopdesk.ui.files.list import FileList
from sopdesk.ui.kit.button import Check
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.moment import MomentField
from sopdesk.ui.kit.scroll import FittedPage
from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.tokens import Size, Space

_LONG = 52  # letters of a name beside its tick
_NONE = "Tandai lembar 2 yang sudah kembali."


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A second sheet that is waited for; ``place`` is its year and number in the delivery book, zeros for none."""

    place: tuple[int, int]
    to: str
    letter: str

    @property
    def words(self) -> str:
        """As it stands beside its tick."""
        number = f"No. {self.place[1]} · " if self.place[1] else ""
        return f"{number}{self.to} · {self.letter}"

    def brief(self, *, alike: bool) -> str:
        """Short enough for a line; where all are of one letter (``alike``), without its number."""
        number = f"No. {self.place[1]} · " if self.place[1] else ""
        to = self.to if len(self.to) <= _LONG else f"{self.to[: _LONG - 1].rstrip()}…"
        return f"{number}{to}" if alike else f"{number}{to} · {self.letter}"


class LinesField(Field):
    """Which of several second sheets came back."""

    def __init__(self, lines: Sequence[OpenLine], *, all_of_them: bool) -> None:
        alike = len({line.letter for line in lines}) == 1
        title = f"Lembar 2 dari surat {lines[0].letter}" if alike else "Lembar 2 dari"
        super().__init__(title, required=True)
        self.ticks = [
            Check(line.brief(alike=alike), checked=all_of_them or not place)
            for place, line in enumerate(lines)
        ]
        for tick, line in zip(self.ticks, lines, strict=True):
            tick.setToolTip(plain_tip(line.words))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        for tick in self.ticks:
            column.addWidget(tick)
            tick.toggled.connect(self._on_edited)
        page = FittedPage(most=Size.FIELD_LEAST, least=Size.CONTROL * 2)
        page.add(inside)
        self.add_editor(page)
        self.setFocusProxy(self.ticks[0])

    def value(self) -> list[int]:
        """The places of those that are ticked."""
        return [place for place, tick in enumerate(self.ticks) if tick.isChecked()]

    def problem(self) -> str:
        """One at least."""
        return "" if self.value() else _NONE

    def focus(self) -> None:
        """Go to the first tick."""
        self.ticks[0].setFocus()


class ReceiptFields:
    """The fields of a receipt, put into ``fields``; ``places`` gives them by the names that refusals use."""

    def __init__(
        self, desk: Desk, lines: Sequence[OpenLine], fields: Form, *, all_of_them: bool = False
    ) -> None:
        self._desk = desk
        self._lines = tuple(lines)
        self.lines: LinesField | None = None
        if len(lines) > 1:
            self.lines = fields.add(LinesField(lines, all_of_them=all_of_them))
        self.name = fields.add(
            LineField(
                "Nama penerima",
                required=True,
                limit=NAME_LIMIT,
                note="Seperti tertulis pada lembar 2 yang ditandatangani.",
            )
        )
        self.position = LineField("Jabatan penerima", limit=NAME_LIMIT)
        self.received = MomentField("Diterima", desk.local_now)
        fields.add_row(self.position, self.received)
        self.note = fields.add(TextField("Catatan", limit=REASON_LIMIT, lines=2))
        self.files: FileList | None = None
        if len(lines) == 1 and (ids := self.ids_of(lines)):
            self.files = FileList(desk, DELIVERY, ids[0])
            fields.add_widget(self.files)
        self.places: dict[str, Field] = {
            "name": self.name,
            "position": self.position,
            "at": self.received,
            "received": self.received,
            "note": self.note,
        }

    def chosen(self) -> list[OpenLine]:
        """The sheets that came back."""
        if self.lines is None:
            return list(self._lines)
        return [self._lines[place] for place in self.lines.value()]

    def ids_of(self, lines: Sequence[OpenLine]) -> list[int]:
        """Their lines in the delivery book; those of an older program have none."""
        found = (at_place(self._desk.office, *line.place) for line in lines if line.place[1])
        return [each for each in found if each is not None]

    def told(self) -> Receipt:
        """What the sheets say beside the name."""
        return {
            "position": self.position.value(),
            "note": self.note.value(),
            "received": self.received.value(),
        }
