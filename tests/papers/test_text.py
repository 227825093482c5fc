"""Typed text made fit for paper."""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from sopdesk import paths
from sopdesk.domain.codec import from_json, to_json
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.layout import Family, Layout
from sopdesk.papers import fonts, text
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import portrait
from sopdesk.services.sentences import sentence

ANY = st.text(st.characters(exclude_categories=()))
NARROW = 60.0
ARIMO = fonts.face_of(Family.ARIMO, Font.REGULAR)

every_family = pytest.mark.parametrize("family", Family)


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
    assert text.clean(typed, Family.ARIMO) == (drawn, missing)


@every_family
@given(typed=ANY)
def test_cleaned_text_has_only_what_the_font_has(family: Family, typed: str) -> None:
    drawn, missing = text.clean(typed, family)
    assert all(character == "\n" or fonts.has_glyph(character, family) for character in drawn)
    assert text.clean(drawn, family) == (drawn, ())
    assert not any(fonts.has_glyph(character, family) for character in missing)
    assert len(set(missing)) == len(missing)
    assert set(missing) <= set(unicodedata.normalize("NFC", typed))


@given(ANY, st.floats(20, 200))
def test_lines_fit_and_lose_nothing(typed: str, room: float) -> None:
    drawn, _ = text.clean(typed, Family.ARIMO)
    lines = text.wrapped(drawn, ARIMO, 10, room)
    assert all(len(line) == 1 or fonts.width(line, ARIMO, 10) <= room + 1e-9 for line in lines)
    assert "".join("".join(lines).split()) == "".join(drawn.split())


def test_words_stay_whole_and_long_ones_are_split() -> None:
    lines = text.wrapped("satu dua Pneumonoultramikroskopik tiga", ARIMO, 10, NARROW)
    assert lines[0] == "satu dua"
    assert "".join(lines[1:]) == "Pneumonoultramikroskopik tiga"
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("number", "room", "lines"),
    [
        ("000.7.3/1429/Kec.CTH/2026", 90.0, ["000.7.3/1429/", "Kec.CTH/2026"]),
        ("0/0000000000000000000", NARROW, ["0/000000000", "0000000000"]),
    ],
)
def test_a_number_is_parted_after_a_slash_unless_that_leaves_the_line_empty(
    number: str, room: float, lines: list[str]
) -> None:
    assert text.wrapped(number, ARIMO, 10, room) == lines


def test_an_office_line_end_is_kept_and_an_empty_text_has_no_line() -> None:
    assert text.wrapped("a\n\nb\n\n", ARIMO, 10, NARROW) == ["a", "", "b"]
    assert text.wrapped(" \t ", ARIMO, 10, NARROW) == []


def test_a_no_break_space_does_not_break() -> None:
    assert text.wrapped("aaaa bbbb\u00a0cccc", ARIMO, 10, NARROW) == ["aaaa", "bbbb\u00a0cccc"]


LICENCES = {
    Family.ARIMO: ("OFL.txt", "SIL OPEN FONT LICENSE"),
    Family.TINOS: ("OFL.txt", "SIL OPEN FONT LICENSE"),
    Family.CALADEA: ("OFL.txt", "SIL OPEN FONT LICENSE"),
    Family.BONUM: ("GUST-FONT-LICENSE.txt", "GUST Font License"),
}


@every_family
def test_the_four_faces_hold_the_same_characters_and_what_letters_need(family: Family) -> None:
    folder = paths.resources() / "fonts" / family.value
    names = [fonts.face_of(family, font) for font in Font]
    assert sorted(file.stem for file in folder.glob("*.ttf")) == sorted(names)
    faces = [TTFont(name, folder / f"{name}.ttf").face for name in names]
    assert len({frozenset(face.charWidths) for face in faces}) == 1
    assert all(fonts.has_glyph(needed, family) for needed in f"{text.MISSING}–—…·½€“”‘’×é")
    file, words = LICENCES[family]
    assert words in (folder / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "family", sorted(set(Family) - {Family.CALADEA})
)  # whose figures are not for columns
def test_figures_have_one_width(family: Family) -> None:
    for font in Font:
        face = fonts.face_of(family, font)
        assert len({fonts.width(figure, face, 10) for figure in "0123456789"}) == 1


@every_family
def test_a_paper_is_set_in_the_family_of_its_layout(family: Family) -> None:
    pen = Pen(portrait(Layout(font=family)), "Judul")
    assert pen.clean("Жук") == ("Жук" if family in (Family.ARIMO, Family.TINOS) else "□□□")
    for place, font in enumerate(Font):
        pen.write(100, 100 + 20 * place, "Kecamatan", Style(font, 12))
    pen.turn_page()
    done = pen.finish()
    assert done.missing == (() if family in (Family.ARIMO, Family.TINOS) else ("Ж", "у", "к"))
    fonts_in = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([A-Za-z-]+)", done.pdf))
    bare = {b"SOPDeskBonum" if family is Family.BONUM else family.value.capitalize().encode()}
    assert {name.partition(b"-")[0] for name in fonts_in} == bare
    assert len(fonts_in) == len(Font)


@pytest.mark.parametrize(("family", "like"), [(Family.ARIMO, "Helvetica"), (Family.TINOS, "Times-Roman")])
def test_these_families_are_as_wide_as_those_that_offices_know(family: Family, like: str) -> None:
    words = "Kecamatan Muara Contoh, 3 Desember 2026"
    face = fonts.face_of(family, Font.REGULAR)
    assert fonts.width(words, face, 10) == pytest.approx(pdfmetrics.stringWidth(words, like, 10), rel=0.001)


def test_a_layout_that_was_kept_before_there_were_families_prints_as_it_did() -> None:
    kept = '{"bottom":22.0,"font_size":12.0,"left":25.0,"paper":"f4","right":20.0,"top":15.0}'
    assert from_json(Layout, kept) == Layout(font=Family.ARIMO)
    assert from_json(Layout, to_json(Layout(font=Family.BONUM))).font is Family.BONUM


def test_only_what_a_paper_uses_is_loaded() -> None:
    script = (
        "from sopdesk.papers import fonts\n"
        "from sopdesk.domain.layout import Layout\n"
        "from tests.papers.samples import PAPERS\n"
        "PAPERS['surat-terbit'](Layout())\n"
        "print(fonts._loaded.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2"]  # regular and bold of one family


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
        fonts._loaded.__wrapped__(ARIMO)  # past the cache, which must stay as it is for the other tests
    assert trouble.value.fault is Fault.RESOURCE_DAMAGED
    assert "Arimo-Regular.ttf" in sentence(trouble.value)
