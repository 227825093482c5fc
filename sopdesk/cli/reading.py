"""Values as they are written on the command line and in JSON lines."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, BinaryIO, Final

from sopdesk.domain.errors import Refused, Rule

LONGEST: Final = 1_000_000  # bytes of a line; a whole case with all its texts is a hundredth of that


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines that say something, one at a time as they come; None for one that is too long to be read."""
    while line := stream.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                continue
            yield None
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield line


def json_object(line: bytes | None) -> dict[str, Any]:
    """The object that a line of ``lines`` holds. Raises Refused(BAD_INPUT)."""
    if line is None:
        raise Refused(Rule.BAD_INPUT, why="baris terlalu panjang")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Rule.BAD_INPUT, why="huruf tidak tersimpan sebagai UTF-8") from None
    try:
        value = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
        # An escaped half of a surrogate pair is no text: neither a database nor a file takes it.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise Refused(Rule.BAD_INPUT, why="bukan JSON") from None
    if not isinstance(value, dict):
        raise Refused(Rule.BAD_INPUT, why="bukan objek JSON")
    return value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand once each: of two, nobody can say which was meant."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Refused(Rule.BAD_INPUT, why="satu nama ditulis dua kali")
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(name)  # NaN and Infinity are no JSON


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
        # A time is taken for its day, but nothing else may stand behind the date.
        found = text.strip()
        return date.fromisoformat(found) if len(found) <= 10 else datetime.fromisoformat(found).date()
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
