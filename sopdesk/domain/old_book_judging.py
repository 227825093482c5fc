"""Old lines beside what the register has already."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sopdesk.domain.numbers import shown
from sopdesk.domain.old_book_lines import Book, OldLine, Reading, Remark, Standing, Why

JUMP_MOST: Final = 1000  # numbers that may be missing in one place


def judge(reading: Reading, standing: Mapping[Book, Standing], today: date) -> Reading:
    """The reading beside the register: what is double, there already, too far on, not yet come or in a closed year."""
    refused, warnings, kept = list(reading.refused), list(reading.warnings), []
    first_row: dict[tuple[Book, tuple[int, str]], int] = {}
    for line in reading.lines:
        year, key = line.day.year, (line.book, line.place)
        stands = standing.get(line.book, Standing())
        if stands.closed:
            refused.append(Remark(line.row, Why.CLOSED, {"year": year}))
        elif year > today.year:
            # A slip of the pen: the book would be dated ahead, and no letter could be dated before it.
            refused.append(Remark(line.row, Why.FUTURE_YEAR, {"date": line.day}))
        elif key in first_row:
            refused.append(Remark(line.row, Why.TWICE, {"number": shown(*line.place), "row": first_row[key]}))
        elif line.place in stands.taken:
            refused.append(Remark(line.row, Why.IN_BOOK, {"number": shown(*line.place), "year": year}))
        else:
            first_row[key] = line.row
            kept.append(line)
    lines: list[OldLine] = []
    before: dict[Book, OldLine] = {}
    for line in sorted(kept, key=_in_book):
        earlier = before.get(line.book)
        last = max(earlier.urut if earlier else 0, standing.get(line.book, Standing()).last)
        if line.urut - last > JUMP_MOST:
            refused.append(
                Remark(line.row, Why.TOO_FAR, {"number": line.urut, "last": last, "limit": JUMP_MOST})
            )
            continue
        if earlier is not None and line.day < earlier.day and not line.sisipan:
            warnings.append(
                Remark(
                    line.row,
                    Why.DATE_BEFORE,
                    {"date": line.day, "number": shown(*earlier.place), "last": earlier.day},
                )
            )
        if line.day > today:
            warnings.append(Remark(line.row, Why.FUTURE_DATE, {"date": line.day}))
        before[line.book] = line
        lines.append(line)
    out = {remark.row for remark in refused}
    told = [remark for remark in warnings if remark.row not in out]
    return Reading(
        tuple(lines), tuple(sorted(refused, key=_row)), tuple(sorted(told, key=_row)), reading.skipped
    )


def gaps(lines: Sequence[OldLine], standing: Standing) -> list[int]:
    """The running numbers of one book that neither the book nor the register has a line for."""
    plain = {line.urut for line in lines if not line.sisipan}
    last = max([standing.last, *(line.urut for line in lines)], default=0)
    return [n for n in range(1, last + 1) if n not in plain and (n, "") not in standing.taken]


def _in_book(line: OldLine) -> tuple[Book, int, int, str]:
    return line.book, line.urut, len(line.sisipan), line.sisipan


def _row(remark: Remark) -> int:
    return remark.row
