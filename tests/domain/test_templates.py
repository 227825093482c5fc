"""Wordings with tokens: what they show, and the place of every mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.templates import MOST, parse

TOKENS = ("nomor", "perihal")


def test_values_stand_where_their_tokens_stood() -> None:
    made = parse("Surat {nomor}\nperihal { perihal }.", TOKENS)
    assert made.fill({"nomor": "12", "perihal": "Data"}) == "Surat 12\nperihal Data."
    assert made.tokens == {"nomor", "perihal"}


def test_a_value_that_is_not_known_leaves_a_sign() -> None:
    assert parse("Nomor {nomor}", TOKENS).fill({}) == "Nomor …"
    assert parse("Nomor {nomor}", TOKENS).fill({"nomor": ""}) == "Nomor …"


def test_braces_in_a_value_are_no_tokens() -> None:
    assert parse("{perihal}", TOKENS).fill({"perihal": "{nomor} <b>"}) == "{nomor} <b>"


def test_doubled_braces_are_braces() -> None:
    assert parse("{{nomor}} {nomor}", TOKENS).fill({"nomor": "1"}) == "{nomor} 1"


@pytest.mark.parametrize(
    ("text", "why", "line", "column"),
    [
        ("Surat {nomer}", "unknown", 1, 7),
        ("Baris satu\nSurat {nomer} {x}", "unknown", 2, 7),
        ("{}", "unknown", 1, 1),
        ("{nomor.__class__}", "unknown", 1, 1),
        ("a\nb\nc {nomor", "open", 3, 3),
        ("{nomor\n}", "open", 1, 1),
        ("{a{nomor}", "open", 1, 1),
        ("Surat nomor}", "close", 1, 12),
        ("", "empty", 1, 1),
        (" \n ", "empty", 1, 1),
        ("a\x00b", "kind", 1, 2),
        ("a" * (MOST + 1), "long", 1, MOST + 1),
    ],
)
def test_a_mistake_is_refused_with_its_place(text: str, why: str, line: int, column: int) -> None:
    with pytest.raises(Refused) as found:
        parse(text, TOKENS)
    assert found.value.rule is Rule.BAD_TEMPLATE
    data = found.value.data
    assert (data["why"], data["line"], data["column"]) == (why, line, column)
    assert data["known"] == TOKENS


@given(
    st.text(st.characters(exclude_characters="{}", exclude_categories=("C", "Z")), min_size=1, max_size=80)
)
def test_text_without_tokens_comes_out_as_it_went_in(text: str) -> None:
    assert parse(text, TOKENS).fill({}) == text


@given(st.text(alphabet="ab{} \nnomor", max_size=60))
def test_whatever_is_typed_is_read_or_refused_at_a_place_within_it(text: str) -> None:
    try:
        parse(text, TOKENS).fill({"nomor": "1"})
    except Refused as refused:
        lines = text.split("\n")
        line, column = refused.data["line"], refused.data["column"]
        assert isinstance(line, int)
        assert isinstance(column, int)
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
