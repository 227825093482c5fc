"""``batch`` and the other commands where the office asks for PINs: that user, that user's roles, or nothing."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from sopdesk.cli.main import arguments, run
from sopdesk.cli.terminal import Terminal
from sopdesk.domain.profile import Profile
from sopdesk.services import settings
from sopdesk.services.office import open_office
from sopdesk.services.users import sign_in
from tests.services.desk import MONDAY
from tests.services.pins import ADMIN, AGENDA, PETUGAS, PIN, with_pins

START = {"op": "start", "sop": "lakip", "title": "Laporan Kinerja", "at": "2026-07-06T08:00"}
NUMBER = {
    "op": "number",
    "register": "outgoing",
    "subject": "Undangan",
    "addressee": "Desa",
    "date": "2026-07-06",
}


@pytest.fixture
def folder(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOPDESK_PIN", raising=False)
    office = open_office(data_folder, MONDAY)
    profile = Profile(kabupaten="Contoh Raya", kecamatan="Karang Contoh", place="Contoh", mark="KKC")
    settings.save_profile(office, profile, by=ADMIN, now=MONDAY)
    with_pins(office, MONDAY)
    office.close()
    return data_folder


def called(folder: Path, *argv: str, lines: list[dict[str, Any]] | None = None) -> tuple[int, str, str]:
    said, told = io.StringIO(), io.StringIO()
    given = "\n".join(json.dumps(line) for line in lines or []).encode()
    terminal = Terminal(io.BytesIO(given), said, told)
    wanted = arguments((*argv, "--data", str(folder)), terminal)
    assert not isinstance(wanted, int), told.getvalue()
    return run(wanted, lambda: MONDAY, terminal), said.getvalue(), told.getvalue()


def batch(folder: Path, user: str, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    code, said, told = called(folder, "batch", "--user", user, lines=list(lines))
    assert code == 0, told
    return [json.loads(line) for line in said.splitlines()]


def test_batch_needs_a_user(folder: Path) -> None:
    code, said, told = called(folder, "batch", lines=[{**START, "by": PETUGAS}])
    assert (code, said) == (2, "")
    assert "--user" in told


def test_batch_needs_the_right_pin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPDESK_PIN", "9753")
    code, said, told = called(folder, "batch", "--user", PETUGAS, lines=[{**START, "by": PETUGAS}])
    assert (code, said) == (1, "")
    assert "PIN salah" in told


def test_the_users_roles_count(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPDESK_PIN", PIN)
    started, number = batch(folder, PETUGAS, {**START, "by": PETUGAS}, NUMBER)
    assert started["ok"]
    assert (number["ok"], number["code"]) == (False, "not_allowed")
    assert "Bakung, Meranti" in number["message"]
    assert batch(folder, AGENDA, NUMBER)[0]["number"] == 1


def test_nobody_logs_in_anothers_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPDESK_PIN", PIN)
    other, own, none = batch(folder, PETUGAS, {**START, "by": ADMIN}, {**START, "by": PETUGAS}, START)
    assert (other["ok"], other["code"]) == (False, "bad_input")
    assert own["ok"]
    assert none["ok"]


def test_a_calendar_is_the_admins(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPDESK_PIN", PIN)
    _code, shown, _told = called(folder, "calendar", "show")
    file = tmp_path / "kalender.json"
    file.write_text(shown, encoding="utf-8")
    assert called(folder, "calendar", "import", str(file))[0] == 1
    assert called(folder, "calendar", "import", str(file), "--by", AGENDA)[0] == 1
    assert called(folder, "calendar", "import", str(file), "--by", ADMIN)[0] == 0


def test_a_restore_is_the_admins(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup may be made by whoever is there; what goes in its place is for the admin of the office that goes."""
    file = tmp_path / "kantor.sopdesk"
    assert called(folder, "backup", str(file))[0] == 0
    code, _said, told = called(folder, "restore", str(file))
    assert code == 1
    assert "Hanya admin" in told
    monkeypatch.setenv("SOPDESK_PIN", PIN)
    assert called(folder, "restore", str(file), "--user", PETUGAS)[0] == 1
    assert called(folder, "restore", str(file), "--user", ADMIN)[0] == 0
    office = open_office(folder, MONDAY)
    try:
        assert sign_in(office, ADMIN, PIN, now=MONDAY).name == ADMIN
    finally:
        office.close()


@pytest.mark.sqlite
def test_an_office_that_cannot_be_read_is_restored_by_whoever_is_there(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "kantor.sopdesk"
    assert called(folder, "backup", str(file))[0] == 0
    (folder / "sopdesk.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert called(folder, "restore", str(file))[0] == 0


def test_without_pins_a_name_is_text(folder: Path) -> None:
    from sopdesk.services.rights import PinRules
    from sopdesk.services.users import set_pins

    office = open_office(folder, MONDAY)
    set_pins(office, PinRules(on=False), by=ADMIN, now=MONDAY)
    office.close()
    code, said, _told = called(folder, "batch", lines=[{**NUMBER, "by": "Siapa saja"}])
    assert (code, json.loads(said)["ok"]) == (0, True)
