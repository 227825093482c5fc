"""Files of every kind that is taken in, with anything in them: taken whole or refused with a sentence, never half."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopdesk import paths
from sopdesk.domain.errors import Refused, Trouble
from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.presets import default_calendar
from sopdesk.domain.sop_file import read_sop
from sopdesk.domain.spreadsheet import Table
from sopdesk.exchange import xlsx_out
from sopdesk.services import files, importing
from sopdesk.services.attachments import keep_picture
from sopdesk.services.backups import make_backup
from sopdesk.services.calendars import read_calendar
from sopdesk.services.code_import import import_codes
from sopdesk.services.days_import import read_days, taken
from sopdesk.services.inspecting import inspect
from sopdesk.services.office import Office, open_office
from sopdesk.services.restoring import restore
from sopdesk.services.sentences import sentence
from sopdesk.services.settings import save_calendar
from sopdesk.services.verification import verify
from tests.faults.test_batch_fields import JSON, contents
from tests.services.backup_office import LATER, furnish
from tests.services.desk import CLERK, MONDAY

BOOK: Final = Table(
    "Agenda",
    ("No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat"),
    tuple((str(n), f"005/{n}/Kec/2025", "02/01/2025", "Para Kades", f"Undangan {n}") for n in range(1, 6)),
)
XLSX: Final = xlsx_out.render(BOOK, MONDAY)
CSV: Final = "\n".join(";".join(map(str, row)) for row in (BOOK.titles, *BOOK.rows)).encode()
CODES: Final = b"Kode;Uraian\n000.9.9;Urusan khusus\n000.9.8;Rencana tahunan\n"
DAYS: Final = b"Tanggal;Keterangan\n01/01/2028;Tahun Baru\n17/08/2028;Hari Kemerdekaan\n"
SOP: Final = next(paths.resources().rglob("rup.json")).read_bytes()
CALENDAR: Final = json.dumps(default_calendar().to_json()).encode()
PICTURE: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
) + bytes.fromhex("789c6364f8cfc0c000000302010087c9a50a0000000049454e44ae426082")


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """A good file with bytes changed, cut out, put in or cut off; or just any bytes."""
    made = bytearray(whole)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(made) - 1, 0)))
        match draw(st.sampled_from(("change", "remove", "insert", "cut"))):
            case "change":
                made[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "remove":
                del made[at : at + draw(st.integers(1, 30))]
            case "insert":
                made[at:at] = draw(
                    st.binary(max_size=20) | st.sampled_from([b'"', b"\x00", b"\xff\xfe", b";\n", b"{["])
                )
            case _:
                del made[at:]
    return bytes(made)


@st.composite
def misfilled(draw: st.DrawFn, whole: bytes) -> bytes:
    """A good JSON file with one of its values, at any depth, replaced by anything."""
    value = json.loads(whole)
    inside = value
    while True:
        keys: list[Any] = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = draw(st.sampled_from(keys))
        if not isinstance(inside[key], dict | list) or not inside[key] or draw(st.booleans()):
            inside[key] = draw(JSON)
            return json.dumps(value).encode()
        inside = inside[key]


def book(register: str) -> Callable[[Office, Path], object]:
    """Bring an old book in, as the screen does it."""

    def take(office: Office, path: Path) -> object:
        found = importing.open_book(path)
        choice = importing.propose(found, register, MONDAY.date())
        importing.report(office, found, choice, now=MONDAY)
        return importing.import_book(office, found, choice, by=CLERK, now=MONDAY)

    return take


def codes(office: Office, path: Path) -> object:
    """Take a list of codes."""
    return import_codes(office, importing.open_book(path), by=CLERK, now=MONDAY)


def calendar(office: Office, path: Path) -> object:
    """Take a calendar."""
    return save_calendar(office, read_calendar(path).to_json(), by=CLERK, now=MONDAY)


def days(office: Office, path: Path) -> object:
    """Take a list of days off into the calendar."""
    calendar = office.look().calendar
    reading = read_days(calendar, importing.open_book(path), MONDAY.date())
    return save_calendar(office, taken(calendar, reading).to_json(), by=CLERK, now=MONDAY)


def scan(office: Office, path: Path) -> object:
    """Lay a scan beside a dossier."""
    return files.add_file(office, files.DOSSIER, 1, path, by=CLERK, now=LATER)


KINDS: Final[dict[str, tuple[str, Callable[[Office, Path], object], st.SearchStrategy[bytes]]]] = {
    "csv, outgoing": ("buku.csv", book(OUTGOING), spoilt(CSV)),
    "csv, incoming": ("buku.csv", book(INCOMING), spoilt(CSV)),
    "xlsx": ("buku.xlsx", book(OUTGOING), spoilt(XLSX)),
    "any book": ("buku.csv", book(OUTGOING), st.binary(max_size=300)),
    "codes": ("kode.csv", codes, spoilt(CODES)),
    "calendar": ("kalender.json", calendar, misfilled(CALENDAR) | spoilt(CALENDAR)),
    "days off": ("libur.csv", days, spoilt(DAYS)),
    "any calendar": ("kalender.json", calendar, JSON.map(lambda value: json.dumps(value).encode())),
    "scan": ("pindaian.pdf", scan, st.binary(max_size=100)),
    "picture": ("lambang.png", keep_picture, spoilt(PICTURE)),
}


def refusal(take: Callable[[], object]) -> str:
    """The sentence of a refusal; empty where it was taken. Anything else that comes out is a traceback."""
    try:
        take()
    except (Refused, Trouble) as no:
        return sentence(no) or "no words"
    return ""


@pytest.fixture
def begun(office: Office) -> Office:
    """An office with two dossiers."""
    furnish(office, scans=0)
    return office


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_taken_whole_or_not_at_all(begun: Office, tmp_path: Path, kind: str, data: st.DataObject) -> None:
    name, take, contents_of = KINDS[kind]
    path = tmp_path / name
    path.write_bytes(data.draw(contents_of))
    before = contents(begun)
    if refusal(lambda: take(begun, path)):
        assert contents(begun) == before
    else:
        assert verify(begun).problems == ()
    assert list(begun.folder.rglob("*.part")) == []


@pytest.mark.parametrize(
    ("name", "take", "whole"),
    [
        ("buku.csv", book(OUTGOING), CSV),
        ("buku.xlsx", book(OUTGOING), XLSX),
        ("kode.csv", codes, CODES),
        ("kalender.json", calendar, CALENDAR),
        ("libur.csv", days, DAYS),
        ("lambang.png", keep_picture, PICTURE),
    ],
)
def test_good_ones_are_taken(
    begun: Office, tmp_path: Path, name: str, take: Callable[[Office, Path], object], whole: bytes
) -> None:
    """Else the test above would spoil what nobody takes anyway."""
    (tmp_path / name).write_bytes(whole)
    assert take(begun, tmp_path / name)


@pytest.mark.slow
@given(misfilled(SOP) | spoilt(SOP))
def test_a_sop_file_is_read_or_refused(whole: bytes) -> None:
    try:
        text = whole.decode()
    except UnicodeDecodeError:
        return  # the reader of files says so before
    assert refusal(lambda: read_sop(text, "sop.json")) or read_sop(text, "sop.json").steps


@pytest.fixture
def backups(begun: Office, tmp_path: Path) -> tuple[Path, bytes]:
    """A new folder, and a good backup of another office."""
    made = make_backup(begun, tmp_path / "flash" / "kantor.sopdesk", by=CLERK, now=LATER)
    return tmp_path / "baru", made.path.read_bytes()


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_backup_is_restored_whole_or_not_at_all(backups: tuple[Path, bytes], data: st.DataObject) -> None:
    folder, whole = backups
    path = folder.parent / "flash" / "rusak.sopdesk"
    # Places all over the file: hypothesis would keep to its beginning.
    chance = random.Random(data.draw(st.integers()))
    made = bytearray(whole)
    for _ in range(chance.randrange(3)):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    path.write_bytes(data.draw(st.just(bytes(made)) | st.binary(max_size=200) | spoilt(whole[-300:])))
    before = _contents(folder)

    def take() -> None:
        inspect(folder, path)
        restore(folder, path, by=CLERK, now=LATER)

    if refusal(take):
        assert _contents(folder) == before
    else:
        office = open_office(folder, LATER)
        assert verify(office).problems == ()
        office.close()
    assert list(folder.glob(".pulih-*")) == []


def _contents(folder: Path) -> list[Any] | None:
    if not (folder / "sopdesk.db").exists():
        return None
    office = open_office(folder, LATER)
    try:
        return contents(office)
    finally:
        office.close()
