"""From one PC to several: an office in a file is copied onto a server, looked through there, and used from there."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.rights import Right
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.office import MOVED, Office, open_office
from sopdesk.services.rights import require
from sopdesk.services.settings import note
from sopdesk.services.unpacking import NOBODY
from sopdesk.services.verification import Report, verify
from sopdesk.store.contents import FOLDER
from sopdesk.store.log import Entry
from sopdesk.store.place import DATABASE, SETTING, Server, choose_server, server_at
from sopdesk.store.snapshot import quiet
from sopdesk.store.store import Store, Unit, file_store, open_server_store
from sopdesk.store.troubles import told_as_trouble

CAME: Final = "came_from_file"  # the entry in the office on the server
_COPYING: Final = 90  # of a hundred parts of the way; the rest is the looking through


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied: ``shown`` is the server without its password, ``head`` the hash of the newest entry."""

    shown: str
    counts: dict[str, int]
    head: str


def move_to_server(
    folder: Path, address: str, *, by: str, now: datetime, progress: Progress | None = None
) -> Moved:
    """Copy the office in the file of ``folder`` to an empty database, verify it there, and use it from now on.

    No program may have it open. The file stays as it was but for one entry, and is used no more. Raises Refused
    (NOT_ALLOWED, SERVER_TAKEN), Trouble (also SERVER_COPY, FILE_LOCKED), Cancelled; then this PC goes on with its file.
    """
    from sopdesk.store.server_places import alone  # late: it loads the server's driver

    server = server_at(address)
    with alone(server):
        return _moved(folder, server, by=by, now=now, progress=progress)


def _moved(folder: Path, server: Server, *, by: str, now: datetime, progress: Progress | None) -> Moved:
    from sopdesk.store.server_places import (
        COMING,
        bring_in,
        coming_store,
        drop_coming,
        exchange,
        holds_office,
        send_files,
    )

    path = folder / DATABASE
    if holds_office(server):
        with told_as_trouble(path):
            return _brought_to_its_end(folder, server, by=by, now=now)
    office = open_office(folder, now, new=False, local=True)
    try:
        require(office.look(), by, Right.RESTORE, now=now)
        before = verify(office)
    finally:
        office.close()
    quiet(path)  # refused as long as another program has it open
    office = open_office(folder, now, new=False, local=True)
    try:
        with office.store.write() as unit:  # nobody else writes until all of it is there

            def copied(done: int, whole: int) -> None:
                tell(progress, done * _COPYING // max(whole, 1), 100)

            if (folder / FOLDER).is_dir():
                with told_as_trouble(path):
                    send_files(server, folder, folder / FOLDER)
            bring_in(server, path, copied)
            try:
                there = Office(coming_store(server), folder)
                try:
                    after = verify(there)
                finally:
                    there.close()
                _require_same(server, before, after)
                tell(progress, 100, 100)
                said = {"server": server.shown, "hash": before.log_head}
                with exchange(server, COMING, COMING, _nothing_there) as (its, _left):
                    note(its, CAME, said, by=by or NOBODY, now=now)
                note(unit, MOVED, said, by=by or NOBODY, now=now)
            except BaseException:
                drop_coming(server)
                raise
    finally:
        office.close()
    with told_as_trouble(folder / SETTING):
        choose_server(folder, server)
    return Moved(server.shown, dict(after.counts), before.log_head)


def _brought_to_its_end(folder: Path, server: Server, *, by: str, now: datetime) -> Moved:
    """A copy that was cut after the server had all of it, and before this PC noted so.

    Raises Refused(SERVER_TAKEN) where the office there is any other, or this one has gone on without it.
    """
    office = open_office(folder, now, new=False, local=True)
    try:
        require(office.look(), by, Right.RESTORE, now=now)
        there = Office(open_server_store(server, folder, new=False), folder)
        try:
            with office.store.write() as unit:
                seq, head = unit.log.head()
                noted = [entry for entry in unit.log.some([seq]) if entry.kind == MOVED]
                for entry in noted:
                    seq, head = seq - 1, str(entry.body.get("hash"))
                with there.store.read() as its:
                    if not _came_of(its, seq, head):
                        raise Refused(Rule.SERVER_TAKEN, server=server.shown)
                counts = verify(there).counts
                if not noted:
                    note(unit, MOVED, {"server": server.shown, "hash": head}, by=by or NOBODY, now=now)
        finally:
            there.close()
    finally:
        office.close()
    with told_as_trouble(folder / SETTING):
        choose_server(folder, server)
    return Moved(server.shown, counts, head)


def use_server(folder: Path, address: str) -> str:
    """Let this PC use the office that is on a server already; where it is, without the password.

    Raises Trouble: the address, a server that is gone, refuses, or has no office.
    """
    server = server_at(address)
    there = open_server_store(server, folder, new=False)
    try:
        # In a file that cannot be read, or is at work, nothing is noted; that is no hindrance.
        if (folder / DATABASE).is_file():
            with suppress(Trouble):
                _note_left(folder, server, there)
    finally:
        there.close()
    with told_as_trouble(folder / SETTING):
        choose_server(folder, server)
    return server.shown


def _note_left(folder: Path, server: Server, there: Store) -> None:
    """Let the file of a copy that was cut at its end know of it: else this PC could go on in it one day."""
    here = file_store(folder / DATABASE)
    try:
        with here.write() as unit, there.read() as its:
            seq, head = unit.log.head()
            for entry in _came_of(its, seq, head):
                said = {"server": server.shown, "hash": head}
                note(unit, MOVED, said, by=entry.actor, now=its.its_time() or entry.logged_at)
    finally:
        here.close()


def _came_of(its: Unit, seq: int, head: str) -> list[Entry]:
    """The entry of an office's coming out of the file whose log ends so; none where it came from elsewhere."""
    if not seq:
        return []  # offices in which nothing was done yet are all alike
    return [each for each in its.log.some([seq + 1]) if each.kind == CAME and each.body.get("hash") == head]


def _nothing_there(_unit: Unit | None) -> str:
    raise Refused(Rule.SERVER_TAKEN, server="")


def _require_same(server: Server, before: Report, after: Report) -> None:
    same = (before.log_head, before.counts, before.problems) == (
        after.log_head,
        after.counts,
        after.problems,
    )
    if not same:
        raise Trouble(Fault.SERVER_COPY, server=server.shown)
