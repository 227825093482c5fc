"""Disposisi: what the Camat wrote on the sheet is ticked here, for one letter and one level."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.errors import Rule
from sopdesk.domain.text import TITLE_LIMIT
from sopdesk.services.disposition_lists import Person, giver_of, instructions, people, receivers
from sopdesk.services.dispositions import DispositionWish
from sopdesk.services.incoming_views import DispositionView, IncomingRow
from sopdesk.ui.agenda.letter_acts import LetterActs
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.fields.party_field import PartyField
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.moment import DateField, MomentField
from sopdesk.ui.kit.tall import TallForm
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.ticks import TicksField
from sopdesk.ui.panel.clamped import ClampedText

_OTHER_LIMIT = 120
_RULES = {Rule.TIME_BACKWARDS: "at", Rule.TIME_IN_FUTURE: "at"}


class DisposeDialog(Dialog):
    """With ``parent`` it is the level below that disposition. ``given`` carries the sentence."""

    given = Signal(str)

    def __init__(
        self, desk: Desk, row: IncomingRow, host: QWidget, parent: DispositionView | None = None
    ) -> None:
        title = "Disposisi lanjutan" if parent else "Disposisi"
        super().__init__(f"{title} surat masuk nomor {row.shown}", host, action="Catat disposisi", wide=True)
        self._desk = desk
        self._row = row
        self._acts = LetterActs(desk)
        self._parent = parent
        known, today = desk.known, desk.today()
        first = parent.receivers[0] if parent else giver_of(known, today)
        self._givers = list(
            dict.fromkeys((*(parent.receivers if parent else ()), first, *people(known, today)))
        )
        self._people = [each for each in receivers(known, today) if each != first]
        subject = ClampedText(bold=True, lines=2)
        subject.set_text(row.subject)
        self.body.addWidget(subject)
        self.body.addWidget(Label(f"Dari {row.party}", ink="muted", wrap=True))
        self.giver = ChoiceField(
            "Diberikan oleh", [(place, each.words) for place, each in enumerate(self._givers)], value=0
        )
        self.to = TicksField("Diteruskan kepada", [each.words for each in self._people])
        self.other = PartyField("Penerima lain", desk)
        self.told = TicksField("Dengan hormat harap", instructions(known), columns=3)
        self.own = LineField("Instruksi lain", limit=_OTHER_LIMIT)
        self.note = TextField("Catatan", limit=TITLE_LIMIT, lines=2)
        self.deadline = DateField("Batas waktu", desk.today, note="Boleh dikosongkan.")
        self.at = MomentField("Tanggal disposisi", desk.local_now)
        self._opened_at = self.at.value()
        self._lay_out()
        note_clock(self, desk)
        below = f"-{parent.id}" if parent else ""
        self.keep_draft(desk.office.folder, f"disposisi-{row.id}{below}", desk.local_now)
        self.confirmed.connect(self._on_confirmed)

    def confirm(self) -> None:
        """Press the main action; what has to be mended is brought into sight."""
        super().confirm()
        self._tall.follow_focus()

    def _lay_out(self) -> None:
        form = Form()
        form.add(self.to)
        form.add_row(self.giver, self.other)
        form.add(self.told)
        form.add_row(self.own, self.deadline)
        form.add(self.note)
        form.add(self.at)
        self.form = form
        self._tall = TallForm(form)
        self.body.addWidget(self._tall, 1)
        form.edited.connect(self._on_edited)
        self.places: dict[str, Field] = {
            "giver": self.giver,
            "receivers": self.to,
            "instruction": self.own,
            "instructions": self.told,
            "note": self.note,
            "deadline": self.deadline,
            "at": self.at,
        }

    def _wish(self) -> DispositionWish:
        people = [self._people[place] for place in self.to.chosen()]
        if not self.other.is_empty():
            people.append(Person(name=self.other.value()))
        own = (self.own.value(),) if not self.own.is_empty() else ()
        chosen = self.giver.value()
        return DispositionWish(
            line=self._row.id,
            receivers=tuple(people),
            instructions=(*self.told.value(), *own),
            note=self.note.value(),
            deadline=self.deadline.value(),
            giver=self._givers[chosen] if isinstance(chosen, int) else None,
            parent=self._parent.id if self._parent else None,
        )

    def _moment(self) -> datetime:
        value = self.at.value()
        return self._desk.now() if value == self._opened_at else value

    def _on_confirmed(self) -> None:
        try:
            self._acts.give(self._wish(), at=self._moment())
        except (Refused, Trouble) as error:
            field = None
            if isinstance(error, Refused):
                field = self.places.get(_RULES.get(error.rule, str(error.data.get("field", ""))))
            if field is not None and self.form is not None:
                self.form.fail(field, sentence(error))
            else:
                self.fail(sentence(error))
            return
        self.accept()
        self.given.emit(f"Disposisi surat masuk nomor {self._row.shown} dicatat.")
