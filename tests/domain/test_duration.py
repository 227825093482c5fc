"""Durations as written in a mutu baku (rules 17)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.duration import Duration, Part, Unit


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1 Hari", "1 hari"),
        ("2 hari 3 jam 40 menit", "2 hari 3 jam 40 menit"),
        ("  2   MINGGU ", "2 minggu"),
        ("2-3 hari", "2-3 hari"),
        ("2–3 hari", "2-3 hari"),
        ("2 — 3 Hari 10menit", "2-3 hari 10 menit"),
        ("1,5 jam", "1,5 jam"),
        ("0,25 jam", "0,25 jam"),
        ("10,50 jam", "10,5 jam"),
        ("3-3 jam", "3 jam"),
        ("40 menit 2 hari", "40 menit 2 hari"),
    ],
)
def test_reads_and_writes_back(text: str, canonical: str) -> None:
    read = Duration.parse(text)
    assert str(read) == canonical
    assert Duration.parse(canonical) == read


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "hari", "2", "0 hari", "-1 hari", "0,0 jam", "3-2 hari", "1000000000 menit",
        "1000001 menit",
        "3651 hari", "2 hari 3", "2 harian", "2 hari_", "1.000 menit", "1.5 hari", "dua hari", "2 bulan",
        "2-3-4 hari", "2 hari; 3 jam", "２ hari", "1e3 menit", "nan hari", "0-3 hari", "1 menit " * 9, "2 hari 0 menit",
    ],
)  # fmt: skip
def test_refuses_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Duration.parse(text)


def test_bounds_of_a_range() -> None:
    read = Duration.parse("2-3 hari 1 jam")
    assert read.is_range
    assert read.lower == Duration.parse("2 hari 1 jam")
    assert read.upper == Duration.parse("3 hari 1 jam")
    assert not read.upper.is_range
    assert read.moves == ((Unit.HARI, 3), (Unit.JAM, 3_600_000_000))


def test_one_unit_where_one_can_carry_the_whole() -> None:
    assert Duration.parse("2-3 hari").single_unit == (Fraction(2), Fraction(3), Unit.HARI)
    assert Duration.parse("2 minggu").single_unit == (Fraction(2), Fraction(2), Unit.MINGGU)
    assert Duration.parse("1 jam 2 jam").single_unit == (Fraction(3), Fraction(3), Unit.JAM)
    assert Duration.parse("2 jam 30 menit").single_unit == (Fraction(150), Fraction(150), Unit.MENIT)
    assert Duration.parse("1 hari 1 jam").single_unit is None
    assert Duration.parse("1 minggu 1 hari").single_unit is None


def test_values_are_checked_too() -> None:
    with pytest.raises(ValueError, match="1 to 8 parts"):
        Duration(())
    with pytest.raises(ValueError, match="not an amount"):
        Part(Fraction(2), Fraction(1), Unit.JAM)


def test_a_third_is_written_as_a_fraction() -> None:
    third = Duration((Part(Fraction(1, 3), Fraction(1, 3), Unit.HARI),))
    assert str(third) == "1/3 hari"
    assert third.moves == ((Unit.HARI, Fraction(1, 3)),)


@given(
    st.lists(
        st.tuples(st.integers(1, 5000), st.integers(0, 5000), st.sampled_from(Unit)), min_size=1, max_size=8
    )
)
def test_words_and_values_agree(parts: list[tuple[int, int, Unit]]) -> None:
    limit = {Unit.MENIT: 10_000, Unit.JAM: 10_000, Unit.HARI: 3_650, Unit.MINGGU: 520}
    made = Duration(
        tuple(
            Part(Fraction(min(low, limit[unit])), Fraction(min(low + more, limit[unit])), unit)
            for low, more, unit in parts
        )
    )
    assert Duration.parse(str(made)) == made
    assert Duration.parse(str(made).upper()) == made
