"""Codes of a control sheet's steps, and what a scanner makes of them on another keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.codes import make_code, payload
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.scanned import as_meant, is_code
from sopdesk.domain.step_codes import Action, StepCode, is_step_code, make_step_code, read_step_code

CODE = make_step_code("KKC", 2026, 41, 7, Action.SERAH)
CODES = st.builds(
    make_step_code,
    st.just("KKC"),
    st.integers(2000, 2099),
    st.integers(1, 9_999_999),
    st.integers(1, 99),
    st.sampled_from(Action),
)


def test_it_is_printed_in_groups_and_read_whatever_stands_between() -> None:
    assert str(CODE) == "2026 00041 07 1 62"
    # 98 - (202012 2026 00041 07 1 00 mod 97): K is 20, C is 12.
    assert 98 - int("202012" + "202600041071" + "00") % 97 == 62
    for text in (str(CODE), CODE.digits, " 2026-00041-07-1-62 ", "2026.00041.07.162"):
        assert read_step_code(text, "KKC") == CODE


def test_seven_digits_when_five_do_not_hold_the_number() -> None:
    code = make_step_code("KKC", 2026, 100_000, 12, Action.TERIMA)
    assert code.digits.startswith("20260100000122")
    assert len(code.digits) == 16
    assert read_step_code(code.digits, "KKC") == code


@given(CODES)
def test_what_was_made_is_read(code: StepCode) -> None:
    assert len(code.digits) in (14, 16)
    assert read_step_code(code.digits, "KKC") == code
    assert is_code(code.digits)


@given(CODES, st.data())
def test_every_wrong_digit_shows(code: StepCode, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code.digits) - 1))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != code.digits[place]]))
    with pytest.raises(Refused) as no:
        read_step_code(code.digits[:place] + wrong + code.digits[place + 1 :], "KKC")
    assert no.value.rule is Rule.BAD_CODE


@given(CODES, st.data())
def test_every_swap_of_neighbours_shows(code: StepCode, data: st.DataObject) -> None:
    d = code.digits
    places = [n for n in range(len(d) - 1) if d[n] != d[n + 1]]
    place = data.draw(st.sampled_from(places))
    with pytest.raises(Refused):
        read_step_code(d[:place] + d[place + 1] + d[place] + d[place + 2 :], "KKC")


@pytest.mark.parametrize("mark", ["KKD", "KCK", "KC", ""])
def test_another_office_has_other_check_digits(mark: str) -> None:
    with pytest.raises(Refused) as no:
        read_step_code(CODE.digits, mark)
    assert no.value.data == {"text": CODE.digits, "check": True, "step": True}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "6201004107000001",
        "2026 00041 07",
        "2026-0041-V",
        "2026000410716x",
        "２０２６00041071６２",
    ],
)
def test_other_texts_have_not_its_shape(text: str) -> None:
    assert not is_step_code(text)
    with pytest.raises(Refused) as no:
        read_step_code(text, "KKC")
    assert no.value.data["check"] is False


@pytest.mark.parametrize("digits", ["202600041073", "202600041070", "202600041001"])
def test_right_check_digits_do_not_make_an_action_or_a_step(digits: str) -> None:
    check = 98 - int("202012" + digits + "00") % 97
    with pytest.raises(Refused):
        read_step_code(f"{digits}{check:02d}", "KKC")


@pytest.mark.parametrize("step", [0, 100])
def test_two_digits_hold_a_step(step: int) -> None:
    with pytest.raises(ValueError, match=str(step)):
        make_step_code("KKC", 2026, 1, step, Action.SERAH)


QR = payload("KMYZ", str(make_code("KMYZ", 2026, 41)))
US = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:-"


def typed(keys: str) -> str:
    """The QR as it comes out where the keys of US are labelled ``keys``."""
    return QR.translate(str.maketrans(US, keys))


@pytest.mark.parametrize(
    "keys",
    [
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZYÖß",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXZYé'",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÑ'",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZç'",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÇ-",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÖ+",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÆ+",
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZØ+",
        "à&é\"'(-è_çQBCDEFGHIJKL?NOPARSTUVZXYWM)",
        "0123456789QBCDEFGHIJKL?NOPARSTUVZXYWM°",
    ],
)
def test_a_qr_is_read_on_other_keyboards_and_under_caps_lock(keys: str) -> None:
    came = typed(keys)
    assert came != QR
    assert as_meant(came) == QR
    assert as_meant(came.lower()) == QR


def test_what_is_readable_stays_as_it_came() -> None:
    assert as_meant(QR.lower()) == QR.lower()
    assert as_meant(" 2026 00041 07 1 62\r") == "2026 00041 07 1 62"
    assert as_meant("]C120260004107162") == "20260004107162"
    assert as_meant("laporan zebra") == "laporan zebra"
    # A code typed by hand is not turned: it may well be right as it is.
    assert as_meant("2026'0041'Z") == "2026'0041'Z"


def test_digits_of_a_french_keyboard() -> None:
    french = str.maketrans("0123456789", "à&é\"'(-è_ç")
    assert as_meant(CODE.digits.translate(french)) == CODE.digits
