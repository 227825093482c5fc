"""The cover letter: its states, its sheets, its overprint, long lists, odd texts."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.layout import Layout, Paper
from sopdesk.domain.letters import Kop, LetterItem, LetterState, Signer, SuratPengantar
from sopdesk.papers import surat_pengantar
from tests.papers import reading
from tests.papers.samples import ITEM, KOP, ON_BEHALF, letter, many_items, picture

NUMBER = "000.7.2.8/212/Kec.MC/2026"
DATE = "3 Desember 2026"


def _texts(value: SuratPengantar) -> list[str]:
    return [page.text for page in reading.pages(surat_pengantar.render(value, Layout()).pdf)]


def test_two_sheets_say_which_they_are() -> None:
    first, second = _texts(letter())
    assert "lembar 1 dari 2" in first
    assert "lembar 2 dari 2" in second
    assert first.replace("lembar 1", "lembar 2") == second


def test_the_issued_letter_holds_all_that_was_given() -> None:
    words = " ".join(_texts(letter())[0].split())
    for part in (
        "PEMERINTAH KABUPATEN CONTOH BARAT KECAMATAN MUARA CONTOH",
        "Kepada Yth. Kepala BAPPEDA",
        "SURAT PENGANTAR",
        "No. Jenis yang dikirim Banyaknya Keterangan",
        "1 (satu)",
        "Diterima tanggal",
        "Penerima,",
        "Pengirim,",
        "CAMAT MUARA CONTOH,",
        "NAMA CAMAT, S.IP., M.AP.",
        "Pembina (IV/a)",
        "NIP. 19000101 190001 1 001",
    ):
        assert part in words, part
    pdf = surat_pengantar.render(replace(letter(), place="Tempat Surat"), Layout()).pdf
    for label, words in (("Tempat Surat,", DATE), ("Nomor :", NUMBER)):
        before, after = reading.place_of(pdf, label), reading.place_of(pdf, words)
        assert 0 < after[0] - before[6] < 12  # a space apart, on one line
        assert abs(after[1] - before[1]) < 3


@pytest.mark.parametrize("state", [LetterState.SIAP, LetterState.KONSEP])
def test_before_it_is_issued_number_and_date_are_a_gap(state: LetterState) -> None:
    for text in _texts(letter(state)):
        assert "Nomor :" in text
        assert "212" not in text
        assert DATE not in text


def test_only_a_draft_is_marked() -> None:
    marked = [any("KONSEP" in text for text in _texts(letter(state))) for state in LetterState]
    assert marked == [True, False, False]


def test_the_mark_stands_on_every_page_of_a_long_draft() -> None:
    texts = _texts(letter(LetterState.KONSEP, items=many_items(40)))
    assert len(texts) > 4
    assert all("KONSEP" in text for text in texts)


@pytest.mark.parametrize("state", LetterState)
def test_the_paraf_block_is_on_the_archive_copy_alone(state: LetterState) -> None:
    assert not any("Paraf hierarki" in text for text in _texts(letter(state)))
    (archive,) = _texts(letter(state, archive=True))
    assert "Paraf hierarki" in archive
    assert "Sekretaris Kecamatan" in archive
    assert "rangkap arsip" in archive


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(
    "number", [NUMBER, "1/B", "000.7.2.8/212.a/Kec.Muara-Contoh-Raya.Sekretariat/XII/2026"]
)
@pytest.mark.parametrize("place", ["Muara Contoh", "Muara Contoh Raya Seberang Selatan", "X"])
def test_the_overprint_falls_into_the_gap(paper: Paper, number: str, place: str) -> None:
    layout = Layout(paper=paper)
    value = replace(letter(LetterState.SIAP, number=number), place=place)
    issued = surat_pengantar.render(replace(value, state=LetterState.TERBIT), layout).pdf
    over = surat_pengantar.render_overprint(value, layout).pdf
    (page,) = reading.pages(over)
    assert page.text.split() == [*DATE.split(), *number.split()]
    for words in (number, DATE):
        assert reading.place_of(over, words) == reading.place_of(issued, words, 0)
        assert reading.place_of(over, words) == reading.place_of(issued, words, 1)


def test_signed_sheet_and_overprint_make_the_issued_letter() -> None:
    layout = Layout()
    (signed, _), (number,), (issued, _) = (
        reading.pictures(pdf, 100)
        for pdf in (
            surat_pengantar.render(letter(LetterState.SIAP), layout).pdf,
            surat_pengantar.render_overprint(letter(LetterState.SIAP), layout).pdf,
            surat_pengantar.render(letter(), layout).pdf,
        )
    )
    both = bytes(map(min, zip(signed.tobytes(), number.tobytes(), strict=True)))
    assert both == issued.tobytes()


def test_an_overprint_needs_a_number() -> None:
    with pytest.raises(Refused) as refusal:
        surat_pengantar.render_overprint(replace(letter(LetterState.SIAP), number=None), Layout())
    assert refusal.value.rule is Rule.NEEDS_NUMBER


@pytest.mark.parametrize("count", [2, 5, 9, 12, 40])
def test_each_item_stands_once_and_the_signature_is_whole(count: int) -> None:
    texts = _texts(letter(items=many_items(count), signer=ON_BEHALF, archive=True))
    whole = "\n".join(texts)
    assert re.findall(r"Barang ke-(\d+)", whole) == [str(place) for place in range(1, count + 1)]
    assert (
        whole.count("Pengirim,") == whole.count("NAMA KASUBBAG, S.E.") == whole.count("Diterima tanggal") == 1
    )
    last = texts[-1]
    assert "Pengirim," in last
    assert "NAMA KASUBBAG, S.E." in last
    assert all("Jenis yang dikirim" in text and "Barang ke-" in text for text in texts)
    if len(texts) > 1:
        assert [f"halaman {place} dari {len(texts)}" in text for place, text in enumerate(texts, 1)] == [
            True
        ] * len(texts)


def test_a_missing_nip_or_rank_leaves_no_label() -> None:
    with_all, without = letter(), letter(signer=Signer(("CAMAT,",), "NAMA", " ", "  "))
    assert _texts(with_all)[0].count("NIP.") == 2  # the other is the recipient's to fill in
    assert _texts(without)[0].count("NIP.") == 1
    assert "Pembina" not in _texts(without)[0]


def test_text_is_never_markup() -> None:
    typed = "<b>Laporan</b> &amp; 'daftar' \"x\" <font size=90>%s</font> \\n (a)"
    found = _texts(letter(items=(LetterItem(typed, "<i>1</i>", "&lt;"),)))[0]
    assert "".join(typed.split()) in "".join(found.split())
    assert "<i>1</i>" in found
    assert "&lt;" in found


def test_what_no_font_has_is_reported_once_and_drawn_as_a_box() -> None:
    rendered = surat_pengantar.render(letter(items=(LetterItem("a✓b✓c 漢😀", "1", "✓"),)), Layout())
    assert rendered.missing == ("✓", "漢", "😀")
    assert "a□b□c □□" in reading.pages(rendered.pdf)[0].text


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "RGBA"),
        ("PNG", "L"),
        ("PNG", "1"),
        ("PNG", "P"),
        ("PNG", "I;16"),
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
    ],
)
def test_the_logo_is_printed_without_colour(kind: str, mode: str) -> None:
    value = replace(letter(), kop=replace(KOP, logo=picture(kind, mode)))
    pdf = surat_pengantar.render(value, Layout()).pdf
    assert b"/DeviceGray" in pdf
    assert b"/ColorSpace /DeviceRGB" not in pdf
    shield = reading.pictures(pdf, 72)[0].crop((71, 43, 128, 111))
    assert reading.ink(shield) is not None
    bare = surat_pengantar.render(replace(value, kop=replace(KOP, logo=None)), Layout()).pdf
    assert reading.ink(reading.pictures(bare, 72)[0].crop((71, 43, 128, 100))) is None


@pytest.mark.parametrize("data", [b"", b"no picture", picture("PNG")[:60], picture("GIF", "P")])
def test_a_logo_that_is_no_picture_is_a_trouble(data: bytes) -> None:
    with pytest.raises(Trouble) as trouble:
        surat_pengantar.render(replace(letter(), kop=replace(KOP, logo=data or b"x")), Layout())
    assert trouble.value.fault is Fault.FILE_UNREADABLE


@pytest.mark.parametrize("side", [8_000, 10_000, 14_000])
def test_a_giant_logo_is_refused_before_it_is_read(side: int) -> None:
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    giant = out.getvalue()
    with pytest.raises(Trouble):
        surat_pengantar.render(replace(letter(), kop=replace(KOP, logo=giant)), Layout())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Contoh Barat", "PEMERINTAH KABUPATEN CONTOH BARAT"),
        ("Kabupaten Contoh", "PEMERINTAH KABUPATEN CONTOH"),
        ("Kota Contoh", "PEMERINTAH KOTA CONTOH"),
        ("Kotacontoh", "PEMERINTAH KABUPATEN KOTACONTOH"),
        ("Pemerintah Kota Contoh", "PEMERINTAH KOTA CONTOH"),
    ],
)
def test_the_letterhead_names_the_government_once(name: str, line: str) -> None:
    assert _texts(replace(letter(), kop=replace(KOP, kabupaten=name)))[0].splitlines()[0] == line


ANY = st.characters(exclude_categories=())  # surrogates, controls and unassigned ones too


def _typed(limit: int) -> st.SearchStrategy[str]:
    wide = st.sampled_from(
        ["W", "W W", "\n", "é\u0301", "\u200b", "ﷺ", "א", "\u202e", "\U0001f468\u200d\U0001f469"]
    )
    return st.one_of(
        st.text(ANY, max_size=limit),
        st.builds(lambda part, count: (part * count)[:limit], wide, st.integers(0, limit)),
    )


def _block() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_typed(40), max_size=10).map(tuple) | _typed(400).map(lambda words: (words,))


@given(
    kop=st.builds(Kop, _typed(60), _typed(60), _block(), st.sampled_from([None, picture("PNG")])),
    place=_typed(60),
    to=_block(),
    items=st.lists(st.builds(LetterItem, _typed(500), _typed(160), _typed(500)), max_size=6),
    signer=st.builds(Signer, _block(), _typed(160), _typed(160), _typed(160)),
    state=st.sampled_from(LetterState),
    number=_typed(78).map(lambda words: f"7{words}"),
    rows=st.lists(_typed(60), max_size=6),
    archive=st.booleans(),
    layout=st.builds(
        Layout,
        st.sampled_from(Paper),
        *[st.floats(0, 45)] * 4,
        st.floats(9, 13),
    ),
)
def test_no_text_breaks_a_letter_or_leaves_its_paper(
    kop: Kop,
    place: str,
    to: tuple[str, ...],
    items: list[LetterItem],
    signer: Signer,
    state: LetterState,
    number: str,
    rows: list[str],
    archive: bool,
    layout: Layout,
) -> None:
    value = replace(
        letter(state, archive=archive, items=tuple(items), signer=signer, number=number),
        kop=kop,
        place=place,
        addressee_lines=to,
        addressee_place=place,
        paraf_rows=tuple(rows),
    )
    pdf = surat_pengantar.render(value, layout).pdf
    shown = reading.margins(pdf)
    assert len(shown) == len(reading.pages(pdf))
    dot = 25.4 / 72
    for left, top, right, bottom in shown:
        assert min(left, top, right) >= 13 - dot
        assert bottom >= 15 - dot


@pytest.mark.parametrize("items", [(), (LetterItem("Satu berkas", "1"),)])
def test_where_the_head_fills_the_page_the_signature_goes_to_the_next(items: tuple[LetterItem, ...]) -> None:
    value = replace(
        letter(items=items, signer=replace(ON_BEHALF, head_lines=("W" * 400,))),
        addressee_lines=("W" * 400,),
        addressee_place="W" * 60,
        kop=replace(KOP, address_lines=("W" * 400,)),
    )
    pdf = surat_pengantar.render(value, Layout(Paper.A4, 45, 45, 45, 45, 13)).pdf
    texts = [page.text for page in reading.pages(pdf)]
    assert ["Pengirim," in text for text in texts] == [False, True, False, True]
    assert all(bottom >= 44 for *_, bottom in reading.margins(pdf))


@pytest.mark.parametrize("text", ["x" * 501, "y" * 600])
def test_a_text_too_long_for_its_place_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        replace(ITEM, text=text)
    assert refusal.value.rule is Rule.BAD_TEXT
    assert refusal.value.data == {"field": "text", "limit": 500}
