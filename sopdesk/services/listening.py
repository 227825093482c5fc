"""What the other PCs of an office on a server do, told to this one as it happens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sopdesk.services.office import Office


class Listening(Protocol):
    """An ear at the server. While it listens, a silent server fails every use case at once with SERVER_GONE."""

    def begin(self) -> None:
        """Listen from now on, in a thread of its own."""
        ...

    def knock(self) -> None:
        """Ask the server now whether it is there."""
        ...

    def stop(self) -> None:
        """Listen no more; nothing more is told."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told, each in whatever thread it happens: of new entries, of the server's silence and its return, and
    how far the server's clock is before this PC's."""

    news: Callable[[], None]
    lost: Callable[[], None]
    found: Callable[[], None]
    apart: Callable[[timedelta], None]


def listen(office: Office, told: Told, clock: Callable[[], datetime]) -> Listening | None:
    """An ear for the office, not yet listening; None where the office is a file. ``clock`` is this PC's own."""
    if not office.store.on_server:
        return None
    from sopdesk.store.listening import Ears, Listener  # late: it loads the server's driver
    from sopdesk.store.server_base import ServerBase

    base = office.store.base
    if not isinstance(base, ServerBase):
        raise TypeError(f"no server: {type(base).__name__}")
    return Listener(base, Ears(told.news, told.lost, told.found, told.apart), clock)
