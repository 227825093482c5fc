"""Text typed by people."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.text import clean, clean_name, clean_reason, clean_title


@given(st.text(max_size=80), st.booleans())
def test_what_is_kept(typed: str, lines: bool) -> None:
    """No control character, nothing at the ends, nothing that can be seen is lost, and cleaning twice is once."""
    kept = clean(typed, field="note", limit=100, lines=lines, empty=True)
    assert kept == kept.strip()
    assert clean(kept, field="note", limit=100, lines=lines, empty=True) == kept
    for character in kept:
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") or (
            lines and character == "\n"
        )
    kept.encode("utf-8")
    seen = [c for c in typed if unicodedata.category(c)[0] in "LNPS"]
    assert [c for c in kept if unicodedata.category(c)[0] in "LNPS"] == (seen if kept else [])


@given(st.text(max_size=30))
def test_a_title_is_refused_exactly_when_nothing_of_it_shows(typed: str) -> None:
    shows = any(
        unicodedata.category(c) not in ("Cc", "Cf", "Cn", "Cs", "Mn", "Zl", "Zp", "Zs") for c in typed
    )
    if shows:
        assert clean_title(typed)
        assert clean_reason(typed)
        return
    for cleaned, rule in (
        (clean_title, Rule.BAD_TEXT),
        (clean_name, Rule.BAD_TEXT),
        (clean_reason, Rule.NEEDS_REASON),
    ):
        with pytest.raises(Refused) as refused:
            cleaned(typed)
        assert refused.value.rule is rule


@pytest.mark.parametrize(("cleaned", "limit"), [(clean_title, 500), (clean_reason, 1000), (clean_name, 160)])
def test_limits_count_after_trimming(cleaned: "type[str]", limit: int) -> None:
    assert cleaned(f"  {'x' * limit}  ") == "x" * limit
    with pytest.raises(Refused) as refused:
        cleaned("x" * (limit + 1))
    assert refused.value.data["limit"] == limit
    assert refused.value.data["reason"] == "long"


def test_lines() -> None:
    assert clean_reason("satu\r\ndua\ttiga") == "satu\ndua tiga"
    assert clean_title("satu\ndua") == "satu dua"


@pytest.mark.parametrize("value", [None, 5, b"x", ["x"]])
def test_what_is_no_text(value: object) -> None:
    with pytest.raises(Refused) as refused:
        clean_title(value)
    assert refused.value.data["reason"] == "kind"


@pytest.mark.parametrize(
    "blank", ["\u200b\u2060\ufeff", "\u3164", "\u2800\u2800", "\u115f\u1160\uffa0", "\u0301"]
)
def test_what_no_eye_sees_is_empty(blank: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_title(f" {blank} ")
    assert refused.value.data["reason"] == "empty"
    assert clean_title(f"a{blank}") == f"a{blank}"
