"""The self-check of a wheel or a bundle: every layer at work once, in a folder that is thrown away."""

import importlib
import pkgutil
import tempfile
import time
from pathlib import Path

import sopdesk
from sopdesk import bootstrap, paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.spreadsheet import Table
from sopdesk.services import control_sheets, exporting
from sopdesk.services.dossiers import Start, start
from sopdesk.services.importing import read_book
from sopdesk.services.moving import use_server
from sopdesk.services.office import open_office
from sopdesk.services.sample_setup import set_up
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import verify
from sopdesk.tour.album import HEIGHT, WIDTH, Unmet, expect
from sopdesk.ui.main.app import Program
from sopdesk.ui.main.hand import Hand, Watch, themed

_SOPS = 6
_LEAST_COLOURS = 12
_NOBODY = "postgresql://sopdesk@127.0.0.1:1/sopdesk"


def check() -> int:
    """Say in one line how it went; 0 or 1."""
    terminal = bootstrap.terminal()
    began = time.monotonic()
    watch = Watch()
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, watch:
            modules = _load()
            pdf = _work(Path(folder))
            _driver(Path(folder) / "server")
            _window(Path(folder))
            expect(not watch.heard, "jendela mengeluh")
    except Exception as error:
        # Whatever it is: a broken installation shows itself in many ways, and each is the answer sought.
        told = "; ".join((f"{type(error).__name__}: {error}", *watch.heard))
        terminal.say(f"SOP Desk {sopdesk.__version__} tidak lengkap: {told}")
        return 1
    seconds = time.monotonic() - began
    terminal.put(
        f"SOP Desk {sopdesk.__version__} lengkap: {modules} modul, {_SOPS} SOP, kertas {pdf} bita, "
        f"jendela terbuka, {seconds:.1f} detik."
    )
    return 0


def _load() -> int:
    """Load every module of the program; how many there are."""
    names = [found.name for found in pkgutil.walk_packages(sopdesk.__path__, "sopdesk.")]
    for name in names:
        importlib.import_module(name)
    expect(len(names) > _SOPS, "modul program tidak ditemukan")
    for name in ("sop", "calendar", "codes", "fonts", "icons", "i18n"):
        expect((paths.resources() / name).is_dir(), f"folder {name} tidak ada")
    return len(names)


def _work(folder: Path) -> int:
    """Migrate a fresh database, start a dossier, make its sheet; the size of the sheet in bytes."""
    now = bootstrap.now()
    office = open_office(folder, now)
    try:
        known = office.look()
        expect(len(known.current) == _SOPS, f"{len(known.current)} SOP, bukan {_SOPS}")
        set_up(office, now)
        answer = start(office, Start("lakip", "Pemeriksaan diri"), by="Petugas Contoh", at=now, now=now)
        paper = control_sheets.lembar_kendali(office, answer.dossier)
        expect(paper.pdf.startswith(b"%PDF-"), "kertas tidak dapat dibuat")
        _exchange()
        report = verify(office)
        expect(report.ok, "; ".join(report.problems))
        return len(paper.pdf)
    finally:
        office.close()


def _exchange() -> None:
    """A table out and in again: its libraries are loaded only when somebody wants them."""
    for form in exporting.FORMS:
        table = Table("Agenda", ("No. urut", "Isi singkat"), [("1", "=Undangan")])
        made = exporting.made_file(table, form, 1, made=bootstrap.now())
        [sheet] = read_book(made, f"agenda.{form}").sheets
        expect(sheet.rows[1].cells == ("1", "=Undangan"), f"tabel {form} tidak terbaca kembali")


def _driver(folder: Path) -> None:
    """PostgreSQL's driver is there with its library: nobody else can say that no server answers."""
    try:
        use_server(folder, _NOBODY)
    except Trouble as trouble:
        expect(trouble.fault is Fault.SERVER_GONE, sentence(trouble))
    else:
        raise Unmet("server yang tidak ada menjawab")


def _window(folder: Path) -> None:
    hand = Hand(Program(themed(), folder, bootstrap.now))
    hand.show(WIDTH, HEIGHT)
    colours = len(hand.colours())
    hand.close()
    if colours < _LEAST_COLOURS:
        raise Unmet("jendela kosong")
