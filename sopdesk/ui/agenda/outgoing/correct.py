"""Pembetulan: a mistyped number, or a line that says something wrong; what it said before stays readable."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import short_date
from sopdesk.domain.errors import Rule
from sopdesk.domain.text import NAME_LIMIT, REASON_LIMIT, TITLE_LIMIT
from sopdesk.services.renumbering import Mending
from sopdesk.services.settings import reasons
from sopdesk.services.views import RegisterRow
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.fields.code_field import CodeField
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, NumberField, TextField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.tall import TallForm
from sopdesk.ui.kit.text import Label
from sopdesk.ui.numbers.acts import NumberActs
from sopdesk.ui.numbers.jump import Jump

TEXT, NUMBER = "isi", "nomor"
_ACTION = "Betulkan"
_NOTES = {
    TEXT: "Nomor urut tetap. Isi yang semula tetap terbaca pada Rincian nomor.",
    NUMBER: (
        "Surat dipindahkan ke nomor yang benar. Nomor yang salah tetap di buku dengan tanda dibetulkan dan tidak "
        "diberikan lagi."
    ),
}


class CorrectDialog(Dialog):
    """Asks what is wrong, what is right, and why. ``told`` carries the sentence."""

    told = Signal(str)

    def __init__(self, desk: Desk, row: RegisterRow, parent: QWidget | None = None) -> None:
        super().__init__(f"Pembetulan nomor {row.shown}", parent, action=_ACTION)
        self._row = row
        self._acts = NumberActs(desk)
        self.body.addWidget(Label(f"{row.text} · {short_date(row.date)}", bold=True, wrap=True))
        note_clock(self, desk)
        form = Form()
        self.what = form.add(
            ChoiceField(
                "Yang dibetulkan",
                [(TEXT, "Isi baris: tanggal, tujuan, isi singkat, kode"), (NUMBER, "Nomor urut salah ketik")],
                value=TEXT,
                required=True,
            )
        )
        self.to = form.add(NumberField("Nomor yang benar", required=True, least=1, most=99999))
        self.day = DateField("Tanggal surat", desk.today, row.date, required=True)
        self.code = CodeField("Kode klasifikasi", desk, row.code, required=True)
        form.add_row(self.day, self.code)
        self.party = form.add(LineField("Ditujukan kepada", row.party, required=True, limit=NAME_LIMIT))
        self.subject = form.add(
            TextField("Isi singkat", row.subject, required=True, limit=TITLE_LIMIT, lines=3, single=True)
        )
        self.reason = form.add(LineField("Alasan", required=True, limit=REASON_LIMIT))
        self.reason.set_suggestions((*reasons(desk.known, "correct_number"), "Salah ketik"))
        self.note = Label("", ink="muted", wrap=True)
        form.add_widget(self.note)
        self._fields: dict[str, Field] = {
            "number": self.to,
            "date": self.day,
            "code": self.code,
            "addressee": self.party,
            "subject": self.subject,
            "reason": self.reason,
        }
        self.form = form
        self._tall = TallForm(form)
        self.body.addWidget(self._tall, 1)
        form.edited.connect(self._on_edited)
        self._jump = Jump(self, _ACTION, "Tetap betulkan")
        form.edited.connect(self._jump.forget)
        self.what.edited.connect(self._show)
        self.confirmed.connect(self._on_confirmed)
        self._show()

    def confirm(self) -> None:
        """Press the main action; what has to be mended is brought into sight."""
        super().confirm()
        self._tall.follow_focus()

    def _show(self) -> None:
        number = self.what.value() == NUMBER
        self.to.setVisible(number)
        for field in (self.day, self.code, self.party, self.subject):
            field.setVisible(not number)
        self.note.setText(_NOTES[NUMBER if number else TEXT])
        self._tall.updateGeometry()
        if self.isVisible():
            self.fit()

    def _on_confirmed(self) -> None:
        try:
            said = self._correct() if self.what.value() == NUMBER else self._amend()
        except Refused as error:
            if not self._jump.asked(error):
                self._say(error)
            return
        except Trouble as error:
            self.fail(sentence(error))
            return
        self.told.emit(said)
        self.accept()

    def _correct(self) -> str:
        answer = self._acts.correct_number(
            self._row,
            int(self.to.number() or 0),
            reason=self.reason.value(),
            confirmed=self._jump.confirmed,
        )
        return f"Nomor {self._row.shown} dibetulkan menjadi {answer.text}."

    def _amend(self) -> str:
        mending = Mending(self.subject.value(), self.party.value(), self.code.value(), self.day.value())
        answer = self._acts.amend_line(self._row, mending, reason=self.reason.value())
        return f"Baris nomor {answer.text} dibetulkan."

    def _say(self, error: Refused) -> None:
        field = self._fields.get(str(error.data.get("field", "")))
        if error.rule is Rule.NUMBER_TAKEN:
            field = self.to
        elif error.rule in (Rule.DATE_AFTER_NEXT, Rule.DATE_BEFORE_LAST) and self.what.value() == TEXT:
            field = self.day
        if field is None or not field.isVisible() or self.form is None:
            self.fail(sentence(error))
        else:
            self.form.fail(field, sentence(error))
