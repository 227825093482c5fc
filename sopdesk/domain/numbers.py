"""Register numbers and the letter numbers made of them (rules 21, 22)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sopdesk.domain.dates import roman_month
from sopdesk.domain.errors import Refused, Rule

DEFAULT_SERIES = "umum"
FORMAT_LIMIT = 120
OUTGOING = "outgoing"
INCOMING = "incoming"
REGISTERS = (INCOMING, OUTGOING)
TOKENS: Final = ("kode", "urut", "sisipan", "unit", "bulan_romawi", "tahun")
MOST_AT_ONCE: Final = (
    5000  # numbers that one act may use up: beyond, a slip of the hand is likelier than a wish
)
JUMP_LIMIT: Final = 10
_TOKEN = re.compile(r"\{([a-z_]+)(?::(\d))?\}")
_BRACED = re.compile(r"\{([^{}]*)\}")


class NumberState(StrEnum):
    """What became of a line of a register."""

    ISSUED = "issued"
    VOID = "void"
    RESERVED = "reserved"
    OUTSIDE = "outside"  # used, but not by this program
    CORRECTED = "corrected"  # its letter bears another number


class SeriesMode(StrEnum):
    """One series of numbers for the whole register, or one for each classification code."""

    ONE = "one"
    PER_CODE = "per_code"


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the office counts; the form of outgoing numbers is in the profile, with the codes it is made of.

    ``jump_limit`` is how many numbers may be passed over without asking again.
    """

    series: SeriesMode = SeriesMode.ONE
    jump_limit: int = JUMP_LIMIT
    incoming_format: str = "{urut}"

    def series_for(self, register: str, code: str) -> str:
        """The series that a letter with this classification code counts in; letters that come count in one."""
        per_code = self.series is SeriesMode.PER_CODE and register == OUTGOING
        return code if per_code and code else DEFAULT_SERIES


def checked_numbering(numbering: Numbering) -> Numbering:
    """``numbering`` itself. Raises Refused(BAD_VALUE) naming the field."""
    if not 1 <= numbering.jump_limit <= MOST_AT_ONCE:
        raise Refused(Rule.BAD_VALUE, field="jump_limit", low=1, high=MOST_AT_ONCE)
    check_format(numbering.incoming_format, field="incoming_format")
    return numbering


def shown(urut: int, sisipan: str) -> str:
    """A register number as it is written: ``123`` or ``123.a``."""
    return f"{urut}.{sisipan}" if sisipan else str(urut)


def next_insert(given: list[str]) -> str:
    """The next inserted mark after those ``given``: a … z, then aa, ab …"""
    last = max(given, key=lambda mark: (len(mark), mark), default="")
    letters = list(last)
    for i in range(len(letters) - 1, -1, -1):
        if letters[i] != "z":
            letters[i] = chr(ord(letters[i]) + 1)
            return "".join(letters)
        letters[i] = "a"
    return "a" * (len(letters) + 1)


def format_mistake(template: str) -> str:
    """What is wrong with a number's format, with the place (letters from 1); empty where it is good."""
    if len(template) > FORMAT_LIMIT:
        return f"lebih dari {FORMAT_LIMIT} huruf"
    # What has the shape of a token is put out of the way, its length kept: a brace that is left stands alone.
    for found in _BRACED.finditer(template):
        token = _TOKEN.fullmatch(found[0])
        if token is None or token[1] not in TOKENS or (token[2] and token[1] != "urut"):
            return f"huruf {found.start() + 1}: {found[0]} tidak dikenal"
    bare = _BRACED.sub(lambda found: " " * len(found[0]), template)
    for mark, said in (("{", "belum ditutup"), ("}", "tanpa pasangan")):
        if mark in bare:
            return f"huruf {bare.index(mark) + 1}: kurung {mark} {said}"
    if not any(found[1] == "urut" for found in _TOKEN.finditer(template)):
        return "{urut} belum ada"
    return ""


def check_format(template: str, *, field: str = "number_format") -> str:
    """``template`` itself. Raises Refused(BAD_VALUE) whose ``reason`` says what is wrong where."""
    mistake = format_mistake(template)
    if mistake:
        raise Refused(Rule.BAD_VALUE, field=field, value=template, reason=mistake)
    return template


def letter_number(template: str, *, code: str, urut: int, sisipan: str, unit: str, day: date) -> str:
    """The whole text of a letter number. An inserted mark without a place of its own stands behind the number."""
    own_place = "{sisipan}" in template
    values = {
        "kode": code,
        "urut": str(urut),
        "sisipan": sisipan,
        "unit": unit,
        "bulan_romawi": roman_month(day.month),
        "tahun": f"{day.year:04d}",
    }

    def put(token: re.Match[str]) -> str:
        text = values[token[1]]
        if token[1] == "urut":
            text = text.zfill(int(token[2] or 0))
            if sisipan and not own_place:
                text = f"{text}.{sisipan}"
        return text

    return _TOKEN.sub(put, check_format(template))
