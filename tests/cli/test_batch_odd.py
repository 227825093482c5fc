"""``sopdesk batch`` on input that nobody meant: never a traceback, never half a line, and the next line is read."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.cli.operations import OPERATIONS
from sopdesk.cli.reading import LONGEST
from sopdesk.domain.errors import Fault, Rule, Trouble
from tests.cli.running import NOW, at, batch, sopdesk

GOOD = {"op": "start", "sop": "rup", "title": "RUP", "at": at(2), "by": "Ani"}
CODES = {rule.value for rule in Rule}


@pytest.mark.parametrize(
    "odd",
    [
        b"halo\n",
        b"[]\n",
        b"null\n",
        b"1\n",
        b'"start"\n',
        b"{}\n",
        b'{"op": "hapus"}\n',
        b'{"op": ["start"]}\n',
        b'{"op": null}\n',
        b'{"start": [], "by": "A"}\n',
        b'{"start": {}, "hold": {}}\n',
        b'{"op": "start", "op": "start"}\n',
        b'{"op": "start", "sop": "rup", "title": NaN, "at": "2026-11-02", "by": "Ani"}\n',
        b'{"op": "start", "sop": "rup", "title": "\\ud800", "at": "2026-11-02", "by": "Ani"}\n',
        b'{"op": "hand_on", "dossier": "\\udfff", "at": "2026-11-02", "by": "Ani"}\n',
        b'{"op": "start", "sop": "rup", "title": "R\x00P", "at": "2026-11-02", "by": "Ani"}\n',
        b'{"op": "start", "sop": "rup", "title": "R\xffP", "at": "2026-11-02", "by": "Ani"}\n',
        b"\xff\xfe{\x00}\x00\n",
        b"\x00\n",
        b"[" * 100_000 + b"\n",
        b'{"a":' * 100_000 + b"\n",
        b'{"op": "correct", "event": ' + b"9" * 5_000 + b"}\n",
        b'{"op": "correct", "dossier": "x", "by": "A", "event": ' + b"9" * 4_000 + b"}\n",
        b'{"op": "start", "title": "' + b"a" * (2 * LONGEST) + b'"}\n',
        b"a" * LONGEST + b"\n",
    ],
)
def test_odd_line_is_answered_and_the_next_one_read(odd: bytes) -> None:
    answers = batch(odd, GOOD)
    assert [a["ok"] for a in answers] == [False, True]
    assert answers[0]["code"] == "bad_input"


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"op": "hand_on", "dossier": "2026-0001-\0", "at": at(2), "by": "Ani"}, "bad_code"),
        ({"op": "undo", "dossier": "\0", "by": "Ani"}, "bad_code"),
        ({**GOOD, "sop": "rup\0"}, "unknown_sop"),
        (
            {
                "op": "void_number",
                "register": "outgoing\0",
                "year": 2026,
                "number": 1,
                "reason": "x",
                "by": "A",
            },
            "number_unknown",
        ),
    ],
)
def test_a_nul_is_answered_as_any_other_odd_text(odd: dict[str, Any], code: str) -> None:
    """A server takes it nowhere in a text; that is nobody's business here."""
    answers = batch(odd, GOOD)
    assert [a["ok"] for a in answers] == [False, True]
    assert answers[0]["code"] == code


def test_a_nul_in_what_is_kept_is_a_space() -> None:
    (answer,) = batch({**GOOD, "title": "R\0U\0P", "by": "A\0ni"})
    shown = sopdesk("dossier", "show", answer["dossier"], "--json").json
    assert shown["title"] == "R U P"
    assert sopdesk("verify").code == 0


def test_an_action_may_bear_any_id() -> None:
    first, again, other = batch({**GOOD, "id": "a\0"}, {**GOOD, "id": "a\0"}, {**GOOD, "id": "a"})
    assert first["ok"]
    assert again["dossier"] == first["dossier"]
    assert other["dossier"] != first["dossier"]


def test_last_line_needs_no_end() -> None:
    told = sopdesk("batch", stdin=json.dumps(GOOD).encode())
    assert [a["ok"] for a in told.lines] == [True]


def test_nothing_to_do_is_done() -> None:
    told = sopdesk("batch", stdin=b"\n \t \r\n\xef\xbb\xbf\n")
    assert (told.code, told.out, told.err) == (0, "", "")


def test_mark_of_byte_order_is_passed_over() -> None:
    (answer,) = batch(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n")
    assert answer["ok"]


FIELDS = (
    "sop", "title", "at", "by", "period", "deadline", "nature", "from_step", "dossier", "note", "to_step", "reason",
    "financial_percent", "physical_percent", "outside_renstra", "emergency_reason", "hierarchy_initialled", "register",
    "subject", "addressee", "code", "series", "date", "insert_after", "year", "number", "insert", "to", "name", "event",
    "id", "step",
)  # fmt: skip
LIKELY = st.sampled_from(
    [
        "rup", "renstra", "Ani", "RUP", at(2), at(3), "2026-11-04", "2026-11-04T10:00:00.5+09:00", "outgoing",
        "incoming", "umum", "2026-0001-4", "sangat_segera", "2026-T1", "2026-11", "9999-12-31T23:59:59", "1e-999999",
        "12,5", "Infinity",
    ]
)  # fmt: skip
VALUES = st.one_of(
    LIKELY,
    LIKELY,
    st.none(),
    st.booleans(),
    st.integers(-3, 20),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.text(max_size=2), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
LINES = st.builds(
    lambda op, fields, common: {"op": op, **common, **fields},
    st.sampled_from(sorted(OPERATIONS)),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5),
    st.sampled_from(
        [
            {},
            {"dossier": "RUP", "by": "Ani", "at": at(3), "reason": "Salah ketik"},
            {"dossier": "RENSTRA", "by": "Ani", "at": at(4), "to": "BAPPEDA", "name": "Budi"},
            {"register": "outgoing", "by": "Ani", "year": 2026, "number": 1, "reason": "Salah isi"},
            {"register": "outgoing", "subject": "S", "addressee": "B", "date": "2026-11-04", "by": "Ani"},
            {"sop": "rfk", "title": "RFK", "at": at(2), "by": "Ani"},
        ]
    ),
)  # fmt: skip


@pytest.mark.slow
@given(st.lists(LINES, min_size=1, max_size=12))
def test_any_lines_leave_the_office_whole(lines: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        data = ("--data", str(Path(folder) / "data"))
        begun = [GOOD, {**GOOD, "sop": "renstra", "from_step": 9}]
        first = sopdesk(
            "batch", *data, stdin=b"".join(json.dumps(x).encode() + b"\n" for x in begun), now=NOW
        )
        codes = {"RUP": first.lines[0]["dossier"], "RENSTRA": first.lines[1]["dossier"]}
        asked = [
            {**x, "dossier": codes.get(str(x["dossier"]), x["dossier"])} if "dossier" in x else x
            for x in lines
        ]
        told = sopdesk("batch", *data, stdin=b"".join(json.dumps(x).encode() + b"\n" for x in asked), now=NOW)
        assert told.code == 0, told.err
        answers = told.lines
        assert len(answers) == len(asked)
        assert all(a["ok"] or (a["code"] in CODES and a["message"]) for a in answers)
        checked = sopdesk("verify", *data, "--json")
        assert checked.json["problems"] == []
        assert checked.json["counts"]["log"] == len(begun) + entries(asked, answers)


def entries(asked: list[dict[str, Any]], answers: list[dict[str, Any]]) -> int:
    """How many entries the answers promise: one for each yes that is not the repetition of an earlier one."""
    known: set[str] = set()
    count = 0
    for line, answer in zip(asked, answers, strict=True):
        name = str(line["id"]) if line.get("id") is not None else None
        count += answer["ok"] and name not in known
        if name is not None and answer.get("code") != "bad_input":
            known.add(name)
    return count


def test_trouble_is_answered_and_ends_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_call: object) -> Any:
        raise Trouble(Fault.DISK_FULL, path="sopdesk.db")

    monkeypatch.setitem(cast("dict[str, Any]", OPERATIONS), "hold", full)
    lines = [GOOD, {"op": "hold", "dossier": "x", "by": "Ani"}, GOOD]
    told = sopdesk("batch", stdin=b"".join(json.dumps(x).encode() + b"\n" for x in lines))
    assert told.code == 3
    assert [a.get("code") for a in told.lines] == [None, "disk_full"]
    assert told.err == told.lines[1]["message"] + "\n"
    assert len(sopdesk("dossier", "list", "--json").json) == 1
