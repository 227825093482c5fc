"""The whole tour: a sample office, its screens, six dossiers from disposition to receipt, their papers."""

import shutil
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sopdesk import bootstrap
from sopdesk.domain.errors import Trouble
from sopdesk.services import printing
from sopdesk.services.office import open_office
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.sample import make_sample_office
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import verify
from sopdesk.tour import at_deliveries, sights
from sopdesk.tour.album import HEIGHT, WIDTH, Album, Unmet, expect
from sopdesk.tour.at_faults import faults
from sopdesk.tour.at_papers import of_the_office
from sopdesk.tour.clock import OfficeClock
from sopdesk.tour.journey import Journey
from sopdesk.tour.routes import ROUTES
from sopdesk.ui.main.app import Program
from sopdesk.ui.main.hand import Fumble, Hand, Watch, themed
from sopdesk.ui.main.switchboard import Switchboard

# A Tuesday morning with no day off for weeks: the same tour whenever it is made.
_BEGIN = datetime(2026, 7, 7, 9, 20, tzinfo=timezone(timedelta(hours=7), "WIB"))
_MARK = "tur.txt"
_DATA, _EMPTY, _BROKEN = "data", "kosong", "rusak"
_SCREENS, _PAPERS, _DOSSIERS = 12, 10, 6  # at least


def tour(folder: Path) -> int:
    """Make the tour in ``folder``; 0 as expected, 1 not as expected, 3 where nothing can be written."""
    terminal = bootstrap.terminal()
    try:
        _clear(folder)
        album = Album(folder)
    except (OSError, Unmet) as error:
        terminal.say(f"Tur tidak dapat dibuat di {folder}: {error}.")
        return 3
    began = time.monotonic()
    told: dict[str, Any] = {"ok": False, "problem": ""}
    with Watch() as watch:
        try:
            told |= _round(folder, album)
        except (Unmet, Fumble) as error:
            told["problem"] = str(error)
        except Trouble as trouble:
            told["problem"] = sentence(trouble)
    told["messages"] = watch.heard
    told["ok"] = not told["problem"] and not watch.heard
    told["seconds"] = round(time.monotonic() - began, 1)
    album.close(told)
    if told["ok"]:
        terminal.put(f"Tur selesai di {folder}: {len(album.screens)} layar, {len(album.papers)} kertas.")
        return 0
    terminal.say(f"Tur tidak seperti yang diharapkan: {'; '.join([told['problem'], *watch.heard][:4])}")
    return 1


def _clear(folder: Path) -> None:
    """Throw away an earlier tour's office, and nobody else's."""
    for name in (_DATA, _EMPTY, _BROKEN):
        place = folder / name
        if place.exists() and not (place / _MARK).is_file():
            raise Unmet(f"folder {place} sudah ada dan bukan dari tur")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        (place / _MARK).write_text("Kantor contoh buatan tur; folder ini boleh dihapus.\n", encoding="utf-8")


def _round(folder: Path, album: Album) -> dict[str, Any]:
    clock = OfficeClock(_BEGIN)
    theme = themed()
    first = Hand(Program(theme, folder / _EMPTY, clock))
    first.show(WIDTH, HEIGHT)
    sights.welcome(first, album)
    first.close()
    office = open_office(folder / _DATA, clock())
    make_sample_office(office, clock())
    office.close()
    hand = Hand(Program(theme, folder / _DATA, clock))
    hand.show(WIDTH, HEIGHT)
    board = hand.program.opened
    if not isinstance(board, Switchboard):
        raise Unmet("kantor contoh tidak terbuka")
    sights.sign_in(hand, album, board)
    sights.around(hand, album, board)
    sights.looks(hand, album)
    dossiers = [Journey(hand, board, clock, album, route).travel() for route in ROUTES]
    album.screen(hand, "papan-akhir")
    _books(album, board, clock)
    hand.close()
    faults(album, theme, folder / _DATA, folder / _BROKEN, clock)
    return {"dossiers": dossiers, **_checked(folder / _DATA, clock, album, dossiers)}


def _books(album: Album, board: Switchboard, clock: OfficeClock) -> None:
    office, now = board.desk.office, clock()
    album.paper(printing.cap_paraf(office, now=now))
    album.paper(make(office, PaperOrder("papan"), now))
    of_the_office(album, board, now)
    at_deliveries.papers(album, board, now)
    for month in (None, now.month):
        album.paper(printing.agenda_keluar(office, now.year, now=now, month=month))


def _checked(place: Path, clock: OfficeClock, album: Album, dossiers: list[dict[str, Any]]) -> dict[str, Any]:
    office = open_office(place, clock())
    try:
        report = verify(office)
    finally:
        office.close()
    expect(report.ok, f"pemeriksaan menemukan: {'; '.join(report.problems[:3])}")
    expect({d["sop"] for d in dossiers} == {r.sop for r in ROUTES}, "tidak semua SOP dijalankan")
    expect(len(dossiers) >= _DOSSIERS, "terlalu sedikit berkas")
    expect(len(album.screens) >= _SCREENS, "terlalu sedikit layar")
    expect(len(album.papers) >= _PAPERS, "terlalu sedikit kertas")
    return {
        "verify": {"ok": report.ok, "problems": list(report.problems), "log_head": report.log_head},
        "counts": report.counts,
    }
