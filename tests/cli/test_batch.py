"""``sopdesk batch``: each operation, each answer shape, and refusals with their codes."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.cli.running import NOW, at, batch, sopdesk, start, walk


def verified() -> Any:
    told = sopdesk("verify", "--json")
    assert told.code == 0, told.out
    return told.json


def test_start_answers_with_the_first_step() -> None:
    (answer,) = batch({"op": "start", "sop": "rup", "title": "RUP", "at": at(2), "by": "Ani"})
    assert answer == {
        "ok": True,
        "dossier": answer["dossier"],
        "step": 1,
        "desk": "pelaksana",
        "due": "2026-11-03T08:00:00+07:00",
        "event": 1,
    }


def test_both_shapes_of_a_line() -> None:
    first, second = batch(
        {"op": "start", "sop": "rup", "title": "A", "at": at(2), "by": "Ani"},
        {"start": {"sop": "rup", "title": "B", "at": at(2)}, "by": "Ani"},
    )
    assert [first["dossier"][:9], second["dossier"][:9]] == ["2026-0001", "2026-0002"]


def test_whole_life_of_a_lakip() -> None:
    code = start("lakip")
    assert [a["step"] for a in walk(code, range(1, 9))] == list(range(2, 10))
    common = {"dossier": code, "by": "Ani"}
    answers = batch(
        {"op": "hand_on", **common, "at": at(4)},
        {"op": "facts", **common, "financial_percent": 90, "physical_percent": "80,5"},
        {"op": "hand_on", **common, "at": at(4)},
        {"op": "facts", **common, "financial_percent": 80.5},
        {"op": "hand_on", **common, "at": at(4)},
        {
            "op": "number",
            "register": "outgoing",
            "subject": "S",
            "addressee": "B",
            "date": at(4)[:10],
            **common,
        },
        {"op": "hand_on", **common, "at": at(4, "08:10")},
        {"op": "stamp", **common, "at": at(4, "08:20")},
        {"op": "return", **common, "at": at(4, "08:20"), "reason": "Salah ketik"},
    )
    assert [a.get("code", a.get("step")) for a in answers] == [
        "needs_facts", 9, "percent", 9, 10, "needs_signature", 11, "needs_signature", 7,
    ]  # fmt: skip
    assert "90 %" in answers[2]["message"]
    assert "80,5 %" in answers[2]["message"]
    walk(code, range(7, 12), day=5)
    number = {"op": "number", "register": "outgoing", "subject": "Laporan", "addressee": "Bupati", **common}
    answers = batch(
        {"op": "dispatch", **common, "to": "Bupati", "at": at(5, "09:00")},
        {"op": "stamp", **common, "at": at(5, "09:00")},
        {**number, "date": "2026-11-05"},
        {**number, "date": "2026-11-05"},
        {"op": "dispatch", **common, "to": "Bupati", "at": at(5, "09:00")},
        {"op": "stamp", **common, "at": at(5, "09:00")},
        {"op": "hand_on", **common, "at": at(5, "09:00")},
        {"op": "dispatch", **common, "to": "Bupati", "at": at(5, "09:00")},
        {"op": "receipt", **common, "name": "Penerima", "at": at(6)},
        {"op": "receipt", **common, "name": "Penerima", "at": at(6)},
        {"op": "hold", **common, "reason": "x", "at": at(6)},
    )
    assert [a.get("code") for a in answers] == [
        "needs_number", "needs_number", None, "already_numbered", "needs_stamp",
        None, "needs_dispatch", None, None, "not_dispatched", "ended",
    ]  # fmt: skip
    taken = answers[2]
    assert (taken["year"], taken["series"], taken["number"], taken["insert"]) == (2026, "umum", 1, None)
    assert "/1/" in taken["text"]
    assert answers[7]["due"] is None
    (flat,) = sopdesk("dossier", "list", "--json").json
    assert (flat["state"], flat["round"], flat["due"], flat["late"]) == ("finished", 2, None, False)
    assert verified()["counts"]["numbers"] == 1


def test_hold_and_resume() -> None:
    code = start()
    common = {"dossier": code, "by": "Ani"}
    answers = batch(
        {"op": "resume", **common, "at": at(2)},
        {"op": "hold", **common, "reason": "  ", "at": at(2)},
        {"op": "hold", **common, "reason": "Listrik padam", "at": at(2, "09:00")},
        {"op": "hand_on", **common, "at": at(2, "09:00")},
        {"op": "resume", **common, "at": at(3, "09:00")},
    )
    assert [a.get("code") for a in answers] == ["not_held", "needs_reason", None, "held", None]
    assert answers[4]["due"] == "2026-11-04T08:00:00+07:00"


def test_receive_skip_undo_correct_cancel() -> None:
    code = start("lakip")
    common = {"dossier": code, "by": "Ani"}
    (skipped,) = batch({"op": "skip", **common, "reason": "Tidak perlu", "at": at(2)})
    walk(code, [2, 3, 4])
    answers = batch(
        {"op": "receive", **common, "at": at(3, "09:00")},
        {"op": "receive", **common, "at": at(3, "09:00")},
        {"op": "skip", **common, "reason": "x", "at": at(3, "09:00")},
        {"op": "undo", "dossier": code, "by": "Budi"},
        {"op": "undo", **common},
        {"op": "correct", **common, "event": skipped["event"], "reason": "x"},
        {"op": "correct", **common, "event": skipped["event"] + 3, "reason": "Keliru"},
        {"op": "cancel", **common, "reason": "Dicatat dua kali", "at": at(9)},
        {"op": "cancel", **common, "reason": "Dicatat dua kali", "at": at(9)},
    )
    assert [a.get("code", a.get("step")) for a in answers] == [
        5, "nothing_to_receive", "cannot_skip", "cannot_undo", 5, "not_newest", 4, 4, "ended",
    ]  # fmt: skip
    verified()


def test_undo_after_ten_minutes_is_too_late() -> None:
    code = start()
    (answer,) = batch(
        {"op": "undo", "dossier": code, "by": "Ani"}, now=NOW + timedelta(minutes=10, seconds=1)
    )
    assert answer["code"] == "cannot_undo"


def test_numbers_of_a_register() -> None:
    line = {"op": "number", "register": "incoming", "subject": "S", "addressee": "Dinas", "by": "Ani"}
    void = {"op": "void_number", "register": "incoming", "year": 2026, "number": 1, "by": "Ani"}
    answers = batch(
        {**line, "date": "2026-11-10"},
        {**line, "date": "2026-11-09"},
        {**line, "date": "2026-11-09", "insert_after": 1},
        {**line, "date": "2026-11-09", "insert_after": 1, "reason": "Terlambat dicatat"},
        {**line, "date": "2026-11-09", "insert_after": 9, "reason": "x"},
        {**line, "date": "2026-11-10", "series": "rahasia"},
        {**line, "date": "2025-12-31"},
        {**line, "register": "delivery", "date": "2026-11-10"},
        {**void},
        {**void, "reason": "Salah isi"},
        {**void, "reason": "Salah isi"},
        {**void, "reason": "x", "number": 2},
        {**void, "reason": "x", "register": "tidak ada"},
        {**void, "reason": "x", "insert": "a"},
        {**line, "date": "2026-11-10"},
    )
    assert [a.get("code") for a in answers] == [
        None, "date_before_last", "needs_reason", None, "number_unknown", None, None, "bad_value",
        "needs_reason", None, "number_void", "number_unknown", "number_unknown", None, None,
    ]  # fmt: skip
    assert (answers[3]["number"], answers[3]["insert"]) == (1, "a")
    assert (answers[5]["series"], answers[5]["number"]) == ("rahasia", 1)
    assert (answers[6]["year"], answers[6]["number"]) == (2025, 1)
    assert answers[9]["state"] == "void"
    assert answers[14]["number"] == 2
    lines = sopdesk("register", "incoming", "--year", "2026", "--json").json
    assert [(x["series"], x["number"], x["insert"], x["state"]) for x in lines] == [
        ("rahasia", 1, None, "issued"),
        ("umum", 1, None, "void"),
        ("umum", 1, "a", "void"),
        ("umum", 2, None, "issued"),
    ]
    assert verified()["counts"]["numbers"] == 5


def test_step_that_was_seen_guards_the_action() -> None:
    code = start()
    first, second = walk(code, [1, 1])
    assert first["step"] == 2
    assert second["code"] == "stale"
    assert "langkah 2" in second["message"]


def test_time_is_judged() -> None:
    code = start()
    answers = batch(
        {"op": "hand_on", "dossier": code, "at": at(1), "by": "Ani"},
        {"op": "hand_on", "dossier": code, "at": "2026-11-23T16:02:01", "by": "Ani"},
        {"op": "hand_on", "dossier": code, "at": "2026-11-23T16:02:00", "by": "Ani"},
    )
    assert [a.get("code") for a in answers] == ["time_backwards", "time_in_future", None]


def test_same_id_is_answered_alike_and_done_once() -> None:
    code = start()
    line = {"op": "hand_on", "dossier": code, "at": at(3), "by": "Ani", "id": "serah-1"}
    first, again = batch(line, line)
    assert first == again
    assert first["step"] == 2
    refused = {"op": "resume", "dossier": code, "at": at(3), "by": "Ani", "id": 8}
    assert len({json.dumps(a) for a in batch(refused, refused, {**refused, "op": "hand_on"})}) == 1
    assert len({json.dumps(a) for a in batch(line, line)}) == 1
    assert len(sopdesk("dossier", "show", code, "--json").json["log"]) == 2


def test_answer_from_the_record_is_the_same_line_to_the_letter() -> None:
    by = {"by": "Ani", "at": at(2)}
    letter = {"year": 2026, "number": 1}
    book = {"register": "outgoing", "date": "2026-11-02"}
    acts: list[dict[str, Any]] = [
        {"op": "incoming", "sender": "Camat A", "subject": "Undangan", "received_at": at(2)},
        {"op": "disposition", **letter, "to": ["sekcam"], "instructions": ["Siapkan bahan"]},
        {"op": "number", **book, "subject": "Edaran", "addressee": "Lurah A"},
        {"op": "send", "number": 1, "recipients": [{"to": "Lurah A"}, {"to": "Lurah B"}]},
        {"op": "receipt", "delivery": 1, "name": "Siti"},
        {"op": "reserve_number", **book, "person": "Kasi", "reason": "Menyusul"},
        {"op": "outside_number", **book, "upto": 5, "reason": "Buku lama"},
        {"op": "void_number", "register": "outgoing", **letter, "reason": "Salah isi"},
        {"op": "start", "sop": "lakip", "title": "Laporan"},
    ]
    lines = [json.dumps({**act, **by, "id": n}).encode() + b"\n" for n, act in enumerate(acts)]
    first, again = (sopdesk("batch", stdin=b"".join(lines)).out for _ in range(2))
    assert all(json.loads(line)["ok"] for line in first.splitlines()), first
    assert again == first


def test_malformed_line_does_not_use_up_its_id() -> None:
    line = {"op": "start", "sop": "rup", "title": "RUP", "by": "Ani", "id": "a"}
    first, second = batch(line, {**line, "at": at(2)})
    assert first["code"] == "bad_input"
    assert second["ok"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"op": "start", "sop": "apbd", "title": "A", "at": at(2), "by": "Ani"}, "unknown_sop"),
        ({"op": "start", "sop": "rup", "title": "  ", "at": at(2), "by": "Ani"}, "bad_text"),
        ({"op": "start", "sop": "rup", "title": "A" * 501, "at": at(2), "by": "Ani"}, "bad_text"),
        ({"op": "start", "sop": "rup", "title": "A", "at": at(2), "by": " "}, "bad_text"),
        ({"op": "start", "sop": "rup", "title": "A", "at": at(2), "by": "Ani", "from_step": 12}, "bad_value"),
        ({"op": "start", "sop": "rup", "title": "A", "at": at(2), "by": "Ani", "period": "x"}, "bad_value"),
        ({"op": "start", "sop": "balasan", "title": "A", "at": at(2), "by": "Ani", "nature": "x"}, "bad_value"),
        ({"op": "hand_on", "dossier": "2026-0099-0", "at": at(2), "by": "Ani"}, "bad_code"),
        ({"op": "hand_on", "dossier": "SD:XX:2026-0001-0", "at": at(2), "by": "Ani"}, "other_office"),
        ({"op": "hand_on", "dossier": "", "at": at(2), "by": "Ani"}, "bad_code"),
        ({"op": "number", "register": "outgoing", "subject": "", "addressee": "B", "date": "2026-11-01", "by": "A"},
         "bad_text"),
        ({"op": "number", "register": "outgoing", "subject": "S", "addressee": "B", "date": "2026-13-01", "by": "A"},
         "bad_input"),
        ({"op": "number", "register": "outgoing", "subject": "S", "addressee": "B", "date": "2026-11-01x", "by": "A"},
         "bad_input"),
    ],
)  # fmt: skip
def test_refusals(line: dict[str, Any], code: str) -> None:
    (answer,) = batch(line)
    assert (answer["ok"], answer["code"]) == (False, code)
    assert answer["message"].endswith(".")


def test_title_is_text_whatever_it_looks_like() -> None:
    title = "Robert'); DROP TABLE dossier;-- <b>&amp; %s {0} \u202eterbalik 🗂 ünïcödé"
    code = start("rup", title=title)
    assert sopdesk("dossier", "show", code, "--json").json["title"] == title
