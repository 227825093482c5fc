"""What is stored of a letter comes back as it was."""

import json
from dataclasses import replace

import pytest

from sopdesk.domain.codec import from_json, to_json
from sopdesk.domain.errors import Refused
from sopdesk.domain.layout import Layout, Paper
from sopdesk.domain.letters import AgendaKeluar, LembarKendali, SuratPengantar
from tests.papers.samples import book, control_sheet, letter


@pytest.mark.parametrize(
    "value",
    [
        letter(),
        replace(letter(), kop=replace(letter().kop, logo=None), items=()),
        control_sheet(),
        replace(control_sheet(), due=None),
        book(),
        Layout(Paper.A4, 15.0, 20.25, 22.0, 25.0),
    ],
    ids=["letter", "bare letter", "control sheet", "no due", "register", "layout"],
)
def test_there_and_back(value: SuratPengantar | LembarKendali | AgendaKeluar | Layout) -> None:
    text = to_json(value)
    assert from_json(type(value), text) == value
    assert to_json(from_json(type(value), text)) == text
    assert "\n" not in text


def test_a_field_that_an_earlier_release_did_not_have_takes_its_default() -> None:
    kept = json.loads(to_json(letter()))
    del kept["archive"], kept["scan"]
    assert from_json(SuratPengantar, json.dumps(kept)) == replace(letter(), scan="")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", None),
        ("place", 7),
        ("items", "x"),
        ("items", [["x"]]),
        ("items", [{"text": "x"}]),
        ("state", "selesai"),
        ("day", "3 Desember"),
        ("day", 3),
        ("archive", 1),
        ("signer", None),
        ("kop", {"kabupaten": "x", "kecamatan": "y", "logo": "?"}),
        ("kop", {"kabupaten": "x", "kecamatan": "y", "logo": 3}),
        ("colour", "red"),
    ],
)
def test_what_is_no_letter_is_refused(field: str, value: object) -> None:
    broken = json.loads(to_json(letter())) | {field: value}
    with pytest.raises(ValueError, match=r"."):
        from_json(SuratPengantar, json.dumps(broken))


def test_what_has_no_form_is_named() -> None:
    with pytest.raises(TypeError, match="set"):
        to_json({1})


def test_a_whole_number_of_millimetres_is_read_too() -> None:
    assert from_json(Layout, '{"top":16}') == Layout(top=16.0)


@pytest.mark.parametrize("values", [{"top": -1}, {"left": 46}, {"font_size": 8}, {"font_size": 14}])
def test_a_layout_that_leaves_no_room_is_refused(values: dict[str, float]) -> None:
    with pytest.raises(Refused):
        Layout(**values)  # type: ignore[arg-type]  # the keys are field names of numbers
