"""``python3 -m tests.faults.kill_deeds attach|import|move FOLDER NAME``: deeds that the command line has none for.

Does them without a pause until it is killed; each is told, as a line of JSON, once it is done. Where the database is
gone it ends with 3, as the program does. The name of a move is the address of the server.
"""

import json
import sys
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.numbers import OUTGOING
from sopdesk.services import files, importing
from sopdesk.services.dossiers import Start, start
from sopdesk.services.moving import move_to_server
from sopdesk.services.office import Office
from tests.faults.kill_work import AT, clerk_of, open_there, scan_of

BOOK_LINES: Final = 150
BOOK_YEAR: Final = 2024


def old_book() -> importing.OldBook:
    """The outgoing letters of a year before the program came."""
    rows = [
        f"{n};005/{n}/Kec/{BOOK_YEAR};{1 + n // 40:02}/03/{BOOK_YEAR};Bupati;Hal {n}"
        for n in range(1, BOOK_LINES + 1)
    ]
    head = "No. urut;Nomor surat;Tanggal surat;Ditujukan kepada;Isi singkat"
    return importing.read_book("\n".join([head, *rows]).encode(), f"agenda-{BOOK_YEAR}.csv")


def _told(**said: object) -> None:
    print(json.dumps(said), flush=True)


def _attach(office: Office, name: str) -> None:
    begun = start(
        office, Start("lakip", f"Berkas {name}"), by="Penata Berkas", at=datetime.fromisoformat(AT), now=now()
    )
    place = office.folder.parent / f"pindaian-{name}"
    place.mkdir(exist_ok=True)
    for number in count(1):
        key = f"{name}-{number}"
        source = place / f"{key}.pdf"
        source.write_bytes(scan_of(key))
        files.add_file(office, files.DOSSIER, begun.dossier_id, source, by=clerk_of(key), now=now())
        source.unlink()
        _told(key=key)


def _import(office: Office) -> None:
    book = old_book()
    choice = importing.propose(book, OUTGOING, date(2026, 7, 6))
    while True:
        standing = [each for each in importing.past_imports(office) if not each.undone]
        if standing:
            importing.undo_import(office, standing[0].id, by="Penata Buku", now=now())
        else:
            importing.import_book(office, book, choice, by="Penata Buku", now=now())
        _told(standing=not standing)


def now() -> datetime:
    """The PC's clock."""
    return datetime.now(UTC)


def main(argv: list[str]) -> int:
    """Work until killed."""
    deed, folder, name = argv
    try:
        if deed == "move":
            move_to_server(Path(folder), name, by="Penata Server", now=now())
            return 0
        office = open_there(Path(folder))
        if deed == "attach":
            _attach(office, name)
        else:
            _import(office)
    except Trouble as trouble:
        if trouble.fault not in (Fault.SERVER_GONE, Fault.SERVER_UNSURE):
            raise
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
