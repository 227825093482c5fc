"""The scanned stamp: where it stands, how large it is, and that the words stay on top of it."""

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.layout import Layout, Paper
from sopdesk.papers import surat_biasa, surat_pengantar
from sopdesk.services.sentences import sentence
from tests.papers import reading
from tests.papers.prose_samples import ordinary, stamp
from tests.papers.samples import letter

DPI = 200
Box = tuple[float, float, float, float]


def inked(pdf: bytes, page: int = 0) -> Box | None:
    """The box of what is printed in colour: left, top, right, bottom in millimetres."""
    picture = reading.coloured(pdf, DPI)[page]
    edges = picture.convert("HSV").split()[1].point([255 if s > 60 else 0 for s in range(256)]).getbbox()
    if edges is None:
        return None
    left, top, right, bottom = (edge / DPI * 25.4 for edge in edges)
    return left, top, right, bottom


def place(pdf: bytes, words: str, height: float = 330) -> tuple[float, float]:
    """Left and baseline of the words in millimetres from the upper left."""
    box = reading.place_of(pdf, words)
    return box[0] / reading.MM, height - box[1] / reading.MM


def test_without_a_stamp_there_is_no_colour() -> None:
    assert inked(surat_biasa.render(ordinary(), Layout()).pdf) is None
    assert inked(surat_pengantar.render(letter(), Layout()).pdf) is None


@pytest.mark.parametrize("millimetres", [38, 27, 40])
def test_it_stands_left_of_the_signature_and_partly_over_it(millimetres: float) -> None:
    for pdf in (
        surat_biasa.render(ordinary(), Layout(), stamp(), millimetres).pdf,
        surat_pengantar.render(letter(), Layout(), stamp(), millimetres).pdf,
    ):
        found = inked(pdf)
        assert found is not None
        left, top, right, bottom = found
        assert right - left == pytest.approx(millimetres * 392 / 400, abs=0.6)
        assert bottom - top == pytest.approx(millimetres * 392 / 400, abs=0.6)
        x, name = place(pdf, "NAMA CAMAT")
        _, position = place(pdf, "CAMAT MUARA CONTOH,")
        assert left < x < right
        assert x - left < right - x  # more over the signature than beside it
        assert position < (top + bottom) / 2 < name


def test_both_sheets_of_a_cover_letter_bear_it() -> None:
    pdf = surat_pengantar.render(letter(), Layout(), stamp()).pdf
    assert inked(pdf, 0) == inked(pdf, 1)


def test_it_stands_on_the_page_of_the_signature_only() -> None:
    pdf = surat_biasa.render(ordinary(body=("Alinea yang cukup panjang. " * 30,) * 8), Layout(), stamp()).pdf
    pages = reading.pages(pdf)
    assert len(pages) > 1
    assert [inked(pdf, page) is not None for page in range(len(pages))] == [
        "NAMA CAMAT" in page.text for page in pages
    ]


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("RGB", "PNG"), ("RGB", "JPEG")])
def test_the_words_stay_on_top_whatever_the_picture(mode: str, kind: str) -> None:
    """Also a scan on white paper must not wipe out the name below it."""
    mark = stamp(mode, kind)
    for with_stamp, without in (
        (surat_biasa.render(ordinary(), Layout(), mark), surat_biasa.render(ordinary(), Layout())),
        (surat_pengantar.render(letter(), Layout(), mark), surat_pengantar.render(letter(), Layout())),
    ):
        black, still = (
            reading.pictures(made.pdf, DPI)[0].point([255 if s < 60 else 0 for s in range(256)]).tobytes()
            for made in (without, with_stamp)
        )
        lost = sum(one > other for one, other in zip(black, still, strict=True))
        assert lost <= 0.001 * sum(map(bool, black))


@pytest.mark.parametrize("margin", [0, 45])
@pytest.mark.parametrize("size", [(400, 400), (800, 200), (200, 800)])
def test_it_is_never_nearer_to_the_edge_than_a_printer_reaches(margin: float, size: tuple[int, int]) -> None:
    layout = Layout(Paper.A4, margin, margin, margin, margin)
    for pdf in (
        surat_biasa.render(ordinary(body=()), layout, stamp(size=size), 45).pdf,
        surat_pengantar.render(letter(), layout, stamp(size=size), 45).pdf,
    ):
        for left, top, right, bottom in reading.margins(pdf, DPI):
            assert min(left, top, right) >= 13 - 0.2
            assert bottom >= 15 - 0.2


@pytest.mark.parametrize("data", [b"no picture", b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_damaged_picture_is_a_trouble_that_says_which(data: bytes) -> None:
    if not data:
        assert (
            surat_biasa.render(ordinary(), Layout(), data).pdf == surat_biasa.render(ordinary(), Layout()).pdf
        )
        return
    with pytest.raises(Trouble) as trouble:
        surat_biasa.render(ordinary(), Layout(), data)
    assert trouble.value.fault is Fault.FILE_UNREADABLE
    assert "gambar stempel" in sentence(trouble.value)
