"""Tables as xlsx: text is text, dates are dates, the head stays in sight."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sopdesk.domain.spreadsheet import Cell, Table, cell_text

_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_MOST: Final = 31
_NARROW, _WIDE = 8, 60  # widths in characters
_MEASURED: Final = 500  # rows
_OLDEST: Final = 1900  # the calendar of spreadsheet programs begins here


def render(table: Table, made: datetime) -> bytes:
    """The file; ``made`` is the moment that its properties tell."""
    return render_all((table,), made)


def render_all(tables: Sequence[Table], made: datetime) -> bytes:
    """The file with a sheet for each table, whose names differ; the first names the file."""
    import xlsxwriter

    out = io.BytesIO()
    # Row by row: a register of ten years need not stand in memory.
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    book.set_properties({"title": cell_text(tables[0].name), "created": made.replace(tzinfo=None)})
    forms = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"}),
        "number": book.add_format({"valign": "top"}),
    }
    for table in tables:
        _add(book.add_worksheet(sheet_name(table.name)), table, forms)
    book.close()
    return out.getvalue()


def _add(sheet: Any, table: Table, forms: dict[str, Any]) -> None:
    widths = [len(title) for title in table.titles]
    for column, title in enumerate(table.titles):
        sheet.write_string(0, column, cell_text(title), forms["head"])
    last = 0
    for last, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            shown = _put(sheet, forms, last, column, cell)
            if last <= _MEASURED and column < len(widths):
                widths[column] = max(widths[column], shown)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, _NARROW), _WIDE))
    sheet.freeze_panes(1, 0)
    if table.titles:
        sheet.autofilter(0, 0, last, len(table.titles) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def sheet_name(name: str) -> str:
    """A name that a worksheet may have."""
    kept = " ".join(_NAME.sub(" ", cell_text(name)).split()).strip("'")[:_NAME_MOST].strip(" '")
    # A word that spreadsheet programs keep for themselves.
    return "Tabel" if not kept or kept.casefold() == "history" else kept


def _put(sheet: Any, forms: dict[str, Any], row: int, column: int, cell: Cell) -> int:
    """Write a cell; how many characters it shows."""
    if cell is None or cell == "":
        return 0
    if isinstance(cell, str):
        text = cell_text(cell)
        sheet.write_string(row, column, text, forms["text"])
        return max(len(line) for line in text.split("\n"))
    if isinstance(cell, date) and cell.year < _OLDEST:
        return _put(sheet, forms, row, column, f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}")
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), forms["moment"])
        return 16
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, forms["date"])
        return 10
    sheet.write_number(row, column, cell, forms["number"])
    return len(str(cell))
