"""The form of a dossier's letter, beside the letter that it makes."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.errors import Rule
from sopdesk.domain.letters import LetterState
from sopdesk.services.letter_forms import KIND_WORDS, LetterForm
from sopdesk.services.letters import LetterAtHand, draft_form, letter_at_hand, save_form, signer_of
from sopdesk.services.printing import Paper, letter_draft
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Space
from sopdesk.ui.papers.letter_fields import LetterFields
from sopdesk.ui.papers.preview import FullPreview, Preview, enlarge
from sopdesk.ui.papers.words import missing_words

PAUSE_MS = 350


class LetterDialog(Dialog):
    """Fills in the letter that step ``sending`` sends; ``saved`` carries a sentence for the window.

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
        super().__init__(KIND_WORDS[hand.form.kind], parent, action="Simpan", wide=True)
        self._desk = desk
        self._theme = theme
        self._dossier = dossier
        self._hand = hand
        self._draft: Paper | None = None
        self.preview = Preview("Pratinjau surat")
        self.told = Notice("", Tone.WARNING)
        self.full = Button("Pratinjau penuh", icon="eye")
        self.foot.insertWidget(self.foot.count() - 1, self.full)
        self._lay_out(LetterFields(desk, hand.form))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.draw)
        self.form_fields.edited.connect(self._pause.start)
        self.signing.edited.connect(self._on_signing_chosen)
        self.form_fields.kind.edited.connect(self._on_kind)
        self.full.clicked.connect(self.show_full)
        self.confirmed.connect(self._on_confirmed)
        if hand.letter.state is LetterState.TERBIT:
            self._lock(hand)
        else:
            self.keep_draft(desk.office.folder, f"surat-{dossier}-{sending or 0}", desk.local_now)
        self._on_signing()
        self.draw()
        enlarge(self)

    def value(self) -> LetterForm:
        """What is filled in now."""
        return self.form_fields.value()

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
            FullPreview(f"Pratinjau {self.title.text().lower()}", self._draft.pdf, self).open()

    def _lay_out(self, form: LetterFields) -> None:
        self.form_fields = form
        self.addressee, self.place, self.code = form.addressee, form.place, form.code
        self.items, self.signing, self.signature = form.items, form.signing, form.signature
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
        self.form_fields.lock()
        self.action.setVisible(False)
        self.cancel.set_text("Tutup")
        self.notice.say(
            f"Surat ini sudah terbit dengan nomor {hand.letter.number}, jadi isinya tidak dapat diubah lagi.",
            Tone.INFO,
        )

    def _on_kind(self) -> None:
        kind = self.form_fields.chosen_kind
        self.title.setText(KIND_WORDS[kind])
        self.setWindowTitle(KIND_WORDS[kind])
        try:
            draft = draft_form(self._desk.office, self._dossier, kind)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
        else:
            self.form_fields.fill_gaps(draft)
        self.form_fields.show_kind()
        self._pause.start()

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
            save_form(
                self._desk.office,
                self._dossier,
                form,
                by=self._desk.clerk,
                now=self._desk.now(),
                sending=self._hand.step,
            )
        except Refused as error:
            self._say(error)
            return
        except Trouble as error:
            self.fail(sentence(error))
            return
        self._desk.tell(Changes(dossiers=frozenset({self._dossier})))
        self.accept()
        self.saved.emit(f"{KIND_WORDS[form.kind]} disimpan.")

    def _say(self, error: Refused) -> None:
        field = self.form_fields.field_named(str(error.data.get("field")))
        if error.rule is Rule.OFFICE_INCOMPLETE:
            field = self.signing
        if field is None:
            self.fail(sentence(error))
        else:
            self.form_fields.fail(field, sentence(error))
