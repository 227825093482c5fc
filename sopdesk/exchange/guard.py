"""Text in a CSV that a spreadsheet program would take for something else, and how it stays text.

A CSV says nothing of what a field is: ``=…`` is run as a formula, ``0012`` loses its zeros, eighteen figures lose
their last three, ``12/7`` becomes a day. Such a field begins with an apostrophe, the mark that spreadsheet programs
themselves have for text; reading takes it off again.
"""

import re
from typing import Final

MARK: Final = "'"
# The full-width signs are read as the plain ones by some Asian versions.
_FORMULA: Final = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]")
_VALUE: Final = re.compile(
    r"\s*(?:0[0-9]+|[0-9]{12,}|[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+|[0-9]{1,4}[-/][0-9]{1,2}(?:[-/][0-9]{1,4})?)\s*"
)
_BLANK: Final = ("\t", "\r", "\n")


def needs_mark(text: str) -> bool:
    """Whether a spreadsheet program would not show ``text`` as it stands."""
    bare = text.lstrip(MARK)
    return bare.startswith(_BLANK) or bool(_FORMULA.match(bare) or _VALUE.fullmatch(bare))


def marked(text: str) -> str:
    """``text`` as a field of a CSV."""
    return MARK + text if needs_mark(text) else text


def unmarked(field: str) -> str:
    """The text that ``marked`` was given."""
    return field[1:] if field.startswith(MARK) and needs_mark(field[1:]) else field
