"""An office with files and settings, small and whole, for the tests of backup and restore."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sopdesk.domain.profile import Profile
from sopdesk.services import files, settings
from sopdesk.services.office import Office, open_office
from sopdesk.services.users import save_clerk
from tests.services.desk import CLERK, MONDAY, Clerk

PROFILE = Profile(kabupaten="Contoh Raya", kecamatan="Karang Contoh", place="Karang Contoh", mark="KKC")
LATER = MONDAY + timedelta(hours=8)


def furnish(office: Office, *, scans: int = 3) -> Clerk:
    """Set it up, start two dossiers, and lay scans beside the first."""
    settings.save_profile(office, PROFILE, by=CLERK, now=MONDAY)
    save_clerk(office, CLERK, by=CLERK, now=MONDAY)
    clerk = Clerk(office, now=MONDAY + timedelta(minutes=1))
    dossier = clerk.start("rup", title="Rencana Umum Pengadaan").dossier_id
    clerk.start(title="Laporan Kinerja")
    source = office.folder.parent / "pindaian"
    source.mkdir(exist_ok=True)
    for number in range(scans):
        scan = source / f"pindaian {number}.pdf"
        scan.write_bytes(b"%PDF-1.4\n" + bytes([number]) * (3_000_000 if number == 0 else 700))
        files.add_file(office, files.DOSSIER, dossier, scan, by=CLERK, now=clerk.now)
    (office.folder / "tampilan.json").write_text('{"scale": 110}', encoding="utf-8")
    (office.folder / "cetak.json").write_text('{"printer": "Kotak PDF"}', encoding="utf-8")
    return clerk


def contents(folder: Path) -> dict[str, str]:
    """All that an office is: each row of each table, and each file by its hash."""
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in [*(folder / "lampiran").glob("*"), folder / "tampilan.json", folder / "cetak.json"]
        if path.is_file()
    }
    with closing(sqlite3.connect(folder / "sopdesk.db")) as database:
        found["database"] = hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()
    return found


def entries(folder: Path) -> list[str]:
    """The hashes of the log, oldest first."""
    with closing(sqlite3.connect(folder / "sopdesk.db")) as database:
        return [h for (h,) in database.execute("SELECT hash FROM log ORDER BY seq")]


def work_on(folder: Path, title: str) -> None:
    """Start one more dossier."""
    office = open_office(folder, LATER)
    try:
        Clerk(office, now=LATER).start("rup", title=title)
    finally:
        office.close()
