"""Dossier codes: the published check value, every single slip of the keyboard, and what a scanner may give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.codes import (
    check_character,
    is_mark,
    looks_like_code,
    make_code,
    payload,
    plain_code,
    read_scan,
)
from sopdesk.domain.errors import Refused, Rule

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKS = st.text(CHARACTERS, min_size=2, max_size=8)
YEARS = st.integers(2000, 2199)
RUNNING = st.integers(1, 9_999_999)


def test_published_example() -> None:
    """The Global Release Identifier A1-2425G-ABC1234002-M uses the same ISO 7064 MOD 37,36."""
    assert check_character("A12425GABC1234002") == "M"


@given(st.text(CHARACTERS, min_size=1, max_size=20), st.data())
def test_every_single_slip_is_noticed(text: str, data: st.DataObject) -> None:
    """The standard promises it for one wrong character."""
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(CHARACTERS.replace(text[place], "")))
    assert check_character(text[:place] + other + text[place + 1 :]) != check_character(text)


@given(MARKS, YEARS, RUNNING, st.sampled_from(["", "-", " ", " - ", "/", "."]))
def test_a_code_is_read_back_however_it_is_typed(mark: str, year: int, running: int, between: str) -> None:
    """From the QR and from the keyboard, upper or lower case, with or without what stands between."""
    code = make_code(mark, year, running)
    typed = f" {str(code).replace('-', between).lower()} "
    assert read_scan(typed, mark) == code
    assert read_scan(payload(mark, str(code)), mark) == code
    assert plain_code(typed) == str(code)
    assert looks_like_code(typed)
    assert looks_like_code(payload(mark, str(code)))


@given(MARKS, MARKS, YEARS, RUNNING)
def test_another_offices_sheet_is_named(mark: str, other: str, year: int, running: int) -> None:
    code = str(make_code(other, year, running))
    if mark == other:
        assert str(read_scan(payload(other, code), mark)) == code
        return
    with pytest.raises(Refused) as refused:
        read_scan(payload(other, code), mark)
    assert (refused.value.rule, refused.value.data) == (Rule.OTHER_OFFICE, {"mark": other})


@given(st.text(max_size=60))
def test_anything_at_all_is_read_or_refused(text: str) -> None:
    """No text crashes; what is refused is quoted in forty characters."""
    try:
        code = read_scan(text, "KPB")
    except Refused as refused:
        rule, quoted = refused.rule, str(refused.data.get("text", ""))
    else:
        assert make_code("KPB", code.year, code.running) == code
        return
    assert rule in (Rule.BAD_CODE, Rule.OTHER_OFFICE)
    assert len(quoted) <= 40


@pytest.mark.parametrize(
    ("mark", "good"),
    [
        ("PB", True),
        ("KECPB123", True),
        ("P", False),
        ("KECPB1234", False),
        ("pb", False),
        ("P B", False),
        ("", False),
        ("PB\n", False),
    ],
)
def test_office_marks(mark: str, good: bool) -> None:
    assert is_mark(mark) is good


@pytest.mark.parametrize("text", ["surat", "12/2026", "2026-0041", "20260041", "٢٠٢٦-0041-V", "SD:", ""])
def test_what_a_search_does_not_take_for_a_code(text: str) -> None:
    assert not looks_like_code(text)
    assert plain_code(text) == text
