"""CSV files of unknown make: their letters and their separator are found out."""

import codecs
import csv
import io
from collections import Counter
from typing import Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.spreadsheet import ReadSheet, SheetRow
from sopdesk.exchange.guard import unmarked
from sopdesk.exchange.limits import COLUMNS_MOST, ROWS_READ

_SEPARATORS: Final = (";", ",", "\t", "|")
_LOOKED_AT: Final = 60  # lines


def read(data: bytes, name: str) -> ReadSheet:
    """The rows of the file ``name``. Raises Refused(BAD_FILE) where it is no table."""
    text = decoded(data, name)
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        return _rows(rest, first.strip()[4], name, begins=2)
    return _rows(text, separator_of(text), name, begins=1)


def decoded(data: bytes, name: str) -> str:
    """The text of a file: by its mark, else UTF-8, else the letters of western Windows."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Refused(Rule.BAD_FILE, file=name, reason="huruf-hurufnya tidak terbaca") from error
    if b"\0" in data:
        raise Refused(Rule.BAD_FILE, file=name, reason="bukan file CSV")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def separator_of(text: str) -> str:
    """The sign that most evenly parts the first lines; a semicolon where none does."""
    lines = text[: _LOOKED_AT * 2000].splitlines()[:_LOOKED_AT]

    def evenness(separator: str) -> tuple[int, int]:
        try:
            counts = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        except csv.Error:
            return (0, 0)
        columns, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return (times, columns)

    best = max(_SEPARATORS, key=evenness)
    return best if evenness(best) > (0, 0) else _SEPARATORS[0]


def _rows(text: str, separator: str, name: str, *, begins: int) -> ReadSheet:
    rows: list[SheetRow] = []
    # Not splitlines: it takes a form feed or a line separator within a field for the end of a row.
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        for number, fields in enumerate(csv.reader(lines, delimiter=separator), begins):
            cells = tuple(unmarked(field).strip() for field in fields[:COLUMNS_MOST])
            if any(cells):
                rows.append(SheetRow(number, tuple(cell or None for cell in cells)))
            if len(rows) > ROWS_READ:
                raise Refused(Rule.BAD_FILE, file=name, reason=f"lebih dari {ROWS_READ} baris")
    except (csv.Error, TypeError) as error:
        raise Refused(Rule.BAD_FILE, file=name, reason="isinya bukan tabel") from error
    return ReadSheet("", tuple(rows))
