"""The fields of a letter of either kind; those of the other kind keep what they hold while they are hidden."""

from collections.abc import Sequence

from sopdesk.domain.letters import BLOCK_LIMIT, BODY_LIMIT, LINE_LIMIT, NAME_LIMIT, SHORT_LINE, TEXT_LIMIT
from sopdesk.domain.signing import Form as SigningForm
from sopdesk.domain.text import NAME_LIMIT as LINE_MOST
from sopdesk.services.letter_forms import COVER, KIND_WORDS, KINDS, NATURES, REPLY, LetterForm
from sopdesk.ui.desk import Desk
from sopdesk.ui.fields.code_field import CodeField
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.papers.items import ItemsField
from sopdesk.ui.papers.signature import SignatureBox

FORMS = (
    (SigningForm.LANGSUNG, "Langsung oleh Camat"),
    (SigningForm.AN, "a.n. Camat, oleh Sekretaris Kecamatan"),
    (SigningForm.UB, "u.b., oleh Kasubbag"),
)


class LetterFields(Form):
    """The form of a dossier's letter."""

    def __init__(self, desk: Desk, form: LetterForm) -> None:
        super().__init__()
        self.kind = self.add(
            ChoiceField("Jenis surat", [(kind, KIND_WORDS[kind]) for kind in KINDS], value=form.kind)
        )
        self.addressee = self.add(
            LinesField("Ditujukan kepada (Yth.)", form.addressee_lines, BLOCK_LIMIT, required=True)
        )
        self.place = LineField("Tempat tujuan", form.addressee_place, required=True, limit=NAME_LIMIT)
        self.code = CodeField("Kode klasifikasi", desk, form.code, note="Dipakai saat nomor diambil.")
        self.add_row(self.place, self.code)
        self.items = self.add(ItemsField(form.items))
        natures = NATURES if form.nature in NATURES else (*NATURES, form.nature)
        self.nature = ChoiceField("Sifat", [(each, each) for each in natures], value=form.nature)
        self.enclosure = LineField("Lampiran", form.enclosure, limit=LINE_LIMIT)
        self.add_row(self.nature, self.enclosure)
        self.subject = self.add(
            TextField("Hal", form.subject, required=True, limit=TEXT_LIMIT, lines=2, single=True)
        )
        self.body = self.add(
            TextField(
                "Isi surat",
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
        self.signing = self.add(ChoiceField("Bentuk penandatanganan", FORMS, value=form.form))
        self.signature = SignatureBox()
        self.add_widget(self.signature)
        self.show_kind()

    @property
    def chosen_kind(self) -> str:
        """Which kind of letter it is to be."""
        kind = self.kind.value()
        return kind if isinstance(kind, str) else COVER

    def value(self) -> LetterForm:
        """What is filled in now."""
        signing, nature = self.signing.value(), self.nature.value()
        return LetterForm(
            addressee_lines=self.addressee.lines(),
            addressee_place=self.place.value(),
            items=self.items.items(),
            form=signing if isinstance(signing, SigningForm) else SigningForm.LANGSUNG,
            code=self.code.value(),
            kind=self.chosen_kind,
            nature=nature if isinstance(nature, str) else "",
            enclosure=self.enclosure.value(),
            subject=" ".join(self.subject.value().split()),
            body=paragraphs_of(self.body),
            copies_to=self.copies_to.lines(),
        )

    def show_kind(self) -> None:
        """Show the fields of the kind that is chosen."""
        reply = self.chosen_kind == REPLY
        self.items.setVisible(not reply)
        for field in (self.nature, self.enclosure, self.subject, self.body, self.copies_to):
            field.setVisible(reply)

    def fill_gaps(self, draft: LetterForm) -> None:
        """Put a first draft where the fields of its kind hold nothing yet."""
        if draft.kind == REPLY:
            if self.subject.is_empty():
                self.subject.set_value(draft.subject)
            if self.body.is_empty():
                self.body.set_value("\n".join(draft.body))
            self.nature.set_value(draft.nature)
        elif self.items.is_empty() or not any(item.note for item in self.items.items()):
            self.items.set_items(draft.items)

    def lock(self) -> None:
        """Show without letting anything be changed."""
        self.items.set_locked()
        for field in (
            self.addressee,
            self.place,
            self.code,
            self.enclosure,
            self.subject,
            self.body,
            self.copies_to,
        ):
            for editor in field.editors:
                editor.setProperty("readOnly", True)
        for choice in (self.kind, self.signing, self.nature):
            choice.setEnabled(False)

    def field_named(self, name: str) -> Field | None:
        """The field that a refusal names."""
        fields: dict[str, Field] = {
            "kind": self.kind,
            "addressee_lines": self.addressee,
            "addressee_place": self.place,
            "code": self.code,
            "nature": self.nature,
            "enclosure": self.enclosure,
            "subject": self.subject,
            "body": self.body,
            "copies_to": self.copies_to,
            "chain": self.signing,
        }
        return fields.get(name)


class LinesField(TextField):
    """A block: one line of the letter on each line, within what the paper holds."""

    def __init__(
        self, label: str, lines: Sequence[str], most: int, *, required: bool = False, note: str = ""
    ) -> None:
        told = note or "Satu baris untuk tiap baris pada surat, tanpa “Yth.”."
        super().__init__(label, "\n".join(lines), required=required, lines=3, note=told)
        self._most = most

    def lines(self) -> tuple[str, ...]:
        """The lines that hold something."""
        return tuple(line.strip() for line in self.value().splitlines() if line.strip())

    def problem(self) -> str:
        """What is wrong with the lines."""
        lines = self.lines()
        if any(len(line) > LINE_MOST for line in lines):
            return f"Satu baris paling banyak {LINE_MOST} huruf."
        if sum(max(len(line), SHORT_LINE) for line in lines) > self._most:
            return f"Terlalu panjang untuk surat: paling banyak {self._most // SHORT_LINE} baris."
        return super().problem()


def paragraphs_of(field: TextField) -> tuple[str, ...]:
    """The paragraphs that were typed, one on each line."""
    return tuple(line.strip() for line in field.value().splitlines() if line.strip())
