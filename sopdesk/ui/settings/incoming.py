"""Surat masuk: the times of answers, and what can be ticked on a disposition."""

from decimal import Decimal

from sopdesk.domain.rights import Right
from sopdesk.services.answer_times import AnswerTimes, answer_times, save_answer_times
from sopdesk.services.disposition_lists import instructions, others, save_lists
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField, TextField
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size
from sopdesk.ui.settings.section import Section

_LINES = 8


class IncomingSection(Section):
    """What is set here holds for letters and dispositions that come from now on."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Surat masuk dan disposisi",
            "Batas waktu jawaban menurut sifat surat, dan pilihan pada lembar disposisi. "
            "Surat yang sudah dicatat tidak berubah.",
        )
        self.most_urgent = NumberField("Sangat segera (jam)", required=True, least=1, most=720)
        self.urgent = NumberField("Segera (jam)", required=True, least=1, most=720)
        self.ordinary = NumberField("Biasa (hari kerja)", required=True, least=1, most=60)
        self.most_urgent.set_note("Menurut jam dinding.")
        self.urgent.set_note("Menurut jam dinding.")
        self.instructions = TextField(
            "Instruksi disposisi",
            required=True,
            lines=_LINES,
            note="Satu instruksi setiap baris, paling banyak 16.",
        )
        self.others = TextField(
            "Penerima selain pejabat di daftar",
            lines=_LINES,
            note="Satu jabatan setiap baris, paling banyak 10. Pejabat kantor selalu tercantum.",
        )
        self.fields = {
            "sangat_segera_hours": self.most_urgent,
            "segera_hours": self.urgent,
            "biasa_days": self.ordinary,
            "instructions": self.instructions,
            "instruction": self.instructions,
            "receivers": self.others,
        }
        form = self.form = Form()
        form.add_heading("Batas waktu jawaban")
        form.add_row(self.most_urgent, self.urgent, self.ordinary)
        form.add_heading("Lembar disposisi")
        form.add_row(self.instructions, self.others)
        form.setMaximumWidth(theme.px(Size.DIALOG_WIDE))
        self.body.addWidget(form)
        form.edited.connect(self.touch)
        self.guard(Right.OFFICE)

    def load(self) -> None:
        """Show what is set."""
        known = self.desk.known
        times = answer_times(known)
        self.most_urgent.set_number(Decimal(times.sangat_segera_hours))
        self.urgent.set_number(Decimal(times.segera_hours))
        self.ordinary.set_number(Decimal(times.biasa_days))
        self.instructions.set_value("\n".join(instructions(known)))
        self.others.set_value("\n".join(others(known)))

    def read_problem(self) -> bool:
        """Whether a field is wrong."""
        return not self.form.validate()

    def store(self) -> str:
        """Save what changed."""
        self.acts.together(self._save)
        return "Pengaturan surat masuk disimpan."

    def _save(self) -> None:
        known, office = self.desk.office.look(), self.desk.office
        by, now = self.acts.by, self.desk.now()
        told, more = _lines(self.instructions), _lines(self.others)
        if (told, more) != (list(instructions(known)), list(others(known))):
            save_lists(office, told, more, by=by, now=now)
        times = AnswerTimes(
            int(self.most_urgent.number() or 0),
            int(self.urgent.number() or 0),
            int(self.ordinary.number() or 0),
        )
        if times != answer_times(known):
            save_answer_times(office, times, by=by, now=now)
        self.desk.tell(Changes(office=True))


def _lines(field: TextField) -> list[str]:
    return [line.strip() for line in field.value().splitlines() if line.strip()]
