"""The fields of a layout: paper, margins, family and size of letters."""

from decimal import Decimal
from typing import Final

from sopdesk.domain.layout import Family, Layout, Paper
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField

_SIZES: Final = {Paper.F4: "F4 (215 × 330 mm)", Paper.A4: "A4 (210 × 297 mm)"}
_SIDES: Final = (
    ("top", "Tepi atas"),
    ("bottom", "Tepi bawah"),
    ("left", "Tepi kiri"),
    ("right", "Tepi kanan"),
)
_FAMILIES: Final = {
    Family.ARIMO: "Arimo, seperti Arial",
    Family.TINOS: "Tinos, seperti Times New Roman",
    Family.CALADEA: "Caladea, seperti Cambria",
    Family.BONUM: "Bonum, seperti Bookman Old Style",
}


class LayoutForm(Form):
    """Margins in millimetres, the size of letters in points."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = self.add(ChoiceField("Ukuran kertas", list(_SIZES.items()), required=True))
        self.sides = {
            name: NumberField(f"{words} (mm)", required=True, least=0, most=45, places=1)
            for name, words in _SIDES
        }
        self.add_row(self.sides["top"], self.sides["bottom"])
        self.add_row(self.sides["left"], self.sides["right"])
        self.family = ChoiceField("Jenis huruf", list(_FAMILIES.items()), required=True)
        self.letters = NumberField(
            "Ukuran huruf (pt)", required=True, least=9, most=13, places=1, note="Biasanya 12; 9 sampai 13."
        )
        self.add_row(self.family, self.letters)
        self.sides["left"].set_note("Lebih lebar untuk lubang map.")
        self.sides["bottom"].set_note("Pencetak tidak menjangkau 15 mm paling bawah.")

    @property
    def named(self) -> dict[str, Field]:
        """The fields by the names that refusals use."""
        return {**self.sides, "paper": self.paper, "font": self.family, "font_size": self.letters}

    def set_layout_values(self, layout: Layout) -> None:
        """Fill in."""
        self.paper.set_value(layout.paper)
        self.family.set_value(layout.font)
        for name, field in self.sides.items():
            field.set_number(tidy(getattr(layout, name)))
        self.letters.set_number(tidy(layout.font_size))

    def layout_values(self) -> Layout:
        """What is filled in. Raises ValueError for what is no number, Refused for what fits nowhere."""
        numbers = {name: float(field.number() or 0) for name, field in self.sides.items()}
        return Layout(
            Paper(str(self.paper.value())),
            **numbers,
            font_size=float(self.letters.number() or 0),
            font=Family(str(self.family.value())),
        )


def tidy(value: float) -> Decimal:
    """The number without a needless comma."""
    number = Decimal(str(value))
    return number.quantize(Decimal(1)) if number == number.to_integral() else number
