"""What ``sop``, ``dossier``, ``register``, ``calendar`` and ``verify`` tell, as JSON and as words."""

import json
from pathlib import Path

import pytest

from sopdesk.services.office import open_office
from sopdesk.services.whereabouts import whereabouts
from sopdesk.store.place import DATABASE
from tests.behind import behind
from tests.cli.running import NOW, at, batch, sopdesk, start, walk

FLAT = ["code", "sop", "revision", "title", "state", "step", "desk", "round", "due", "late", "held"]
KEYS = ["renja", "lakip", "rfk", "renstra", "rup", "balasan"]


def spoiled(folder: Path, *statements: str) -> None:
    """Write into the database as somebody would who first takes its guards away."""
    with behind(folder) as database:
        for statement in statements:
            database.execute(statement)


def test_sops_in_force() -> None:
    assert [s["key"] for s in sopdesk("sop", "list", "--json").json] == KEYS
    words = sopdesk("sop", "list").out.splitlines()
    assert len(words) == 7
    assert words[3].split()[:2] == ["rfk", "08/SOP/BTG"]


def test_sop_shown_whole() -> None:
    shown = sopdesk("sop", "show", "renstra", "--json").json
    assert set(shown) == {
        "key", "nomor", "nama", "revision", "identity", "worksheet", "steps", "service", "notes", "other_pages",
    }  # fmt: skip
    step = shown["steps"][13]
    assert (step["no"], step["min"], step["max"], step["unit"]) == (14, 2, 3, "hari")
    assert sopdesk("sop", "show", "balasan", "--json").json["identity"] is None
    assert "Pelaksana" in sopdesk("sop", "show", "renja").out


def test_review_notes() -> None:
    every = sopdesk("sop", "check", "--json").json
    rfk = sopdesk("sop", "check", "rfk", "--json").json
    assert {n["sop"] for n in every} == set(KEYS)
    assert rfk == [n for n in every if n["sop"] == "rfk"]
    assert any("mengandatangani" in n["text"] for n in rfk)
    words = sopdesk("sop", "check", "rfk")
    assert len(words.out.splitlines()) == len(rfk)
    assert f"{len(rfk)} catatan" in words.err


@pytest.mark.parametrize("deed", ["show", "check"])
def test_unknown_sop_is_refused(deed: str) -> None:
    told = sopdesk("sop", deed, "apbd", "--json")
    assert (told.code, told.json["code"]) == (1, "unknown_sop")
    assert told.json["message"] + "\n" == told.err


@pytest.mark.usefixtures("office")
def test_dossiers_flat() -> None:
    assert sopdesk("dossier", "list", "--json").json == []
    first, second = start("lakip"), start("rup", at=at(23, "15:00"))
    batch({"op": "hold", "dossier": second, "at": at(23, "15:10"), "by": "Ani", "reason": "Menunggu DPA"})
    late, held = sopdesk("dossier", "list", "--json").json
    assert list(late) == FLAT
    assert late == {
        "code": first, "sop": "lakip", "revision": 1, "title": "Laporan kinerja", "state": "running", "step": 1,
        "desk": "pelaksana", "round": 1, "due": "2026-11-03T08:00:00+07:00", "late": True, "held": False,
    }  # fmt: skip
    assert (held["state"], held["held"], held["late"]) == ("held", True, False)
    assert sopdesk("dossier", "list", "--state", "held", "--json").json == [held]
    assert sopdesk("dossier", "list", "--sop", "lakip", "--json").json == [late]
    assert sopdesk("dossier", "list", "--sop", "x", "--json").code == 1
    assert "berjalan, terlambat" in sopdesk("dossier", "list").out


def test_dossier_with_steps_clocks_and_log() -> None:
    code = start("lakip")
    walk(code, range(1, 6))
    batch({"op": "return", "dossier": code, "to_step": 2, "reason": "Angka salah", "at": at(4), "by": "Budi"})
    shown = sopdesk("dossier", "show", code, "--json").json
    assert list(shown)[: len(FLAT)] == FLAT
    assert [s["no"] for s in shown["steps"]] == list(range(1, 13))
    second = shown["steps"][1]
    assert [v["round"] for v in second["visits"]] == [1, 2]
    assert second["visits"][0]["since"] == "2026-11-03T08:00:00+07:00"
    assert second["visits"][0]["until"] == "2026-11-03T08:10:00+07:00"
    assert second["visits"][0]["minutes"] == {"waiting": 0, "at_desk": 10, "held": 0, "outside": 0}
    assert second["planned_end"] == "2026-11-03T10:00:00+07:00"
    assert shown["clocks"]["step"]["level"] == "terlambat"
    assert shown["clocks"]["dossier"]["started"] == "2026-11-02T08:00:00+07:00"
    last = shown["log"][-1]
    assert last == {
        "event": 7, "kind": "return", "step": 6, "from": "kasubbag", "to": "pelaksana", "by": "Budi",
        "at": "2026-11-04T08:00:00+07:00", "logged_at": "2026-11-23T16:00:00+07:00", "reason": "Angka salah",
        "countered": False,
    }  # fmt: skip
    (letter,) = shown["letters"]
    assert (letter["state"], letter["number"], letter["step"]) == ("konsep", None, 12)
    words = sopdesk("dossier", "show", code).out
    assert "Angka salah" in words
    assert "putaran 2" in words


def test_countered_entry_stays_visible() -> None:
    code = start()
    batch({"op": "undo", "dossier": code, "by": "Ani"})
    shown = sopdesk("dossier", "show", code, "--json").json
    assert [(e["kind"], e["countered"]) for e in shown["log"]] == [("start", True), ("undo", False)]
    assert shown["state"] == "cancelled"
    assert "(dicabut)" in sopdesk("dossier", "show", code).out


def test_code_may_be_typed_loosely() -> None:
    code = start()
    assert sopdesk("dossier", "show", code.lower().replace("-", " "), "--json").json["code"] == code
    swapped = code[:5] + "1000" + code[9:]
    assert sopdesk("dossier", "show", swapped, "--json").json["code"] == "bad_code"


def test_register_lines() -> None:
    line = {"op": "number", "register": "outgoing", "subject": "Isi", "addressee": "Bupati", "by": "Ani"}
    batch({**line, "date": "2026-11-05"}, {**line, "date": "2025-11-05"})
    (found,) = sopdesk("register", "outgoing", "--json").json
    assert found == {
        "number": 1, "insert": None, "series": "umum", "text": "000/1/Kec/2026", "date": "2026-11-05", "from": None,
        "to": "Bupati", "subject": "Isi", "state": "issued",
    }  # fmt: skip
    assert len(sopdesk("register", "outgoing", "--year", "2025", "--json").json) == 1
    assert sopdesk("register", "outgoing", "--year", "2024", "--json").json == []
    batch({**line, "register": "incoming", "date": "2026-11-05"})
    (came,) = sopdesk("register", "incoming", "--year", "2026", "--json").json
    assert (came["from"], came["to"]) == ("Bupati", None)
    assert "KEPADA" in sopdesk("register", "outgoing", "--year", "2026").out


def test_calendar_out_and_in(tmp_path: Path) -> None:
    told = sopdesk("calendar", "show")
    shown = told.json
    assert shown["week"]["fri"] == ["07:30-11:30", "13:00-16:30"]
    assert "bawaan" in told.err
    code = start("lakip")
    shown["week"]["mon"] = []
    file = tmp_path / "k.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    assert sopdesk("calendar", "import", file, "--by", "Ani").code == 0
    assert sopdesk("calendar", "show", "--json").json == shown
    # Monday is closed now: a day begun on the closed Monday ends on Wednesday's opening, told as Tuesday's end.
    assert sopdesk("dossier", "show", code, "--json").json["due"] == "2026-11-03T16:00:00+07:00"
    assert sopdesk("verify").code == 0


def test_broken_calendar_changes_nothing(tmp_path: Path) -> None:
    before = sopdesk("calendar", "show", "--json").json
    file = tmp_path / "k.json"
    file.write_text('{"week": {"mon": ["16:00-08:00"]}}', encoding="utf-8")
    told = sopdesk("calendar", "import", file)
    assert told.code == 1
    assert "week.mon" in told.err
    assert sopdesk("calendar", "show", "--json").json == before


def test_verify_tells_what_was_changed(data_folder: Path) -> None:
    start("lakip")
    assert sopdesk("verify").json["ok"]
    spoiled(data_folder, "UPDATE dossier SET step = 5", "UPDATE log SET actor = 'Orang lain'")
    told = sopdesk("verify", "--json")
    assert told.code == 1
    assert not told.json["ok"]
    assert any("rantai" in p for p in told.json["problems"])
    assert any("langkah" in p for p in told.json["problems"])
    assert "Jangan hapus data" in told.err


@pytest.mark.parametrize("spoil", ["UPDATE log SET body = 'x'", "UPDATE setting SET value = '{'"])
def test_verify_survives_what_cannot_be_read(data_folder: Path, spoil: str) -> None:
    start("lakip")
    spoiled(data_folder, "INSERT INTO setting VALUES ('profile', '{}') ON CONFLICT DO NOTHING", spoil)
    told = sopdesk("verify", "--json")
    assert (told.code, told.json["ok"]) == (1, False)


@pytest.mark.sqlite
def test_damaged_database(data_folder: Path) -> None:
    data_folder.mkdir()
    (data_folder / DATABASE).write_bytes(b"bukan database" * 1000)
    assert sopdesk("verify", "--json").json["ok"] is False
    told = sopdesk("dossier", "list", "--json")
    assert (told.code, told.json["code"]) == (3, "database_damaged")


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    told = sopdesk("dossier", "list", "--data", tmp_path / "f")
    assert (told.code, told.out) == (3, "")
    assert str(tmp_path / "f") in told.err


def test_data_may_be_named_on_either_side(tmp_path: Path, data_folder: Path) -> None:
    sopdesk("--data", tmp_path / "a", "batch")
    sopdesk("batch", "--data", tmp_path / "b")
    for name in ("a", "b"):
        open_office(tmp_path / name, NOW, new=False).close()
    assert not data_folder.exists()


@pytest.mark.parametrize(
    "argv",
    [
        ("--years", "0"),
        ("--years", "1", "--scale", "nan"),
        ("--years", "1", "--open", "-1"),
        ("--scale", "1"),
    ],
)
def test_sample_of_nothing_is_wrong_use(data_folder: Path, argv: tuple[str, ...]) -> None:
    assert sopdesk("sample", *argv).code == 2
    assert not data_folder.exists()


def test_sample_never_mixes_with_an_office(data_folder: Path) -> None:
    start()
    told = sopdesk("sample", "--years", "1")
    assert told.code == 2
    assert (whereabouts(data_folder).server or str(data_folder)) in told.err
    assert len(sopdesk("dossier", "list", "--json").json) == 1


def test_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    heads = []
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        asked = ("--data", tmp_path / name, "sample", "--years", "1", "--scale", "0.02", "--seed", seed)
        told = sopdesk(*asked, "--open", "3", "--closed", "4")
        assert told.code == 0, told.err
        heads.append(sopdesk("--data", tmp_path / name, "verify", "--json").json["log_head"])
    assert heads[0] == heads[1] != heads[2]
    states = [d["state"] for d in sopdesk("--data", tmp_path / "a", "dossier", "list", "--json").json]
    assert states.count("running") + states.count("held") == 3
    assert len(states) == 7
