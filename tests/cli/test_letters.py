"""Incoming letters, dispositions and the dossiers begun from them, in ``batch``."""

from typing import Any

import pytest

from tests.cli.running import at, batch, sopdesk

LETTER: dict[str, Any] = {"op": "incoming", "sender": "BAPPEDA", "subject": "Permintaan bahan", "by": "Ani"}


def letter(**more: Any) -> Any:
    (answer,) = batch({**LETTER, **more})
    return answer


def test_a_letter_is_entered_with_what_it_says() -> None:
    answer = letter(
        ref="000.7/3",
        ref_date="2026-11-19",
        received_at=at(20, "09:30"),
        nature="biasa",
        code="000.7",
        enclosure="1 berkas",
    )
    assert answer == {
        "ok": True, "year": 2026, "series": "umum", "number": 1, "insert": None, "text": "1",
    }  # fmt: skip
    (line,) = sopdesk("register", "incoming", "--year", "2026", "--json").json
    assert line["from"] == "BAPPEDA"
    assert line["date"] == "2026-11-20"
    assert line["ref"] == "000.7/3"
    assert line["ref_date"] == "2026-11-19"
    assert line["nature"] == "biasa"
    assert line["disposed"] == "waiting"
    assert line["answer_due"] == "2026-11-27T09:30:00+07:00"


def test_the_day_alone_will_do_and_today_is_now() -> None:
    assert letter(date="2026-11-20")["ok"]
    assert letter(date="2026-11-23")["ok"]
    assert letter()["ok"]
    lines = sopdesk("register", "incoming", "--year", "2026", "--json").json
    assert [line["received_at"] for line in lines] == [
        "2026-11-20T08:00:00+07:00",
        "2026-11-23T16:00:00+07:00",
        "2026-11-23T16:00:00+07:00",
    ]
    assert letter(date="2026-11-20")["code"] == "date_before_last"
    assert letter(date="2026-11-20", insert_after=1, reason="Tertinggal")["text"] == "1.a"


def test_a_disposition_and_the_dossier_that_comes_of_it() -> None:
    letter(date="2026-11-20", nature="segera", ref="000.7/3")
    letter(date="2026-11-20")
    number = {"year": 2026, "number": 1, "by": "Ani"}
    given, again, none, started = batch(
        {
            "op": "disposition", **number, "to": ["sekcam", "Bidan Desa"], "instructions": ["Siapkan bahan"],
            "deadline": "2026-11-24", "at": at(20, "10:00"), "id": "d-1",
        },
        {"op": "disposition", **number, "to": ["sekcam"], "at": at(20, "10:00"), "id": "d-1"},
        {"op": "no_disposition", **number, "number": 2, "reason": "Tembusan"},
        {"op": "start", "sop": "balasan", "incoming": {"year": 2026, "number": 1}, "at": at(20, "11:00"), "by": "Ani"},
    )  # fmt: skip
    assert given == again == {"ok": True, "disposition": 1, "disposed": "given"}
    assert none["disposed"] == "not_needed"
    assert started["ok"]
    # Two days by the wall clock end on a Sunday: the last working moment before that is Friday's closing.
    assert started["due"] == "2026-11-20T16:30:00+07:00"
    shown = sopdesk("dossier", "show", started["dossier"], "--json").json
    assert shown["title"] == "Permintaan bahan"
    assert sopdesk("verify", "--json").json["ok"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"op": "disposition", "year": 2026, "number": 9, "to": ["a"], "at": at(23)}, "number_unknown"),
        ({"op": "disposition", "year": 2026, "to": ["a"], "at": at(23)}, "bad_input"),
        ({"op": "disposition", "year": 2026, "number": 1, "to": "a", "at": at(23)}, "bad_input"),
        ({"op": "disposition", "year": 2026, "number": 1, "to": [], "at": at(23)}, "bad_text"),
        ({"op": "disposition", "year": 2026, "number": 1, "to": ["a"], "at": at(19)}, "time_backwards"),
        ({"op": "no_disposition", "year": 2026, "number": 1}, "needs_reason"),
        ({"op": "incoming", "sender": "", "subject": "x"}, "bad_text"),
        ({"op": "incoming", "subject": "x"}, "bad_input"),
        ({"op": "incoming", "sender": "A", "subject": "x", "nature": "kilat"}, "bad_value"),
        ({"op": "start", "sop": "balasan", "incoming": 1, "at": at(23)}, "bad_input"),
        (
            {"op": "start", "sop": "balasan", "incoming": {"year": 2026, "number": 5}, "at": at(23)},
            "number_unknown",
        ),
    ],
)
def test_what_is_refused(line: dict[str, Any], code: str) -> None:
    letter(date="2026-11-20")
    (answer,) = batch({"by": "Ani", **line})
    assert answer["code"] == code, answer
