"""An attachment that somebody removed: told where it is printed, named in a backup, missed by verify."""

from pathlib import Path

import pytest
from PIL import Image

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.profile import Profile
from sopdesk.services import files, settings
from sopdesk.services.attachments import keep_picture
from sopdesk.services.backups import make_backup
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.office import Office
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.sentences import sentence
from sopdesk.services.stamps import StampSetting, save_stamp, stamp_picture
from sopdesk.services.verification import verify
from sopdesk.ui.desk import Desk
from sopdesk.ui.papers.placing import sheet_below
from tests.behind import spoil_file
from tests.cli.running import sopdesk
from tests.services.desk import CLERK, MONDAY


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "gambar.png"
    Image.new("RGB", (40, 40), "white").save(path)
    return path


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "undangan.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def letter(office: Office) -> int:
    wish = IncomingWish("Dinas Sosial", "Undangan", MONDAY)
    return register_incoming(office, wish, by=CLERK, now=MONDAY).line_id


def attached(office: Office, line: int, scan: Path) -> int:
    return files.add_file(office, files.LINE, line, scan, by=CLERK, now=MONDAY)


def remove(office: Office, number: int) -> None:
    spoil_file(office, files.path_of(office, number).name, None)


def test_at_printing(office: Office, scan: Path, picture: Path) -> None:
    """The agenda stamp is placed on a blank sheet; a letter is not stamped with nothing."""
    line = letter(office)
    number = attached(office, line, scan)
    order = PaperOrder("cap-agenda", ids=(line,))
    desk = Desk(office, MONDAY.astimezone)
    name = keep_picture(office, picture)
    save_stamp(office, StampSetting(name), by=CLERK, now=MONDAY)
    remove(office, number)
    spoil_file(office, name, None)
    assert sheet_below(desk, order) is None
    assert make(office, order, MONDAY).pdf.startswith(b"%PDF")
    with pytest.raises(Trouble) as told:
        stamp_picture(office, office.look())
    assert told.value.fault is Fault.ATTACHMENT_CHANGED
    assert "Gambar stempel" in sentence(told.value)


def test_at_export_the_tables_are_whole_and_a_backup_names_it(
    office: Office, scan: Path, tmp_path: Path
) -> None:
    number = attached(office, letter(office), scan)
    remove(office, number)
    out = tmp_path / "masuk.csv"
    told = sopdesk("export", "csv", "--table", "incoming", "--out", out, "--year", str(MONDAY.year))
    assert told.code == 0, told.err
    assert "Undangan" in out.read_text(encoding="utf-8-sig")
    made = make_backup(office, tmp_path / "cadangan.sopdesk", by=CLERK, now=MONDAY)
    assert len(made.manifest.missing) == 1
    assert made.manifest.missing[0].endswith(".pdf")


@pytest.mark.parametrize("words", ["Gambar lambang daerah", "Gambar stempel"])
def test_verify_misses_a_picture_of_the_office(office: Office, picture: Path, words: str) -> None:
    name = keep_picture(office, picture)
    if words == "Gambar lambang daerah":
        settings.save_profile(
            office,
            Profile(
                kabupaten="Contoh Raya",
                kecamatan="Karang Contoh",
                place="Karang Contoh",
                mark="KKC",
                logo=name,
            ),
            by=CLERK,
            now=MONDAY,
        )
    else:
        save_stamp(office, StampSetting(name), by=CLERK, now=MONDAY)
    assert verify(office).ok
    spoil_file(office, name, None)
    assert verify(office).problems == (f"{words} hilang atau berubah.",)
    keep_picture(office, picture)
    assert verify(office).ok
