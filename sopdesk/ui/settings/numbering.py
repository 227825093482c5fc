"""Penomoran: the form of numbers in both registers, one series or one for each code, the limit of a jump."""

from dataclasses import replace
from decimal import Decimal

from sopdesk.domain.numbers import MOST_AT_ONCE, Numbering, SeriesMode
from sopdesk.domain.rights import Right
from sopdesk.services.number_settings import numbering_of
from sopdesk.ui.desk import Desk
from sopdesk.ui.fields.code_field import CodeField
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size
from sopdesk.ui.settings.number_form import NumberForm
from sopdesk.ui.settings.section import Section

_SERIES = (
    (SeriesMode.ONE, "Satu urutan untuk semua surat"),
    (SeriesMode.PER_CODE, "Satu urutan untuk setiap kode klasifikasi"),
)
_SERIES_NOTE = "Berlaku untuk nomor berikutnya; sebaiknya diubah hanya pada awal tahun."


class NumberingSection(Section):
    """Numbers that were given stay as they are, whatever is set here."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Penomoran",
            "Bentuk dan urutan nomor surat. Nomor yang sudah diberikan tidak berubah.",
        )
        today = desk.today()
        self.general = CodeField(
            "Kode umum", desk, note="Kode klasifikasi bila SOP tidak menetapkannya.", required=True
        )
        self.outgoing = NumberForm("Bentuk nomor surat keluar", today, self.general.value, self._unit)
        self.incoming = NumberForm("Bentuk nomor agenda surat masuk", today, self.general.value, self._unit)
        self.series = ChoiceField("Urutan nomor surat keluar", _SERIES, required=True, note=_SERIES_NOTE)
        self.jump = NumberField(
            "Batas lompatan nomor",
            required=True,
            least=1,
            most=MOST_AT_ONCE,
            note="Lompatan yang lebih besar ditanyakan sekali lagi. Ini juga batas cadangan sekali ambil.",
        )
        self.fields = {
            "number_format": self.outgoing.format,
            "incoming_format": self.incoming.format,
            "general_code": self.general,
            "jump_limit": self.jump,
        }
        form = self.form = Form()
        form.add_heading("Surat keluar")
        self.outgoing.put_into(form)
        form.add(self.general)
        form.add_row(self.series, self.jump)
        form.add_heading("Surat masuk")
        self.incoming.put_into(form)
        form.setMaximumWidth(theme.px(Size.DIALOG_WIDE))
        self.body.addWidget(form)
        form.edited.connect(self.touch)
        self.general.edited.connect(self._show_examples)
        for each in (self.outgoing, self.incoming):
            each.changed.connect(self.touch)
        self.guard(Right.OFFICE, self.form)

    def load(self) -> None:
        """Show what is set."""
        known = self.desk.known
        counted = numbering_of(known)
        self.general.set_value(known.profile.general_code)
        self.outgoing.set_value(known.profile.number_format)
        self.incoming.set_value(counted.incoming_format)
        self.series.set_value(counted.series)
        self.jump.set_number(Decimal(counted.jump_limit))

    def read_problem(self) -> bool:
        """Whether a field is wrong."""
        return not self.form.validate()

    def store(self) -> str:
        """Save both: the form of outgoing numbers stands in the profile."""
        self.acts.together(self._save)
        return "Penomoran disimpan."

    def _save(self) -> None:
        profile = self.desk.known.profile
        self.acts.save_numbering(
            Numbering(
                series=SeriesMode(str(self.series.value())),
                jump_limit=int(self.jump.number() or 0),
                incoming_format=self.incoming.value(),
            )
        )
        changed = replace(profile, number_format=self.outgoing.value(), general_code=self.general.value())
        if changed != profile:
            self.acts.save_profile(changed)

    def _unit(self) -> str:
        return self.desk.known.profile.unit_code

    def _show_examples(self) -> None:
        self.outgoing.tell()
        self.incoming.tell()
