"""The network between a PC and the server: it can be slow, swallow everything, or be cut."""

import contextlib
import selectors
import socket
import struct
from collections import deque
from collections.abc import Iterator
from threading import Lock, Thread
from time import monotonic
from typing import Final

_PIECE: Final = 1 << 16


class Proxy:
    """Passes on what comes to ``port``, each way ``delay`` seconds late, unless it is ``silent``."""

    def __init__(self, to: int) -> None:
        self._to = to
        self.delay = 0.0
        self.silent = False
        self.deaf_to_server = False
        """Whether only what the server says is lost."""
        self.room: int | None = None
        """How many bytes still go to the server before the line is cut; None for any."""
        self._lock = Lock()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._servers: set[socket.socket] = set()
        self._late: deque[tuple[float, socket.socket, bytes]] = deque()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._bell, self._rope = socket.socketpair()
        self._watched = selectors.DefaultSelector()
        self._watched.register(self._door, selectors.EVENT_READ)
        self._watched.register(self._bell, selectors.EVENT_READ)
        self._ended = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """End every connection at once; both sides are told, as by a switch that was reset."""
        with self._lock:
            self._cut()

    def _cut(self) -> None:
        for each in self._pairs:
            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        while self._pairs:
            self._forget(next(iter(self._pairs)))

    def close(self) -> None:
        """Be gone."""
        self.cut()
        self._ended = True
        self._rope.send(b"x")
        self._thread.join()
        for each in (self._door, self._bell, self._rope):
            each.close()
        self._watched.close()

    def _run(self) -> None:
        while not self._ended:
            wait = max(0.0, self._late[0][0] - monotonic()) if self._late else None
            ready = [key.fileobj for key, _ in self._watched.select(wait)]
            with self._lock:
                for each in ready:
                    if each is self._door:
                        self._let_in()
                    elif isinstance(each, socket.socket) and each in self._pairs:
                        self._take(each)
                while self._late and self._late[0][0] <= monotonic():
                    _, target, data = self._late.popleft()
                    self._give(target, data)

    def _let_in(self) -> None:
        client, _ = self._door.accept()
        try:
            server = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            client.close()
            return
        self._servers.add(server)
        for one, other in ((client, server), (server, client)):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._pairs[one] = other
            self._watched.register(one, selectors.EVENT_READ)

    def _take(self, source: socket.socket) -> None:
        try:
            data = source.recv(_PIECE)
        except OSError:
            data = b""
        if self.silent or (self.deaf_to_server and source in self._servers):
            if not data:
                self._watched.unregister(source)  # that it has ended is lost on the way as well
            return
        if self.room is not None and source not in self._servers:
            self.room -= len(data)
            if self.room < 0:
                self.room = None
                self._cut()
                return
        self._late.append((monotonic() + self.delay, self._pairs[source], data))

    def _give(self, target: socket.socket, data: bytes) -> None:
        if target not in self._pairs:
            return
        try:
            if not data:
                raise ConnectionError
            target.sendall(data)
        except OSError:
            self._forget(target)

    def _forget(self, one: socket.socket) -> None:
        for each in (one, self._pairs.get(one)):
            if each is not None and self._pairs.pop(each, None) is not None:
                self._servers.discard(each)
                with contextlib.suppress(KeyError, ValueError):
                    self._watched.unregister(each)
                each.close()


@contextlib.contextmanager
def proxy_to(port: int) -> Iterator[Proxy]:
    """A way to the server on this machine's ``port`` for as long as the block lasts."""
    made = Proxy(port)
    try:
        yield made
    finally:
        made.close()
