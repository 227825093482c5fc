"""Classification codes from a file of another program: all rows or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sopdesk.domain.classification import OWN, Code, check_code, check_code_name
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.old_book_cells import cell_words
from sopdesk.domain.rights import Right
from sopdesk.domain.spreadsheet import Cell, SheetRow
from sopdesk.domain.text import clean_name
from sopdesk.services.classification import code_book, put_all
from sopdesk.services.importing import OldBook
from sopdesk.services.office import Office
from sopdesk.services.rights import require
from sopdesk.services.sentences import sentence

_CODE_HEADS: Final = frozenset({"kode", "kode klasifikasi", "kode surat", "nomor kode"})
# The shipped files have both: the name is the second column there, and what follows only explains.
_NAME_HEADS: Final = ("nama", "uraian", "klasifikasi", "keterangan", "jenis arsip", "masalah", "perihal")
_LOOKED_AT = 10  # rows, within which a head must stand


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is no code, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a file comes to: new or changed codes, those that stand just so already, and what is refused."""

    codes: tuple[Code, ...]
    known: int
    refused: tuple[RefusedRow, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be taken as it is."""
        return bool(self.codes) and not self.refused


def read_codes(office: Office, book: OldBook) -> CodeReading:
    """The codes of a file (``importing.open_book``); nothing is written."""
    rows = book.sheets[0].rows
    place, code_at, name_at = _head(rows)
    standing = {code.code: code for code in code_book(office).codes}
    codes: dict[str, Code] = {}
    first: dict[str, int] = {}
    refused: list[RefusedRow] = []
    known = 0
    for row in rows[place + 1 :]:
        try:
            code = check_code(_code(_at(row, code_at)))
            name = check_code_name(cell_words(_at(row, name_at)))
        except Refused as error:
            refused.append(RefusedRow(row.number, sentence(error)))
            continue
        if code in first:
            refused.append(RefusedRow(row.number, f"Kode {code} sudah ada di baris {first[code]}."))
            continue
        first[code] = row.number
        stands = standing.get(code)
        if stands is not None and stands.name == name and not stands.hidden:
            known += 1
        else:
            codes[code] = Code(code, name, OWN)
    return CodeReading(tuple(codes.values()), known, tuple(refused))


def import_codes(office: Office, book: OldBook, *, by: str, now: datetime) -> CodeReading:
    """Take the codes of a file as the office's own. Raises Refused(IMPORT_REFUSED) while any row is refused."""
    clerk = clean_name(by, field="by")
    reading = read_codes(office, book)
    if reading.refused:
        raise Refused(Rule.IMPORT_REFUSED, lines=len(reading.refused))
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        put_all(unit, list(reading.codes), by=clerk, now=now)
    return reading


def _head(rows: Sequence[SheetRow]) -> tuple[int, int, int]:
    """Where the head is (-1 without one), and the columns of code and name."""
    for place, row in enumerate(rows[:_LOOKED_AT]):
        heads = [" ".join(cell_words(cell).casefold().split()) for cell in row.cells]
        code = next((n for n, head in enumerate(heads) if head in _CODE_HEADS), None)
        if code is None:
            continue
        name = next((heads.index(head) for head in _NAME_HEADS if head in heads), code + 1)
        return place, code, name
    return -1, 0, 1


def _at(row: SheetRow, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None


def _code(cell: Cell) -> str:
    if isinstance(cell, int):
        return f"{cell:03d}"  # a spreadsheet program took the zeros of 005
    if isinstance(cell, float):
        # 100.1 and 100.10 are two codes and one number.
        raise Refused(
            Rule.BAD_VALUE,
            field="code",
            reason="tersimpan sebagai angka, bukan teks; ubah kolomnya menjadi teks",
        )
    return cell_words(cell)
