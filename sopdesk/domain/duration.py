"""Durations as a mutu baku writes them: ``2 hari 3 jam 40 menit``, ``2-3 hari``, ``2 minggu``."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final, Self


class Unit(StrEnum):
    """The four units of a mutu baku. Menit and jam are working time, hari and minggu working days."""

    MENIT = "menit"
    JAM = "jam"
    HARI = "hari"
    MINGGU = "minggu"


# About ten years of office work in each unit: more is a slip of the keyboard, never a standard time.
_MOST: Final = {Unit.MENIT: 1_000_000, Unit.JAM: 20_000, Unit.HARI: 3_650, Unit.MINGGU: 520}
_MOST_PARTS: Final = 8
_MICROSECONDS: Final = {Unit.MENIT: 60_000_000, Unit.JAM: 3_600_000_000}

# The decimal sign is the comma; "1.000" is a thousand to an Indonesian reader and 1 to a program, so a point
# is refused rather than guessed.
_NUMBER = r"[0-9]{1,7}(?:,[0-9]{1,3})?"
_PART = re.compile(
    rf"({_NUMBER})(?:\s*[-–—]\s*({_NUMBER}))?\s*(menit|jam|hari|minggu)(?![^\W_])\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One amount in one unit, from ``low`` to ``high`` (equal where no range is written), both above zero."""

    low: Fraction
    high: Fraction
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high <= _MOST[self.unit]:
            raise ValueError(f"not an amount of {self.unit}: {self.low} to {self.high}")

    def __str__(self) -> str:
        low, high = _amount_text(self.low), _amount_text(self.high)
        return f"{low} {self.unit}" if low == high else f"{low}-{high} {self.unit}"


@dataclass(frozen=True, slots=True)
class Duration:
    """Parts in the order in which they are written: forward they apply left to right, backward right to left.

    ``moves`` is the upper bound ready for the engine: microseconds for menit and jam, else days or weeks;
    whole numbers are plain integers, because arithmetic with fractions is twenty times slower.
    """

    parts: tuple[Part, ...]
    moves: tuple[tuple[Unit, int | Fraction], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not 0 < len(self.parts) <= _MOST_PARTS:
            raise ValueError(f"a duration has 1 to {_MOST_PARTS} parts, not {len(self.parts)}")
        moves = tuple((part.unit, whole(part.high * _MICROSECONDS.get(part.unit, 1))) for part in self.parts)
        object.__setattr__(self, "moves", moves)  # the dataclass is frozen

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a duration in any case, with or without a range.

        Raises:
            ValueError: nothing, zero, a backward range, more than about ten years, or anything that is not
                made of whole or decimal-comma amounts and the four units.
        """
        rest = text.strip()
        parts: list[Part] = []
        place = 0
        while place < len(rest):
            found = _PART.match(rest, place)
            if found is None or len(parts) == _MOST_PARTS:
                raise ValueError(f"not a duration: {text[:80]!r}")
            low = _amount(found[1])
            parts.append(Part(low, _amount(found[2]) if found[2] else low, Unit(found[3].lower())))
            place = found.end()
        return cls(tuple(parts))

    @property
    def is_range(self) -> bool:
        """Whether any part is written as a range."""
        return any(part.low != part.high for part in self.parts)

    @property
    def lower(self) -> "Duration":
        """The same duration with each range at its lower bound: where the warning begins."""
        return Duration(tuple(Part(part.low, part.low, part.unit) for part in self.parts))

    @property
    def upper(self) -> "Duration":
        """The same duration with each range at its upper bound: the deadline."""
        return Duration(tuple(Part(part.high, part.high, part.unit) for part in self.parts))

    @property
    def single_unit(self) -> tuple[Fraction, Fraction, Unit] | None:
        """(min, max, unit) where one unit can carry the whole.

        Menit and jam together are menit. None where days are mixed with anything else: how many minutes a day
        has is the calendar's to say.
        """
        units = {part.unit for part in self.parts}
        if len(units) == 1:
            (unit,) = units
            return _sum_of(self.parts, unit)
        if units == {Unit.MENIT, Unit.JAM}:
            return _sum_of(self.parts, Unit.MENIT)
        return None

    def __str__(self) -> str:
        return " ".join(map(str, self.parts))


def whole(number: Fraction) -> int | Fraction:
    """The same number, as an integer where it is one."""
    return number.numerator if number.denominator == 1 else number


def _sum_of(parts: tuple[Part, ...], unit: Unit) -> tuple[Fraction, Fraction, Unit]:
    """Lower and upper bound of parts that are all in ``unit``, or in jam where ``unit`` is menit."""
    factors = [60 if part.unit is Unit.JAM and unit is Unit.MENIT else 1 for part in parts]
    low = sum((part.low * factor for part, factor in zip(parts, factors, strict=True)), Fraction(0))
    high = sum((part.high * factor for part, factor in zip(parts, factors, strict=True)), Fraction(0))
    return low, high, unit


def _amount(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _amount_text(amount: Fraction) -> str:
    """A decimal with a comma where that is exact to three places, else a vulgar fraction for the log."""
    thousandths = amount * 1000
    if thousandths.denominator != 1:
        return f"{amount.numerator}/{amount.denominator}"
    whole, rest = divmod(int(thousandths), 1000)
    return f"{whole},{rest:03d}".rstrip("0") if rest else str(whole)
