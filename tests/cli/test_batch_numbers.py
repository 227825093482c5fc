"""``sopdesk batch``: reserved, outside and corrected numbers, and the closing of a year."""

from typing import Any

from tests.cli.running import batch, sopdesk

BY = {"by": "Ani"}
OUT = {"register": "outgoing", **BY}
LETTER = {"op": "number", "subject": "Undangan", "addressee": "Camat", "date": "2026-11-02", **OUT}
LINE = {"year": 2026, **OUT}


def states() -> list[tuple[int, str]]:
    told = sopdesk("register", "outgoing", "--year", "2026", "--json")
    assert told.code == 0, told.out
    return [(line["number"], line["state"]) for line in told.json]


def codes(answers: list[dict[str, Any]]) -> list[str]:
    return [answer.get("code", "ok") for answer in answers]


def test_numbers_live_through_batch() -> None:
    answers = batch(
        {"op": "outside_number", "upto": 3, "date": "2026-11-02", "reason": "Buku lama", **OUT},
        {
            "op": "reserve_number",
            "person": "Kasi",
            "date": "2026-11-02",
            "reason": "Menyusul",
            "count": 2,
            **OUT,
        },
        {**LETTER, "reserved": 4},
        {"op": "release_number", "number": 5, "reason": "Tidak jadi", **LINE},
        {**LETTER, "number": 8, "reason": "Buku lama"},
        {**LETTER, "number": 99, "reason": "Buku lama"},
        {**LETTER, "number": 99, "reason": "Buku lama", "confirmed": True},
        {**LETTER, "number": 8},
        {"op": "correct_number", "number": 99, "to": 2, "reason": "Salah ketik", **LINE},
        {"op": "correct_number", "number": 2, "subject": "Edaran", "reason": "Salah isi", **LINE},
        {"op": "correct_number", "number": 99, "to": 3, "reason": "Salah ketik", **LINE},
    )
    assert codes(answers) == ["ok"] * 5 + [
        "number_jump",
        "ok",
        "number_taken",
        "ok",
        "ok",
        "number_corrected",
    ]
    assert answers[0] == {
        "ok": True, "year": 2026, "series": "umum", "number": 1, "last": 3, "state": "outside",
    }  # fmt: skip
    assert [(a["number"], a.get("last"), a.get("state")) for a in answers[1:4]] == [
        (4, 5, "reserved"),
        (4, None, None),
        (5, None, "void"),
    ]
    assert (answers[8]["number"], answers[9]["text"]) == (2, answers[8]["text"])
    found = dict(states())
    assert [found[n] for n in (1, 2, 3, 4, 5, 6, 8, 99)] == [
        "outside", "issued", "outside", "issued", "void", "outside", "issued", "corrected",
    ]  # fmt: skip
    assert sopdesk("verify", "--json").code == 0


def test_an_act_with_an_id_is_done_once() -> None:
    reserve = {
        "op": "reserve_number",
        "person": "Kasi",
        "date": "2025-11-03",
        "reason": "x",
        "id": "r",
        **OUT,
    }
    release = {"op": "release_number", "year": 2025, "number": 1, "reason": "x", "id": "f", **OUT}
    close = {"op": "close_year", "year": 2025, "id": "c", **OUT}
    answers = batch(
        reserve, reserve, close, release, release, {**close, "id": "d"}, {**close, "id": "d"}, close
    )
    assert codes(answers) == ["ok", "ok", "year_unexplained", "ok", "ok", "ok", "ok", "year_unexplained"]
    assert answers[0] == answers[1]
    assert answers[3] == answers[4]
    assert answers[5] == answers[6]
    assert list(answers[5]) == list(answers[6])
    assert answers[5]["series"] == [
        {
            "name": "umum", "last": 1, "last_text": "1", "lines": 1, "issued": 0, "void": 1, "inserted": 0,
            "outside": 0, "corrected": 0,
        }
    ]  # fmt: skip
    assert codes(batch({**LETTER, "date": "2025-12-31"})) == ["year_closed"]


def test_what_is_missing_is_bad_input() -> None:
    answers = batch(
        {"op": "outside_number", "date": "2026-11-02", "reason": "x", **OUT},
        {"op": "reserve_number", "date": "2026-11-02", "reason": "x", **OUT},
        {"op": "release_number", "reason": "x", **OUT},
        {"op": "close_year", **OUT},
        {**LETTER, "confirmed": "ya"},
        {**LETTER, "number": "12"},
    )
    assert codes(answers) == ["bad_input"] * 6
    assert states() == []
