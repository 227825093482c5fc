"""``sopdesk time``: known answers, the office's calendar, and a calendar from a file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sopdesk.domain.profile import Profile
from sopdesk.services.office import open_office
from sopdesk.services.settings import save_calendar, save_profile
from tests.cli.running import NOW, sopdesk

WEEK = {
    "week": {"mon": ["08:00-12:00"], "wed": ["08:00-12:00"]},
    "off": [{"date": "2026-01-01", "name": "Libur"}],
}


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    file = tmp_path / "kalender.json"
    file.write_text(json.dumps(WEEK), encoding="utf-8")
    return file


def test_due_without_an_office(data_folder: Path) -> None:
    told = sopdesk("time", "due", "--start", "2026-11-23T08:00", "--duration", "2 hari", "--json")
    assert told.code == 0
    assert told.json == {"due": "2026-11-25T08:00:00+07:00", "warn_from": "2026-11-24T11:45:00+07:00"}
    assert told.err == ""
    assert not data_folder.exists()


def test_people_get_words_beside_the_facts() -> None:
    told = sopdesk("time", "due", "--start", "2026-11-23T08:00", "--duration", "2-3 hari")
    assert told.json["warn_from"] == "2026-11-25T08:00:00+07:00"
    assert told.err == (
        "Jatuh tempo Kamis, 26 November 2026 pukul 08.00; "
        "peringatan mulai Rabu, 25 November 2026 pukul 08.00.\n"
    )


def test_between_explains_itself() -> None:
    told = sopdesk("time", "between", "--start", "2026-11-20T16:00", "--end", "2026-11-23T08:15:30", "--json")
    assert told.json["minutes"] == 75.5
    kinds = [s["kind"] for s in told.json["segments"]]
    assert kinds == ["work", "closed", "weekend", "closed", "work"]
    assert told.json["segments"][0] == {
        "from": "2026-11-20T16:00:00+07:00",
        "to": "2026-11-20T16:30:00+07:00",
        "kind": "work",
        "name": "",
    }


def test_whole_minutes_are_whole_numbers() -> None:
    told = sopdesk("time", "between", "--start", "2026-11-23T08:00", "--end", "2026-11-23T09:00")
    assert '"minutes": 60,' in told.out
    assert told.err == "Waktu kerja 1 jam 0 menit.\n"


def test_latest_start_runs_backwards() -> None:
    told = sopdesk(
        "time", "latest-start", "--deadline", "2026-11-25T08:00+07:00", "--duration", "2 hari", "--json"
    )
    assert told.json == {"start": "2026-11-23T08:00:00+07:00"}


def test_other_offset_is_the_same_moment() -> None:
    here = sopdesk("time", "due", "--start", "2026-11-23T08:00", "--duration", "1 jam")
    there = sopdesk("time", "due", "--start", "2026-11-23T01:00Z", "--duration", "1 jam")
    assert here.json == there.json


def test_calendar_of_a_file(calendar: Path) -> None:
    told = sopdesk(
        "time", "due", "--start", "2026-11-23T11:00", "--duration", "2 jam", "--calendar", calendar
    )
    assert told.json["due"] == "2026-11-25T09:00:00+07:00"
    first = sopdesk(
        "time", "--calendar", calendar, "due", "--start", "2026-11-23T11:00", "--duration", "2 jam"
    )
    assert first.json == told.json


def test_zone_goes_with_a_calendar(calendar: Path) -> None:
    asked = ("time", "due", "--start", "2026-11-23T11:00", "--duration", "2 jam", "--zone", "WITA")
    assert sopdesk(*asked, "--calendar", calendar).json["due"] == "2026-11-25T09:00:00+08:00"
    assert sopdesk(*asked).code == 2


def test_office_has_its_own_calendar(data_folder: Path) -> None:
    office = open_office(data_folder, NOW)
    save_calendar(office, WEEK, by="Ani", now=NOW)
    profile = Profile(kabupaten="Contoh", kecamatan="Contoh", place="Contoh", mark="AB", zone="WIT")
    save_profile(office, profile, by="Ani", now=NOW)
    office.close()
    told = sopdesk("time", "due", "--start", "2026-11-23T11:00", "--duration", "2 jam")
    assert told.json["due"] == "2026-11-25T09:00:00+09:00"


def test_year_without_a_list_is_told() -> None:
    told = sopdesk("time", "due", "--start", "2027-12-30T08:00", "--duration", "5 hari")
    (warning,) = told.json["warnings"]
    assert "2028" in warning
    assert warning in told.err
    assert (
        "warnings" not in sopdesk("time", "due", "--start", "2026-12-30T08:00", "--duration", "5 hari").json
    )


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (("due", "--start", "besok", "--duration", "1 hari"), "besok"),
        (("due", "--start", "2026-11-23T08:00", "--duration", "1 tahun"), "1 tahun"),
        (("due", "--start", "2026-11-23T08:00", "--duration", "0 hari"), "0 hari"),
        (("due", "--start", "9999-11-23T08:00", "--duration", "1 hari"), "1900"),
        (("due", "--start", "2199-11-23T08:00", "--duration", "520 minggu"), "di luar tahun 1900–2200"),
        (("latest-start", "--deadline", "1901-01-02", "--duration", "520 minggu"), "di luar tahun 1900–2200"),
        (("between", "--start", "2026-11-23T08:00", "--end", "2026-11-23T07:59"), "mendahului"),
        (("due", "--start", "2026-11-23T08:00"), "--duration"),
        ((), "latest-start"),
        (("--stdin", "due", "--start", "2026-11-23T08:00", "--duration", "1 hari"), "--stdin"),
    ],
)
def test_wrong_use(argv: tuple[str, ...], word: str) -> None:
    told = sopdesk("time", *argv)
    assert (told.code, told.out) == (2, "")
    assert word in told.err


@pytest.mark.parametrize(
    "text", ['{"week": {}}', "[" * 100_000, "kalender", '{"week": {"mon": ["8"]}}', "\x00"]
)
def test_broken_calendar_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "kalender.json"
    file.write_text(text, encoding="utf-8")
    asked = (
        "time",
        "due",
        "--start",
        "2026-11-23T08:00",
        "--duration",
        "1 hari",
        "--calendar",
        file,
        "--json",
    )
    told = sopdesk(*asked)
    assert (told.code, told.json["code"]) == (1, "bad_calendar")
    assert "Kalender kerja tidak dapat dipakai" in told.err


def test_missing_calendar_is_trouble(tmp_path: Path) -> None:
    told = sopdesk(
        "time", "due", "--start", "2026-11-23", "--duration", "1 hari", "--calendar", tmp_path / "x"
    )
    assert (told.code, told.out) == (3, "")


def test_lines_are_answered_in_order() -> None:
    asked = (
        b'\xef\xbb\xbf{"due": {"start": "2026-11-23T08:00", "duration": "1 jam"}}\r\n'
        b"\n   \n"
        b'{"between": {"start": "2026-11-23T08:00", "end": "2026-11-23T09:00"}}\n'
        b'{"between": {"start": "2026-11-23T09:00", "end": "2026-11-23T08:00"}}\n'
        b'{"latest_start": {"deadline": "2026-11-23T09:00", "duration": "1 JAM"}}\n'
        b'{"due": 1}\n{"due": {"start": "2026-11-23T08:00", "duration": 3}}\nhalo\n{"due": {"start": "'
        b'2026-11-23T08:00", "duration": "2 menit"}}\n{"due": {"start": "2199-12-01", "duration": "520 minggu"}}'
    )
    told = sopdesk("time", "--stdin", stdin=asked)
    assert told.code == 0
    answers = told.lines
    assert answers[0]["due"] == "2026-11-23T09:00:00+07:00"
    assert answers[1]["minutes"] == 60
    assert answers[3] == {"start": "2026-11-23T08:00:00+07:00"}
    assert [a.get("code") for a in answers] == [
        None,
        None,
        "bad_input",
        None,
        *["bad_input"] * 3,
        None,
        "bad_input",
    ]
    assert answers[7]["due"] == "2026-11-23T08:02:00+07:00"


def test_no_database_is_loaded_for_a_calendar(calendar: Path) -> None:
    program = (
        "import sys; from sopdesk.__main__ import main; code = main(sys.argv[1:]); "
        "print([m for m in ('sqlalchemy', 'alembic', 'reportlab', 'PySide6') if m in sys.modules], file=sys.stderr); "
        "sys.exit(code)"
    )
    asked = [
        "time",
        "due",
        "--start",
        "2026-11-23T08:00",
        "--duration",
        "1 hari",
        "--calendar",
        str(calendar),
    ]
    done = subprocess.run(
        [sys.executable, "-c", program, *asked, "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")
