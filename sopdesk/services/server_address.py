"""The address of an office's server in the parts that people know, and what a server says when it is asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Trouble
from sopdesk.services.office import PROFILE, profile_from
from sopdesk.store.place import parts_of, server_at, server_from
from sopdesk.store.store import kept_on

PORT: Final = 5432
NAME: Final = "sopdesk"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database on a server is, and who comes to it."""

    host: str = ""
    port: int = PORT
    database: str = NAME
    user: str = NAME
    password: str = ""

    @property
    def text(self) -> str:
        """In one line, password and all."""
        return server_from(self.host, self.port, self.database, self.user, self.password).text


@dataclass(frozen=True, slots=True)
class There:
    """What is on a server: an office with so many dossiers, not yet set up where it has no ``kecamatan``, or none."""

    shown: str
    office: bool
    kecamatan: str = ""
    dossiers: int = 0


def address_of(folder: Path) -> Address:
    """The address that the office in ``folder`` uses; an empty one where it uses none that can be read."""
    try:
        server = kept_on(folder)
    except Trouble:
        return Address()
    return Address() if server is None else Address(*parts_of(server, PORT))


def look_there(address: str) -> There:
    """What is on the server at ``address``; nothing is made or changed there.

    Raises Trouble: the address, a server that is gone or refuses, an office that cannot be read.
    """
    from sopdesk.store.server_places import store_there  # late: it loads the server's driver

    server = server_at(address)
    store = store_there(server)
    if store is None:
        return There(server.shown, office=False)
    try:
        with store.read() as unit:
            profile = profile_from(unit.office.setting(PROFILE) or {})
            return There(server.shown, True, profile.kecamatan, sum(unit.dossiers.counts().values()))
    finally:
        store.close()
