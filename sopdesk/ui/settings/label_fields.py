"""The fields of a sheet of labels, in millimetres as its packet says them."""

from typing import Final

from sopdesk.domain.forms import LabelSheet
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.papers.layout_fields import tidy

_LENGTHS: Final = (
    ("width", "Lebar label (mm)"),
    ("height", "Tinggi label (mm)"),
    ("left", "Tepi kiri lembar (mm)"),
    ("top", "Tepi atas lembar (mm)"),
    ("gap_x", "Jarak mendatar (mm)"),
    ("gap_y", "Jarak tegak (mm)"),
)


class LabelForm(Form):
    """How many labels lie on a sheet, how large they are, and where the first one begins."""

    def __init__(self) -> None:
        super().__init__()
        self.add_heading("Lembar label")
        self.columns = NumberField("Kolom", required=True, least=1, most=6)
        self.rows = NumberField("Baris", required=True, least=1, most=20)
        self.add_row(self.columns, self.rows)
        self.lengths = {
            name: NumberField(words, required=True, least=0, most=300, places=1) for name, words in _LENGTHS
        }
        self.outline = ChoiceField(
            "Garis tepi label",
            [(False, "Tidak, label sudah terpotong"), (True, "Ya, untuk dipotong sendiri")],
        )
        names = [name for name, _ in _LENGTHS]
        for first, second in zip(names[::2], names[1::2], strict=True):
            self.add_row(self.lengths[first], self.lengths[second])
        self.add(self.outline)

    def set_sheet(self, sheet: LabelSheet) -> None:
        """Fill in."""
        self.columns.set_number(tidy(sheet.columns))
        self.rows.set_number(tidy(sheet.rows))
        for name, field in self.lengths.items():
            field.set_number(tidy(getattr(sheet, name)))
        self.outline.set_value(sheet.outline)

    def sheet(self) -> LabelSheet:
        """What is filled in. Raises ValueError for what is no number, Refused for what fits nowhere."""
        lengths = {name: float(field.number() or 0) for name, field in self.lengths.items()}
        return LabelSheet(
            columns=int(self.columns.number() or 0),
            rows=int(self.rows.number() or 0),
            width=lengths["width"],
            height=lengths["height"],
            left=lengths["left"],
            top=lengths["top"],
            gap_x=lengths["gap_x"],
            gap_y=lengths["gap_y"],
            outline=bool(self.outline.value()),
        )
