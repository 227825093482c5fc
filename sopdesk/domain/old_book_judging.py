"""Old lines beside what the register has already."""

from collections.abc import Mapping, Sequence
from typing import Final

from sopdesk.domain.numbers import shown
from sopdesk.domain.old_book_lines import OldLine, Reading, Remark, Standing, Why

JUMP_MOST: Final = 1000  # numbers that may be missing in one place


def judge(reading: Reading, standing: Mapping[int, Standing]) -> Reading:
    """The reading beside the register: what is double, in the book already, too far on, or in a closed year."""
    refused, warnings, kept = list(reading.refused), list(reading.warnings), []
    first_row: dict[tuple[int, int, str], int] = {}
    for line in reading.lines:
        year, key = line.day.year, (line.day.year, *line.place)
        stands = standing.get(year, Standing())
        if stands.closed:
            refused.append(Remark(line.row, Why.CLOSED, {"year": year}))
        elif key in first_row:
            refused.append(Remark(line.row, Why.TWICE, {"number": shown(*line.place), "row": first_row[key]}))
        elif line.place in stands.taken:
            refused.append(Remark(line.row, Why.IN_BOOK, {"number": shown(*line.place), "year": year}))
        else:
            first_row[key] = line.row
            kept.append(line)
    lines: list[OldLine] = []
    before: dict[int, OldLine] = {}
    for line in sorted(kept, key=_in_book):
        last = before[line.day.year].urut if line.day.year in before else 0
        last = max(last, standing.get(line.day.year, Standing()).last)
        if line.urut - last > JUMP_MOST:
            refused.append(
                Remark(line.row, Why.TOO_FAR, {"number": line.urut, "last": last, "limit": JUMP_MOST})
            )
            continue
        earlier = before.get(line.day.year)
        if earlier is not None and line.day < earlier.day and not line.sisipan:
            warnings.append(
                Remark(
                    line.row,
                    Why.DATE_BEFORE,
                    {"date": line.day, "number": shown(*earlier.place), "last": earlier.day},
                )
            )
        before[line.day.year] = line
        lines.append(line)
    out = {remark.row for remark in refused}
    told = [remark for remark in warnings if remark.row not in out]
    return Reading(
        tuple(lines), tuple(sorted(refused, key=_row)), tuple(sorted(told, key=_row)), reading.skipped
    )


def gaps(lines: Sequence[OldLine], standing: Standing) -> list[int]:
    """The running numbers of one year that neither the book nor the register has a line for."""
    plain = {line.urut for line in lines if not line.sisipan}
    last = max([standing.last, *(line.urut for line in lines)], default=0)
    return [n for n in range(1, last + 1) if n not in plain and (n, "") not in standing.taken]


def _in_book(line: OldLine) -> tuple[int, int, int, str]:
    return line.day.year, line.urut, len(line.sisipan), line.sisipan


def _row(remark: Remark) -> int:
    return remark.row
