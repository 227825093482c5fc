"""Field readers for SOP files: each gives a checked value or refuses with the field's line."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final, NoReturn, TypeVar

from sopdesk.domain.json_places import Node, UnreadableError

MOST_TEXT: Final = 2_000
MOST_SHORT: Final = 60
MOST_LINES: Final = 200
PLACEHOLDERS: Final = frozenset({"tahun", "bulan", "kecamatan", "kabupaten"})

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


def fields_of(node: Node, known: Iterable[str], *, spare: Iterable[str] = ()) -> Mapping[str, Node]:
    """The fields of a mapping: none that is not ``known``, none left out but the ``spare`` ones."""
    names = frozenset(known)
    wanted = names - frozenset(spare)
    if not isinstance(node.value, dict):
        refuse(node, "di sini seharusnya kelompok isian dalam kurung kurawal")
    for name, found in node.value.items():
        if name not in names:
            refuse(found, f"isian “{name}” tidak dikenal")
    for name in sorted(wanted - node.value.keys()):
        refuse(node, f"isian “{name}” tidak ada")
    return node.value


def optional(fields: Mapping[str, Node], name: str, read: Callable[[Node], T], otherwise: T) -> T:
    """The field read, or ``otherwise`` where it is left out."""
    return read(fields[name]) if name in fields else otherwise


def maybe(node: Node, read: Callable[[Node], T]) -> T | None:
    """The value read, or None where the file says null."""
    return None if node.value is None else read(node)


def listing(node: Node, most: int = MOST_LINES) -> list[Node]:
    """The items of a list of at most ``most``."""
    if not isinstance(node.value, list):
        refuse(node, "di sini seharusnya daftar dalam kurung siku")
    if len(node.value) > most:
        refuse(node, f"daftar lebih dari {most} butir")
    return node.value


def each(node: Node, read: Callable[[Node], T]) -> tuple[T, ...]:
    """Every item of a list, read one by one."""
    return tuple(read(found) for found in listing(node))


def texts(node: Node) -> tuple[str, ...]:
    """A list of texts."""
    return each(node, text)


def text(node: Node, *, most: int = MOST_TEXT, empty: bool = True) -> str:
    """A text of at most ``most`` characters, without control characters."""
    if not isinstance(node.value, str):
        refuse(node, "di sini seharusnya teks dalam tanda kutip")
    if len(node.value) > most:
        refuse(node, f"teks lebih dari {most} karakter")
    if not empty and not node.value.strip():
        refuse(node, "teks kosong")
    if _CONTROL.search(node.value):
        refuse(node, "teks memuat karakter kendali")
    return node.value


def matched(node: Node, pattern: re.Pattern[str]) -> str:
    """A text that fits ``pattern``, a pattern for codes."""
    found = text(node)
    if not pattern.fullmatch(found):
        refuse(node, f"“{found[:40]}” bukan kode: huruf kecil, angka, dan garis saja")
    return found


def hint(node: Node) -> str:
    """A text with placeholders in braces, all of them known, so that filling it in cannot fail."""
    found = text(node, most=300)
    for name in _PLACEHOLDER.findall(found):
        if name not in PLACEHOLDERS:
            refuse(node, f"“{{{name}}}” tidak dikenal")
    if set(_PLACEHOLDER.sub("", found)) & {"{", "}"}:
        refuse(node, "kurung kurawal tidak berpasangan")
    return found


def number(node: Node, allowed: range, among: str = "") -> int:
    """A whole number out of ``allowed``."""
    if isinstance(node.value, bool) or not isinstance(node.value, int):
        refuse(node, "di sini seharusnya bilangan bulat")
    if node.value not in allowed:
        refuse(node, f"{node.value} di luar {among or 'batas yang diizinkan'}")
    return node.value


def flag(node: Node) -> bool:
    """true or false."""
    if not isinstance(node.value, bool):
        refuse(node, "di sini seharusnya true atau false")
    return node.value


def word(node: Node, words: type[W]) -> W:
    """One of the words of an enumeration."""
    found = text(node)
    try:
        return words(found)
    except ValueError:
        refuse(node, f"“{found[:40]}” bukan salah satu dari {', '.join(words)}")


def refuse(node: Node, reason: str) -> NoReturn:
    """Refuse the file at this place; ``reason`` is an Indonesian fragment."""
    raise UnreadableError(node.line, reason)
