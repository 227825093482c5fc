"""Tables as CSV: UTF-8 with a mark, semicolons, as spreadsheet programs with Indonesian settings expect it."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sopdesk.domain.spreadsheet import Cell, Table, cell_text
from sopdesk.exchange.guard import marked

SEPARATOR: Final = ";"


def render(table: Table) -> bytes:
    """The file: its head, then the rows. Dates are dd/mm/yyyy, numbers have a decimal comma."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([_field(title) for title in table.titles])
    for row in table.rows:
        writer.writerow([_field(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _field(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return marked(cell_text(cell))
    if isinstance(cell, datetime):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d} {cell.hour:02d}:{cell.minute:02d}"
    if isinstance(cell, date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    return (f"{cell:f}" if isinstance(cell, Decimal) else str(cell)).replace(".", ",")
