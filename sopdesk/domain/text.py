"""Text typed by people: kept as typed, trimmed, within limits."""

import unicodedata

from sopdesk.domain.errors import Refused, Rule

TITLE_LIMIT = 500
REASON_LIMIT = 1000
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs by their category, blank to the eye
NAME_LIMIT = 160  # as long as a line on paper may be


def clean(text: object, *, field: str, limit: int, lines: bool = False, empty: bool = False) -> str:
    """``text`` trimmed, with control characters (but line ends, where ``lines``) turned into spaces.

    Raises Refused(BAD_TEXT) with ``field``, ``limit`` and ``reason`` (``empty``, ``long``, ``kind``).
    """
    if not isinstance(text, str):
        raise Refused(Rule.BAD_TEXT, field=field, limit=limit, reason="kind")
    kept = text.replace("\r\n", "\n")
    if not kept.isprintable():  # an old book has a million letters, and hardly one that is looked at here
        kept = "".join(c if not (_is_control(c) and not (lines and c == "\n")) else " " for c in kept)
    kept = kept.strip()
    if not _shows(kept):
        if not empty:
            raise Refused(Rule.BAD_TEXT, field=field, limit=limit, reason="empty")
        return ""
    if len(kept) > limit:
        raise Refused(Rule.BAD_TEXT, field=field, limit=limit, reason="long", length=len(kept))
    return kept


def _is_control(character: str) -> bool:
    # Cs: a lone surrogate cannot be written to a database or a file.
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def _shows(text: str) -> bool:
    """Whether any character of ``text`` can be seen: zero-width characters alone are no text."""
    return any(
        unicodedata.category(c) not in ("Cf", "Mn", "Zs", "Cc", "Cn") and c not in _BLANK for c in text
    )


def clean_title(text: object) -> str:
    """A dossier's title: 1–500 characters after trimming (rules 10)."""
    return clean(text, field="title", limit=TITLE_LIMIT)


def clean_reason(text: object) -> str:
    """A reason for a return, hold, skip, void, correction or cancellation: 1–1,000 characters."""
    if text is None or (isinstance(text, str) and not _shows(text)):
        raise Refused(Rule.NEEDS_REASON)
    return clean(text, field="reason", limit=REASON_LIMIT, lines=True)


def clean_name(text: object, *, field: str = "name") -> str:
    """The name of a person, an office or an addressee: 1–160 characters."""
    return clean(text, field=field, limit=NAME_LIMIT)
