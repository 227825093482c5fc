"""The dialog of a new dossier."""

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.errors import Rule
from sopdesk.domain.sop import PeriodKind, Sop
from sopdesk.domain.text import NAME_LIMIT, TITLE_LIMIT
from sopdesk.services.dossiers import ORIGINS, Start, suggested_addressees, suggested_title
from sopdesk.services.outlook import outlook
from sopdesk.services.settings import clerks
from sopdesk.ui.deeds.from_letter import letter_at_hand
from sopdesk.ui.deeds.outlook_words import outlook_words
from sopdesk.ui.deeds.period import PeriodField
from sopdesk.ui.deeds.sop_choice import SopField
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.moment import DateField, MomentField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.tall import TallForm

_NATURES = (
    ("biasa", "Biasa, 5 hari kerja"),
    ("segera", "Segera, 2 × 24 jam"),
    ("sangat_segera", "Sangat segera, 24 jam"),
)
_ORIGIN_LIMIT = 500
_MORE, _LESS = "Berkas sudah berjalan…", "Mulai dari langkah pertama"
_RULES = {Rule.TIME_IN_FUTURE: "at", Rule.TIME_BACKWARDS: "at", Rule.UNKNOWN_SOP: "sop"}


class NewDossierDialog(Dialog):
    """Only SOP and title are needed; everything else has a good beginning. ``started`` carries the Answer."""

    started = Signal(object)

    def __init__(self, desk: Desk, host: QWidget, sop_key: str = "", line: int | None = None) -> None:
        super().__init__("Berkas baru", host, action="Mulai berkas", wide=True)
        self._desk = desk
        self._letter = letter_at_hand(desk, line)
        if self._letter is not None:
            sop_key = sop_key or self._letter.sop
        self._named = False  # the title was typed by a person
        self._sent = False  # so was the addressee
        known = desk.office.look()
        self.sop = SopField(known.current.values(), sop_key)
        self.period = PeriodField(known, desk.today())
        self.title_field = TextField("Judul berkas", required=True, limit=TITLE_LIMIT, lines=2, single=True)
        self.origin = ChoiceField("Asal berkas", tuple(ORIGINS.items()), value="disposition")
        self.origin_note = LineField(
            "Keterangan asal",
            limit=_ORIGIN_LIMIT,
            placeholder="misalnya Camat 9/11, agenda masuk 214",
        )
        self.nature = ChoiceField("Sifat surat", _NATURES, value="biasa")
        self.deadline = DateField("Batas waktu berkas", desk.today, note="Boleh dikosongkan.")
        self.owner = LineField("Pelaksana", desk.clerk, limit=NAME_LIMIT)
        self.owner.set_suggestions(clerks(desk.office))
        self.addressee = LineField("Tujuan surat", limit=NAME_LIMIT)
        self.at = MomentField("Mulai", desk.local_now)
        self._opened_at = self.at.value()
        self.more = Button(_MORE, Kind.LINK)
        self.from_step = ChoiceField(
            "Sudah berjalan, mulai dari langkah", (), note="Langkah sebelumnya dianggap sudah selesai."
        )
        self.outlook = Notice("", Tone.INFO)
        self._lay_out()
        self._connect()
        self._on_sop()
        name = "berkas-baru" if line is None else f"berkas-baru-{line}"
        self.keep_draft(desk.office.folder, name, desk.local_now)

    def confirm(self) -> None:
        """Press the main action; what has to be mended is brought into sight."""
        super().confirm()
        self._tall.follow_focus()

    def _lay_out(self) -> None:
        fields = Form()
        if self._letter is not None:
            self.body.addWidget(Notice(self._letter.words, Tone.INFO))
            self.origin.setEnabled(False)
            self.origin_note.set_value(self._letter.origin_note)
            self.nature.set_value(self._letter.nature)
        fields.add(self.sop)
        fields.add_row(self.period, self.nature)
        fields.add(self.title_field)
        fields.add_row(self.origin, self.origin_note)
        fields.add_row(self.addressee, self.owner)
        fields.add_row(self.at, self.deadline)
        fields.add(self.from_step)
        self.from_step.hide()
        self.form = fields
        self._tall = TallForm(fields)
        self.body.addWidget(self._tall, 1)
        self.body.addWidget(self.outlook)
        self.left.addWidget(self.more)
        self.places: dict[str, Field] = {
            "sop": self.sop,
            "title": self.title_field,
            "period": self.period,
            "nature": self.nature,
            "deadline": self.deadline,
            "owner": self.owner,
            "addressees": self.addressee,
            "from_step": self.from_step,
            "at": self.at,
            "origin": self.origin,
        }

    def _connect(self) -> None:
        self.form_edited = self.form.edited if self.form is not None else self.confirmed
        self.form_edited.connect(self._on_edited)
        self.form_edited.connect(self._tell_outlook)
        self.sop.edited.connect(self._on_sop)
        self.period.edited.connect(self._suggest)
        self.title_field.edited.connect(self._on_title)
        self.addressee.edited.connect(self._on_addressee)
        self.more.clicked.connect(self._on_more)
        self.confirmed.connect(self._on_confirmed)

    def _on_sop(self) -> None:
        sop = self.sop.value()
        self.period.show_for(sop)
        self.nature.setVisible(sop is not None and sop.answer_by_nature)
        self.from_step.set_choices([(s.no, f"{s.no}. {s.brief}") for s in sop.steps] if sop else [])
        of_itself = sop is not None and sop.period is PeriodKind.MONTH and self._letter is None
        self.origin.set_value("duty" if of_itself else "disposition")
        self._suggest()
        self._tell_outlook()

    def _suggest(self) -> None:
        sop = self.sop.value()
        if sop is None:
            return
        title = suggested_title(self._desk.known, sop, self.period.value())
        addressee = next(iter(suggested_addressees(self._desk.known, sop)), "")
        if self._letter is not None:
            title, addressee = self._letter.title(sop) or title, self._letter.addressee(sop) or addressee
        if not self._named:
            self.title_field.set_value(title)
        if not self._sent:
            self.addressee.set_value(addressee)
            # It is longer than the field: whoever reads it begins at the left.
            self.addressee.line.setCursorPosition(0)

    def _on_title(self) -> None:
        self._named = not self.title_field.is_empty()

    def _on_addressee(self) -> None:
        self._sent = not self.addressee.is_empty()

    def _on_more(self) -> None:
        shown = self.from_step.isHidden()
        self.from_step.setVisible(shown)
        self.more.set_text(_LESS if shown else _MORE)
        self._tall.updateGeometry()
        if shown:
            self.from_step.focus()
            self._tall.follow_focus()
        else:
            self.from_step.set_value(None)
            self._tell_outlook()

    def _wish(self, sop: Sop) -> Start:
        chosen = self.from_step.value()
        return Start(
            sop=sop.key,
            title=self.title_field.value(),
            period=self.period.value(),
            deadline=self._day(),
            nature=str(self.nature.value() or "") if sop.answer_by_nature else "",
            from_step=chosen if isinstance(chosen, int) else None,
            owner=self.owner.value(),
            origin=str(self.origin.value() or "by_hand"),
            origin_note=self.origin_note.value(),
            addressees=(self.addressee.value(),) if self.addressee.value() else (),
            incoming=self._letter.line if self._letter is not None else None,
        )

    def _day(self) -> date | None:
        try:
            return self.deadline.value()
        except ValueError:
            return None

    def _moment(self) -> datetime:
        try:
            value = self.at.value()
        except ValueError:
            return self._desk.now()
        return self._desk.now() if value == self._opened_at else value

    def _tell_outlook(self) -> None:
        sop = self.sop.value()
        if sop is None:
            self.outlook.say("")
            return
        try:
            found = outlook(self._desk.office, self._wish(sop), self._moment())
        except (Refused, Trouble):
            # Said where it matters: when the dossier is started.
            self.outlook.say("")
            return
        answer = sop.answer_by_nature and self._day() is None
        self.outlook.say(*outlook_words(found, answer=answer))

    def _on_confirmed(self) -> None:
        sop = self.sop.value()
        if sop is None:
            return
        try:
            answer = self._desk.start(self._wish(sop), at=self._moment())
        except (Refused, Trouble) as error:
            self._on_refused(error)
            return
        self.accept()
        self.started.emit(answer)

    def _on_refused(self, error: Refused | Trouble) -> None:
        field = None
        if isinstance(error, Refused):
            field = self.places.get(_RULES.get(error.rule, str(error.data.get("field", ""))))
        if field is not None and not field.isHidden() and self.form is not None:
            self.form.fail(field, sentence(error))
        else:
            self.fail(sentence(error))
