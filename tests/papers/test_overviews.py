"""Signing list, minutes, test page."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused
from sopdesk.domain.layout import Layout, Paper
from sopdesk.domain.letters import Kop, Signer
from sopdesk.domain.overviews import MapLine
from sopdesk.papers import berita_acara, map_camat, penggaris
from tests.papers import reading
from tests.papers.form_samples import minutes, signing_list
from tests.papers.samples import KOP
from tests.papers.typed import kops, layouts, signers, typed

DOT = 25.4 / 72


def _plain(words: str) -> str:
    return "".join(words.split())


def _within_the_edges(pdf: bytes) -> None:
    shown = reading.margins(pdf)
    assert len(shown) == len(reading.pages(pdf))
    for left, top, right, bottom in shown:
        assert min(left, top, right) >= 13 - DOT
        assert bottom >= 15 - DOT


@pytest.mark.parametrize("count", [1, 2, 7, 8, 9, 40])
def test_each_line_of_the_signing_list_stands_once_with_its_boxes(count: int) -> None:
    texts = [page.text for page in reading.pages(map_camat.render(signing_list(count), Layout()).pdf)]
    whole = "\n".join(texts)
    codes = re.findall(r"2026-00(\d\d)-K", whole)
    assert [int(code) for code in codes] == list(range(1, count + 1))
    assert whole.count("ditandatangani") == whole.count("dikembalikan") == count
    assert [f"halaman {place} dari {len(texts)}" in text for place, text in enumerate(texts, 1)] == [
        True
    ] * len(texts)
    assert all("Keputusan" in text for text in texts)
    assert ["Dikembalikan tanggal" in text for text in texts] == [False] * (len(texts) - 1) + [True]
    assert "2026-00" in texts[-1]


def test_a_late_line_says_so_once() -> None:
    (line, *_) = signing_list(1).lines
    for due, shown in (
        ("", "terlambat"),
        ("lewat 2 jam", "lewat 2 jam"),
        ("Terlambat 1 jam", "Terlambat 1 jam"),
    ):
        value = replace(signing_list(1), lines=(replace(line, due=due, late=True),))
        (page,) = reading.pages(map_camat.render(value, Layout()).pdf)
        body = page.text.split("Catatan", 1)[1]
        assert shown in body
        assert body.lower().count("lambat") == shown.lower().count("lambat")
        assert "1 naskah, 1 terlambat" in page.text


def test_an_empty_folder_says_so() -> None:
    (page,) = reading.pages(map_camat.render(signing_list(0), Layout()).pdf)
    assert "Tidak ada naskah yang menunggu tanda tangan." in page.text
    assert "Keputusan" not in page.text


@given(
    kop=kops(),
    signer=typed(200),
    lines=st.lists(
        st.builds(
            MapLine,
            typed(40),
            typed(500),
            typed(160),
            typed(500),
            typed(160),
            typed(160),
            st.booleans(),
            typed(500),
        ),
        max_size=5,
    ),
    layout=layouts(),
)
def test_no_text_breaks_a_signing_list(kop: Kop, signer: str, lines: list[MapLine], layout: Layout) -> None:
    value = replace(signing_list(0), kop=kop, signer=signer, lines=tuple(lines))
    _within_the_edges(map_camat.render(value, layout).pdf)


@pytest.mark.parametrize("rows", [0, 1, 6, 9, 12, 13, 14, 15, 16, 40])
@pytest.mark.parametrize(("signers_count", "witnesses"), [(1, 0), (2, 1), (3, 2)])
def test_minutes_have_every_row_and_every_signer_once(rows: int, signers_count: int, witnesses: int) -> None:
    value = minutes(rows, signers_count, witnesses)
    texts = [page.text for page in reading.pages(berita_acara.render(value, Layout()).pdf)]
    whole = "\n".join(texts)
    assert re.findall(r"000\.7\.2\.8/(\d+)/", whole) == [str(place * 7) for place in range(1, rows + 1)]
    assert ("Nihil" in whole) == (rows == 0)
    assert whole.count("Mengetahui,") == (1 if witnesses else 0)
    named = [who.name for who in (*value.signers, *value.witnesses) if who.name]
    assert [name for name in dict.fromkeys(named) if whole.count(name) == named.count(name)] == list(
        dict.fromkeys(named)
    )
    # All sign on the page of the closing words.
    (last,) = [text for text in texts if "Demikian berita acara" in text]
    assert last is texts[-1]
    assert "Muara Contoh, 31 Desember 2026" in last
    assert all(name in last for name in named)
    assert re.findall(r"^(\d)\. ", texts[0], re.MULTILINE) == ["1", "2", "3"]
    for place, text in enumerate(texts, start=1):
        assert (f"halaman {place} dari {len(texts)}" in text) == (len(texts) > 1)
        assert f"Log {'0123456789abcdef' * 4}" in text


def test_minutes_without_a_table_or_a_number_leave_no_gap_for_them() -> None:
    value = replace(minutes(0), head=(), rows=(), number="", log_hash="")
    (page,) = reading.pages(berita_acara.render(value, Layout()).pdf)
    assert "Nomor :" not in page.text
    assert "Nihil" not in page.text
    assert "Log" not in page.text


def test_a_signer_without_rank_and_nip_has_no_labels() -> None:
    nobody = Signer(("PLH. CAMAT,",), "", " ", "")
    value = replace(minutes(1), signers=(nobody,), witnesses=(replace(nobody, name="NAMA SAKSI"),))
    (page,) = reading.pages(berita_acara.render(value, Layout()).pdf)
    assert page.text.count("PLH. CAMAT,") == 2
    assert "NIP" not in page.text
    assert "NAMA SAKSI" in page.text


@given(
    kop=kops(),
    title=typed(160),
    number=typed(160),
    opening=typed(1500),
    paragraphs=st.lists(typed(1200), max_size=4),
    table=st.integers(0, 6).flatmap(
        lambda count: st.lists(
            st.lists(typed(300), min_size=count, max_size=count).map(tuple), min_size=1, max_size=4
        )
    ),
    closing=typed(3000),
    place=typed(60),
    who=st.lists(signers(), max_size=5),
    others=st.lists(signers(), max_size=3),
    layout=layouts(),
)
def test_no_text_breaks_minutes(
    kop: Kop,
    title: str,
    number: str,
    opening: str,
    paragraphs: list[str],
    table: list[tuple[str, ...]],
    closing: str,
    place: str,
    who: list[Signer],
    others: list[Signer],
    layout: Layout,
) -> None:
    value = replace(
        minutes(),
        kop=kop,
        title=title,
        number=number,
        opening=opening,
        paragraphs=tuple(paragraphs),
        head=table[0],
        rows=tuple(table[1:]),
        closing=closing,
        place=place,
        signers=tuple(who),
        witnesses=tuple(others),
    )
    _within_the_edges(berita_acara.render(value, layout).pdf)


def test_minutes_have_their_limits() -> None:
    with pytest.raises(Refused):
        replace(minutes(), rows=(("satu",),))
    with pytest.raises(Refused):
        replace(minutes(), place="x" * 61)


@pytest.mark.parametrize("paper", Paper)
def test_the_scales_of_the_test_page_measure_from_the_edges(paper: Paper) -> None:
    (picture,) = reading.pictures(penggaris.render(Layout(paper)).pdf, 254)  # ten dots a millimetre
    width, height = paper.millimetres
    dots = picture.tobytes()

    def runs(spots: list[bool]) -> list[float]:
        """The middles of what is dark along a line, in millimetres."""
        found: list[list[int]] = []
        for at, spot in enumerate(spots):
            if spot and found and found[-1][-1] == at - 1:
                found[-1].append(at)
            elif spot:
                found.append([at])
        return [(run[0] + run[-1] + 1) / 20 for run in found]

    def across(y: float) -> list[float]:
        return runs([dots[round(10 * y) * picture.width + x] < 128 for x in range(picture.width)])

    def down(x: float) -> list[float]:
        return runs([dots[y * picture.width + round(10 * x)] < 128 for y in range(picture.height)])

    # Near their tips only the ticks of ten millimetres are met, and the frame at both ends.
    frame = pytest.approx([13.13, width - 13.13], abs=0.11)
    above, below = across(13 + 4), across(height - 15 - 4)
    assert [above[0], above[-1]] == frame
    assert [below[0], below[-1]] == frame
    tens = list(range(30, int(width - 15) - 7, 10))
    assert above[1:-1] == pytest.approx(tens, abs=0.11)
    assert sorted(width - x for x in below[1:-1]) == pytest.approx(tens, abs=0.11)
    tens = list(range(30, int(height - 15) - 7, 10))
    assert down(13 + 4)[1:-1] == pytest.approx(tens, abs=0.11)
    assert sorted(height - y for y in down(width - 13 - 4)[1:-1]) == pytest.approx(tens, abs=0.11)
    # Every millimetre has a tick.
    assert across(13 + 1)[1:-1] == pytest.approx(range(21, int(width - 15) - 7), abs=0.11)
    assert down(13 + 1)[1:-1] == pytest.approx(range(21, int(height - 15) - 7), abs=0.11)


def test_both_lines_of_the_test_page_are_a_hundred_millimetres() -> None:
    (picture,) = reading.pictures(penggaris.render(Layout(Paper.A4)).pdf, 254)
    inside = picture.crop((220, 350, 1900, 2600)).point([255 if shade < 128 else 0 for shade in range(256)])
    dots = inside.tobytes()
    across = max(_longest(dots[y * inside.width : (y + 1) * inside.width]) for y in range(inside.height))
    down = max(_longest(dots[x :: inside.width]) for x in range(inside.width))
    # Each with the end tick of the other, three millimetres.
    assert across == pytest.approx(1000 + 30, abs=4)
    assert down == pytest.approx(1000 + 30, abs=4)


def _longest(dots: bytes) -> int:
    return max(map(len, dots.split(b"\0")))


@pytest.mark.parametrize("paper", Paper)
def test_the_test_page_names_its_paper_and_its_codes_can_be_read(paper: Paper) -> None:
    pdf = penggaris.render(Layout(paper)).pdf
    (page,) = reading.pages(pdf)
    assert f"{paper.value.upper()}, {paper.millimetres[0]:g} × {paper.millimetres[1]:g} mm" in page.text
    try:
        from pyzbar import pyzbar
    except ImportError as error:
        pytest.skip(f"no reader of codes on this machine: {error}")
    found = {code.data.decode() for code in pyzbar.decode(reading.pictures(pdf, 200)[0])}
    assert found == {penggaris.QR_PAYLOAD, penggaris.BARS_PAYLOAD}


def test_the_letterhead_of_forms_names_the_government_once() -> None:
    value = replace(minutes(), kop=replace(KOP, kabupaten="Kota Contoh", kecamatan="Kecamatan Uji"))
    (first, *_) = reading.pages(berita_acara.render(value, Layout()).pdf)
    assert first.text.splitlines()[:2] == ["PEMERINTAH KOTA CONTOH", "KECAMATAN UJI"]
