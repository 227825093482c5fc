"""What people typed, made fit for paper: cleaned of what cannot be drawn, and broken into lines."""

import re
import unicodedata

from sopdesk.domain.layout import Family
from sopdesk.papers import fonts
from sopdesk.papers.fonts import Face

MISSING = "□"  # what stands for a character that the family has not (rules 24)

_NEWLINES = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = {"Cf", "Cc", "Cs"}
_BREAKS = re.compile("[ \t\u2000-\u2006\u2008-\u200a\u3000]+")  # not the no-break spaces


def clean(text: str, family: Family) -> tuple[str, tuple[str, ...]]:
    """``text`` as the family can draw it, and the characters that became □, each once, in their order.

    Control, zero-width and direction characters vanish; lines stay apart by ``\\n``. Nothing is markup.
    """
    if text.isascii() and text.isprintable():
        return text, ()
    drawn: list[str] = []
    missing: dict[str, None] = {}
    for character in unicodedata.normalize("NFC", _NEWLINES.sub("\n", text)):
        if character == "\n":
            drawn.append(character)
        elif character == "\t":
            drawn.append(" ")
        elif _vanishes(character):
            continue
        elif fonts.has_glyph(character, family):
            drawn.append(character)
        elif unicodedata.category(character) == "Zs":
            drawn.append(" ")
        else:
            drawn.append(MISSING)
            missing[character] = None
    return "".join(drawn), tuple(missing)


def _vanishes(character: str) -> bool:
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return True  # variation selectors: they only ask for another drawing of the character before
    return unicodedata.category(character) in _INVISIBLE


def wrapped(text: str, face: Face, size: float, room: float, hang: float = 0) -> list[str]:
    """The cleaned ``text`` in lines of at most ``room`` points, ``hang`` points less after the first.

    A negative ``hang`` makes the first line the shorter one. Words stay whole where they can; one wider than a
    line is split, after a slash where it has one. An empty text has no lines.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words = [word for word in _BREAKS.split(paragraph) if word]
        line = ""
        for word in words:
            longer = f"{line} {word}" if line else word
            if fonts.width(longer, face, size) <= room - (hang if lines else 0):
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _pieces(word, face, size, min(room, room - hang))
            lines.extend(full)
        if line or (lines and not words):
            lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _pieces(word: str, face: Face, size: float, room: float) -> list[str]:
    if fonts.width(word, face, size) <= room:
        return [word]
    pieces: list[str] = []
    begins, so_far = 0, 0.0
    for place, character in enumerate(word):
        advance = fonts.width(character, face, size)
        while so_far + advance > room and place > begins:
            ends = _after_slash(word, begins, place, face, size, room)
            pieces.append(word[begins:ends])
            begins, so_far = ends, fonts.width(word[ends:place], face, size)
        so_far += advance
    return [*pieces, word[begins:]]


def _after_slash(word: str, begins: int, place: int, face: Face, size: float, room: float) -> int:
    """Where a piece that would reach to ``place`` ends: a letter's number is parted between its parts.

    Not where that would leave more than half of the line empty.
    """
    ends = word.rfind("/", begins, place) + 1
    return ends if ends and 2 * fonts.width(word[begins:ends], face, size) >= room else place


def fitting(text: str, face: Face, size: float, room: float, smallest: float) -> float:
    """The largest size from ``smallest`` to ``size`` at which ``text`` is within ``room`` points."""
    wide = fonts.width(text, face, size)
    return size if wide <= room else max(smallest, size * room / wide)
