"""What may be a PIN, how long a wrong one waits, and how a recovery code is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.pins import CODE_SIGNS, checked_pin, delay, plain_code, shown_code


@pytest.mark.parametrize("pin", ["2580", "19283", "00001111", "123457"])
def test_four_to_eight_figures_are_a_pin(pin: str) -> None:
    assert checked_pin(pin) == pin


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("", "form"),
        ("258", "form"),
        ("123456789", "form"),
        ("25a0", "form"),
        ("2 58", "form"),
        ("٢٥٨٠", "form"),
        ("²580", "form"),
        ("0000", "easy"),
        ("1234", "easy"),
        ("45678", "easy"),
        ("9876", "easy"),
    ],
)
def test_others_are_refused(pin: str, why: str) -> None:
    with pytest.raises(Refused) as no:
        checked_pin(pin)
    assert (no.value.rule, no.value.data["why"]) == (Rule.BAD_PIN, why)


def test_the_delays() -> None:
    assert [delay(n).total_seconds() for n in range(9)] == [0, 0, 0, 0, 5, 15, 60, 300, 300]


@given(st.text(alphabet=CODE_SIGNS, min_size=20, max_size=20))
def test_a_code_is_read_as_it_is_shown(code: str) -> None:
    assert plain_code(shown_code(code)) == code
    assert plain_code(f"  {shown_code(code).lower().replace('0', 'o').replace('1', 'l')} ") == code
