"""Worksheets of foreign xlsx files: the values that they show, never their formulas."""

import io
import warnings
import zipfile
import zlib
from datetime import date, datetime
from typing import Any, Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.spreadsheet import Cell, ReadSheet, SheetRow
from sopdesk.exchange.limits import COLUMNS_MOST, MARKS_MOST, ROWS_READ, UNPACKED_MOST

_PIECE: Final = 1 << 20


def read(data: bytes, name: str) -> list[ReadSheet]:
    """The sheets of the file ``name`` that hold something. Raises Refused(BAD_FILE) with ``reason``."""
    _look_inside(data, name)
    import openpyxl

    try:
        with warnings.catch_warnings():
            # It warns of styles and extensions that it does not know; only values are wanted.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [_sheet(sheet, name) for sheet in book.worksheets]
    except Refused:
        raise
    # A foreign file can be wrong in any way, and the library answers each with an error of another kind.
    except Exception as error:
        raise Refused(Rule.BAD_FILE, file=name, reason="isinya rusak atau bukan xlsx") from error
    return [sheet for sheet in sheets if sheet.rows]


def _look_inside(data: bytes, name: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            Rule.BAD_FILE,
            file=name,
            reason="file Excel lama (.xls) atau berkata sandi; simpan dahulu sebagai .xlsx tanpa kata sandi",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            names = set(packed.namelist())
            marks = 0 if unpacked > UNPACKED_MOST else _marks(packed)
    # What packs badly fails in its own ways, and a part may be packed in a way that is not known.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise Refused(Rule.BAD_FILE, file=name, reason="isinya rusak atau bukan xlsx") from error
    if "content.xml" in names:
        raise Refused(Rule.BAD_FILE, file=name, reason="file OpenDocument; simpan dahulu sebagai .xlsx")
    if unpacked > UNPACKED_MOST or marks > MARKS_MOST:
        raise Refused(Rule.BAD_FILE, file=name, reason="isinya terlalu besar")


def _marks(packed: zipfile.ZipFile) -> int:
    """How many marks the parts hold together: counted as they unpack, never a whole part in memory."""
    found = 0
    for part in packed.infolist():
        if part.filename.casefold().endswith((".xml", ".rels")):
            with packed.open(part) as reading:
                while found <= MARKS_MOST and (piece := reading.read(_PIECE)):
                    found += piece.count(b"<")
    return found


def _sheet(sheet: Any, name: str) -> ReadSheet:
    # What a file says of its own size is often wrong.
    sheet.reset_dimensions()
    rows: list[SheetRow] = []
    for number, values in enumerate(sheet.iter_rows(max_col=COLUMNS_MOST, values_only=True), 1):
        cells = [_cell(value) for value in values]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(SheetRow(number, tuple(cells)))
        if len(rows) > ROWS_READ or number > ROWS_READ * 4:
            raise Refused(Rule.BAD_FILE, file=name, reason=f"lebih dari {ROWS_READ} baris")
    return ReadSheet(str(sheet.title), tuple(rows))


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, (int, datetime, date)):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, float):
        # A whole number is often kept as 12.0; what is no number at all is no cell.
        return (int(value) if value.is_integer() else value) if value - value == 0 else None
    return str(value).strip() or None
