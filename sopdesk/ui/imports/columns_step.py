"""Second step: which column is which, with the first rows as they would be read."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.old_book_cells import cell_words
from sopdesk.domain.old_book_columns import BookColumn
from sopdesk.services.import_words import column_names, needed_columns
from sopdesk.services.importing import ImportChoice, OldBook
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import REQUIRED
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space

_SHOWN: Final = 60  # rows of the preview
_SIDE_BY_SIDE: Final = 4
_NONE: Final = -1
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row under the columns as they are chosen now."""

    number: int
    texts: tuple[tuple[BookColumn, str], ...]

    def text(self, column: BookColumn) -> str:
        """What the row says there."""
        return next((text for name, text in self.texts if name == column), "")


def _number(row: PreviewRow) -> int:
    return row.number


def _number_text(row: PreviewRow) -> str:
    return str(row.number)


class _Of:
    """What a row says in one column."""

    def __init__(self, column: BookColumn) -> None:
        self._column = column

    def __call__(self, row: PreviewRow) -> str:
        return row.text(self._column)


def column_name(place: int) -> str:
    """A, B … Z, AA … as spreadsheet programs name their columns."""
    rest, letter = divmod(place, len(_LETTERS))
    return (column_name(rest - 1) if rest else "") + _LETTERS[letter]


class ColumnsStep(QWidget):
    """``sheet_chosen`` asks for the columns of another sheet to be guessed anew."""

    sheet_chosen = Signal(int)
    edited = Signal()

    def __init__(self, book: OldBook, choice: ImportChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._choice = choice
        names = column_names(choice.register)
        needed = needed_columns(choice.register)
        self.sheet = ChoiceField("Lembar", [(n, each.name or "CSV") for n, each in enumerate(book.sheets)])
        self.head = NumberField("Baris judul kolom", least=0, note="0 bila tidak ada judul")
        self.year = NumberField(
            "Tahun buku", least=1900, most=2199, note="kosong: menurut tanggal tiap baris"
        )
        self.fields = {
            column: ChoiceField(name, (), required=column in needed, placeholder="Tidak ada")
            for column, name in names.items()
        }
        shown = [Column("baris", "Baris", _number_text, sort=_number, width=60, right=True)]
        shown += [
            Column(
                column.value,
                name,
                _Of(column),
                width=_WIDTHS.get(column, 120),
                stretch=column is BookColumn.SUBJECT,
            )
            for column, name in names.items()
        ]
        self.preview: RecordTable[PreviewRow] = RecordTable(
            shown, identity=_number, name="Pratinjau impor", filtered=False, unit="baris pertama"
        )
        self._lay_out()
        self.show_choice(choice)
        self.sheet.edited.connect(self._on_sheet)
        self.head.edited.connect(self._on_head)
        self.year.edited.connect(self.edited)
        for field in self.fields.values():
            field.edited.connect(self._on_columns)

    def choice(self) -> ImportChoice:
        """How the book is to be read, as it is filled in."""
        year = self.year.number() if not self.year.is_empty() else None
        columns = {
            name: place for name, field in self.fields.items() if (place := _place(field.value())) >= 0
        }
        return replace(self._choice, columns=columns, year=int(year) if year is not None else None)

    def check(self) -> bool:
        """Whether everything that is needed is there; what is missing is shown."""
        good = [field.check() for field in (self.year, self.head)]
        for field in self.fields.values():
            missing = field.required and _place(field.value()) < 0
            field.set_error(REQUIRED if missing else "")
            good.append(not missing)
        whole = BookColumn.URUT not in self.fields or self.choice().columns.keys() & {
            BookColumn.URUT,
            BookColumn.NUMBER,
        }
        if not whole:
            self.fields[BookColumn.URUT].set_error("Pilih kolom nomor urut atau nomor surat.")
        return all(good) and bool(whole)

    def show_choice(self, choice: ImportChoice) -> None:
        """Show that way of reading."""
        self._choice = choice
        sheet = self._book.sheets[choice.sheet]
        self.sheet.set_value(choice.sheet)
        self.head.set_value(str(sheet.rows[choice.head].number) if choice.head >= 0 else "0")
        self.year.set_value(str(choice.year) if choice.year else "")
        self._offer()
        for name, field in self.fields.items():
            field.set_value(choice.columns.get(name, _NONE))
        self._show_rows()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.INSIDE)
        grid.setVerticalSpacing(Space.BETWEEN)
        top = (self.sheet, self.head, self.year)
        for place, field in enumerate((*top, *self.fields.values())):
            grid.addWidget(field, place // _SIDE_BY_SIDE, place % _SIDE_BY_SIDE)
        for column in range(_SIDE_BY_SIDE):
            grid.setColumnStretch(column, 1)
        fields = QWidget()
        fields.setLayout(grid)
        self.preview.setMinimumHeight(theme_of(self).px(Size.TABLE_ROW * 2))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.BETWEEN)
        rows.addWidget(fields)
        head = QHBoxLayout()
        head.addWidget(Label("Pratinjau", size=Letter.TABLE, bold=True))
        head.addStretch(1)
        rows.addLayout(head)
        rows.addWidget(self.preview, 1)

    def _offer(self) -> None:
        rows = self._book.sheets[self._choice.sheet].rows
        widest = max((len(row.cells) for row in rows[:_SHOWN]), default=0)
        titles = rows[self._choice.head] if self._choice.head >= 0 else None
        choices: list[tuple[Hashable, str]] = [(_NONE, "Tidak ada")]
        for place in range(widest):
            cell = titles.cells[place] if titles is not None and place < len(titles.cells) else None
            words = " ".join(cell_words(cell).split())[:40]
            choices.append((place, f"{column_name(place)}  {words}".strip()))
        for field in self.fields.values():
            field.set_choices(choices, field.value())

    def _show_rows(self) -> None:
        rows = self._book.sheets[self._choice.sheet].rows
        columns = {name: _place(field.value()) for name, field in self.fields.items()}
        made = []
        for row in rows[self._choice.head + 1 :][:_SHOWN]:
            texts = (
                (name, cell_words(row.cells[place]) if 0 <= place < len(row.cells) else "")
                for name, place in columns.items()
            )
            made.append(PreviewRow(row.number, tuple(texts)))
        self.preview.set_records(made)

    def _on_sheet(self) -> None:
        self.sheet_chosen.emit(_place(self.sheet.value()))

    def _on_head(self) -> None:
        if self.head.problem() or self.head.is_empty():
            return
        number = int(self.head.number() or 0)
        rows = self._book.sheets[self._choice.sheet].rows
        place = max((n for n, row in enumerate(rows) if row.number <= number), default=-1)
        self._choice = replace(self._choice, head=place)
        self._offer()
        self._on_columns()

    def _on_columns(self) -> None:
        self._show_rows()
        self.edited.emit()


def _place(value: Hashable | None) -> int:
    return value if isinstance(value, int) else _NONE


_WIDTHS: Final = {BookColumn.URUT: 90, BookColumn.SISIPAN: 70, BookColumn.NUMBER: 170, BookColumn.PARTY: 160,
                  BookColumn.SUBJECT: 220, BookColumn.CODE: 90}  # fmt: skip
