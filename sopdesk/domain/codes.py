"""Dossier codes: year, running number, check character, e.g. ``2026-0041-V`` (rules 11)."""

import re
from dataclasses import dataclass

from sopdesk.domain.errors import Refused, Rule

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARK = re.compile(r"[A-Z0-9]{2,8}\Z")
_CODE = re.compile(r"(\d{4})[-\s/.]*(\d{4,7})[-\s/.]*([0-9A-Z])\Z", re.ASCII)
_PAYLOAD = re.compile(r"SD:([A-Z0-9]{0,8}):(.+)\Z")


def check_character(text: str) -> str:
    """The ISO 7064 MOD 37,36 check character of ``text`` (digits and capitals A–Z)."""
    p = 36
    for character in text:
        p = (p + _ALPHABET.index(character)) % 36 or 36
        p = p * 2 % 37
    return _ALPHABET[(37 - p) % 36]


def is_mark(text: str) -> bool:
    """Whether ``text`` can be an office mark: two to eight capitals or digits."""
    return _MARK.match(text) is not None


@dataclass(frozen=True, slots=True)
class DossierCode:
    """Year, running number of the office in that year, check character over office mark, year and number."""

    year: int
    running: int
    check: str

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.running:04d}-{self.check}"


def make_code(mark: str, year: int, running: int) -> DossierCode:
    """The code of the office's dossier number ``running`` in ``year``."""
    return DossierCode(year, running, check_character(f"{mark}{year:04d}{running:04d}"))


def payload(mark: str, code: str) -> str:
    """What the QR of a control sheet holds: the office mark and the dossier code."""
    return f"SD:{mark}:{code}"


def read_scan(text: str, mark: str) -> DossierCode:
    """Read a scanned payload or a code typed by hand.

    Raises Refused: ``OTHER_OFFICE`` (data ``mark``) for another office's sheet, ``BAD_CODE`` (data ``text``,
    ``check``: whether only the check character is wrong) for anything else that is no code of ours.
    """
    cleaned = text.strip().upper()
    found = _PAYLOAD.match(cleaned)
    if found:
        if found[1] != mark.upper():
            raise Refused(Rule.OTHER_OFFICE, mark=found[1])
        cleaned = found[2]
    parts = _CODE.match(cleaned)
    if not parts:
        raise Refused(Rule.BAD_CODE, text=text.strip()[:40], check=False)
    code = DossierCode(int(parts[1]), int(parts[2]), parts[3])
    if make_code(mark, code.year, code.running) != code:
        raise Refused(Rule.BAD_CODE, text=text.strip()[:40], check=True)
    return code


def plain_code(text: str) -> str:
    """``text`` as a code is printed, whatever stands between its parts; unjudged, and as it is if it is none.

    Also of a sheet that was printed before the office had its mark.
    """
    parts = _CODE.match(text.strip().upper().removeprefix("SD::"))
    return str(DossierCode(int(parts[1]), int(parts[2]), parts[3])) if parts else text


def looks_like_code(text: str) -> bool:
    """Whether ``text`` has the shape of a code or a payload, so that a search box treats it as one."""
    cleaned = text.strip().upper()
    return bool(_PAYLOAD.match(cleaned) or _CODE.match(cleaned))
