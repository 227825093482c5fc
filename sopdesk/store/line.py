"""Whether the office's server is known to be silent: while it is, nobody waits for it."""

from collections.abc import Callable
from threading import Lock

from sopdesk.domain.errors import Fault, Trouble


class Line:
    """Fails at once what would wait in vain, but only while somebody asks the server again and again by himself.

    A program that nobody does that for, as a command of the terminal, tries each time.
    """

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._lock = Lock()
        self._hear: Callable[[], None] | None = None
        self._silent = False

    @property
    def silent(self) -> bool:
        """Whether the server has not answered, and has not been heard since."""
        return self._silent

    def watch(self, hear: Callable[[], None]) -> None:
        """From now on whoever calls this looks for the server's return, and is told when it falls silent.

        ``hear`` is called in whatever thread met the silence.
        """
        self._hear = hear

    def leave(self) -> None:
        """Nobody looks any more."""
        self._hear, self._silent = None, False

    def require(self) -> None:
        """Raises Trouble(SERVER_GONE) while the server is known to be silent."""
        if self._silent:
            raise Trouble(Fault.SERVER_GONE, server=self._shown, path=self._shown)

    def lost(self) -> None:
        """Somebody waited for the server in vain."""
        with self._lock:
            hear = None if self._silent else self._hear
            self._silent = self._silent or hear is not None
        if hear is not None:
            hear()

    def found(self) -> bool:
        """The server has been heard; whether it had been silent."""
        with self._lock:
            before, self._silent = self._silent, False
        return before
