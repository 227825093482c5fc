"""The form of a surat pengantar, beside the letter that it makes."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.errors import Rule
from sopdesk.domain.letters import BLOCK_LIMIT, NAME_LIMIT, SHORT_LINE, LetterState
from sopdesk.domain.signing import Form as SigningForm
from sopdesk.domain.text import NAME_LIMIT as LINE_MOST
from sopdesk.services.letters import LetterAtHand, LetterForm, letter_at_hand, save_form, signer_of
from sopdesk.services.printing import Paper, letter_draft
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Space
from sopdesk.ui.papers.items import ItemsField
from sopdesk.ui.papers.preview import FullPreview, Preview, enlarge
from sopdesk.ui.papers.signature import SignatureBox
from sopdesk.ui.papers.words import missing_words

PAUSE_MS = 350
_CODE_MOST = 30
_FORMS = (
    (SigningForm.LANGSUNG, "Langsung oleh Camat"),
    (SigningForm.AN, "a.n. Camat, oleh Sekretaris Kecamatan"),
    (SigningForm.UB, "u.b., oleh Kasubbag"),
)
_SAVED = "Surat pengantar disimpan."


class LetterDialog(Dialog):
    """Fills in the cover letter that step ``sending`` sends; ``saved`` carries a sentence for the window.

    Raises Refused and Trouble where the letter cannot be read.
    """

    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        dossier: int,
        sending: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        hand = letter_at_hand(desk.office, dossier, now=desk.now(), sending=sending)
        super().__init__("Surat pengantar", parent, action="Simpan", wide=True)
        self._desk = desk
        self._theme = theme
        self._dossier = dossier
        self._hand = hand
        self._draft: Paper | None = None
        self.preview = Preview("Pratinjau surat pengantar")
        self.told = Notice("", Tone.WARNING)
        self.full = Button("Pratinjau penuh", icon="eye")
        self.foot.insertWidget(self.foot.count() - 1, self.full)
        self._lay_out(self._fields(hand.form))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.draw)
        self.form_fields.edited.connect(self._pause.start)
        self.signing.edited.connect(self._on_signing_chosen)
        self.full.clicked.connect(self.show_full)
        self.confirmed.connect(self._on_confirmed)
        if hand.letter.state is LetterState.TERBIT:
            self._lock(hand)
        self._on_signing()
        self.draw()
        enlarge(self)

    def value(self) -> LetterForm:
        """What is filled in now."""
        chosen = self.signing.value()
        return LetterForm(
            addressee_lines=tuple(x.strip() for x in self.addressee.value().splitlines() if x.strip()),
            addressee_place=self.place.value(),
            items=self.items.items(),
            form=chosen if isinstance(chosen, SigningForm) else SigningForm.LANGSUNG,
            code=self.code.value(),
        )

    def draw(self) -> None:
        """Draw the letter as it is filled in now; what cannot be drawn leaves the last picture and says why."""
        try:
            if self._hand.letter.state is LetterState.TERBIT:
                form, now = self._hand.form, self._desk.now()
            else:
                form, now = self.value(), self._desk.now()
            self._draft = letter_draft(self._hand, form, self._desk.known, now)
        except Refused as error:
            self.told.say(sentence(error), Tone.WARNING)
            return
        self.preview.show_pdf(self._draft.pdf)
        self.told.say(missing_words(self._draft.missing), Tone.WARNING)

    def show_full(self) -> None:
        """Show the letter alone, as large as the screen allows."""
        self._pause.stop()
        self.draw()
        if self._draft is not None:
            FullPreview("Pratinjau surat pengantar", self._draft.pdf, self).open()

    def _fields(self, form: LetterForm) -> Form:
        self.form_fields = Form()
        self.addressee = self.form_fields.add(
            _Lines("Ditujukan kepada (Yth.)", "\n".join(form.addressee_lines))
        )
        self.place = LineField("Tempat tujuan", form.addressee_place, required=True, limit=NAME_LIMIT)
        self.code = LineField(
            "Kode klasifikasi", form.code, limit=_CODE_MOST, note="Dipakai saat nomor diambil."
        )
        self.form_fields.add_row(self.place, self.code)
        self.items = self.form_fields.add(ItemsField(form.items))
        self.signing = self.form_fields.add(ChoiceField("Bentuk penandatanganan", _FORMS, value=form.form))
        self.signature = SignatureBox()
        self.form_fields.add_widget(self.signature)
        return self.form_fields

    def _lay_out(self, form: Form) -> None:
        self.set_form(form)
        self.column = left = ScrollPage(surface=True)
        left.column.setContentsMargins(0, 0, Space.AROUND, 0)
        left.add(form)
        row = QHBoxLayout()
        row.setSpacing(Space.AROUND)
        row.addWidget(left, 6)
        row.addWidget(self.preview, 5)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.told)

    def _lock(self, hand: LetterAtHand) -> None:
        self.items.set_locked()
        for field in (self.addressee, self.place, self.code):
            for editor in field.editors:
                editor.setProperty("readOnly", True)
        self.signing.setEnabled(False)
        self.action.setVisible(False)
        self.cancel.set_text("Tutup")
        self.notice.say(
            f"Surat ini sudah terbit dengan nomor {hand.letter.number}, jadi isinya tidak dapat diubah lagi.",
            Tone.INFO,
        )

    def _on_signing_chosen(self) -> None:
        self._on_signing()
        self.column.ensureWidgetVisible(self.signature)

    def _on_signing(self) -> None:
        day = self._desk.today()
        if self._hand.letter.state is LetterState.TERBIT:
            self.signature.show_signer(self._hand.letter.signer)
            return
        try:
            self.signature.show_signer(signer_of(self._desk.known, self.value().form, day))
        except Refused as error:
            self.signature.show_problem(sentence(error))

    def _on_confirmed(self) -> None:
        form = self.value()
        try:
            signer_of(self._desk.known, form.form, self._desk.today())
            save_form(self._desk.office, self._dossier, form, sending=self._hand.step)
        except Refused as error:
            self._say(error)
            return
        except Trouble as error:
            self.fail(sentence(error))
            return
        self._desk.tell(Changes(dossiers=frozenset({self._dossier})))
        self.accept()
        self.saved.emit(_SAVED)

    def _say(self, error: Refused) -> None:
        fields: dict[str, Field] = {
            "addressee_lines": self.addressee,
            "addressee_place": self.place,
            "code": self.code,
            "chain": self.signing,
        }
        field = fields.get(str(error.data.get("field")))
        if error.rule is Rule.OFFICE_INCOMPLETE:
            field = self.signing
        if field is None:
            self.fail(sentence(error))
        else:
            self.form_fields.fail(field, sentence(error))


class _Lines(TextField):
    """The addressee: one line of the letter on each line, within what the paper holds."""

    def __init__(self, label: str, value: str) -> None:
        super().__init__(
            label,
            value,
            required=True,
            lines=3,
            note="Satu baris untuk tiap baris pada surat, tanpa “Yth.”.",
        )

    def problem(self) -> str:
        """What is wrong with the lines."""
        lines = [line.strip() for line in self.value().splitlines() if line.strip()]
        if any(len(line) > LINE_MOST for line in lines):
            return f"Satu baris paling banyak {LINE_MOST} huruf."
        if sum(max(len(line), SHORT_LINE) for line in lines) > BLOCK_LIMIT:
            return f"Terlalu panjang untuk surat: paling banyak {BLOCK_LIMIT // SHORT_LINE} baris."
        return super().problem()
