"""The field for the form of a number: tokens as buttons, leading noughts, and an example that follows."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.errors import Refused
from sopdesk.domain.numbers import FORMAT_LIMIT, format_mistake, letter_number
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space

TOKENS: Final = (
    ("{kode}", "Kode"),
    ("{urut}", "Nomor urut"),
    ("{sisipan}", "Sisipan"),
    ("{unit}", "Unit"),
    ("{bulan_romawi}", "Bulan Romawi"),
    ("{tahun}", "Tahun"),
)
_URUT = re.compile(r"\{urut(?::(\d))?\}")
_WIDTHS = (
    (0, "Tanpa nol di depan: 12"),
    (2, "Dua angka: 07"),
    (3, "Tiga angka: 012"),
    (4, "Empat angka: 0012"),
    (5, "Lima angka: 00012"),
)


def format_problem(text: str) -> str:
    """What is wrong with the form of a number, as a sentence that names the place."""
    mistake = format_mistake(text)
    return f"{mistake[0].upper()}{mistake[1:]}." if mistake else ""


class NumberForm(QWidget):
    """Stands in a form by ``put_into``; ``changed`` fires when something of it was typed or chosen.

    ``code`` and ``unit`` give what the example is made of.
    """

    changed = Signal()

    def __init__(self, label: str, today: date, code: Callable[[], str], unit: Callable[[], str]) -> None:
        super().__init__()
        self._today = today
        self._code = code
        self._unit = unit
        self.format = LineField(label, required=True, limit=FORMAT_LIMIT, rule=format_problem)
        self.figures = ChoiceField("Nomor urut", _WIDTHS, value=0)
        self.tokens = QWidget()
        row = QHBoxLayout(self.tokens)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(Label("Sisipkan:", size=Letter.SMALL, ink="muted"))
        for token, name in TOKENS:
            button = Button(name, Kind.LINK)
            button.set_tip(f"Sisipkan {token}")
            button.clicked.connect(partial(self._on_token, token))
            row.addWidget(button)
        row.addStretch(1)
        self.format.edited.connect(self._on_edited)
        self.figures.edited.connect(self._on_width)

    def put_into(self, form: Form) -> None:
        """Stand in that form."""
        form.add_row(self.format, self.figures)
        form.add_widget(self.tokens)

    def value(self) -> str:
        """The form as it is typed."""
        return self.format.value()

    def set_value(self, template: str) -> None:
        """Fill in."""
        self.format.set_value(template)
        self.tell()

    def tell(self) -> None:
        """Show what numbers would look like, or what is wrong."""
        found = _URUT.search(self.value())
        self.figures.set_value(int(found[1] or 0) if found else 0)
        try:
            plain, inserted = (self._example(mark) for mark in ("", "a"))
        except Refused:
            self.format.set_note(format_problem(self.value()) or "Harus memuat {urut}.")
            return
        self.format.set_note(f"Contoh: {plain} · sisipan: {inserted}")

    def _example(self, sisipan: str) -> str:
        return letter_number(
            self.value(),
            code=self._code() or "000",
            urut=12,
            sisipan=sisipan,
            unit=self._unit(),
            day=self._today,
        )

    def _on_edited(self) -> None:
        self.tell()
        self.changed.emit()

    def _on_width(self) -> None:
        width = self.figures.value()
        token = f"{{urut:{width}}}" if width else "{urut}"
        self.format.set_value(_URUT.sub(token, self.value(), count=1))
        self._on_edited()

    def _on_token(self, token: str) -> None:
        self.format.line.insert(token)
        self.format.edited.emit()
        self.format.focus()
