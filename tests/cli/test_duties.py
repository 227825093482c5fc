"""``sopdesk duty``: what is due, opened once, by hand before its time, and refused a second time."""

from datetime import datetime
from pathlib import Path

import pytest

from sopdesk.domain.profile import Profile
from sopdesk.services import settings
from sopdesk.services.office import open_office
from tests.cli.running import sopdesk

BEGAN = datetime.fromisoformat("2026-11-09T08:00:00+07:00")
DUE = datetime.fromisoformat("2026-11-25T08:00:00+07:00")


@pytest.fixture(autouse=True)
def _set_up(data_folder: Path) -> None:
    office = open_office(data_folder, BEGAN)
    profile = Profile(kabupaten="Contoh", kecamatan="Contoh", place="Contoh", unit_code="KC", mark="KC")
    settings.save_profile(office, profile, by="Ani", now=BEGAN)
    office.close()


def test_what_is_due_is_opened_once() -> None:
    before = {(d["sop"], d["period"]): d for d in sopdesk("duty", "list", "--json", now=DUE).json}
    assert before[("rfk", "2026-11")] == {
        "sop": "rfk",
        "period": "2026-11",
        "opens": "2026-11-25T07:30:00+07:00",
        "latest_start": "2026-11-27T11:20:00+07:00",
        "deadline": "2026-12-03T16:00:00+07:00",
        "state": "due",
        "dossier": None,
    }
    assert before[("renstra", "2030-2034")]["warnings"] == ["Hari libur tahun 2030 belum diisi."]
    assert "Hari libur tahun 2030 belum diisi." in sopdesk("duty", "list", now=DUE).err
    told = sopdesk("duty", "open", "--json", "--by", "Ani", now=DUE)
    (opened,) = told.json
    assert (opened["sop"], opened["period"], opened["step"]) == ("rfk", "2026-11", 1)
    assert sopdesk("duty", "open", "--json", now=DUE).json == []
    assert "Tidak ada" in sopdesk("duty", "open", now=DUE).err
    shown = sopdesk("duty", "list", now=DUE).out
    assert opened["dossier"] in shown
    assert "berjalan" in shown
    log = sopdesk("dossier", "show", opened["dossier"], "--json", now=DUE).json["log"]
    assert log[0]["by"] == "SOP Desk"


def test_one_period_before_its_time() -> None:
    told = sopdesk("duty", "open", "--sop", "lakip", "--period", "2026", "--by", "Ani", "--json", now=DUE)
    assert told.json[0]["period"] == "2026"
    again = sopdesk("duty", "open", "--sop", "lakip", "--period", "2026", "--json", now=DUE)
    assert (again.code, again.json["code"]) == (1, "duty_started")
    assert told.json[0]["dossier"] in again.json["message"]


@pytest.mark.parametrize("flags", [("--sop", "lakip"), ("--period", "2026")])
def test_one_needs_both(flags: tuple[str, str]) -> None:
    told = sopdesk("duty", "open", *flags, now=DUE)
    assert (told.code, told.out) == (2, "")


@pytest.mark.parametrize(
    ("sop", "period", "code"), [("tidak", "2026", "unknown_sop"), ("balasan", "2026", "bad_value")]
)
def test_no_duty_of_the_office(sop: str, period: str, code: str) -> None:
    told = sopdesk("duty", "open", "--sop", sop, "--period", period, "--json", now=DUE)
    assert (told.code, told.json["code"]) == (1, code)
