"""Letter numbers and inserted marks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import check_format, format_mistake, letter_number, next_insert, shown

DAY = date(2026, 7, 6)


@pytest.mark.parametrize(
    ("template", "sisipan", "text"),
    [
        ("{kode}/{urut}/{unit}/{tahun}", "", "000.7/12/Kec.C/2026"),
        ("{kode}/{urut}/{unit}/{tahun}", "a", "000.7/12.a/Kec.C/2026"),
        ("{kode}/{urut:4}/{unit}/{bulan_romawi}/{tahun}", "", "000.7/0012/Kec.C/VII/2026"),
        ("{urut}{sisipan}/{tahun}", "a", "12a/2026"),
        ("{urut}{sisipan}/{tahun}", "", "12/2026"),
        ("{urut:1}", "", "12"),
    ],
)
def test_texts(template: str, sisipan: str, text: str) -> None:
    assert letter_number(template, code="000.7", urut=12, sisipan=sisipan, unit="Kec.C", day=DAY) == text


def test_what_the_values_hold_is_not_read_as_a_template() -> None:
    """A code with braces in it is text."""
    assert letter_number("{kode}/{urut}", code="{tahun}", urut=1, sisipan="", unit="", day=DAY) == "{tahun}/1"


@pytest.mark.parametrize(
    "template",
    [
        "{kode}/{tahun}",
        "{urut}/{bulan}",
        "{urut}/{",
        "{urut}}",
        "{urut:10}",
        "{URUT}",
        "",
        "{urut}" + "x" * 120,
    ],
)
def test_templates_that_are_refused(template: str) -> None:
    with pytest.raises(Refused) as refused:
        check_format(template)
    assert refused.value.rule is Rule.BAD_VALUE
    assert refused.value.data["field"] == "number_format"


def test_inserted_marks_in_their_order() -> None:
    given_marks: list[str] = []
    for _ in range(26 + 26 * 26 + 1):
        given_marks.append(next_insert(given_marks[-1:]))
    assert given_marks[:2] + given_marks[24:28] == ["a", "b", "y", "z", "aa", "ab"]
    assert given_marks[26 + 26 * 26 - 1 :] == ["zz", "aaa"]


@given(st.lists(st.text("abcz", min_size=1, max_size=3), max_size=8))
def test_the_next_mark_is_new_and_last(marks: list[str]) -> None:
    after = next_insert(marks)
    assert after not in marks
    assert all((len(mark), mark) < (len(after), after) for mark in marks)


def test_shown() -> None:
    assert (shown(12, ""), shown(12, "b")) == ("12", "12.b")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{kode}/{urut:3}/{unit}/{bulan_romawi}/{tahun}/{sisipan}", ""),
        ("{kode}/{nomor}", "huruf 8: {nomor} tidak dikenal"),
        ("{kode}/{Urut}", "huruf 8: {Urut} tidak dikenal"),
        ("{urut:12}", "huruf 1: {urut:12} tidak dikenal"),
        ("{urut}/{tahun:2}", "huruf 8: {tahun:2} tidak dikenal"),
        ("{urut}/{}", "huruf 8: {} tidak dikenal"),
        ("{kode}/{tahun}", "{urut} belum ada"),
        ("", "{urut} belum ada"),
        ("{urut}/{unit", "huruf 8: kurung { belum ditutup"),
        ("{{urut}", "huruf 1: kurung { belum ditutup"),
        ("{urut}}", "huruf 7: kurung } tanpa pasangan"),
        ("{urut}" + "x" * 115, "lebih dari 120 huruf"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(template: str, said: str) -> None:
    assert format_mistake(template) == said


@given(st.text("{}urtx:3", max_size=12))
def test_a_template_without_a_mistake_makes_a_number(template: str) -> None:
    if format_mistake(template) == "":
        made = letter_number(template, code="", urut=12, sisipan="", unit="", day=DAY)
        assert "12" in made
        assert not set("{}") & set(made)
    else:
        with pytest.raises(Refused):
            check_format(template)
