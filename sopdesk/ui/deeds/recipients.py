"""The field of those who get a letter: a row each, with the number of copies."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.sendings import MOST_COPIES, MOST_RECIPIENTS
from sopdesk.domain.text import NAME_LIMIT
from sopdesk.ui.desk import Desk
from sopdesk.ui.fields.party_field import PartyField
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.scroll import FittedPage
from sopdesk.ui.kit.tab_order import in_order
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space


class Row(QWidget):
    """One who gets the letter."""

    def __init__(self, desk: Desk, name: str, copies: int) -> None:
        super().__init__()
        self.name = PartyField("Tujuan", desk, name, limit=NAME_LIMIT, required=True)
        self.copies = NumberField("Rangkap", Decimal(copies), least=1, most=MOST_COPIES, required=True)
        self.remove = IconButton("x", "Hapus tujuan ini", Kind.GHOST)
        self.copies.setFixedWidth(theme_of(self).px(Size.FIELD_LEAST) // 2)
        for field in (self.name, self.copies):
            field.hide_label()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.name, 1)
        row.addWidget(self.copies)
        row.addWidget(self.remove)

    @property
    def is_blank(self) -> bool:
        """Whether nobody is named."""
        return not self.name.value()


class RecipientsField(Field):
    """Rows of names and copies. Rows left blank count for nothing; one name at least is needed."""

    def __init__(
        self, label: str, desk: Desk, names: Sequence[str] = (), *, note: str = "", required: bool = True
    ) -> None:
        super().__init__(label, note=note, required=required)
        self._desk = desk
        self.rows: list[Row] = []
        self.add_row = Button("Tambah tujuan", Kind.LINK, icon="plus")
        self.total = Label("", size=Letter.SMALL, ink="muted")
        self._list = FittedPage(most=Size.FIELD_LEAST, least=Size.CONTROL * 3)
        heading = self._heading()
        # Tab goes on from the rows to the button: they are put in before it.
        for name in names or ("",):
            self._add(name)
        foot = QHBoxLayout()
        foot.addWidget(self.add_row)
        foot.addStretch(1)
        foot.addWidget(self.total)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addWidget(heading)
        column.addWidget(self._list)
        column.addLayout(foot)
        self.add_editor(whole)
        self.add_row.clicked.connect(self._on_add)

    def value(self) -> list[tuple[str, int]]:
        """Names and copies; raises ValueError where a number of copies is none."""
        return [(row.name.value(), int(row.copies.number() or 1)) for row in self.rows if not row.is_blank]

    def is_empty(self) -> bool:
        """Whether nobody is named."""
        return all(row.is_blank for row in self.rows)

    def problem(self) -> str:
        """What is wrong, of the first row that is."""
        missing = super().problem()
        if missing:
            return missing
        for place, row in enumerate(self.rows, start=1):
            wrong = "" if row.is_blank else row.name.problem() or row.copies.problem()
            if wrong:
                return f"Baris {place}: {wrong}"
        names = [row.name.value().casefold() for row in self.rows if not row.is_blank]
        twice = next(
            (row.name.value() for row in self.rows if names.count(row.name.value().casefold()) > 1), ""
        )
        return f"“{twice}” tertulis dua kali." if twice else ""

    def make_room(self) -> bool:
        """Add an empty row, as long as more are allowed."""
        room = len(self.rows) < MOST_RECIPIENTS
        if room:
            self._add("")
        return room

    def focus(self) -> None:
        """Go to the first row that lacks something."""
        lacking = next((row for row in self.rows if row.name.problem() or row.copies.problem()), self.rows[0])
        (lacking.copies if not lacking.name.problem() and lacking.copies.problem() else lacking.name).focus()

    def _heading(self) -> QWidget:
        theme = theme_of(self)
        copies = Label("Rangkap", size=Letter.SMALL, ink="muted")
        copies.setFixedWidth(theme.px(Size.FIELD_LEAST) // 2)
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(Label("Nama atau jabatan", size=Letter.SMALL, ink="muted"), 1)
        row.addWidget(copies)
        self._beside = QWidget()  # as wide as the buttons that take a row away
        self._beside.setFixedWidth(theme.px(Size.CONTROL))
        row.addWidget(self._beside)
        return heading

    def _add(self, name: str) -> Row:
        row = Row(self._desk, name, 1)
        row.name.edited.connect(self._on_row_edited)
        row.copies.edited.connect(self._on_row_edited)
        row.remove.clicked.connect(partial(self._on_remove, row))
        self.rows.append(row)
        self._list.column.addWidget(row)
        in_order(*self.rows)
        self._tell()
        return row

    def _on_add(self) -> None:
        row = self._add("")
        self._on_edited()
        row.name.focus()

    def _on_remove(self, row: Row, _checked: bool = False) -> None:
        self.rows.remove(row)
        self._list.column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._tell()
        self._on_edited()
        self.rows[-1].name.focus()

    def _on_row_edited(self) -> None:
        self._tell()
        self._on_edited()

    def _tell(self) -> None:
        for row in self.rows:
            row.remove.setVisible(len(self.rows) > 1)
        self._beside.setVisible(len(self.rows) > 1)
        self.add_row.setEnabled(len(self.rows) < MOST_RECIPIENTS)
        try:
            value = self.value()
        except ValueError:
            value = []
        copies = sum(copies for _name, copies in value)
        self.total.setText(f"{len(value)} tujuan, {copies} rangkap" if copies > 1 else "")
        self._list.updateGeometry()
