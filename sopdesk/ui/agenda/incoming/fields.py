"""What is filled in of a letter that came."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sopdesk.domain.dates import day_moment
from sopdesk.domain.text import NAME_LIMIT, REASON_LIMIT, TITLE_LIMIT
from sopdesk.services.answer_times import NATURE_WORDS, SECRET, answer_due
from sopdesk.services.incoming import IncomingWish
from sopdesk.services.incoming_views import IncomingRow
from sopdesk.services.settings import reasons
from sopdesk.ui.desk import Desk
from sopdesk.ui.fields.code_field import CodeField
from sopdesk.ui.fields.party_field import PartyField
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, NumberField, TextField
from sopdesk.ui.kit.moment import DateField, MomentField

_NO_NATURE: Final = ("", "Tidak perlu dijawab")
_SECRET_NOTE: Final = "Surat rahasia: cukup yang tertulis di sampulnya, sampul tidak dibuka."


class LetterFields(Form):
    """The form of a letter; without ``row`` it is a new one, received now."""

    def __init__(self, desk: Desk, row: IncomingRow | None) -> None:
        super().__init__()
        self._desk = desk
        self._new = row is None
        self.party = self.add(PartyField("Pengirim", desk, required=True))
        self.ref = LineField("Nomor surat", limit=NAME_LIMIT, placeholder="seperti tertulis pada surat")
        self.ref_date = DateField("Tanggal surat", desk.today)
        self.add_row(self.ref, self.ref_date)
        self.subject = self.add(
            TextField("Isi singkat", required=True, limit=TITLE_LIMIT, lines=2, single=True)
        )
        self.nature = ChoiceField("Sifat", [_NO_NATURE, *NATURE_WORDS.items()], value="biasa")
        self.code = CodeField("Kode klasifikasi", desk)
        self.add_row(self.nature, self.code)
        self.received = MomentField("Diterima", desk.local_now)
        self.enclosure = LineField("Lampiran", limit=NAME_LIMIT, placeholder="misalnya 1 berkas")
        self.add_row(self.received, self.enclosure)
        self.note = self.add(LineField("Catatan", limit=TITLE_LIMIT))
        self.after = NumberField("Sisipkan sesudah nomor", least=1, required=True)
        self.reason = LineField("Alasan disisipkan", required=True, limit=REASON_LIMIT)
        self.reason.set_suggestions(("Surat terlewat dicatat", *reasons(desk.known, "insert")))
        self.add_row(self.after, self.reason)
        self.places: dict[str, Field] = {
            "sender": self.party,
            "ref": self.ref,
            "ref_date": self.ref_date,
            "subject": self.subject,
            "nature": self.nature,
            "code": self.code,
            "received_at": self.received,
            "enclosure": self.enclosure,
            "note": self.note,
            "insert_after": self.after,
            "reason": self.reason,
        }
        self.show_insert(False)
        self._opened_at = self.received.value()
        if row is not None:
            self._fill(row)

    @property
    def inserts(self) -> bool:
        """Whether an inserted number is asked for."""
        return not self.after.isHidden()

    def show_insert(self, shown: bool) -> None:
        """Ask for an inserted number, or for the next one."""
        self.after.setVisible(shown)
        self.reason.setVisible(shown)
        if not shown:
            self.after.set_number(None)
            self.reason.set_value("")

    def inserted(self) -> int | None:
        """The number behind which the letter is to be inserted, None for the next number."""
        number = None if not self.inserts or self.after.problem() else self.after.number()
        return int(number) if number is not None else None

    def moment(self) -> datetime:
        """When the letter came; a time that nobody touched is now."""
        try:
            value = self.received.value()
        except ValueError:
            return self._opened_at
        return self._desk.now() if self._new and value == self._opened_at else value

    def wish(self) -> IncomingWish:
        """What was filled in; the form is good."""
        wish = IncomingWish(
            sender=self.party.value(),
            subject=self.subject.value(),
            received_at=self.moment(),
            ref=self.ref.value(),
            ref_date=self._day(self.ref_date.value),
            nature=str(self.nature.value() or ""),
            code=self.code.value(),
            enclosure=self.enclosure.value(),
            note=self.note.value(),
        )
        after = self.inserted()
        return wish if after is None else replace(wish, insert_after=after, reason=self.reason.value())

    def tell(self) -> None:
        """By when an answer is due, and what a secret letter asks for."""
        nature = str(self.nature.value() or "")
        due = answer_due(self._desk.known, nature, self.moment())
        self.nature.set_note(f"Jawab paling lambat {day_moment(self._desk.known.local(due))}." if due else "")
        self.subject.set_note(_SECRET_NOTE if nature == SECRET else "")

    def clear(self) -> None:
        """Begin the next letter."""
        for field in (self.party, self.ref, self.subject, self.code, self.enclosure, self.note):
            field.set_value("")
        self.ref_date.set_value(None)
        self.nature.set_value("biasa")
        self.received.set_value(self._desk.local_now())
        self._opened_at = self.received.value()
        self.show_insert(False)

    def _fill(self, row: IncomingRow) -> None:
        self.party.set_value(row.party)
        self.ref.set_value(row.ref)
        self.ref_date.set_value(row.ref_date)
        self.subject.set_value(row.subject)
        self.nature.set_value(row.nature)
        self.code.set_value(row.code)
        self.enclosure.set_value(row.enclosure)
        self.note.set_value(row.note)
        day = row.date
        self._opened_at = row.received_at or self._opened_at.replace(
            year=day.year, month=day.month, day=day.day
        )
        self.received.set_value(self._opened_at)

    def _day(self, read: Callable[[], date | None]) -> date | None:
        try:
            return read()
        except ValueError:
            return None  # the field says so itself
