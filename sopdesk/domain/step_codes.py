"""Codes of a control sheet's steps: digits alone, so that neither Caps Lock nor the keyboard's layout can hurt.

``2026 00041 07 2 63``: year, running number of the dossier, step, action, check digits. The check digits are
ISO 7064 MOD 97-10 over the office mark, its letters as two-digit numbers (A = 10), and the digits before them:
every single wrong digit and nearly every swap shows, and so does another office's sheet.
"""

import re
from dataclasses import dataclass
from enum import Enum

from sopdesk.domain.errors import Refused, Rule

_RUNNING = (5, 7)  # digits of the running number; both make the whole an even number, as Code 128 C wants
_LENGTHS = frozenset(4 + running + 2 + 1 + 2 for running in _RUNNING)
_LAST_STEP = 99
# Of this century only: a NIK, the number of a person, has sixteen digits too and begins with another province.
_SHAPE = re.compile(r"20\d+\Z", re.ASCII)
_BETWEEN = re.compile(r"[\s.\-]+")


class Action(Enum):
    """What a step's code logs; the value is its digit."""

    SERAH = 1  # the papers leave the step
    TERIMA = 2  # the papers are taken up for the step


@dataclass(frozen=True, slots=True)
class StepCode:
    """A code of a control sheet: which dossier, at which step, and what is logged."""

    year: int
    running: int
    step: int
    action: Action
    check: int

    @property
    def digits(self) -> str:
        """What Code 128 holds."""
        return "".join(self._groups())

    def __str__(self) -> str:
        return " ".join(self._groups())

    def _groups(self) -> tuple[str, ...]:
        running, step = self.running, self.step
        return (*_before(self.year, running, step, self.action), f"{self.check:02d}")


def _before(year: int, running: int, step: int, action: Action) -> tuple[str, ...]:
    short, long = _RUNNING
    shown = f"{running:0{short}d}" if running < 10**short else f"{running:0{long}d}"
    return f"{year:04d}", shown, f"{step:02d}", str(action.value)


def _check_digits(mark: str, digits: str) -> int:
    spelt = "".join(str(int(character, 36)) for character in mark)
    return 98 - int(f"{spelt}{digits}00") % 97


def make_step_code(mark: str, year: int, running: int, step: int, action: Action) -> StepCode:
    """The code of that step of the office's dossier number ``running`` in ``year``.

    Raises ValueError for a step that two digits do not hold.
    """
    if not 1 <= step <= _LAST_STEP:
        raise ValueError(step)
    digits = "".join(_before(year, running, step, action))
    return StepCode(year, running, step, action, _check_digits(mark, digits))


def is_step_code(text: str) -> bool:
    """Whether ``text`` has the shape of a step's code, whatever spaces stand in it."""
    digits = _BETWEEN.sub("", text)
    return len(digits) in _LENGTHS and _SHAPE.match(digits) is not None


def read_step_code(text: str, mark: str) -> StepCode:
    """Read a scanned or typed code of a step.

    Raises Refused(BAD_CODE) with ``text``, ``check`` (whether only the check digits are wrong) and ``step``: the
    digits may have been mistyped, or the sheet is another office's.
    """
    digits = _BETWEEN.sub("", text)
    shaped = is_step_code(text)
    head, tail = digits[:-2], digits[-2:]
    year, running, step, action = head[:4], head[4:-3], head[-3:-1], head[-1:]
    if not shaped or action not in {str(one.value) for one in Action} or step == "00":
        raise Refused(Rule.BAD_CODE, text=text.strip()[:40], check=shaped, step=shaped)
    code = StepCode(int(year), int(running), int(step), Action(int(action)), int(tail))
    if code.digits != digits or _check_digits(mark, head) != code.check:
        raise Refused(Rule.BAD_CODE, text=text.strip()[:40], check=True, step=True)
    return code
