"""``sopdesk batch``: every field of every operation replaced by anything; after a no, nothing at all is different."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sopdesk.cli.batch import answer_line
from sopdesk.cli.operations import OPERATIONS
from sopdesk.cli.reading import LONGEST
from sopdesk.domain.errors import Rule
from sopdesk.services.office import Office, open_office
from sopdesk.services.verification import verify
from sopdesk.store.tables import metadata
from tests.cli.running import sopdesk
from tests.services.desk import copy_office

NOW: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AT: Final = "2026-11-04T09:00"
BY: Final = {"by": "Ani"}
LINE: Final = {"register": "outgoing", "year": 2026, "reason": "Salah isi", **BY}
BEGUN: Final[tuple[dict[str, Any], ...]] = (
    {"op": "start", "sop": "rup", "title": "RUP", "at": "2026-11-02T08:00", **BY},
    {"op": "start", "sop": "rup", "title": "RUP", "from_step": 11, "at": "2026-11-02T08:00", **BY},
    *({"op": "incoming", "sender": "Dinas", "subject": "Undangan", "received_at": AT, **BY},) * 2,
    *({"op": "number", "register": "outgoing", "subject": "S", "addressee": "B", "date": "2026-11-04", **BY},)
    * 3,
    {
        "op": "reserve_number",
        "register": "outgoing",
        "date": "2026-11-04",
        "person": "Camat",
        "reason": "Nanti",
        **BY,
    },
    {"op": "send", "number": 1, "year": 2026, "to": "Dinas", "at": AT, **BY},
)
FIRST: Final = {"dossier": "FIRST", "at": AT, **BY}
LAST: Final = {"dossier": "LAST", "at": AT, **BY}
MEANT: Final[dict[str, tuple[dict[str, Any], ...]]] = {
    "start": (
        {"sop": "rfk", "title": "RFK", "at": AT, "period": "2026-11", "deadline": "2026-12-01", "from_step": 1, **BY},
        {"sop": "balasan", "at": AT, "incoming": {"year": 2026, "number": 1, "insert": ""}, **BY},
    ),
    "hand_on": ({**FIRST, "note": "Cepat", "step": 1},),
    "receive": (FIRST,),
    "facts": ({**FIRST, "financial_percent": 40, "physical_percent": "55,5", "outside_renstra": False},),
    "return": ({**FIRST, "reason": "Salah", "to_step": 1},),
    "skip": ({**FIRST, "reason": "Tidak perlu"},),
    "hold": ({**FIRST, "reason": "Camat dinas luar"},),
    "resume": (FIRST,),
    "undo": ({"dossier": "FIRST", **BY},),
    "correct": ({"dossier": "FIRST", "event": 1, "reason": "Salah catat", **BY},),
    "cancel": ({**FIRST, "reason": "Salah SOP"},),
    "deadline": ({"dossier": "FIRST", "deadline": "2026-12-01", "reason": "Diminta", **BY},),
    "check": ({"dossier": "FIRST", "item": "disposisi", "list": "kelengkapan", "step": 1, "done": True, **BY},),
    "stamp": (LAST,),
    "dispatch": ({**LAST, "recipients": [{"to": "Bupati", "copies": 2}], "method": "kurir"},),
    "number": (
        {"register": "outgoing", "subject": "S", "addressee": "B", "date": "2026-11-05", "code": "005", **BY},
        {"register": "outgoing", "subject": "S", "addressee": "B", "date": "2026-11-05", "dossier": "LAST", **BY},
        {"register": "outgoing", "subject": "S", "addressee": "B", "date": "2026-11-04", "insert_after": 1,
         "reason": "Menyusul", "series": "umum", **BY},
        {"register": "outgoing", "subject": "S", "addressee": "B", "date": "2026-11-04", "reserved": 4, **BY},
    ),
    "void_number": ({**LINE, "number": 2, "series": "umum", "insert": ""},),
    "reserve_number": (
        {"register": "outgoing", "date": "2026-11-05", "person": "Camat", "reason": "Nanti", "count": 2, **BY},
    ),
    "release_number": ({**LINE, "number": 4},),
    "outside_number": ({"register": "outgoing", "upto": 7, "date": "2026-11-06", "reason": "Luar", **BY},),
    "correct_number": ({**LINE, "number": 3, "subject": "Lain", "addressee": "C"}, {**LINE, "number": 3, "to": 5}),
    "close_year": ({"register": "incoming", "year": 2025, **BY},),
    "incoming": (
        {"sender": "Dinas", "subject": "S", "received_at": AT, "ref": "1/X", "ref_date": "2026-11-01",
         "nature": "segera", "code": "005", "enclosure": "1 lembar", "note": "Catatan", **BY},
    ),
    "disposition": (
        {"year": 2026, "number": 1, "to": ["sekcam", "Staf"], "instructions": ["Tindak lanjuti"], "note": "N",
         "deadline": "2026-11-20", "at": AT, **BY},
    ),
    "no_disposition": ({"year": 2026, "number": 2, "reason": "Untuk diketahui", "at": AT, **BY},),
    "send": ({"year": 2026, "number": 2, "to": "Dinas", "method": "pos", "at": AT, **BY},),
    "receipt": ({"year": 2026, "delivery": 1, "name": "Penerima", "position": "Staf", "received": AT, "at": AT, **BY},),
}  # fmt: skip
WITH_A_STATE: Final = {
    "resume",
    "stamp",
    "dispatch",
    "receive",
    "correct",
    "undo",
    "skip",
    "return",
    "close_year",
}
"""What only goes from where these dossiers do not stand, or in another year."""
JSON: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(
        ["", " ", AT, "2026-11-05", "9999-12-31", "FIRST", "outgoing", "1e999", "x" * 5000, "\u202e\x00"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
CODES: Final = {rule.value for rule in Rule}


def contents(office: Office) -> list[Any]:
    """Every row of every table but the answers: a refusal is remembered there, and nowhere else."""
    with office.store.read() as unit:
        rows = unit._connection.execute
        return [
            [tuple(row) for row in rows(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
            if table.name != "action"
        ]


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """An office with a little of everything."""
    copy_office(template, tmp_path / "kantor")
    told = sopdesk("batch", "--data", tmp_path / "kantor", stdin=raw(*BEGUN), now=NOW)
    assert [a["ok"] for a in told.lines] == [True] * len(BEGUN), told.out
    return tmp_path / "kantor"


@pytest.fixture
def begun(folder: Path) -> Iterator[Office]:
    """That office, opened."""
    opened = open_office(folder, NOW)
    yield opened
    opened.close()


def raw(*lines: Mapping[str, Any]) -> bytes:
    """The lines as they are sent."""
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def codes(office: Office) -> dict[str, str]:
    """What stands for the dossiers."""
    with office.store.read() as unit:
        first, last = sorted(row.code for row in unit.dossiers.every())[:2]
    return {"FIRST": first, "LAST": last}


def filled(value: Any, named: Mapping[str, str]) -> Any:
    """The line with the codes of the dossiers in it."""
    return {k: named.get(v, v) if isinstance(v, str) else v for k, v in value.items()}


@pytest.mark.parametrize("op", sorted(OPERATIONS))
def test_lines_are_what_they_are_meant_to_be(begun: Office, op: str) -> None:
    """Else the next test would replace fields of lines that are refused anyway."""
    named = codes(begun)
    answers = [answer_line(begun, raw({"op": op, **filled(line, named)}), NOW) for line in MEANT[op]]
    assert all(answer["ok"] for answer in answers) or op in WITH_A_STATE, answers
    assert all(answer.get("code") != "bad_input" for answer in answers), answers


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_value_in_any_field(begun: Office, data: st.DataObject) -> None:
    named = codes(begun)
    for _ in range(4):
        op = data.draw(st.sampled_from(sorted(OPERATIONS)))
        line = {"op": op, **filled(data.draw(st.sampled_from(MEANT[op])), named)}
        field = data.draw(st.sampled_from([*line, "id", "step", "odd"]))
        value: Any = data.draw(JSON)
        if isinstance(line.get(field), dict) and data.draw(st.booleans()):
            value = {**line[field], data.draw(st.sampled_from(sorted(line[field]))): value}
        elif isinstance(line.get(field), list) and data.draw(st.booleans()):
            inside = line[field][0]
            value = [{**inside, "copies": value} if isinstance(inside, dict) else value, inside]
        line[field] = value
        before = contents(begun)
        answer = answer_line(begun, raw(line), NOW)
        if answer["ok"]:
            continue
        assert answer["code"] in CODES
        assert answer["message"]
        assert contents(begun) == before, line
    report = verify(begun)
    assert report.problems == ()


PIECES: Final = st.one_of(
    st.binary(max_size=60),
    st.builds(lambda line, cut: raw(line)[:cut], st.sampled_from(BEGUN), st.integers(0, 90)),
    st.builds(lambda key, line: raw({"id": key, **line}), JSON, st.sampled_from(BEGUN)),
    st.builds(lambda line: raw(line).replace(b"{", b'{"by": "Budi", ', 1), st.sampled_from(BEGUN)),
    st.sampled_from(
        [
            b"[" * 50_000,
            b'{"op":' * 50_000,
            b'{"op": "start", "title": "' + b"a" * LONGEST + b'"}',
            raw({**BEGUN[0], "title": "b" * (LONGEST - 200)}),
            b"\x00" * 100,
            "{“op”: “start”}".encode(),
            b"\xef\xbb\xbf" + raw(BEGUN[0]),
        ]
    ),
)


@pytest.mark.slow
@given(st.lists(PIECES, max_size=8))
def test_any_bytes_are_answered_line_by_line(pieces: list[bytes]) -> None:
    sent = b"\n".join([*pieces, raw(BEGUN[0])])
    with TemporaryDirectory() as place:
        told = sopdesk("batch", "--data", place, stdin=sent, now=NOW)
        assert (told.code, told.err) == (0, "")
        asked = [line for line in sent.split(b"\n") if line.strip(b" \t\r\n\xef\xbb\xbf")]
        assert len(told.lines) == len(asked)
        assert all(a["ok"] or (a["code"] in CODES and a["message"]) for a in told.lines)
        assert told.lines[-1]["ok"]
        found = sopdesk("verify", "--data", place, "--json", now=NOW).json
        assert found["problems"] == []
