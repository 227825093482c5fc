"""Where an office is kept: in a file of this PC or on a server; and how a PC goes back to a file."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sopdesk import paths
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.rights import Right
from sopdesk.services.office import MOVED, open_office
from sopdesk.services.rights import require
from sopdesk.store.place import DATABASE, SETTING, Server, choose_server, server_at
from sopdesk.store.store import kept_on
from sopdesk.store.troubles import told_as_trouble


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an office is: ``server`` without its password, or None for the file at ``path``.

    ``fixed`` is whether ``SOPDESK_DATABASE_URL`` says so, which no setting changes.
    """

    path: Path
    server: str | None
    fixed: bool


def whereabouts(folder: Path) -> Whereabouts:
    """Where the office of ``folder`` is kept; nobody is asked whether it is there. Raises Trouble(SERVER_ADDRESS)."""
    server = kept_on(folder)
    return Whereabouts(folder / DATABASE, server.shown if server else None, bool(paths.database_url()))


def is_there(folder: Path) -> bool:
    """Whether there is an office, even one that cannot be read. Raises Trouble: the server."""
    server = kept_on(folder)
    if server is None:
        return (folder / DATABASE).exists()
    from sopdesk.store.server_places import holds_office  # late: it loads the server's driver

    return holds_office(server)


def leave_server(folder: Path, *, by: str, now: datetime) -> None:
    """Let this PC use the file of ``folder`` again, or none where it has none; the server keeps its office.

    Raises Refused: NO_SERVER, NOT_ALLOWED, and LEFT_BEHIND where the file is the office as it was before it went
    to a server: used again, there would be two of it. A server that does not answer is no hindrance.
    """
    if not (folder / SETTING).exists():
        raise Refused(Rule.NO_SERVER)
    _require_right(folder, by, now)
    if (folder / DATABASE).is_file():
        with closing(open_office(folder, now, new=False, local=True)) as left, left.store.read() as unit:
            for entry in unit.log.newest_of(MOVED, 1):
                raise Refused(Rule.LEFT_BEHIND, server=entry.body.get("server", ""))
    with told_as_trouble(folder / SETTING):
        choose_server(folder, None)


def _require_right(folder: Path, by: str, now: datetime) -> None:
    try:
        office = open_office(folder, now, new=False)
    except Trouble as trouble:
        if trouble.fault in (Fault.SERVER_GONE, Fault.SERVER_REFUSED, Fault.SERVER_ADDRESS, Fault.NO_OFFICE):
            return  # nobody can say who may
        raise
    with closing(office):
        require(office.look(), by, Right.RESTORE, now=now)


def asks_password(address: str) -> bool:
    """Whether an address names a user and no password. Raises Trouble(SERVER_ADDRESS)."""
    url = server_at(address).url
    return bool(url.username) and not url.password


def with_password(address: str, password: str) -> str:
    """The address with that password in it. Raises Trouble(SERVER_ADDRESS)."""
    return Server(server_at(address).url.set(password=password)).text
