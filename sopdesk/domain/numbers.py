"""Register numbers and the letter numbers made of them (rules 21, 22)."""

import re
from datetime import date

from sopdesk.domain.dates import roman_month
from sopdesk.domain.errors import Refused, Rule

DEFAULT_SERIES = "umum"
FORMAT_LIMIT = 120
OUTGOING = "outgoing"
INCOMING = "incoming"
REGISTERS = (INCOMING, OUTGOING)
_TOKEN = re.compile(r"\{([a-z_]+)(?::(\d))?\}")
_TOKENS = frozenset({"kode", "urut", "sisipan", "unit", "bulan_romawi", "tahun"})


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


def check_format(template: str) -> str:
    """``template`` itself. Raises Refused(BAD_VALUE) where a token is unknown or the number is missing."""
    tokens = [m[1] for m in _TOKEN.finditer(template)]
    rest = _TOKEN.sub("", template)
    if (
        "urut" not in tokens
        or set(tokens) - _TOKENS
        or "{" in rest
        or "}" in rest
        or len(template) > FORMAT_LIMIT
    ):
        raise Refused(Rule.BAD_VALUE, field="number_format", value=template)
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
