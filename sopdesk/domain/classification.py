"""Classification codes of letters: which there are, and how one is found while it is typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.text import clean

CODE_LIMIT: Final = 30
CODE_NAME_LIMIT: Final = 200
NEW, OLD, OWN = "2022", "2012", "own"
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {NEW: (NEW,), OLD: (OLD,), "both": (NEW, OLD)}


@dataclass(frozen=True, slots=True)
class Code:
    """A code and what it stands for; ``source`` is a shipped list or ``own``. A hidden one is not offered."""

    code: str
    name: str
    source: str
    hidden: bool = False

    @property
    def shown(self) -> str:
        """Code and name as they are offered: ``000.7.2.4 – Rencana tahunan``."""
        return f"{self.code} – {self.name}" if self.name else self.code


@dataclass(frozen=True, slots=True)
class CodeBook:
    """Every code that the office may use, and how often each was used of late."""

    codes: tuple[Code, ...]
    used: Mapping[str, int] = field(default_factory=dict)

    def name_of(self, code: str) -> str:
        """What the code stands for; empty for one that is in no list."""
        return next((each.name for each in self.codes if each.code == code), "")

    def search(self, words: str, limit: int = 20) -> list[Code]:
        """The codes that answer, best first: those that begin with what was typed, the most used, the shortest.

        Every word must begin the code or stand in the name. Without words the most used are given.
        """
        needles = words.casefold().split()
        found = [each for each in self.codes if not each.hidden and _answers(each, needles)]
        if not needles:
            found = [each for each in found if self.used.get(each.code)]
        first = needles[0] if needles else ""
        found.sort(
            key=lambda each: (
                each.code != first,
                -self.used.get(each.code, 0),
                not each.code.startswith(first),
                code_order(each.code),
            )
        )
        return found[:limit]


def _answers(code: Code, needles: Sequence[str]) -> bool:
    name = code.name.casefold()
    return all(code.code.casefold().startswith(needle) or needle in name for needle in needles)


def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """The order of codes in a list: part by part, numbers as numbers."""
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdigit() and len(part) < 10 else (1, 0, part)
        for part in code.split(".")
    )


def check_code(code: object) -> str:
    """A code that a letter number can bear: 1–30 characters, no space and no slash. Raises Refused naming ``code``."""
    kept = clean(code, field="code", limit=CODE_LIMIT)
    if "/" in kept or any(c.isspace() for c in kept):
        raise Refused(Rule.BAD_VALUE, field="code", value=kept)
    return kept


def check_code_name(name: object) -> str:
    """What a code stands for: 1–200 characters, on one line. Raises Refused naming ``code_name``."""
    return " ".join(clean(name, field="code_name", limit=CODE_NAME_LIMIT).split())


def merged(shipped: Iterable[Code], own: Iterable[Code]) -> tuple[Code, ...]:
    """The lists as one, in their order: an own entry stands in the place of a shipped one, the first list wins."""
    found: dict[str, Code] = {each.code: each for each in own}
    for each in shipped:
        found.setdefault(each.code, each)
    return tuple(sorted(found.values(), key=_by_code))


def _by_code(code: Code) -> tuple[tuple[int, int, str], ...]:
    return code_order(code.code)
