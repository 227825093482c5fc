"""A crash as text without what people typed: where it happened and what kind it is, but no value."""

import re
import traceback
from collections.abc import Iterator
from typing import Final

_QUOTED: Final = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”")
_MOST: Final = 300  # characters of a message


def trace_of(error: BaseException) -> str:
    """The trace of an error and of those that led to it.

    A message may quote a title or a name: what stands in quotes is left out of it, and so are all but its first line.
    """
    return "".join(_lines(error, set())).rstrip("\n")


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "\nwhich led to:\n\n"
    yield "Traceback (most recent call last):\n"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        if frame.line:
            yield f"    {frame.line}\n"
    words = _message(error)
    yield f"{type(error).__name__}: {words}\n" if words else f"{type(error).__name__}\n"


def _message(error: BaseException) -> str:
    if error.args and isinstance(error, (KeyError, UnicodeError)):
        return ""  # the value itself
    data = getattr(error, "data", None)
    if isinstance(data, dict):
        # A refusal or a trouble: its code, and the names of what it carries.
        code = getattr(error, "rule", None) or getattr(error, "fault", "")
        return f"{code} ({', '.join(sorted(map(str, data)))})"
    words = str(error).splitlines()
    return _QUOTED.sub("…", words[0])[:_MOST] if words else ""
