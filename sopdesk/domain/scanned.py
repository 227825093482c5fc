"""What a keyboard-type scanner typed, read as it was meant.

A scanner presses the keys of a US keyboard. Where the PC is set to another layout, other characters come out.
The codes of steps are digits alone and suffer on the French layout only; the QR holds letters, ``:`` and ``-``.
"""

import re

from sopdesk.domain.codes import looks_like_code
from sopdesk.domain.step_codes import is_step_code

# Some scanners send the kind of the code before it (AIM identifier), as ]C0 or ]Q1.
_KIND = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_US_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _layout(colon: str, dash: str, letters: str = _US_LETTERS, digits: str = "") -> dict[int, str]:
    """What comes out, in capitals, to what was meant. ``digits`` are those of the keys 0 to 9 without Shift."""
    keys = dict(zip(letters, _US_LETTERS, strict=True)) | {colon: ":", dash: "-"}
    keys |= {came: meant for came, meant in zip(digits, "0123456789", strict=False) if came != meant}
    return {ord(came): meant for came, meant in keys.items() if came != meant}


_QWERTZ = "ABCDEFGHIJKLMNOPQRSTUVWXZY"
_AZERTY = "QBCDEFGHIJKL?NOPARSTUVZXYW"  # M with Shift gives ?, and the colon an M
_LAYOUTS = (
    _layout("Ö", "ß", _QWERTZ),  # German
    _layout("É", "'", _QWERTZ),  # Swiss, with Shift on the semicolon's key
    _layout("Ñ", "'"),  # Spanish
    _layout("Ç", "'"),  # Italian, Portuguese
    _layout("Ç", "-"),  # Brazilian
    _layout("Ö", "+"),  # Swedish, Finnish
    _layout("Æ", "+"),  # Danish
    _layout("Ø", "+"),  # Norwegian
    _layout("M", ")", _AZERTY, "À&É\"'(-È_Ç"),  # French: digits come with Shift only
    _layout("M", "°", _AZERTY),  # French, with Caps Lock for the digits
)
_SHARP_S = "ß"


def _capitals(text: str) -> str:
    # ``upper`` would make two letters of the sharp s.
    return "".join(c if c == _SHARP_S else c.upper() for c in text)


def is_code(text: str) -> bool:
    """Whether ``text`` has the shape of a code of a dossier or of a step."""
    return is_step_code(text) or looks_like_code(text)


def as_meant(text: str) -> str:
    """``text`` without the kind of the code, and as the scanner meant it where the keyboard has another layout.

    What is a code as it is, and what is none on any known layout, stays.
    """
    plain = _KIND.sub("", text.strip(), count=1) if _KIND.match(text.strip()) else text.strip()
    if is_code(plain):
        return plain
    shouted = _capitals(plain)
    # The dossier's code alone is typed by hand, and a hand types what it sees: only a whole payload is turned.
    turned = (shouted.translate(keys) for keys in _LAYOUTS)
    return next((t for t in turned if is_step_code(t) or _is_whole(t)), plain)


def _is_whole(text: str) -> bool:
    start, *rest = text.split(":", 2)
    return start == "SD" and len(rest) == 2 and looks_like_code(rest[1])
