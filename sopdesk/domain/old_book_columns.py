"""Old agenda books: what their columns are called, and which column is which (norms 2.1)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.spreadsheet import Cell, SheetRow


class BookColumn(StrEnum):
    """What a column of an old book says. ``DATE`` is the day that a line is registered under."""

    URUT = "urut"
    SISIPAN = "sisipan"
    DATE = "date"
    NUMBER = "number"  # the letter's own number: the office's (outgoing), the sender's (incoming)
    REF_DATE = "ref_date"  # of an incoming letter
    PARTY = "party"
    SUBJECT = "subject"
    CODE = "code"
    ENCLOSURE = "enclosure"
    SENT = "sent"  # of an outgoing letter
    NOTE = "note"


C = BookColumn
_BOTH: Final = {
    C.URUT: ("nomor urut", "nomor agenda", "nomor verbal", "urut", "agenda", "nomor"),
    C.SISIPAN: ("sisipan", "nomor sisipan"),
    C.SUBJECT: ("isi singkat", "isi ringkas", "perihal", "isi surat", "ringkasan", "uraian", "isi", "hal"),
    C.CODE: ("kode klasifikasi", "klasifikasi", "kode surat", "kode", "indeks"),
    C.ENCLOSURE: ("lampiran",),
    C.NOTE: ("keterangan", "catatan"),
    C.NUMBER: ("nomor surat",),
}
_INCOMING: Final = {
    C.DATE: (
        *("tanggal penerimaan", "tanggal terima", "tanggal diterima", "diterima tanggal", "tanggal masuk"),
        *("diterima", "tanggal agenda", "tanggal"),
    ),
    C.REF_DATE: ("tanggal surat",),
    C.PARTY: ("pengirim", "dari", "asal surat", "asal", "alamat pengirim", "instansi", "terima dari"),
    C.NOTE: ("keterangan", "catatan", "disposisi", "tujuan disposisi"),
}
_OUTGOING: Final = {
    C.DATE: ("tanggal surat", "tanggal"),
    C.SENT: ("tanggal pengiriman", "tanggal kirim", "tanggal dikirim", "dikirim tanggal"),
    C.PARTY: ("ditujukan kepada", "kepada", "tujuan", "alamat tujuan", "tujuan surat", "dikirim kepada", "instansi"),
}  # fmt: skip
_SHORT: Final = {"no": "nomor", "nmr": "nomor", "tgl": "tanggal", "tggl": "tanggal", "lamp": "lampiran",
                 "ket": "keterangan", "kpd": "kepada", "peng": "pengirim"}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT: Final = 30  # rows, within which a head must stand
_LEAST: Final = 2  # columns that must be known by their names
_TITLES: Final = {INCOMING: "surat masuk", OUTGOING: "surat keluar"}
_TITLE_CELLS: Final = 2  # at most, of a row that is a title and no head


@dataclass(frozen=True, slots=True)
class Head:
    """Where a book's head is: the place (from 0) of its last row among the rows, -1 without one."""

    place: int
    columns: Mapping[BookColumn, int]


def names_of(register: str) -> dict[BookColumn, tuple[str, ...]]:
    """What each column of a book is called, the commonest name first."""
    return {**_BOTH, **(_INCOMING if register == INCOMING else _OUTGOING)}


def find_head(rows: Sequence[SheetRow], register: str) -> Head:
    """The head of the book, by the words in it; two rows where cells are joined above. Titles above are passed over."""
    best, score = Head(-1, {}), (_LEAST - 1, True)
    for place, row in enumerate(rows[:_LOOKED_AT]):
        heads = [(place, [_words(cell) for cell in row.cells])]
        # One cell alone is the book's title: spread over the head, its words would rename every column.
        if place + 1 < len(rows) and sum(bool(words) for words in heads[0][1]) > 1:
            heads.append((place + 1, _joined(row, rows[place + 1])))
        for end, words in heads:
            columns = guess(words, register)
            # On a tie the single row counts: the row below it is the first letter.
            reached = (len(columns), end == place)
            if (reached > score and C.SUBJECT in columns) or len(columns) > score[0] + 1:
                best, score = Head(end, columns), reached
    return best


def told_register(sheets: Iterable[Sequence[SheetRow]]) -> str | None:
    """The register that the titles above the heads name; None where they name neither or both."""
    words = "  ".join(_title(rows) for rows in sheets)
    told = [register for register, title in _TITLES.items() if title in words]
    return told[0] if len(told) == 1 else None


def _title(rows: Sequence[SheetRow]) -> str:
    """All words above the head."""
    found: list[str] = []
    for row in rows[:_LOOKED_AT]:
        if sum(cell not in (None, "") for cell in row.cells) > _TITLE_CELLS:
            break
        found += [_words(cell) for cell in row.cells]
    return " ".join(found)


def guess(heads: Sequence[str], register: str) -> dict[BookColumn, int]:
    """Which column is which, by their normalised names; each name and each column is used once."""
    found: list[tuple[int, int, int, BookColumn]] = []
    for field, names in names_of(register).items():
        for rank, name in enumerate(names):
            wanted = set(name.split())
            for column, head in enumerate(heads):
                has = set(head.split())
                if has == wanted:
                    found.append((0, rank, column, field))
                elif wanted < has and len(name) > 3:
                    found.append((1 + len(has - wanted), rank, column, field))
    taken: dict[BookColumn, int] = {}
    for _far, _rank, column, field in sorted(found, key=lambda each: each[:3]):
        if field not in taken and column not in taken.values():
            taken[field] = column
    return taken


def _joined(upper: SheetRow, lower: SheetRow) -> list[str]:
    """Two rows of a head as one: a cell that is joined over several columns stands above each of them."""
    words, above = [], ""
    for column in range(max(len(upper.cells), len(lower.cells))):
        over = _words(upper.cells[column]) if column < len(upper.cells) else ""
        below = _words(lower.cells[column]) if column < len(lower.cells) else ""
        above = over or (above if below else "")
        words.append(" ".join(part for part in (below, above) if part))
    return words


def _words(cell: Cell) -> str:
    """A name of a column, with its short forms written out: ``Tgl. Surat`` is ``tanggal surat``."""
    if not isinstance(cell, str) or len(cell) > 60:
        return ""
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(cell.casefold()))
