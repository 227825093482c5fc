"""Terbitkan: take the number of a letter, and say how it comes onto the signed sheet (rules 22, 23)."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sopdesk.domain.errors import Rule
from sopdesk.domain.numbers import OUTGOING
from sopdesk.domain.text import NAME_LIMIT, TITLE_LIMIT
from sopdesk.services.letters import letter_at_hand
from sopdesk.services.next_number import NextNumber, next_number, number_text
from sopdesk.services.numbering import NumberAnswer, NumberWish
from sopdesk.services.printing import OVERPRINT, SHEETS, SURAT_PENGANTAR, letter_paper, log_print
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.fields.code_field import CodeField
from sopdesk.ui.kit.button import Kind
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.numbers.jump import Jump
from sopdesk.ui.papers.fitted import FittedScroll
from sopdesk.ui.papers.issue_number import INSERTED, NumberWay
from sopdesk.ui.papers.issued import IssuedPage, Way


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
        self._asked: tuple[int, str, int | None] | None = None
        self._answer: NumberAnswer | None = None
        self.fields = Form()
        self.addressee = self.fields.add(
            LineField("Ditujukan kepada", addressee, required=True, limit=NAME_LIMIT)
        )
        self.subject = self.fields.add(
            TextField("Isi singkat", subject, required=True, limit=TITLE_LIMIT, lines=3, single=True)
        )
        self.day = DateField("Tanggal surat", desk.today, desk.today(), required=True)
        self.code = CodeField("Kode klasifikasi", desk, code, required=True)
        self.fields.add_row(self.day, self.code)
        self.way = NumberWay(self.fields)
        self._add_number()
        self.set_form(self.fields)
        verb = "Terbitkan" if dossier is not None else "Ambil nomor"
        self._jump = Jump(self, verb, f"Tetap {verb.lower()}")
        self.scroll_page = FittedScroll(self.fields)
        self.body.addWidget(self.scroll_page)
        self.done_page = IssuedPage(has_letter=dossier is not None)
        self.done_page.hide()
        self.body.addWidget(self.done_page)
        self.fields.edited.connect(self._on_edited_number)
        self.way.changed.connect(self._on_edited_number)
        self.confirmed.connect(self._on_confirmed)
        self.done_page.chosen.connect(self._on_way)
        desk.changed.connect(self._on_changed)
        self.keep_draft(desk.office.folder, f"nomor-{dossier or 0}", desk.local_now)
        self._ask()

    @property
    def shown_number(self) -> str:
        """The number text as it is previewed; empty while it cannot be told."""
        return self.number.text()

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

    def _ask(self) -> None:
        """Read the next number anew where the year, the code or the number to insert after is another."""
        day = self._day()
        wanted = None if day is None else (day.year, self.code.value(), self.way.insert_after())
        if day is None or wanted is None:
            self._next = None
        elif wanted != self._asked:
            self._asked = wanted
            try:
                self._next = next_number(
                    self._desk.office, OUTGOING, day.year, code=self._code(), insert_after=wanted[2]
                )
            except Trouble as error:
                self._next = None
                self.fail(sentence(error))
            self.way.see(self._next)
        self._show_number()

    def _code(self) -> str:
        return self.code.value() or self._desk.known.profile.general_code

    def _show_number(self) -> None:
        day, found = self._day(), self._next
        if day is None or found is None:
            self.number.setText("")
            self.hint.setText("")
            return
        urut = self.way.urut()
        mark = found.insert if self.way.way == INSERTED else ""
        known = self._desk.known
        self.number.setText(
            "…"
            if urut is None
            else number_text(known, OUTGOING, code=self._code(), urut=urut, sisipan=mark, day=day)
        )
        words, worry = self.way.words(day, self._desk.today())
        self.hint.setText(words)
        self.hint.set_ink("waspada" if worry else "muted")

    def _on_edited_number(self) -> None:
        self._jump.forget()
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
        wish = NumberWish(
            OUTGOING,
            self.subject.value(),
            self.addressee.value(),
            day,
            code=self.code.value(),
            confirmed=self._jump.confirmed,
            **self.way.asked(),
        )
        try:
            answer = self._desk.take_number(wish, dossier=self._dossier, step=self._step, at=self._desk.now())
        except Refused as error:
            if not self._jump.asked(error):
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
        if error.rule in (Rule.DATE_BEFORE_LAST, Rule.DATE_AFTER_NEXT, Rule.YEAR_CLOSED):
            field = self.day
        field = field or self.way.place_of(error)
        self._asked = None
        self._ask()
        if field is None:
            self.fail(sentence(error))
        else:
            self.fields.fail(field, sentence(error))

    def _show_issued(self, answer: NumberAnswer) -> None:
        self._answer = answer
        self.drop_draft()
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
