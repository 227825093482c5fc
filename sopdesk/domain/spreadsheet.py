"""Tables that leave the program or come into it: values, and no file."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

Cell = str | int | float | Decimal | date | datetime | None
"""What a cell holds. Text stays text whatever it looks like; a moment is shown by its own clock."""

ROWS_MOST: Final = 1_048_575  # of a worksheet, below its head
TEXT_MOST: Final = 32_767  # UTF-16 units of a cell
_CUT: Final = " … (dipotong)"


@dataclass(frozen=True, slots=True)
class Table:
    """A table on its way out: ``titles`` are the columns' heads, ``rows`` may be made while they are written."""

    name: str
    titles: Sequence[str]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that came in; ``number`` is that which the spreadsheet program shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet of a file that came in, without its empty rows."""

    name: str
    rows: tuple[SheetRow, ...]


def cell_text(text: str) -> str:
    """``text`` as any spreadsheet program can hold it: no control characters but line ends, cut with a mark."""
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ") if _stays(c))
    if _units(kept) <= TEXT_MOST:
        return kept
    room = TEXT_MOST - _units(_CUT)
    return kept.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + _CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _stays(character: str) -> bool:
    if character == "\n":
        return True
    # The two noncharacters are all that XML forbids beside controls and lone surrogates.
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in "\ufffe\uffff"
