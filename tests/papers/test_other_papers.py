"""Control sheet, register, paraf block, and the codes that a scanner reads."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sopdesk.domain.errors import Refused
from sopdesk.domain.layout import Layout, Paper
from sopdesk.domain.letters import CapParaf, LineState
from sopdesk.papers import agenda_keluar, lembar_kendali, paraf, surat_pengantar
from sopdesk.papers.progress import Cancelled
from tests.papers import reading
from tests.papers.samples import ROWS, book, control_sheet, letter

SUMS = re.compile(r"Jumlah surat halaman ini: (\d+)(?: \(([^)]*)\))?\s+s\.d\. halaman ini: (\d+)")


def _codes(picture: Image.Image) -> list[str]:
    try:
        from pyzbar import pyzbar
    except ImportError as error:
        pytest.skip(f"no reader of codes on this machine: {error}")
    return [found.data.decode() for found in sorted(pyzbar.decode(picture), key=lambda one: one.rect.left)]


@pytest.mark.parametrize("paper", Paper)
def test_every_code_of_the_control_sheet_can_be_scanned(paper: Paper) -> None:
    sheet = control_sheet(12)
    pictures = reading.pictures(lembar_kendali.render(sheet, Layout(paper)).pdf, 300)
    found = [code for picture in pictures for code in _codes(picture)]
    steps = [code for step in sheet.steps for code in (step.receive_code, step.send_code) if code]
    assert sorted(found) == sorted([sheet.scan, *(code.replace(" ", "") for code in steps)])


def test_a_beam_across_a_row_meets_one_code_only() -> None:
    picture = reading.pictures(lembar_kendali.render(control_sheet(12), Layout()).pdf, 300)[0]
    met = {len(_codes(picture.crop((0, y, picture.width, y + 3)))) for y in range(800, picture.height, 3)}
    assert met == {0, 1}


def test_codes_stay_wide_enough_between_the_widest_margins() -> None:
    sheet = control_sheet(12)
    picture = reading.pictures(lembar_kendali.render(sheet, Layout(Paper.A4, 45, 45, 45, 45)).pdf, 300)[0]
    assert sheet.steps[0].send_code.replace(" ", "") in _codes(picture)


def test_the_code_of_a_letter_is_on_what_comes_back_only() -> None:
    first, second = reading.pictures(surat_pengantar.render(letter(), Layout()).pdf, 150)
    assert _codes(first) == []
    assert _codes(second) == ["KMC-2026-0044-K"]


@pytest.mark.slow
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_a_code_holds_what_was_put_in(payload: str) -> None:
    sheet = replace(control_sheet(0), scan=payload)
    assert _codes(reading.pictures(lembar_kendali.render(sheet, Layout()).pdf, 150)[0]) == [payload]


@pytest.mark.parametrize("payload", ["x" * 41, "é", "a\nb"])
def test_a_code_that_scanners_garble_is_refused(payload: str) -> None:
    with pytest.raises(Refused):
        replace(control_sheet(), scan=payload)
    with pytest.raises(Refused):
        replace(letter(), scan=payload)


@pytest.mark.parametrize("steps", [0, 1, 11, 16, 40])
def test_the_control_sheet_has_every_step_once(steps: int) -> None:
    texts = [page.text for page in reading.pages(lembar_kendali.render(control_sheet(steps), Layout()).pdf)]
    numbers = re.findall(r"^(\d{1,2})(?=\s|$)", "\n".join(texts), re.MULTILINE)
    assert numbers == [str(place) for place in range(1, steps + 1)]
    for place, text in enumerate(texts, start=1):
        assert "Diterima" in text
        assert "2026-0044-K" in text
        assert f"halaman {place} dari {len(texts)}" in text


def test_known_times_are_printed_and_the_rest_is_left_to_write() -> None:
    text = reading.pages(lembar_kendali.render(control_sheet(3), Layout()).pdf)[0].text
    assert text.count("08.30") == 2
    assert text.count("14.05") == 1
    assert "1 Desember 2026 pukul 08.00" in text
    assert "3 Desember 2026 pukul 16.00" in text


def test_spare_rows_never_take_a_page_of_their_own() -> None:
    for steps in range(1, 40):
        value = replace(control_sheet(steps), blank_rows=40)
        with_rows = len(reading.pages(lembar_kendali.render(value, Layout()).pdf))
        without = len(reading.pages(lembar_kendali.render(replace(value, blank_rows=0), Layout()).pdf))
        assert with_rows == without


@pytest.mark.parametrize("count", [0, 1, 30, 400])
def test_the_sums_of_the_register_add_up(count: int) -> None:
    texts = [page.text for page in reading.pages(agenda_keluar.render(book(count), Layout()).pdf)]
    so_far = 0
    for place, text in enumerate(texts, start=1):
        sums = SUMS.search(text)
        assert sums is not None
        so_far += int(sums[1])
        assert int(sums[3]) == so_far
        assert f"Halaman {place} dari {len(texts)}" in text
        assert "BUKU AGENDA SURAT KELUAR" in text
        assert "Tgl surat" in text
        assert "Dicetak tgl 3 Desember 2026 pukul 10.15" in text
        assert "0123456789abcdef" * 4 in text
    lines = book(count).lines
    assert so_far == sum(line.state in (LineState.TERBIT, LineState.DI_LUAR) for line in lines)
    assert re.findall(r"ke-(\d+)\b", "\n".join(texts)) == [str(place) for place in range(1, count + 1)]


def test_void_reserved_and_inserted_lines_are_told_apart() -> None:
    text = reading.pages(agenda_keluar.render(book(12), Layout()).pdf)[0].text
    assert "BATAL: salah ketik" in text
    assert "dicadangkan" in text
    assert "dipakai di luar" in text
    assert "11.a" in text
    assert "(batal 1, dicadangkan 1)" in text


def test_a_void_line_is_struck_through() -> None:
    def strikes(state: LineState) -> int:
        lines = tuple(replace(line, state=state, note="") for line in book(1).lines)
        number = agenda_keluar.render(replace(book(1), lines=lines), Layout()).pdf
        left, bottom, _, _, _, _, right, top = reading.place_of(number, lines[0].number)
        dots = 200 / 72
        picture = reading.pictures(number, 200)[0]
        area = picture.crop(
            (
                int(left * dots),
                picture.height - int(top * dots),
                int(right * dots),
                picture.height - int(bottom * dots),
            )
        )
        rows = [area.crop((0, y, area.width, y + 1)).tobytes() for y in range(area.height)]
        return sum(max(row) < 160 for row in rows)

    assert strikes(LineState.BATAL) > 0
    assert strikes(LineState.TERBIT) == 0


def test_an_empty_register_says_so() -> None:
    (page,) = reading.pages(agenda_keluar.render(book(0), Layout()).pdf)
    assert "Tidak ada surat." in page.text


def test_a_long_register_tells_its_progress_and_can_be_stopped() -> None:
    heard: list[tuple[int, int]] = []

    def on(done: int, whole: int) -> bool:
        heard.append((done, whole))
        return True

    agenda_keluar.render(book(300), Layout(), on)
    assert heard == sorted(heard)
    assert heard[0] == (0, 600)
    assert heard[-1] == (600, 600)
    assert len(heard) > 20

    for stop in range(1, len(heard) + 1, 7):
        calls = 0

        def until(_done: int, _whole: int, limit: int = stop) -> bool:
            nonlocal calls
            calls += 1
            return calls < limit

        with pytest.raises(Cancelled):
            agenda_keluar.render(book(300), Layout(), until)
        assert calls == stop


@pytest.mark.parametrize(("x", "y"), [(25, 250), (0, 0), (400, 900), (-50, -1)])
@pytest.mark.parametrize("paper", Paper)
def test_the_paraf_block_stands_where_it_was_put_or_as_near_as_a_printer_can(
    x: float, y: float, paper: Paper
) -> None:
    ((left, top, right, bottom),) = reading.margins(
        paraf.render(CapParaf(ROWS, x, y), Layout(paper=paper)).pdf, 200
    )
    width, height = paper.millimetres
    assert min(left, top, right) >= 13 - 0.13
    assert bottom >= 15 - 0.13
    if x > 13 and x + (width - left - right) < width - 13:
        assert left == pytest.approx(x, abs=0.3)
    if y > 13 and y + (height - top - bottom) < height - 15:
        assert top == pytest.approx(y, abs=0.3)


@pytest.mark.parametrize("rows", [-1, 41])
def test_a_senseless_number_of_blank_rows_is_refused(rows: int) -> None:
    with pytest.raises(Refused):
        replace(control_sheet(), blank_rows=rows)


def test_more_paraf_rows_than_a_block_holds_are_refused() -> None:
    with pytest.raises(Refused):
        CapParaf(("Pelaksana",) * 7)


TYPED = st.text(st.characters(exclude_categories=()), max_size=400) | st.integers(0, 400).map(
    lambda n: "W" * n
)


@given(
    TYPED,
    TYPED.map(lambda words: words[:160]),
    st.builds(Layout, st.sampled_from(Paper), *[st.floats(0, 45)] * 4, st.floats(9, 13)),
)
def test_no_text_breaks_a_control_sheet_or_a_register(long: str, short: str, layout: Layout) -> None:
    sheet = control_sheet(2)
    sheet = replace(
        sheet,
        title=long,
        sop=short,
        owner=short,
        addressee=long,
        dossier_code=short[:40],
        steps=tuple(replace(step, kegiatan=long, desk=short, note=long) for step in sheet.steps),
    )
    register = book(2)
    register = replace(
        register,
        period=short[:80],
        log_hash=short[:80],
        kop=replace(register.kop, kabupaten=short[:60], kecamatan=short[:60]),
        lines=tuple(
            replace(line, urut=short, number=short, addressee=long, subject=long, note=long)
            for line in register.lines
        ),
    )
    dot = 25.4 / 36
    for pdf in (lembar_kendali.render(sheet, layout).pdf, agenda_keluar.render(register, layout).pdf):
        shown = reading.margins(pdf, 36)
        assert len(shown) == len(reading.pages(pdf))
        for left, top, right, bottom in shown:
            assert min(left, top, right) >= 13 - dot
            assert bottom >= 15 - dot


def test_a_line_that_goes_over_to_the_next_page_is_counted_once() -> None:
    lines = tuple(replace(line, note="W" * 500) for line in book(3).lines)
    texts = [
        page.text for page in reading.pages(agenda_keluar.render(replace(book(3), lines=lines), Layout()).pdf)
    ]
    found = [SUMS.search(text) for text in texts]
    sums = [(int(one[1]), int(one[3])) for one in found if one is not None]
    assert len(sums) == len(texts) > 3
    assert sum(here for here, _ in sums) == sums[-1][1] == 3
