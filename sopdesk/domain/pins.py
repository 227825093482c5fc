"""PINs and the code that helps out when one is forgotten: their form, and how long a wrong one must wait."""

import string
from datetime import timedelta
from typing import Final

from sopdesk.domain.errors import Refused, Rule

SHORTEST: Final = 4
LONGEST: Final = 8
FREE_TRIES: Final = 3
_DELAYS: Final = (5, 15, 60)  # seconds, after the fourth wrong PIN and those that follow
LONGEST_DELAY: Final = 300  # seconds, from then on
# Crockford's digits: no letter that is taken for a figure.
CODE_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 20  # signs, 100 bits
_GROUP: Final = 5
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


def checked_pin(pin: str) -> str:
    """A PIN that may be set: 4 to 8 figures, neither one figure repeated nor a row like 1234.

    Raises Refused(BAD_PIN) with ``why``: ``form`` or ``easy``.
    """
    if not SHORTEST <= len(pin) <= LONGEST or any(each not in string.digits for each in pin):
        raise Refused(Rule.BAD_PIN, why="form")
    if len(set(pin)) == 1 or pin in string.digits or pin in string.digits[::-1]:
        raise Refused(Rule.BAD_PIN, why="easy")
    return pin


def delay(failures: int) -> timedelta:
    """How long nothing is listened to after so many wrong PINs on end."""
    over = failures - FREE_TRIES
    if over <= 0:
        return timedelta(0)
    return timedelta(seconds=_DELAYS[over - 1] if over <= len(_DELAYS) else LONGEST_DELAY)


def shown_code(code: str) -> str:
    """A recovery code as it is printed: ``ABCDE-FGHJK-MNPQR-STVWX``."""
    return "-".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))


def plain_code(typed: str) -> str:
    """A recovery code as it was typed, without hyphens and spaces, in the signs that it can have."""
    return "".join(each for each in typed.upper() if each.isalnum()).translate(_MISREAD)
