"""The fonts that papers are set in, shipped with the program and embedded in every PDF."""

import struct
from enum import StrEnum
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble


class Font(StrEnum):
    """A face; the value is its name in the PDF."""

    REGULAR = "Arimo-Regular"
    BOLD = "Arimo-Bold"
    ITALIC = "Arimo-Italic"
    BOLD_ITALIC = "Arimo-BoldItalic"


@cache
def _face(font: Font) -> TTFont:
    file = paths.resources() / "fonts" / "arimo" / f"{font.value}.ttf"
    try:
        face = TTFont(font.value, str(file))
    except (TTFError, OSError, LookupError, TypeError, ValueError, struct.error) as error:
        raise Trouble(Fault.RESOURCE_DAMAGED, file=file.name) from error
    pdfmetrics.registerFont(face)
    return face


def ready(font: Font) -> None:
    """Makes the face known to reportlab. ``Trouble`` (``resource_damaged``) when its file cannot be used."""
    _face(font)


@cache
def _widths(font: Font) -> dict[int, float]:
    widths: dict[int, float] = _face(font).face.charWidths
    return widths


def has_glyph(character: str) -> bool:
    """Whether the shipped fonts can draw ``character``; the four faces hold the same characters."""
    return ord(character) in _widths(Font.REGULAR)


@lru_cache(maxsize=20_000)
def width(text: str, font: Font, size: float) -> float:
    """The width in points of a text that holds only characters the font has."""
    widths = _widths(font)
    return sum(widths[ord(character)] for character in text) * size / 1000
