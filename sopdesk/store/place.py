"""Where an office's database is: a file in its data folder, or a PostgreSQL server that several PCs share."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store.swap import write_whole

SETTING: Final = "server.json"
DATABASE: Final = "sopdesk.db"
_DRIVER: Final = "postgresql+psycopg"
_NAMES: Final = ("postgresql", "postgres", _DRIVER)


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a PostgreSQL server."""

    url: URL

    @property
    def shown(self) -> str:
        """Where it is, in words that hold no password: ``host:port/database``."""
        host = self.url.host or "localhost"
        return f"{host}:{self.url.port or 5432}/{self.url.database or ''}"

    @property
    def text(self) -> str:
        """The whole address, password and all, as it is written in a setting."""
        return self.url.set(drivername="postgresql").render_as_string(hide_password=False)


def server_at(address: str) -> Server:
    """The server of an address like ``postgresql://nama:sandi@server:5432/sopdesk``.

    Raises Trouble(SERVER_ADDRESS) for any other text.
    """
    try:
        url = make_url(address.strip())
    except (ArgumentError, ValueError):
        raise Trouble(Fault.SERVER_ADDRESS) from None
    if url.drivername not in _NAMES or not url.database:
        raise Trouble(Fault.SERVER_ADDRESS)
    return Server(url.set(drivername=_DRIVER))


def server_from(host: str, port: int, database: str, user: str, password: str) -> Server:
    """The server of an address in parts, each as a person types it."""
    return Server(URL.create(_DRIVER, user or None, password or None, host or None, port, database or None))


def parts_of(server: Server, port: int) -> tuple[str, int, str, str, str]:
    """What ``server_from`` made it of; ``port`` where it names none."""
    url = server.url
    return (url.host or "", url.port or port, url.database or "", url.username or "", url.password or "")


def server_of(folder: Path) -> Server | None:
    """The server that the office in ``folder`` is kept on; None where it is a file there.

    ``SOPDESK_DATABASE_URL`` says it, or else the folder's own setting; a sample office is always a file. Raises
    Trouble(SERVER_ADDRESS).
    """
    if paths.is_sample(folder):
        return None
    named = paths.database_url()
    if named:
        return server_at(named)
    try:
        value = json.loads((folder / SETTING).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, RecursionError):
        # Never taken for none: this PC would go on, alone, on a file of its own.
        raise Trouble(Fault.SERVER_ADDRESS, file=SETTING) from None
    address = value.get("url") if isinstance(value, dict) else None
    if address is None:
        raise Trouble(Fault.SERVER_ADDRESS, file=SETTING)
    return server_at(str(address))


def choose_server(folder: Path, server: Server | None) -> None:
    """Let the office of ``folder`` be the one on ``server``, or again the file there. Raises OSError."""
    path = folder / SETTING
    if server is None:
        path.unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    # The password is in it.
    write_whole(path, json.dumps({"url": server.text}).encode(), mode=0o600)
