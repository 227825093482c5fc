"""The ordinary letter and the nota dinas: states, pages, signer, tembusan, odd texts."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopdesk.domain.correspondence import NotaDinas, SuratBiasa
from sopdesk.domain.layout import Family, Layout, Paper
from sopdesk.domain.letters import LetterState, Signer
from sopdesk.papers import nota_dinas, prose, surat_biasa
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import portrait
from tests.papers import reading
from tests.papers.prose_samples import BODY, OPENING, note, ordinary
from tests.papers.samples import ON_BEHALF, SIGNER
from tests.papers.typed import block, kops, layouts, signers, typed

NUMBER, DAY = "000.7.2.8/212/Kec.MC/2026", "3 Desember 2026"
SIGNS = "CAMAT MUARA CONTOH,"
every_family = pytest.mark.parametrize("family", Family)


def texts(letter: SuratBiasa | NotaDinas, layout: Layout | None = None) -> list[str]:
    """What each page says."""
    of = layout or Layout()
    made = surat_biasa.render(letter, of) if isinstance(letter, SuratBiasa) else nota_dinas.render(letter, of)
    return [page.text for page in reading.pages(made.pdf)]


def flat(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("state", LetterState)
def test_number_and_date_are_printed_only_on_an_issued_letter(state: LetterState) -> None:
    (letter,), (memo,) = texts(ordinary(state)), texts(note(state))
    terbit = state is LetterState.TERBIT
    assert (NUMBER in letter, DAY in letter) == (terbit, terbit)
    assert ("12/ND/2026" in memo, DAY in memo) == (terbit, terbit)
    assert ("KONSEP" in letter) == ("KONSEP" in memo.replace("Konsep", "")) == (state is LetterState.KONSEP)
    assert "Muara Contoh," in letter
    for label in ("Nomor", "Sifat", "Lampiran", "Hal"):
        assert label in letter
        assert label in memo


@every_family
@pytest.mark.parametrize("place", ["Muara Contoh", "Kecamatan Muara Contoh Seberang Ulu Hilir Jauh"])
def test_the_overprint_falls_into_the_gaps_of_the_signed_letter(family: Family, place: str) -> None:
    layout = Layout(Paper.A4, font=family)
    signed = ordinary(LetterState.SIAP, place=place, subject="Hal yang panjang sekali " * 8)
    whole = surat_biasa.render(replace(signed, state=LetterState.TERBIT), layout).pdf
    over = surat_biasa.render_overprint(signed, layout).pdf
    (page,) = reading.pages(over)
    assert sorted(page.text.split("\n")) == sorted([NUMBER, DAY])
    for words in (NUMBER, DAY):
        assert reading.place_of(over, words) == reading.place_of(whole, words)


def test_what_stands_where() -> None:
    """Number and subject at the left, date and addressee at the right, signer right, tembusan at the left below."""
    pdf = surat_biasa.render(ordinary(), Layout()).pdf
    at = {
        words: reading.place_of(pdf, words)[:2]
        for words in ("Nomor :", "Hal", DAY, "Yth.", "Menindaklanjuti", SIGNS, "NAMA", "Tembusan")
    }
    middle = 215 / 2 * reading.MM
    assert max(at[left][0] for left in ("Nomor :", "Hal", "Menindaklanjuti", "Tembusan")) < middle
    assert min(at[right][0] for right in (DAY, "Yth.", SIGNS, "NAMA")) > middle
    order = [DAY, "Nomor :", "Hal", "Menindaklanjuti", SIGNS, "NAMA", "Tembusan"]
    assert all(at[one][1] > at[other][1] for one, other in pairwise(order))


def test_paragraphs_are_indented_and_their_full_lines_end_at_the_margin() -> None:
    pdf = surat_biasa.render(ordinary(body=(OPENING,)), Layout()).pdf
    left, right = 25 * reading.MM, (215 - 20) * reading.MM
    first = reading.place_of(pdf, "Menindaklanjuti")[0]
    assert first == pytest.approx(left + prose.INDENT, abs=1.5)
    lines = texts(ordinary(body=(OPENING,)))[0].split("\n")
    at = next(place for place, line in enumerate(lines) if line.startswith("Menindaklanjuti"))
    for line in lines[at : at + 2]:
        assert reading.place_of(pdf, line.strip())[6] == pytest.approx(right, abs=1.5)
    # The last line is not spread.
    assert lines[at + 2].strip().endswith("sebagai berikut:")
    assert reading.place_of(pdf, "sebagai berikut:")[6] < right - 100


def test_items_of_a_list_hang_behind_their_marks() -> None:
    body = ("1. Satu " + "kata " * 40 + "akhirnya\n- butir lain",)
    pdf = surat_biasa.render(ordinary(body=body), Layout()).pdf
    mark, first, last = (reading.place_of(pdf, words)[0] for words in ("1.", "Satu", "akhirnya"))
    assert mark == pytest.approx(25 * reading.MM + prose.INDENT, abs=1.5)
    assert first > mark + 5 * reading.MM
    assert last > mark + 5 * reading.MM
    assert reading.place_of(pdf, "butir lain")[0] == pytest.approx(first, abs=1.5)


@every_family
def test_a_long_letter_loses_nothing_and_numbers_its_pages(family: Family) -> None:
    body = tuple(f"Alinea ke-{place} " + "dengan isi yang cukup panjang " * 9 + "." for place in range(1, 41))
    found = texts(ordinary(body=body), Layout(font=family))
    assert len(found) >= 4
    told = re.findall(r"Alinea ke-(\d+) ", " ".join(found))
    assert told == [str(place) for place in range(1, 41)]
    for place, text in enumerate(found, start=1):
        assert f"halaman {place} dari {len(found)}" in text
        assert (f"– {place} –" in text) == (place > 1)
        assert "Penyampaian data capaian kinerja" in flat(text)
        assert ("CAMAT MUARA CONTOH," in text) == (place == len(found))


def test_the_signature_is_never_without_two_lines_of_the_letter() -> None:
    for count in range(2, 75):
        body = tuple(f"Baris ke-{place}." for place in range(count))
        for letter in (ordinary(body=body), note(body=body)):
            last = texts(letter)[-1]
            assert "NIP." in last or "Penata" in last
            assert len(re.findall(r"Baris ke-\d+\.", last)) >= 2, count


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=40),
    st.floats(60, 700),
    st.floats(200, 700),
    st.lists(st.floats(0, 400), min_size=1, max_size=2),
)
@example(depths=[12, 1], first=209.0, later=200.0, closings=[1.0])
def test_lines_are_shared_out_whole_and_never_left_alone(
    depths: list[int], first: float, later: float, closings: list[float]
) -> None:
    style = Style(Font.REGULAR, 12)
    given_ = [
        tuple(prose.Line(f"{place}.{line}", above=6 if place and not line else 0) for line in range(depth))
        for place, depth in enumerate(depths)
    ]
    pages, chosen = prose.closed(given_, style, first, later, closings)
    assert [line for page in pages for part in page for line in part] == [x for part in given_ for x in part]
    for place, page in enumerate(pages):
        room = later if place else first
        lone = sum(map(len, page)) == 1  # an empty page takes at least a line
        assert prose.height(page, style) <= room + 0.1 or lone
        for part in page:
            number, line = part[0].words.split(".")
            whole = depths[int(number)]
            begins, ends = int(line), int(line) + len(part)
            if whole >= 4 and (later if place else first) >= 4 * style.leading + 6:
                assert begins != whole - 1
                assert begins or ends != 1 or whole == 1
    if chosen is not None:
        room = (first if len(pages) == 1 else later) - prose.height(pages[-1], style)
        assert closings[chosen] <= room + 0.1


@every_family
def test_the_archive_copy_has_the_pages_of_the_signed_letter(family: Family) -> None:
    for times in range(1, 8):
        letter = ordinary(LetterState.SIAP, body=BODY * times)
        layout = Layout(Paper.A4, font=family)
        signed, archive = texts(letter, layout), texts(replace(letter, archive=True), layout)
        assert len(signed) == len(archive)
        for one, other in zip(signed, archive, strict=True):
            assert one.count("Demikian") == other.count("Demikian")
        assert "Paraf hierarki" in archive[-1]
        assert "rangkap arsip" in archive[0]
        assert all("Paraf hierarki" not in text for text in signed)


@pytest.mark.parametrize("margin", [0, 45])
def test_the_paraf_block_is_beside_the_signature_or_below_it(margin: float) -> None:
    layout = Layout(Paper.A4, margin, margin, margin, margin)
    pdf = surat_biasa.render(ordinary(archive=True), layout).pdf
    page = len(reading.pages(pdf)) - 1
    initials = reading.place_of(pdf, "Paraf hierarki", page)
    signer = reading.place_of(pdf, "CAMAT MUARA", page)
    assert initials[6] < signer[0] or initials[7] < reading.place_of(pdf, "NIP.", page)[1]


def test_a_signer_is_printed_as_far_as_known() -> None:
    acting = Signer(("Plh. CAMAT MUARA CONTOH",), "NAMA PELAKSANA HARIAN")
    nobody = Signer(("CAMAT MUARA CONTOH,",), "")
    for letter in (ordinary(signer=acting), note(signer=acting)):
        assert "Plh. CAMAT MUARA CONTOH" in texts(letter)[-1]
        assert "NIP" not in texts(letter)[-1]
    for letter in (ordinary(signer=nobody), note(signer=nobody)):
        assert "NIP" not in texts(letter)[-1]
    for letter in (ordinary(signer=ON_BEHALF), note(signer=ON_BEHALF)):
        text = texts(letter)[-1]
        places = [text.index(line.split(",")[0][:20]) for line in ON_BEHALF.head_lines]
        assert places == sorted(places)
        assert "Penata (III/c)" in text
        assert "NIP" not in text
    assert "NIP. 19000101" in texts(ordinary(signer=SIGNER))[-1]


def test_tembusan_are_numbered_where_there_are_several_and_left_out_where_none() -> None:
    assert "Tembusan:\n1. Bupati Contoh Barat di Kota Contoh\n2. Arsip" in texts(ordinary())[0]
    assert "Tembusan:\nArsip" in texts(ordinary(copies_to=("Arsip", " ")))[0]
    assert "Tembusan" not in texts(ordinary(copies_to=()))[0]
    assert "Tembusan : 1. Sekretaris Camat" in flat(texts(note())[0]).replace("Tembusan: ", "Tembusan : ")
    assert "Tembusan" not in texts(note(copies_to=()))[0]


def test_what_is_not_known_has_no_label_and_no_enclosure_is_a_dash() -> None:
    for letter in (ordinary(nature="", enclosure=""), note(nature="", enclosure="")):
        text = flat(texts(letter)[0])
        assert "Sifat" not in text
        assert re.search(r"Lampiran ?: ?-", text)


@every_family
def test_a_subject_of_500_characters_is_printed_whole(family: Family) -> None:
    subject = " ".join(f"kata{place:03d}" for place in range(62))[:500]
    for letter in (ordinary(subject=subject), note(subject=subject)):
        found = flat(" ".join(texts(letter, Layout(font=family))))
        assert re.findall(r"kata\d{3}", found)[:62] == subject.split()


def test_markup_emoji_and_other_scripts_are_text() -> None:
    odd = "Hal <b>tebal</b> &amp; 100% %s {nomor} 😀 שלום"
    body = (odd, "<para>tetap teks</para>")
    for family, told in ((Family.ARIMO, {"😀"}), (Family.CALADEA, {"😀", *"שלום"})):
        made = surat_biasa.render(ordinary(subject=odd, body=body), Layout(font=family))
        text = flat(reading.pages(made.pdf)[0].text)
        assert "<b>tebal</b> &amp; 100% %s {nomor} □" in text
        assert "<para>tetap teks</para>" in text
        assert set(made.missing) == told


def test_a_letter_without_a_text_is_still_a_letter() -> None:
    assert "CAMAT MUARA CONTOH," in texts(ordinary(body=()))[-1]
    assert "NOTA DINAS" in texts(note(body=("", " ")))[0]


@given(
    kops(),
    signers(),
    typed(160),
    typed(500),
    block(),
    st.lists(typed(600), max_size=6).map(tuple),
    layouts(),
    st.sampled_from(Family),
    st.sampled_from(LetterState),
    st.booleans(),
)
def test_no_text_breaks_a_letter(
    kop: object,
    signer: Signer,
    short: str,
    long: str,
    lines: tuple[str, ...],
    body: tuple[str, ...],
    layout: Layout,
    family: Family,
    state: LetterState,
    archive: bool,
) -> None:
    layout = replace(layout, font=family)
    number = short[:80] if short[:80].strip() else "1"
    common = {
        "signer": signer,
        "nature": short,
        "enclosure": short,
        "subject": long,
        "body": body,
        "kop": kop,
    }
    letter = ordinary(
        state,
        addressee_lines=lines,
        copies_to=lines,
        number=number,
        archive=archive,
        place=short[:60],
        **common,
    )
    memo = note(state, copies_to=lines, to=short, sender=short, number=number, **common)
    dot = 25.4 / 36
    for pdf in (surat_biasa.render(letter, layout).pdf, nota_dinas.render(memo, layout).pdf):
        for left, top, right, bottom in reading.margins(pdf, 36):
            assert min(left, top, right) >= 13 - dot
            assert bottom >= 15 - dot


def test_a_word_wider_than_a_line_stays_within_it() -> None:
    pen = Pen(portrait(Layout()), "x")
    style = Style(Font.REGULAR, 12)
    for part in prose.paragraphs(pen, ("W" * 300, f"kata {'W' * 300} kata"), style):
        for line in part:
            assert line.x + pen.width(line.words, style) <= pen.sheet.room + 0.01
