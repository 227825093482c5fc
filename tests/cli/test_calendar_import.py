"""``sopdesk calendar import``: what moves is told before and after; days off come from CSV too."""

import json
from pathlib import Path

import pytest

from sopdesk.domain.presets import default_calendar
from tests.cli.running import at, batch, sopdesk, start


@pytest.fixture
def running(data_folder: Path) -> str:
    """A dossier that runs since Monday, 23 November 2026, 8.00, with a deadline of its own."""
    assert not data_folder.exists()
    return start("lakip", at=at(23), deadline="2026-12-04")


@pytest.fixture
def free_tuesday(tmp_path: Path) -> Path:
    file = tmp_path / "libur.csv"
    file.write_text("tanggal,nama\n2026-11-24,Hari jadi\n", encoding="utf-8")
    return file


def test_dry_run_tells_what_would_move_and_saves_nothing(running: str, free_tuesday: Path) -> None:
    told = sopdesk("calendar", "import", free_tuesday, "--dry-run", "--json")
    assert told.code == 0
    (shift,) = told.json["shifts"]
    assert (shift["dossier"], shift["what"]) == (running, "step")
    assert shift["from"].startswith("2026-11-24T")
    assert shift["to"].startswith("2026-11-25T")
    words = sopdesk("calendar", "import", free_tuesday, "--dry-run")
    assert words.out.startswith(f"{running} ")
    assert "Tidak disimpan. 1 batas waktu pada 1 berkas bergeser" in words.err
    assert sopdesk("calendar", "show", "--json").json == default_calendar().to_json()


def test_import_tells_what_moved(running: str, free_tuesday: Path) -> None:
    told = sopdesk("calendar", "import", free_tuesday)
    assert told.code == 0
    assert "libur.csv: 1 hari libur baru." in told.err
    assert "Kalender kerja sudah dipakai. 1 batas waktu pada 1 berkas bergeser" in told.err
    assert f"{running} " in told.err
    shown = sopdesk("calendar", "show", "--json").json
    assert {"date": "2026-11-24", "name": "Hari jadi"} in shown["off"]
    (due,) = [d["due"] for d in sopdesk("dossier", "list", "--json").json]
    assert due.startswith("2026-11-25T")
    again = sopdesk("calendar", "import", free_tuesday)
    assert "Tidak ada batas waktu yang bergeser." in again.err
    assert sopdesk("verify").code == 0


def test_own_deadline_is_told_as_such(running: str, tmp_path: Path) -> None:
    value = default_calendar().to_json()
    value["off"] = [*json.loads(json.dumps(value["off"])), {"date": "2026-12-04", "name": "Hari jadi"}]
    file = tmp_path / "kalender.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    told = sopdesk("calendar", "import", file, "--dry-run", "--json").json["shifts"]
    assert [(shift["dossier"], shift["what"], shift["to"][:10]) for shift in told] == [
        (running, "deadline", "2026-12-03")
    ]


def test_wrong_rows_are_each_told_and_nothing_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "libur.csv"
    file.write_text("tanggal,nama\n2027-01-02,Baik\n32/1/2027,Salah\n1 Mei,Buruh\n", encoding="utf-8")
    told = sopdesk("calendar", "import", file)
    assert told.code == 1
    assert "Baris 3: Tanggal 32/1/2027 tidak terbaca" in told.err
    assert "Baris 4: Tanggal 1 Mei harus memuat tahunnya" in told.err
    assert sopdesk("calendar", "show", "--json").json == default_calendar().to_json()


def test_deadline_is_set_and_taken_away_by_batch(running: str) -> None:
    line = {"op": "deadline", "dossier": running, "by": "Ani", "reason": "Surat edaran"}
    answers = batch(
        {**line, "deadline": "2026-12-11"},
        {**line, "deadline": None},
        line,
        {**line, "deadline": "2026-12-11", "reason": ""},
        {**line, "deadline": "kapan-kapan"},
    )
    assert [answer["ok"] for answer in answers] == [True, True, False, False, False]
    assert [answer["code"] for answer in answers[2:]] == ["bad_input", "needs_reason", "bad_input"]
    shown = sopdesk("dossier", "show", running, "--json").json
    assert [entry["kind"] for entry in shown["log"]] == ["start", "deadline", "deadline"]
    assert shown["clocks"]["dossier"]["deadline"] is None
