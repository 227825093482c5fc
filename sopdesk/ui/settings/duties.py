"""Tugas berkala dan pengingat: each duty's limit, when its dossier is opened, what this PC reminds of."""

from dataclasses import replace
from decimal import Decimal

from sopdesk.domain.rights import Right
from sopdesk.services.duty_rules import AHEAD, RECEIPT_DAYS, DutySettings, duty_settings, save_duties
from sopdesk.services.reminder_file import Told, keep_told, read_told
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size
from sopdesk.ui.settings.duty_form import DutyForm
from sopdesk.ui.settings.section import Section

_OPENS = ((True, "Program membuka berkasnya pada waktunya"), (False, "Hanya diingatkan"))
_REMINDS = ((True, "Ingatkan, hanya pada jam kerja"), (False, "Jangan ingatkan"))


class DutiesSection(Section):
    """A dossier that is open keeps its deadline, whatever is set here."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Tugas berkala dan pengingat",
            "Batas setiap laporan dan rencana berkala. Tanggal bawaan hanya ancangan: sesuaikan dengan surat edaran "
            "kabupaten. Tanpa nama pelaksana, berkas menjadi milik petugas yang masuk saat berkas dibuka.",
        )
        self.opens = ChoiceField("Berkas tugas berkala", _OPENS)
        self.ahead = NumberField(
            "Dibuka lebih awal (hari kerja)",
            required=True,
            least=AHEAD[0],
            most=AHEAD[1],
            note="Sebelum saat mulai paling lambat menurut mutu baku.",
        )
        self.reminds = ChoiceField("Pengingat di komputer ini", _REMINDS)
        self.receipt_days = NumberField(
            "Lembar 2 ditanyakan sesudah (hari kerja)",
            required=True,
            least=RECEIPT_DAYS[0],
            most=RECEIPT_DAYS[1],
        )
        form = self.form = Form()
        form.add_row(self.opens, self.ahead)
        form.add_row(self.reminds, self.receipt_days)
        self.rules: dict[str, DutyForm] = {}
        for duty in duty_settings(desk.known).duties:
            rule = DutyForm(form, duty, desk.known.sop(duty.sop).label, desk.today())
            rule.changed.connect(self._show_examples)
            self.rules[duty.sop] = rule
        self.fields = {"ahead": self.ahead, "receipt_days": self.receipt_days}
        form.setMaximumWidth(theme.px(Size.DIALOG_WIDE))
        self.body.addWidget(form)
        form.edited.connect(self.touch)
        self.guard(Right.OFFICE, self.form)

    def load(self) -> None:
        """Show what is set."""
        found = duty_settings(self.desk.known)
        self.opens.set_value(found.opens)
        self.ahead.set_number(Decimal(found.ahead))
        self.receipt_days.set_number(Decimal(found.receipt_days))
        self.reminds.set_value(self._told().on)
        names = self.acts.clerks()
        for duty in found.duties:
            if duty.sop in self.rules:
                self.rules[duty.sop].show_duty(duty)
                self.rules[duty.sop].owner.set_suggestions(names)
        self._show_examples()

    def read_problem(self) -> bool:
        """Whether a field is wrong."""
        return not self.form.validate()

    def store(self) -> str:
        """Save what changed: what this PC does stands in its own file."""
        told = self._told()
        if self.reminds.value() is not told.on:
            keep_told(self.desk.office.folder, replace(told, on=self.reminds.value() is True))
        found = duty_settings(self.desk.known)
        wish = DutySettings(
            ahead=int(self.ahead.number() or 0),
            receipt_days=int(self.receipt_days.number() or 0),
            opens=self.opens.value() is True,
            duties=tuple(
                self.rules[duty.sop].duty() if duty.sop in self.rules else duty for duty in found.duties
            ),
        )
        if wish != found:
            save_duties(self.desk.office, wish, by=self.acts.by, now=self.desk.now())
        self.desk.tell(Changes(office=True))
        return "Tugas berkala dan pengingat disimpan."

    def _told(self) -> Told:
        return read_told(self.desk.office.folder)

    def _show_examples(self) -> None:
        for rule in self.rules.values():
            rule.tell(self.desk.known)
