"""How long papers tell how far they are, and are stopped."""

from collections.abc import Callable

Progress = Callable[[int, int], bool]
"""Called with what is done and the whole; an answer of False stops the paper."""


class Cancelled(Exception):  # noqa: N818 - the clerk's wish, no error
    """The paper was stopped through its progress; nothing was made."""


def tell(progress: Progress | None, done: int, whole: int) -> None:
    """Reports to ``progress``, if there is one; raises ``Cancelled`` when it says to stop."""
    if progress is not None and not progress(done, whole):
        raise Cancelled
