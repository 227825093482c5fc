"""The fonts that papers are set in, shipped with the program and embedded in every PDF."""

import struct
from enum import StrEnum
from functools import cache, lru_cache
from typing import NewType

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.layout import Family

Face = NewType("Face", str)
"""A font of a family by its name in the PDF, such as ``Arimo-Bold``; its file is called so too."""


class Font(StrEnum):
    """A font of whichever family a paper is set in."""

    REGULAR = "Regular"
    BOLD = "Bold"
    ITALIC = "Italic"
    BOLD_ITALIC = "BoldItalic"


@cache
def face_of(family: Family, font: Font) -> Face:
    """The family's font."""
    return Face(f"{family.value.capitalize()}-{font.value}")


@cache
def _loaded(face: Face) -> TTFont:
    file = paths.resources() / "fonts" / face.partition("-")[0].lower() / f"{face}.ttf"
    try:
        font = TTFont(face, str(file))
    except (TTFError, OSError, LookupError, TypeError, ValueError, struct.error) as error:
        raise Trouble(Fault.RESOURCE_DAMAGED, file=file.name) from error
    pdfmetrics.registerFont(font)
    return font


def ready(face: Face) -> None:
    """Makes the face known to reportlab. ``Trouble`` (``resource_damaged``) when its file cannot be used."""
    _loaded(face)


@cache
def _widths(face: Face) -> dict[int, float]:
    widths: dict[int, float] = _loaded(face).face.charWidths
    return widths


def has_glyph(character: str, family: Family) -> bool:
    """Whether the family can draw ``character``; its four faces hold the same characters."""
    return ord(character) in _widths(face_of(family, Font.REGULAR))


@lru_cache(maxsize=20_000)
def width(text: str, face: Face, size: float) -> float:
    """The width in points of a text that holds only characters the face has."""
    widths = _widths(face)
    return sum(widths[ord(character)] for character in text) * size / 1000
