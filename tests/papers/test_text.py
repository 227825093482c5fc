"""Typed text made fit for paper."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.papers import fonts, text
from sopdesk.papers.fonts import Font
from sopdesk.services.sentences import sentence

ANY = st.text(st.characters(exclude_categories=()))
NARROW = 60.0


@pytest.mark.parametrize(
    ("typed", "drawn", "missing"),
    [
        ("biasa", "biasa", ()),
        ("e\u0301", "é", ()),
        ("a\u200bb\u200d\u202ec\ufeff\u00adde\ufe0f", "abcde", ()),
        ("a\tb\x00\x1b[1mc", "a b[1mc", ()),
        ("a\r\nb\u2028c\x85d", "a\nb\nc\nd", ()),
        ("☐ ✓ ☐", "□ □ □", ("☐", "✓")),
        ("\ud800x", "x", ()),
        ("→ – — … ½ €", "→ – — … ½ €", ()),
        ("שלום Жук", "שלום Жук", ()),
        ("a\u3000b", "a b", ()),
    ],
)
def test_what_can_be_drawn_stays_and_the_rest_is_named(
    typed: str, drawn: str, missing: tuple[str, ...]
) -> None:
    assert text.clean(typed) == (drawn, missing)


@given(ANY)
def test_cleaned_text_has_only_what_the_font_has(typed: str) -> None:
    drawn, missing = text.clean(typed)
    assert all(character == "\n" or fonts.has_glyph(character) for character in drawn)
    assert text.clean(drawn) == (drawn, ())
    assert not any(fonts.has_glyph(character) for character in missing)
    assert len(set(missing)) == len(missing)
    assert set(missing) <= set(unicodedata.normalize("NFC", typed))


@given(ANY, st.floats(20, 200))
def test_lines_fit_and_lose_nothing(typed: str, room: float) -> None:
    drawn, _ = text.clean(typed)
    lines = text.wrapped(drawn, Font.REGULAR, 10, room)
    assert all(len(line) == 1 or fonts.width(line, Font.REGULAR, 10) <= room + 1e-9 for line in lines)
    assert "".join("".join(lines).split()) == "".join(drawn.split())


def test_words_stay_whole_and_long_ones_are_split() -> None:
    lines = text.wrapped("satu dua Pneumonoultramikroskopik tiga", Font.REGULAR, 10, NARROW)
    assert lines[0] == "satu dua"
    assert "".join(lines[1:]) == "Pneumonoultramikroskopik tiga"
    assert len(lines) == 4


def test_an_office_line_end_is_kept_and_an_empty_text_has_no_line() -> None:
    assert text.wrapped("a\n\nb\n\n", Font.REGULAR, 10, NARROW) == ["a", "", "b"]
    assert text.wrapped(" \t ", Font.REGULAR, 10, NARROW) == []


def test_a_no_break_space_does_not_break() -> None:
    assert text.wrapped("aaaa bbbb\u00a0cccc", Font.REGULAR, 10, NARROW) == ["aaaa", "bbbb\u00a0cccc"]


def test_the_four_faces_hold_the_same_characters_and_one_width_for_figures() -> None:
    folder = paths.resources() / "fonts" / "arimo"
    faces = [TTFont(font.value, folder / f"{font.value}.ttf").face for font in Font]
    assert len({frozenset(face.charWidths) for face in faces}) == 1
    for font in Font:
        assert len({fonts.width(figure, font, 10) for figure in "0123456789"}) == 1
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [None, b"", b"no font at all", b"\0\1\0\0" + b"\xff" * 900])
def test_a_damaged_font_is_a_trouble_that_names_the_file(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "fonts" / "arimo" / "Arimo-Regular.ttf"
    file.parent.mkdir(parents=True)
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    with pytest.raises(Trouble) as trouble:
        fonts._face.__wrapped__(Font.REGULAR)  # past the cache, which must stay as it is for the other tests
    assert trouble.value.fault is Fault.RESOURCE_DAMAGED
    assert "Arimo-Regular.ttf" in sentence(trouble.value)
