"""A connection to a PostgreSQL server that does not wait for ever: a cable that was pulled says nothing at all."""

from collections.abc import Callable, Generator
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import Any, Final

import psycopg

PATIENCE: Final = 5.0  # seconds in which the server has to say something (rules 27)


class SilentServer(psycopg.OperationalError):
    """The server has said nothing for ``PATIENCE`` seconds; the connection is closed."""


class PatientConnection(psycopg.Connection[Any]):
    """Gives up where psycopg itself would wait for as long as the system holds the line."""

    def wait(self, gen: Any, *how: Any, **more: Any) -> Any:
        """As psycopg's own, which calls it for all that is sent and received once it is connected.

        Raises SilentServer.
        """
        try:
            return super().wait(_impatient(gen), *how, **more)
        except SilentServer:
            self.close()
            raise


def in_time(connect: Callable[[], PatientConnection]) -> PatientConnection:
    """What ``connect`` makes, for which it has ``PATIENCE`` seconds; what comes later is closed.

    psycopg itself waits so long for each address that a name has, and for as long as the system likes for the name.
    Raises SilentServer, and what ``connect`` raises.
    """
    coming: Future[PatientConnection] = Future()

    def run() -> None:
        try:
            made = connect()
        except BaseException as error:
            with suppress(InvalidStateError):
                coming.set_exception(error)
            return
        try:
            coming.set_result(made)
        except InvalidStateError:
            made.close()

    Thread(target=run, name="sopdesk-connect", daemon=True).start()
    try:
        return coming.result(PATIENCE)
    except TimeoutError:
        if coming.cancel():
            raise SilentServer("the server does not answer") from None
        return coming.result()


def _impatient(gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
    """``gen``, asked every now and then by who waits for it; each word from the server begins the time anew."""
    until = monotonic() + PATIENCE
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                until = monotonic() + PATIENCE
            elif monotonic() > until:
                raise SilentServer("the server does not answer")
            wanted = gen.send(ready)
    except StopIteration as end:
        return end.value
