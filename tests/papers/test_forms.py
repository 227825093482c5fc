"""Disposition sheet and receipt: two on a sheet, nothing over the cut, every word there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.forms import DispositionBlock, LembarDisposisi, TandaTerima
from sopdesk.domain.layout import Layout, Paper
from sopdesk.domain.letters import Kop, Signer
from sopdesk.papers import disposisi, tanda_terima
from tests.papers import reading
from tests.papers.form_samples import (
    INSTRUCTIONS,
    RECEIVERS,
    blank_disposition,
    blank_receipt,
    disposition,
    receipt,
    second_level,
    ticks,
)
from tests.papers.samples import KOP, ON_BEHALF
from tests.papers.typed import block, kops, layouts, signers, typed

LONG = "Permintaan laporan yang sangat panjang sekali untuk seluruh kecamatan nomor " * 7
HALVES = ("lembar 1 untuk surat", "lembar 2 arsip")


def _texts(sheet: LembarDisposisi, layout: Layout | None = None, *, half: bool = False) -> list[str]:
    return [
        page.text for page in reading.pages(disposisi.render((sheet,), layout or Layout(), half=half).pdf)
    ]


def _plain(words: str) -> str:
    return "".join(words.split())


def _beside_the_cut(pdf: bytes) -> list[int]:
    """The dark pixels of each page in the strips of 5 mm above and below the line of the cut."""
    found = []
    for picture in reading.pictures(pdf, 127):  # 5 dots a millimetre
        middle = picture.height / 2
        strips = [
            picture.crop((0, round(middle + low), picture.width, round(middle + high)))
            for low, high in ((-32, -8), (8, 32))
        ]
        found.append(sum(sum(strip.histogram()[:200]) for strip in strips))
    return found


@pytest.mark.parametrize("paper", Paper)
def test_one_disposition_comes_twice_on_a_sheet(paper: Paper) -> None:
    (text,) = _texts(disposition(), Layout(paper))
    for words in (*RECEIVERS, *INSTRUCTIONS, "NAMA CAMAT, S.IP., M.AP.", "NIP. 19000101 190001 1 001"):
        assert _plain(text).count(_plain(words)) == 2
    assert text.count("Diteruskan kepada Sdr.") == text.count("Dengan hormat harap") == 2
    assert [text.count(words) for words in HALVES] == [1, 1]


def test_several_dispositions_come_once_each() -> None:
    sheets = [replace(disposition(), agenda_number=str(number)) for number in (701, 702, 703)]
    texts = [page.text for page in reading.pages(disposisi.render(sheets, Layout()).pdf)]
    assert [[number in text for number in ("701", "702", "703")] for text in texts] == [
        [True, True, False],
        [False, False, True],
    ]
    assert not any(words in text for text in texts for words in HALVES)


def test_a_second_level_takes_the_whole_sheet() -> None:
    texts = _texts(second_level())
    assert [text.count("DISPOSISI LANJUTAN") for text in texts] == [1, 1]
    assert [[words in text for words in HALVES] for text in texts] == [[True, False], [False, True]]
    mixed = disposisi.render((disposition(), second_level(), disposition()), Layout()).pdf
    assert [page.text.count("LEMBAR DISPOSISI") for page in reading.pages(mixed)] == [1, 2]


def test_on_half_sheets_the_second_level_is_a_page_of_its_own() -> None:
    front, back = _texts(second_level(), half=True)
    assert "LEMBAR DISPOSISI" in front
    assert "LANJUTAN" not in front
    assert "DISPOSISI LANJUTAN · No. agenda 312" in back
    assert "NAMA KASUBBAG, S.E." in back
    assert len(_texts(disposition(), half=True)) == 1


@pytest.mark.parametrize(("count", "pages"), [(7, 1), (10, 1), (16, 2)])
def test_a_form_with_very_much_on_it_takes_a_whole_sheet(count: int, pages: int) -> None:
    many = ticks((RECEIVERS * 3)[:count], count - 1)
    value = replace(disposition(LONG[:300]), first=replace(disposition().first, receivers=many))
    texts = _texts(value)
    assert len(texts) == pages
    assert [sum(text.count(words) for text in texts) for words in HALVES] == [1, 1]
    assert not any("LANJUTAN" in text for text in texts)
    shown = sum(_plain(text).count(_plain(RECEIVERS[6])) for text in texts)
    assert shown == 2 * [tick.text for tick in many].count(RECEIVERS[6])


@pytest.mark.parametrize("layout", [Layout(), Layout(Paper.A4), Layout(Paper.A4, 45, 45, 45, 45, 13)])
@pytest.mark.parametrize("subject", [LONG[:200], LONG[:500], "W" * 500])
@pytest.mark.parametrize("half", [False, True])
def test_a_long_subject_is_whole_and_stays_in_its_form(layout: Layout, subject: str, half: bool) -> None:
    pdf = disposisi.render((disposition(subject),), layout, half=half).pdf
    pages = reading.pages(pdf)
    assert sum(_plain(page.text).count(_plain(subject)) for page in pages) == (1 if half else 2)
    # Between the widest margins an office can set, a form needs the whole sheet.
    assert len(pages) == (2 if layout.left == 45 and not half else 1)
    assert half or len(pages) == 2 or _beside_the_cut(pdf) == [0]


def test_a_tick_is_drawn_in_its_box_alone() -> None:
    before, after = (
        reading.pictures(disposisi.render((sheet,), Layout(), half=True).pdf, 254)[0]
        for sheet in (
            replace(disposition(), first=replace(disposition().first, receivers=ticks(RECEIVERS))),
            replace(disposition(), first=replace(disposition().first, receivers=ticks(RECEIVERS, 2))),
        )
    )
    changed = [
        (place % before.width, place // before.width)
        for place, (one, other) in enumerate(zip(before.tobytes(), after.tobytes(), strict=True))
        if one != other
    ]
    wide, tall = (max(side) - min(side) for side in zip(*changed, strict=True))
    assert 20 <= wide <= 45  # dots of a tenth of a millimetre
    assert 20 <= tall <= 45
    assert len(changed) > 100


def test_what_is_not_known_leaves_no_label_alone() -> None:
    (text,) = _texts(blank_disposition(), half=True)
    assert "NIP" not in text
    assert "Pembina" not in text
    assert "Batas waktu" not in text
    assert "Paraf" in text
    bare = replace(disposition().first, signer=Signer(("PLH. CAMAT,",), "NAMA", " ", " "), day=None)
    (text,) = _texts(replace(disposition(), first=bare), half=True)
    assert "PLH. CAMAT," in text
    assert "NIP" not in text
    (text,) = _texts(
        replace(disposition(), enclosure="", code="", first=replace(bare, signer=ON_BEHALF)), half=True
    )
    assert "NIP" not in text
    assert "Lampiran" not in text
    for line in ON_BEHALF.head_lines:
        assert _plain(line) in _plain(text)


def test_text_is_text_on_forms() -> None:
    words = "<b>Laporan</b> &amp; %s {0} \u202eterbalik 😀"
    made = disposisi.render((disposition(words),), Layout(), half=True)
    assert "<b>Laporan</b> &amp; %s {0} terbalik □" in reading.pages(made.pdf)[0].text
    assert made.missing == ("😀",)
    slip = tanda_terima.render((replace(receipt(), subject=words),), Layout())
    assert "<b>Laporan</b> &amp; %s {0} terbalik □" in reading.pages(slip.pdf)[0].text
    assert slip.missing == ("😀",)


def test_a_receipt_comes_twice_and_several_once() -> None:
    (text,) = [page.text for page in reading.pages(tanda_terima.render((receipt(),), Layout()).pdf)]
    for words in ("TANDA TERIMA", "Selasa, 1 Desember 2026 pukul 09.05", "NAMA PENERIMA", "Petugas agenda"):
        assert text.count(words) == 2
    assert "lembar 1 untuk yang menyerahkan" in text
    assert "lembar 2 untuk yang menerima" in text
    slips = [replace(receipt(), items=f"{count} berkas") for count in range(1, 6)]
    pages = reading.pages(tanda_terima.render(slips, Layout()).pdf)
    assert [page.text.count("TANDA TERIMA") for page in pages] == [2, 2, 1]
    assert [f"{count} berkas" in page.text for page in pages for count in range(1, 6)].count(True) == 5


def test_a_receipt_to_be_filled_in_has_no_empty_labels() -> None:
    (page,) = reading.pages(tanda_terima.render((blank_receipt(),), Layout()).pdf)
    assert "Nomor surat" not in page.text
    assert "Berupa" not in page.text
    assert page.text.count("Diterima tanggal, jam") == page.text.count("Jabatan") == 2


_BLOCKS = st.builds(
    DispositionBlock,
    st.lists(typed(160), max_size=16).map(lambda texts: ticks(tuple(texts), 0, 3)),
    st.lists(typed(160), max_size=16).map(lambda texts: ticks(tuple(texts), 1)),
    typed(500),
    typed(160),
    st.none() | signers(),
    st.sampled_from([None, disposition().received]),
)


@given(
    kop=kops(),
    line=typed(160),
    subject=typed(500),
    number=typed(80),
    natures=st.lists(typed(160), max_size=16),
    first=_BLOCKS,
    second=st.none() | _BLOCKS,
    scan=st.sampled_from(["", "KMC-M-2026-312"]),
    layout=layouts(),
    half=st.booleans(),
)
def test_no_text_breaks_a_disposition(
    kop: Kop,
    line: str,
    subject: str,
    number: str,
    natures: list[str],
    first: DispositionBlock,
    second: DispositionBlock | None,
    scan: str,
    layout: Layout,
    half: bool,
) -> None:
    sheet = replace(
        disposition(subject),
        kop=kop,
        sender=line,
        letter_number=line,
        enclosure=line,
        agenda_number=number,
        code=number,
        natures=ticks(tuple(natures), 1),
        first=first,
        second=second,
        scan=scan,
    )
    pdf = disposisi.render((sheet,), layout, half=half).pdf
    _within_the_edges(pdf)
    count = len(reading.pages(pdf))
    if half:
        assert count == (1 if second is None else 2)
    elif count == 1:
        assert second is None
        assert _beside_the_cut(pdf) == [0]
    else:
        assert count == 2


@given(kop=kops(), line=typed(160), subject=typed(500), known=st.booleans(), lines=block(), layout=layouts())
def test_no_text_breaks_a_receipt(
    kop: Kop, line: str, subject: str, known: bool, lines: tuple[str, ...], layout: Layout
) -> None:
    slip = TandaTerima(
        replace(KOP, address_lines=lines),
        line,
        line,
        receipt().letter_day,
        subject,
        line,
        line,
        receipt().received if known else None,
        line,
        line,
        line,
        line[:60],
    )
    pdf = tanda_terima.render((slip, replace(slip, kop=kop)), layout).pdf
    _within_the_edges(pdf)
    assert _beside_the_cut(pdf) == [0]


def _within_the_edges(pdf: bytes) -> None:
    dot = 25.4 / 72
    shown = reading.margins(pdf)
    assert len(shown) == len(reading.pages(pdf))
    for left, top, right, bottom in shown:
        assert min(left, top, right) >= 13 - dot
        assert bottom >= 15 - dot
