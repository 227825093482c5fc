"""Which number a letter is to get: the next, a reserved one, an inserted one, or the one that is on it already."""

from datetime import date
from typing import Final, TypedDict

from PySide6.QtCore import QObject, Signal

from sopdesk.domain.errors import Rule
from sopdesk.domain.text import REASON_LIMIT
from sopdesk.services.next_number import NextNumber
from sopdesk.ui.errors import Refused
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, NumberField
from sopdesk.ui.papers.number_words import hint_words, reserved_words, written_words

NEXT: Final = "berikut"
RESERVED: Final = "cadangan"
INSERTED: Final = "sisipan"
WRITTEN: Final = "tertulis"


class Asked(TypedDict):
    """The part of a ``NumberWish`` that says which number."""

    insert_after: int | None
    number: int | None
    reserved: int | None
    reason: str


class NumberWay(QObject):
    """The fields. ``changed`` fires when another number is meant."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._next: NextNumber | None = None
        self.how = form.add(ChoiceField("Nomor yang dipakai", [(NEXT, "Nomor berikut")], value=NEXT))
        self.reserved = ChoiceField("Nomor cadangan", [], required=True)
        self.after = NumberField("Setelah nomor", required=True, least=1, most=99999)
        self.written = NumberField("Nomor pada surat", required=True, least=1, most=99999)
        self.reason = LineField("Alasan", required=True, limit=REASON_LIMIT)
        form.add_row(self.reserved, self.after, self.written, self.reason)
        self.how.edited.connect(self._on_how)
        form.edited.connect(self._show)
        self._offer(())
        self._show()

    @property
    def way(self) -> str:
        """Which of the four is chosen."""
        return str(self.how.value() or NEXT)

    def insert_after(self) -> int | None:
        """The number to insert behind, as far as it is typed."""
        return _read(self.after) if self.way == INSERTED else None

    def see(self, found: NextNumber | None) -> None:
        """The series stands there now."""
        self._next = found
        self._offer(found.reserved if found is not None else ())
        self._show()

    def asked(self) -> Asked:
        """Which number is wished."""
        chosen = self.reserved.value()
        way = self.way
        return Asked(
            insert_after=self.insert_after(),
            number=_read(self.written) if way == WRITTEN else None,
            reserved=chosen if way == RESERVED and isinstance(chosen, int) else None,
            reason=self.reason.value() if self._needs_reason() else "",
        )

    def urut(self) -> int | None:
        """The running number that would be taken; None while that cannot be told."""
        found, way = self._next, self.way
        if found is None:
            return None
        if way == RESERVED:
            chosen = self.reserved.value()
            return chosen if isinstance(chosen, int) else None
        if way == WRITTEN:
            return _read(self.written)
        return None if way == INSERTED and not found.insert else found.urut

    def words(self, day: date, today: date) -> tuple[str, bool]:
        """The hint below the number, and whether it warns."""
        found, way = self._next, self.way
        if found is None:
            return "", False
        if way == RESERVED:
            return reserved_words(found, self.urut())
        if way == WRITTEN:
            return written_words(found, _read(self.written), day)
        return hint_words(found, day, today, inserted=way == INSERTED)

    def place_of(self, error: Refused) -> Field | None:
        """The field that a refusal is about."""
        if error.rule is Rule.NUMBER_UNKNOWN:
            return self.reserved if self.way == RESERVED else self.after
        if error.rule in (Rule.NUMBER_TAKEN, Rule.NUMBER_JUMP):
            return self.reserved if self.way == RESERVED else self.written
        return self.reason if error.rule is Rule.NEEDS_REASON else None

    def _offer(self, reserved: tuple[tuple[int, str], ...]) -> None:
        ways = [(NEXT, "Nomor berikut")]
        if reserved:
            ways.append((RESERVED, "Nomor yang dicadangkan"))
        ways.append((INSERTED, "Nomor sisipan untuk tanggal yang sudah lewat"))
        ways.append((WRITTEN, "Nomor sudah ditulis tangan pada surat"))
        here = self.way
        self.how.set_choices(ways, here if here in dict(ways) else NEXT)
        kept = self.reserved.value()
        self.reserved.set_choices([(n, f"{n} – {whom}") for n, whom in reserved], kept)

    def _show(self) -> None:
        way = self.way
        self.reserved.setVisible(way == RESERVED)
        self.after.setVisible(way == INSERTED)
        self.written.setVisible(way == WRITTEN)
        self.reason.setVisible(self._needs_reason())

    def _needs_reason(self) -> bool:
        number, found = _read(self.written), self._next
        jumps = found is not None and number is not None and number > found.last + 1
        return self.way == INSERTED or (self.way == WRITTEN and jumps)

    def _on_how(self) -> None:
        self._show()
        field: Field | None = {RESERVED: self.reserved, INSERTED: self.after, WRITTEN: self.written}.get(
            self.way
        )
        if field is not None:
            field.focus()
        self.changed.emit()


def _read(field: NumberField) -> int | None:
    if field.is_empty() or field.problem():
        return None
    number = field.number()
    return int(number) if number is not None else None
