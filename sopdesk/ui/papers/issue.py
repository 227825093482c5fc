"""Terbitkan: take the number of a letter, and say how it comes onto the signed sheet (rules 22, 23)."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sopdesk.domain.errors import Rule
from sopdesk.domain.numbers import OUTGOING, letter_number
from sopdesk.domain.text import NAME_LIMIT, REASON_LIMIT, TITLE_LIMIT
from sopdesk.services.letters import letter_at_hand
from sopdesk.services.next_number import NextNumber, next_number
from sopdesk.services.numbering import NumberAnswer, NumberWish
from sopdesk.services.printing import OVERPRINT, SHEETS, SURAT_PENGANTAR, letter_paper, log_print
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Check, Kind
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, NumberField, TextField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.papers.fitted import FittedScroll
from sopdesk.ui.papers.issued import IssuedPage, Way
from sopdesk.ui.papers.number_words import hint_words

_CODE_MOST = 30


class IssueDialog(Dialog):
    """Takes the number of a dossier's letter, or with ``dossier`` None of an outgoing letter of its own.

    ``issued`` carries the NumberAnswer, ``told`` a sentence; ``paper_requested`` the dossier, the paper and
    the copy that is to be printed next. ``step`` is where the dossier was seen. Raises Refused and Trouble
    where the letter cannot be read.
    """

    issued = Signal(object)
    told = Signal(str)
    paper_requested = Signal(int, str, str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        dossier: int | None = None,
        step: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        addressee, subject, code = _known_of(desk, dossier)
        title = "Terbitkan surat" if dossier is not None else "Ambil nomor surat keluar"
        super().__init__(title, parent, action="Terbitkan" if dossier is not None else "Ambil nomor")
        self._desk = desk
        self._theme = theme
        self._dossier = dossier
        self._step = step
        self._next: NextNumber | None = None
        self._asked: tuple[int, int | None] | None = None
        self._answer: NumberAnswer | None = None
        self.fields = Form()
        self.addressee = self.fields.add(
            LineField("Ditujukan kepada", addressee, required=True, limit=NAME_LIMIT)
        )
        self.subject = self.fields.add(
            TextField("Isi singkat", subject, required=True, limit=TITLE_LIMIT, lines=3)
        )
        self.day = DateField("Tanggal surat", desk.today, desk.today(), required=True)
        self.code = LineField("Kode klasifikasi", code, required=True, limit=_CODE_MOST)
        self.fields.add_row(self.day, self.code)
        self._add_insert()
        self._add_number()
        self.set_form(self.fields)
        self.scroll_page = FittedScroll(self.fields)
        self.body.addWidget(self.scroll_page)
        self.done_page = IssuedPage(has_letter=dossier is not None)
        self.done_page.hide()
        self.body.addWidget(self.done_page)
        self.fields.edited.connect(self._on_edited_number)
        self.confirmed.connect(self._on_confirmed)
        self.done_page.chosen.connect(self._on_way)
        desk.changed.connect(self._on_changed)
        self._ask()

    @property
    def shown_number(self) -> str:
        """The number text as it is previewed; empty while it cannot be told."""
        return self.number.text()

    def _add_insert(self) -> None:
        self.insert = Check("Nomor sisipan untuk tanggal yang sudah lewat …")
        self.fields.add_widget(self.insert)
        self.after = NumberField("Setelah nomor", required=True, least=1, most=99999)
        self.reason = LineField("Alasan", required=True, limit=REASON_LIMIT)
        self.fields.add_row(self.after, self.reason)
        self.after.hide()
        self.reason.hide()
        self.insert.toggled.connect(self._on_insert)

    def _add_number(self) -> None:
        box = QFrame()
        box.setProperty("box", True)
        column = QVBoxLayout(box)
        column.setContentsMargins(Space.AROUND, Space.INSIDE, Space.AROUND, Space.INSIDE)
        column.setSpacing(Space.WITHIN)
        column.addWidget(Label("Nomor surat", size=Letter.SMALL, ink="muted"))
        self.number = Label("", size=Letter.TITLE, bold=True, wrap=True)
        self.hint = Label("", size=Letter.SMALL, ink="muted", wrap=True)
        column.addWidget(self.number)
        column.addWidget(self.hint)
        self.fields.add_widget(box)

    def _day(self) -> date | None:
        try:
            return self.day.value()
        except ValueError:
            return None

    def _after(self) -> int | None:
        if not self.insert.isChecked() or self.after.problem():
            return None
        number = self.after.number()
        return int(number) if number is not None else None

    def _ask(self) -> None:
        """Read the next number anew where the year or the number to insert after is another."""
        day = self._day()
        if day is None:
            self._next = None
        elif (day.year, self._after()) != self._asked:
            self._asked = (day.year, self._after())
            try:
                self._next = next_number(self._desk.office, OUTGOING, day.year, insert_after=self._after())
            except Trouble as error:
                self._next = None
                self.fail(sentence(error))
        self._show_number()

    def _show_number(self) -> None:
        profile, day, found = self._desk.known.profile, self._day(), self._next
        if day is None or found is None:
            self.number.setText("")
            self.hint.setText("")
            return
        unsaid = self.insert.isChecked() and not found.insert
        self.number.setText(
            "…"
            if unsaid
            else letter_number(
                profile.number_format,
                code=self.code.value() or profile.general_code,
                urut=found.urut,
                sisipan=found.insert,
                unit=profile.unit_code,
                day=day,
            )
        )
        words, worry = hint_words(found, day, self._desk.today(), inserted=self.insert.isChecked())
        self.hint.setText(words)
        self.hint.set_ink("waspada" if worry else "muted")

    def _on_edited_number(self) -> None:
        self._ask()

    def _on_insert(self, wanted: bool) -> None:
        self.after.setVisible(wanted)
        self.reason.setVisible(wanted)
        if wanted:
            self.after.focus()
        self._ask()

    def _on_changed(self, changes: Changes) -> None:
        if self._answer is None and (changes.registers or changes.office or not changes.dossiers):
            self._asked = None
            self._ask()

    def _on_confirmed(self) -> None:
        if self._answer is not None:
            self._finish()
            return
        day = self._day()
        if day is None:
            return
        inserted = self.insert.isChecked()
        wish = NumberWish(
            OUTGOING,
            self.subject.value(),
            self.addressee.value(),
            day,
            code=self.code.value(),
            insert_after=self._after() if inserted else None,
            reason=self.reason.value() if inserted else "",
        )
        try:
            answer = self._desk.take_number(wish, dossier=self._dossier, step=self._step, at=self._desk.now())
        except Refused as error:
            self._say(error)
            return
        except Trouble as error:
            self.fail(sentence(error))
            return
        self._show_issued(answer)

    def _say(self, error: Refused) -> None:
        fields: dict[str, Field] = {
            "subject": self.subject,
            "addressee": self.addressee,
            "code": self.code,
            "date": self.day,
        }
        field = fields.get(str(error.data.get("field")))
        if error.rule in (Rule.DATE_BEFORE_LAST, Rule.YEAR_CLOSED):
            field = self.day
        elif error.rule is Rule.NUMBER_UNKNOWN:
            field = self.after
        self._asked = None
        self._ask()
        if field is None:
            self.fail(sentence(error))
        else:
            self.fields.fail(field, sentence(error))

    def _show_issued(self, answer: NumberAnswer) -> None:
        self._answer = answer
        self._typed = False
        self.form = None
        self.title.setText("Nomor sudah diambil")
        self.notice.say("")
        self.done_page.show_number(answer.text)
        self.scroll_page.hide()
        self.done_page.show()
        self.cancel.hide()
        if self._dossier is not None:
            self.action.set_kind(Kind.PLAIN)
        self.action.set_text("Nanti saja" if self._dossier is not None else "Selesai")
        self.adjustSize()
        self.done_page.focus_first()
        self.told.emit(f"Nomor {answer.text} diambil.")
        self.issued.emit(answer)

    def _finish(self) -> None:
        self.accept()

    def _on_way(self, way: Way) -> None:
        if way is Way.COPY:
            assert self._answer is not None
            QGuiApplication.clipboard().setText(self._answer.text)
            self.told.emit("Nomor surat disalin.")
            return
        assert self._dossier is not None
        if way is Way.BY_HAND and not self._note_by_hand(self._dossier):
            return
        self.accept()
        if way is not Way.BY_HAND:
            copy = OVERPRINT if way is Way.OVERPRINT else SHEETS
            self.paper_requested.emit(self._dossier, SURAT_PENGANTAR, copy)

    def _note_by_hand(self, dossier: int) -> bool:
        desk = self._desk
        try:
            paper = letter_paper(desk.office, dossier, now=desk.now(), copy=OVERPRINT)
            log_print(desk.office, paper, by=desk.clerk, now=desk.now(), ref=dossier, how="hand")
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return False
        desk.tell(Changes(dossiers=frozenset({dossier})))
        self.told.emit("Dicatat: nomor ditulis tangan.")
        return True


def _known_of(desk: Desk, dossier: int | None) -> tuple[str, str, str]:
    """Addressee, subject and code as the dossier's letter has them."""
    general = desk.known.profile.general_code
    if dossier is None:
        return "", "", general
    form = letter_at_hand(desk.office, dossier, now=desk.now()).form
    return (
        ", ".join(form.addressee_lines)[:NAME_LIMIT],
        form.about[:TITLE_LIMIT],
        form.code or general,
    )
