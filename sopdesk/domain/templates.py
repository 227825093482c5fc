"""Wording with tokens: plain text in which ``{nomor}`` stands for a value. No markup, no code: text alone.

``{{`` and ``}}`` are the braces themselves. A mistake is refused with its line and column, both from 1.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from sopdesk.domain.errors import Refused, Rule

MOST: Final = 4_000  # characters of one wording
BLANK: Final = "…"  # what stands for a value that is not known
_TOKEN = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Template:
    """A checked wording: its pieces in order, each a text or, where ``token``, the name of a value."""

    pieces: tuple[tuple[bool, str], ...]

    @property
    def tokens(self) -> frozenset[str]:
        """The names of the values that it shows."""
        return frozenset(text for token, text in self.pieces if token)

    def fill(self, values: Mapping[str, str]) -> str:
        """The text with the values in place; ``…`` for one that is missing or empty.

        A value is put in as it is: braces in it are no tokens.
        """
        return "".join((values.get(text) or BLANK) if token else text for token, text in self.pieces)


def parse(text: str, tokens: Collection[str]) -> Template:
    """The wording in ``text``, which may show the values named ``tokens``.

    Raises Refused(BAD_TEMPLATE) with ``line``, ``column``, ``why`` (``unknown``, ``open``, ``close``, ``empty``,
    ``long``, ``kind``), ``token`` and ``known``.
    """
    known = tuple(tokens)
    if len(text) > MOST:
        _refuse(text, MOST, "long", known)
    if not text.strip():
        _refuse(text, 0, "empty", known)
    pieces: list[tuple[bool, str]] = []
    plain = ""
    at = 0
    while at < len(text):
        character = text[at]
        if text[at : at + 2] in ("{{", "}}"):
            plain += character
            at += 2
        elif character == "{":
            name, end = _name(text, at, known)
            pieces += [(False, plain)] if plain else []
            pieces.append((True, name))
            plain = ""
            at = end
        elif character == "}":
            _refuse(text, at, "close", known)
        elif character != "\n" and not character.isprintable():
            _refuse(text, at, "kind", known)
        else:
            plain += character
            at += 1
    pieces += [(False, plain)] if plain else []
    return Template(tuple(pieces))


def _name(text: str, at: int, known: tuple[str, ...]) -> tuple[str, int]:
    end = next((n for n in range(at + 1, len(text)) if text[n] in "{}\n"), len(text))
    if end == len(text) or text[end] != "}":
        _refuse(text, at, "open", known)
    name = text[at + 1 : end].strip()
    if not _TOKEN.match(name) or name not in known:
        _refuse(text, at, "unknown", known, name)
    return name, end + 1


def _refuse(text: str, at: int, why: str, known: tuple[str, ...], token: str = "") -> NoReturn:
    before = text[:at]
    raise Refused(
        Rule.BAD_TEMPLATE,
        line=before.count("\n") + 1,
        column=at - (before.rfind("\n") + 1) + 1,
        why=why,
        token=token,
        known=known,
        limit=MOST,
    )
