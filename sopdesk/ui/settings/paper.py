"""Kertas: size, margins and letters of what is printed, with the sheet beside it."""

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.layout import Layout, Paper
from sopdesk.domain.letters import Kop
from sopdesk.services.attachments import read_attachment
from sopdesk.services.letters import layout_of
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.settings.kop_view import KopView
from sopdesk.ui.settings.section import Section

_SIZES = {Paper.F4: "F4 (215 × 330 mm)", Paper.A4: "A4 (210 × 297 mm)"}
_SIDES = (("top", "Tepi atas"), ("bottom", "Tepi bawah"), ("left", "Tepi kiri"), ("right", "Tepi kanan"))


class PaperSection(Section):
    """Margins in millimetres; letters that have a number keep the layout they were issued with."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Kertas",
            "Berlaku untuk surat dan lembar yang dicetak sesudahnya. Surat yang sudah bernomor tidak berubah.",
        )
        self.paper = ChoiceField("Ukuran kertas", list(_SIZES.items()), required=True)
        self.sides = {
            name: NumberField(f"{words} (mm)", required=True, least=0, most=45, places=1)
            for name, words in _SIDES
        }
        self.letters = NumberField(
            "Ukuran huruf surat (pt)",
            required=True,
            least=9,
            most=13,
            places=1,
            note="Biasanya 12; 9 sampai 13.",
        )
        self.fields = {**self.sides, "paper": self.paper, "font_size": self.letters}
        self.sides["left"].set_note("Lebih lebar untuk lubang map.")
        self.sides["bottom"].set_note("Pencetak tidak menjangkau 15 mm paling bawah.")
        form = self.form = Form()
        form.add(self.paper)
        form.add_row(self.sides["top"], self.sides["bottom"])
        form.add_row(self.sides["left"], self.sides["right"])
        form.add(self.letters)
        form.setMaximumWidth(theme.px(Size.DIALOG))
        self.view = KopView(desk.office, whole=True)
        self.view.setMaximumWidth(theme.px(Size.DIALOG))
        row = QHBoxLayout()
        row.setSpacing(Space.GROUPS)
        row.addWidget(form, 1)
        row.addWidget(self.view, 1)
        self.body.addLayout(row)
        form.edited.connect(self._on_edited)

    def load(self) -> None:
        """Show the layout that is saved."""
        layout = layout_of(self.desk.known)
        self.paper.set_value(layout.paper)
        for name, field in self.sides.items():
            field.set_number(_tidy(getattr(layout, name)))
        self.letters.set_number(_tidy(layout.font_size))
        self._preview()

    def read_problem(self) -> bool:
        """Whether a field is wrong."""
        return not self.form.validate()

    def store(self) -> str:
        """Save the layout."""
        self.acts.save_layout(self._layout())
        return "Pengaturan kertas disimpan."

    def _layout(self) -> Layout:
        paper = self.paper.value()
        numbers = {name: float(field.number() or 0) for name, field in self.sides.items()}
        return Layout(Paper(str(paper)), **numbers, font_size=float(self.letters.number() or 0))

    def _preview(self) -> None:
        profile = self.desk.known.profile
        try:
            layout = self._layout()
            logo = read_attachment(self.desk.office, profile.logo)
            kop = Kop(profile.kabupaten, profile.kecamatan, profile.address_lines, logo)
        except (ValueError, Refused):
            self.view.say("Betulkan isian untuk melihat lembarnya.")
            return
        self.view.show_soon(kop, layout)

    def _on_edited(self) -> None:
        self.touch()
        self._preview()


def _tidy(value: float) -> Decimal:
    number = Decimal(str(value))
    return number.quantize(Decimal(1)) if number == number.to_integral() else number
