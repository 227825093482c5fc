"""One byte of the database is another: it is found, or nothing that anybody reads has changed."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sopdesk.domain.errors import Refused, Trouble
from sopdesk.services.office import Office, open_office
from sopdesk.services.verification import verify
from tests.services.backup_office import furnish
from tests.services.desk import MONDAY

DAMAGES = 100


@pytest.fixture
def sound(office: Office) -> Path:
    """The folder of an office at rest."""
    furnish(office, scans=1)
    office.close()
    return office.folder


def read_whole(path: Path) -> str:
    with closing(sqlite3.connect(path)) as opened:
        return "\n".join(opened.iterdump())


def is_found(folder: Path) -> bool:
    """Whether opening it or looking it through tells of something."""
    try:
        office = open_office(folder, MONDAY, new=False)
    except (Trouble, Refused):
        return True
    try:
        return not verify(office).ok
    except (Trouble, Refused):
        return True
    except (ValueError, LookupError, TypeError):
        return True  # ``sopdesk verify`` says of these that the data cannot be read
    finally:
        office.close()


def test_each_is_found_or_harmless(sound: Path, tmp_path: Path) -> None:
    chance = random.Random(2026)
    whole, before = (sound / "sopdesk.db").read_bytes(), read_whole(sound / "sopdesk.db")
    found = harmless = 0
    silent: list[int] = []
    copy = tmp_path / "salinan"
    shutil.copytree(sound, copy)
    for _ in range(DAMAGES):
        spoilt = bytearray(whole)
        at = chance.randrange(len(spoilt))
        spoilt[at] ^= 1 << chance.randrange(8)
        for each in copy.glob("sopdesk.db*"):
            each.unlink()
        (copy / "sopdesk.db").write_bytes(spoilt)
        if is_found(copy):
            found += 1
        elif read_whole(copy / "sopdesk.db") == before:
            harmless += 1
        else:
            silent.append(at)
    assert silent == []
    assert found > 10, "the damages must hit something"
    assert found + harmless == DAMAGES
