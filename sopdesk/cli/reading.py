"""Values as they are written on the command line and in JSON lines."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from sopdesk.domain.errors import Refused, Rule


def moment(text: object, zone: tzinfo, field: str = "at") -> datetime:
    """An ISO 8601 time; without an offset it is office time. Raises Refused(BAD_INPUT)."""
    if not isinstance(text, str):
        raise Refused(Rule.BAD_INPUT, why=f"{field} bukan waktu ISO 8601")
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refused(Rule.BAD_INPUT, why=f"{field} bukan waktu ISO 8601: {text[:40]}") from None
    if not 1900 < found.year < 2200:
        raise Refused(Rule.BAD_INPUT, why=f"{field} di luar tahun 1900–2200: {text[:40]}")
    return found.replace(tzinfo=zone) if found.tzinfo is None else found


def day(text: object, field: str = "date") -> date:
    """An ISO 8601 date. Raises Refused(BAD_INPUT)."""
    if not isinstance(text, str):
        raise Refused(Rule.BAD_INPUT, why=f"{field} bukan tanggal ISO 8601")
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise Refused(Rule.BAD_INPUT, why=f"{field} bukan tanggal ISO 8601: {text[:40]}") from None


def required(line: Mapping[str, Any], key: str) -> Any:
    """The value under ``key``. Raises Refused(BAD_INPUT) where it is missing."""
    if line.get(key) is None:
        raise Refused(Rule.BAD_INPUT, why=f"{key} tidak ada")
    return line[key]


def text(line: Mapping[str, Any], key: str, default: str | None = None) -> str:
    """The text under ``key``, or ``default``. Raises Refused(BAD_INPUT) where it is missing or no text."""
    value = line.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise Refused(Rule.BAD_INPUT, why=f"{key} tidak ada" if value is None else f"{key} bukan teks")
    return value


def whole(line: Mapping[str, Any], key: str) -> int | None:
    """The whole number under ``key``; None where there is none. Raises Refused(BAD_INPUT)."""
    value = line.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**9:
        raise Refused(Rule.BAD_INPUT, why=f"{key} bukan bilangan bulat")
    return value
