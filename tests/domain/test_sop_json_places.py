"""JSON with places, against the parser of the standard library."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.json_places import MOST_CHARACTERS, MOST_DEPTH, Node, UnreadableError, parse

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-999_999_999, 999_999_999) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: plain(found) for key, found in node.value.items()}
    if isinstance(node.value, list):
        return [plain(found) for found in node.value]
    return node.value


def deepest(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max((deepest(one) for one in inner), default=-1) if isinstance(value, (dict, list)) else 0


@given(VALUES, st.sampled_from([None, 0, 2]), st.booleans())
def test_reads_what_the_standard_library_writes(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    if deepest(value) <= MOST_DEPTH:
        assert plain(parse(text)) == json.loads(text)


@given(st.text(alphabet='{}[]",:\\ u0019ae.-+\ntrufalsn"', max_size=25))
def test_accepts_nothing_that_the_standard_library_refuses(text: str) -> None:
    try:
        node = parse(text)
    except UnreadableError as bad:
        refusal: UnreadableError | None = bad
    else:
        refusal = None
        assert plain(node) == json.loads(text)
    assert refusal is None or (refusal.reason and 1 <= refusal.line <= text.count("\n") + 1)


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert parse(r'"\ud83d\ude00"').value == "😀"


def test_every_value_knows_its_line() -> None:
    node = parse('\n{"a": 1,\n "b": [\n  2,\r\n  {"c":\n null}]}\n')
    assert node.line == 2
    assert isinstance(node.value, dict)
    listing = node.value["b"]
    assert listing.line == 3
    assert isinstance(listing.value, list)
    assert [found.line for found in listing.value] == [4, 5]
    inner = listing.value[1].value
    assert isinstance(inner, dict)
    assert inner["c"].line == 6


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "berakhir sebelum"),
        ('{\n"a": 1,\n', 3, "nama isian"),
        ('{\n"a": 1,\n}', 3, "nama isian"),
        ('{"a"\n 1}', 2, "titik dua"),
        ('{"a": 1\n "b": 2}', 2, "koma"),
        ("[1\n2]", 2, "koma"),
        ("[1,\n]", 2, "tidak diharapkan"),
        ('{"a": 1,\n"a": 1}', 2, "dua kali"),
        ("[]\n[]", 2, "akhir data"),
        ('["a\nb"]', 1, "kutip"),
        (r'["\x"]', 1, "kutip"),
        ('["a', 1, "kutip"),
        (r'["\ud800"]', 1, "separuh"),
        ("[\n1.5]", 2, "bilangan bulat"),
        ("[1e3]", 1, "bilangan bulat"),
        ("[1234567890]", 1, "bilangan bulat"),
        ("[01]", 1, "bilangan bulat"),
        ("[NaN]", 1, "tidak diharapkan"),
        ("[" * (MOST_DEPTH + 2), 1, "terlalu dalam"),
        (" " * (MOST_CHARACTERS + 1), 1, "lebih dari"),
    ],
)
def test_refuses_with_the_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(text)
    assert caught.value.line == line
    assert reason in caught.value.reason
