"""Listening to the office's server in a thread of its own: what other PCs log, its silence, its return, its clock."""

import selectors
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Thread
from time import monotonic
from typing import Any, Final

import psycopg

from sopdesk.domain.errors import Trouble
from sopdesk.store.server_base import ServerBase, connect_to
from sopdesk.store.server_schema import CHANNEL

PAUSES: Final = (0.5, 1.0, 2.0, 4.0)  # seconds between tries; the last for ever
QUIET: Final = 10.0  # seconds without a word after which the server is asked whether it is there
_FAREWELL: Final = 0.5  # seconds that who stops waits for the thread
_BUNDLE: Final = 0.05  # seconds in which entries of one action come together


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told, in the listening thread. ``apart``: how far the server's clock is before this PC's."""

    news: Callable[[], None]
    lost: Callable[[], None]
    found: Callable[[], None]
    apart: Callable[[timedelta], None]


class Listener:
    """Listens from ``begin`` to ``stop``. While it does, a server that is silent fails every unit at once."""

    def __init__(self, base: ServerBase, ears: Ears, clock: Callable[[], datetime]) -> None:
        self._base = base
        self._ears = ears
        self._clock = clock
        self._stopped = False
        self._heard = False
        # A socket, for Windows waits for nothing else beside the server's.
        self._bell, self._rope = socket.socketpair()
        self._bell.setblocking(False)
        self._rope.setblocking(False)
        self._thread = Thread(target=self._run, name="sopdesk-server", daemon=True)

    def begin(self) -> None:
        """Listen from now on."""
        self._base.line.watch(self._on_lost)
        self._thread.start()

    def knock(self) -> None:
        """Ask the server now, whatever pause there is."""
        with suppress(OSError):  # full of knocks, or stopped
            self._rope.send(b"k")

    def stop(self) -> None:
        """Listen no more, and be told nothing more; a thread that still waits for a silent server ends by itself."""
        self._stopped = True
        self._base.line.leave()
        self.knock()
        if self._thread.is_alive():
            self._thread.join(_FAREWELL)

    def _on_lost(self) -> None:
        self._ears.lost()
        self.knock()

    def _run(self) -> None:
        try:
            self._go_on()
        finally:
            self._bell.close()
            self._rope.close()

    def _go_on(self) -> None:
        tries = 0
        while not self._stopped:
            try:
                with connect_to(self._base.server, autocommit=True) as connection:
                    tries = 0
                    self._listen(connection)
            # Whatever it was: with nobody to look for the server it would count as silent for ever.
            except (psycopg.Error, Trouble, OSError):
                if self._stopped:
                    return
                self._base.line.lost()
                self._drop_knocks()
                self._wait(PAUSES[min(tries, len(PAUSES) - 1)])
                tries += 1

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        """Until the connection breaks (raises psycopg.Error) or all is over."""
        connection.add_notify_handler(self._on_notify)
        connection.execute(f"LISTEN {CHANNEL}")
        self._heard = True  # so too what was logged before anybody listened
        self._ask(connection)
        while not self._stopped:
            if self._heard:
                self._bundle(connection)
                self._tell(self._ears.news)
            heard = self._wait(QUIET, connection)
            # Who knocks while the server speaks is answered too.
            knocked = self._drop_knocks()
            if heard is connection:
                self._take_words(connection)
            if (knocked or heard is not connection) and not self._stopped:
                self._ask(connection)

    def _on_notify(self, _said: psycopg.Notify) -> None:
        self._heard = True

    def _ask(self, connection: psycopg.Connection[Any]) -> None:
        """Whether the server is there, and what its clock says."""
        before, begun = self._clock(), monotonic()
        row = connection.execute("SELECT clock_timestamp()").fetchone()
        took = timedelta(seconds=monotonic() - begun)
        if self._base.line.silent:
            # What lies idle belongs to the server as it was: each would be waited for in vain.
            self._base.engine.dispose()
        if self._base.line.found():
            self._heard = True  # whatever was logged meanwhile
            self._tell(self._ears.found)
        if row is not None:
            self._tell(partial(self._ears.apart, row[0] - (before + took / 2)))

    def _tell(self, ear: Callable[[], None]) -> None:
        if not self._stopped:  # who stopped is gone by now
            ear()

    def _bundle(self, connection: psycopg.Connection[Any]) -> None:
        until = monotonic() + _BUNDLE
        while (left := until - monotonic()) > 0 and self._wait(left, connection) is connection:
            self._take_words(connection)
        self._heard = False

    def _take_words(self, connection: psycopg.Connection[Any]) -> None:
        """Raises psycopg.Error for a line that was cut."""
        connection.pgconn.consume_input()
        while connection.pgconn.notifies() is not None:
            self._heard = True

    def _wait(self, seconds: float, connection: psycopg.Connection[Any] | None = None) -> object:
        """What is heard first: the connection, or the bell; None when nothing was."""
        with selectors.DefaultSelector() as watched:
            watched.register(self._bell, selectors.EVENT_READ)
            if connection is not None:
                watched.register(connection, selectors.EVENT_READ)
            ready = watched.select(seconds)
        return ready[0][0].fileobj if ready else None

    def _drop_knocks(self) -> bool:
        """Whether there were any."""
        knocked = False
        with suppress(BlockingIOError):
            while self._bell.recv(64):
                knocked = True
        return knocked
