"""Both palettes can be read by everybody; measured, not looked at."""

from typing import get_args

import pytest

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.tokens import DARK, LIGHT, ColourName, Palette, State

GROUNDS: list[ColourName] = ["ground", "surface", "hover", "track", "pressed"]

TEXT_PAIRS: list[tuple[ColourName, ColourName]] = [
    *[("text", ground) for ground in GROUNDS], *[("muted", ground) for ground in GROUNDS],
    ("text", "selection"), ("text", "accent_soft"), ("accent", "accent_soft"), ("accent", "surface"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_pressed"),
    ("on_selection", "selection"), ("muted", "selection"), ("on_danger", "terlambat"),
    ("on_danger", "danger_hover"), ("on_tooltip", "tooltip"),
    *[(ink, ground) for ink in ("aman", "waspada", "terlambat", "ditunda", "luar")
      for ground in ("ground", "surface", "hover")],
    *[(tokens.STATE_INK[state], tokens.STATE_SOFT[state]) for state in State],
    *[("text", tokens.STATE_SOFT[state]) for state in State],
]  # fmt: skip

MARK_PAIRS: list[tuple[ColourName, ColourName]] = [
    ("field_line", "surface"), ("field_line", "ground"), ("focus", "surface"), ("focus", "ground"),
    ("accent", "ground"),
    *[(tokens.STATE_INK[state], "track") for state in State],
]  # fmt: skip


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["terang", "gelap"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_has_contrast(palette: Palette, ink: ColourName, ground: ColourName) -> None:
    assert tokens.contrast(palette.hex(ink), palette.hex(ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["terang", "gelap"])
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_have_contrast(palette: Palette, mark: ColourName, ground: ColourName) -> None:
    assert tokens.contrast(palette.hex(mark), palette.hex(ground)) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert tokens.contrast("#123456", "#123456") == 1


def test_every_colour_has_its_name_in_the_type() -> None:
    assert get_args(ColourName) == tokens.palette_names()


def test_every_state_has_icon_ink_and_ground() -> None:
    assert set(tokens.STATE_ICONS) == set(tokens.STATE_INK) == set(tokens.STATE_SOFT) == set(State)
    assert len(set(tokens.STATE_ICONS.values())) == len(State), "a state is told apart without colour"


def test_scale_is_rounded_to_pixels() -> None:
    assert [tokens.scaled(14, percent) for percent in (90, 100, 150)] == [13, 14, 21]
