"""The form of a nota dinas, beside the paper that it makes."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.letters import BLOCK_LIMIT, BODY_LIMIT, LINE_LIMIT, TEXT_LIMIT
from sopdesk.domain.sop import Desk as Place
from sopdesk.services.letter_forms import NATURES
from sopdesk.services.note_forms import NoteForm, new_form
from sopdesk.services.notes import NoteAtHand, draft_of, note_at_hand, note_paper, save_note
from sopdesk.services.printing import Paper
from sopdesk.services.sentences import DESKS
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.fields.code_field import CodeField
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.tokens import Space
from sopdesk.ui.papers.letter_fields import LinesField, paragraphs_of
from sopdesk.ui.papers.preview import Preview, enlarge
from sopdesk.ui.papers.words import missing_words

PAUSE_MS = 350
_SIGNERS = tuple((place, DESKS[place.value]) for place in (Place.KASUBBAG, Place.SEKCAM, Place.CAMAT))


class NoteDialog(Dialog):
    """Fills in a nota dinas: a new one, also beside ``dossier``, or the one with the id ``letter``.

    ``saved`` carries a sentence for the window. Raises Refused and Trouble where it cannot be read.
    """

    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        letter: int | None = None,
        dossier: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        hand = None if letter is None else note_at_hand(desk.office, letter, now=desk.now())
        form = new_form(desk.known, desk.now()) if hand is None else hand.form
        super().__init__("Nota dinas", parent, action="Simpan", wide=True)
        self._desk = desk
        self._hand: NoteAtHand | None = hand
        self._dossier = dossier
        self._draft: Paper | None = None
        self.preview = Preview("Pratinjau nota dinas")
        self.told = Notice("", Tone.WARNING)
        self.fields = _NoteFields(desk, form)
        self.set_form(self.fields)
        column = ScrollPage(surface=True)
        column.column.setContentsMargins(0, 0, Space.AROUND, 0)
        column.add(self.fields)
        row = QHBoxLayout()
        row.setSpacing(Space.AROUND)
        row.addWidget(column, 6)
        row.addWidget(self.preview, 5)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.told)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.draw)
        self.fields.edited.connect(self._pause.start)
        self.confirmed.connect(self._on_confirmed)
        if hand is not None and hand.note.number:
            self._lock(hand.note.number)
        else:
            name = f"nota-dinas-{letter or 0}-{dossier or 0}"
            self.keep_draft(desk.office.folder, name, desk.local_now)
        self.draw()
        enlarge(self)

    def draw(self) -> None:
        """Draw the note as it is filled in now; what cannot be drawn leaves the last picture and says why."""
        desk, hand = self._desk, self._hand
        try:
            if hand is None or not hand.note.number:
                hand = draft_of(desk.office, desk.known, self.fields.value(), desk.now())
            self._draft = note_paper(hand)
        except Refused as error:
            self.told.say(sentence(error), Tone.WARNING)
            return
        self.preview.show_pdf(self._draft.pdf)
        self.told.say(missing_words(self._draft.missing), Tone.WARNING)

    def _lock(self, number: str) -> None:
        self.fields.lock()
        self.action.setVisible(False)
        self.cancel.set_text("Tutup")
        words = f"Nota dinas ini sudah bernomor {number}, jadi isinya tidak dapat diubah lagi."
        self.notice.say(words, Tone.INFO)

    def _on_confirmed(self) -> None:
        desk, hand = self._desk, self._hand
        letter = hand.id if hand else None
        try:
            save_note(
                desk.office,
                self.fields.value(),
                by=desk.clerk,
                now=desk.now(),
                letter_id=letter,
                dossier=self._dossier,
            )
        except Refused as error:
            field = self.fields.named.get(str(error.data.get("field")))
            if field is None:
                self.fail(sentence(error))
            else:
                self.fields.fail(field, sentence(error))
            return
        except Trouble as error:
            self.fail(sentence(error))
            return
        self.accept()
        dossiers = frozenset(() if self._dossier is None else (self._dossier,))
        desk.tell(Changes(dossiers=dossiers, registers=True))
        self.saved.emit("Nota dinas disimpan.")


class _NoteFields(Form):
    """The fields of a nota dinas."""

    def __init__(self, desk: Desk, form: NoteForm) -> None:
        super().__init__()
        self.to = LineField("Kepada (Yth.)", form.to, required=True, limit=LINE_LIMIT)
        self.from_ = LineField("Dari", form.sender, required=True, limit=LINE_LIMIT)
        self.add_row(self.to, self.from_)
        natures = NATURES if form.nature in NATURES else (*NATURES, form.nature)
        self.nature = ChoiceField("Sifat", [(each, each) for each in natures], value=form.nature)
        self.enclosure = LineField("Lampiran", form.enclosure, limit=LINE_LIMIT)
        self.add_row(self.nature, self.enclosure)
        self.subject = self.add(
            TextField("Hal", form.subject, required=True, limit=TEXT_LIMIT, lines=2, single=True)
        )
        self.body = self.add(
            TextField(
                "Isi nota dinas",
                "\n".join(form.body),
                required=True,
                limit=BODY_LIMIT,
                lines=9,
                note="Satu alinea tiap baris; tekan Enter untuk alinea baru.",
            )
        )
        self.copies_to = self.add(
            LinesField("Tembusan", form.copies_to, 2 * BLOCK_LIMIT, note="Satu penerima tiap baris.")
        )
        self.signing = ChoiceField("Penanda tangan", _SIGNERS, value=form.signing, required=True)
        self.code = CodeField("Kode klasifikasi", desk, form.code, note="Dipakai saat nomor diambil.")
        self.add_row(self.signing, self.code)

    @property
    def named(self) -> dict[str, Field]:
        """The fields by the names that refusals use."""
        return {
            "to": self.to,
            "sender": self.from_,
            "nature": self.nature,
            "enclosure": self.enclosure,
            "subject": self.subject,
            "body": self.body,
            "copies_to": self.copies_to,
            "chain": self.signing,
            "code": self.code,
        }

    def value(self) -> NoteForm:
        """What is filled in now."""
        signing, nature = self.signing.value(), self.nature.value()
        return NoteForm(
            to=self.to.value(),
            sender=self.from_.value(),
            subject=" ".join(self.subject.value().split()),
            body=paragraphs_of(self.body),
            signing=signing if isinstance(signing, Place) else Place.KASUBBAG,
            copies_to=self.copies_to.lines(),
            nature=nature if isinstance(nature, str) else "",
            enclosure=self.enclosure.value(),
            code=self.code.value(),
        )

    def lock(self) -> None:
        """Show without letting anything be changed."""
        for field in (
            self.to,
            self.from_,
            self.enclosure,
            self.subject,
            self.body,
            self.copies_to,
            self.code,
        ):
            for editor in field.editors:
                editor.setProperty("readOnly", True)
        for choice in (self.nature, self.signing):
            choice.setEnabled(False)
