"""Which pages to print, as people write it: ``1-3, 5``."""

import re

_PART = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")
EVERY = ("", "semua")


def page_range(text: str, count: int) -> tuple[int, ...]:
    """The places of the pages, from 0, each once and in order; all for an empty text.

    Raises ValueError for what is no range and for a page that there is not.
    """
    words = text.strip().lower()
    if words in EVERY:
        return tuple(range(count))
    found: set[int] = set()
    for part in re.split(r"[,;]", words):
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise ValueError(text)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            raise ValueError(text)
        found.update(range(first - 1, last))
    return tuple(sorted(found))
