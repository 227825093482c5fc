"""What reaches the printer is what the preview shows: the same size, the same picture, the pages asked for."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.layout import Layout, Paper
from sopdesk.services import printing, settings
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.printing import Cancelled
from sopdesk.ui.papers.page_range import page_range
from sopdesk.ui.papers.pixels import Pages
from sopdesk.ui.papers.printers import DPI, PrintWish, is_near, matching, own_size, paper_name, set_up
from sopdesk.ui.papers.spool import spool, thin
from tests.ui.papers.desk_for_papers import NOW, PRINTER, SMALL, Counter, PdfPrinters

F4 = (215.0, 330.0)
A4 = (210.0, 297.0)


def go_on(_done: int, _whole: int) -> bool:
    return True


def difference(one: QImage, other: QImage) -> float:
    """The mean distance of lightness, 0 to 255, over a grid of dots."""
    assert abs(one.width() - other.width()) <= 1
    assert abs(one.height() - other.height()) <= 1
    width, height = min(one.width(), other.width()), min(one.height(), other.height())
    dots = [(x, y) for x in range(0, width, 4) for y in range(0, height, 4)]
    return sum(
        abs(QColor(one.pixel(x, y)).lightness() - QColor(other.pixel(x, y)).lightness()) for x, y in dots
    ) / len(dots)


def printed(counter: Counter, pdf: bytes, wish: PrintWish) -> Pages:
    spool(counter.printers, pdf, "Surat", wish, go_on)
    return Pages(counter.printers.file().read_bytes())


def test_f4_letter_is_printed_as_it_is_shown(counter: Counter) -> None:
    pdf = printing.letter_paper(counter.office, counter.dossier(), now=NOW, copy="lembar").pdf
    out = printed(counter, pdf, PrintWish(PRINTER, 1, (0, 1)))
    assert len(out) == 2
    assert out.sizes[0] == pytest.approx((609.4, 935.4), abs=1)
    for place in (0, 1):
        assert difference(Pages(pdf).picture(place, 72), out.picture(place, 72)) < 4


def test_difference_sees_another_place(counter: Counter) -> None:
    one = Pages(printing.cap_paraf(counter.office, now=NOW, x=25, y=100).pdf).picture(0, 72)
    other = Pages(printing.cap_paraf(counter.office, now=NOW, x=25, y=106).pdf).picture(0, 72)
    assert difference(one, other) > 0.5
    assert difference(one, one) == 0


def test_a4_letter_is_printed_on_a4(counter: Counter) -> None:
    settings.save_layout(counter.office, Layout(paper=Paper.A4), by="Admin", now=NOW)
    pdf = printing.letter_paper(counter.office, counter.dossier(), now=NOW, copy="arsip").pdf
    out = printed(counter, pdf, PrintWish(PRINTER, 1, (0,)))
    assert len(out) == 1
    assert out.sizes[0] == pytest.approx((595.3, 841.9), abs=1)


def test_register_lies(counter: Counter) -> None:
    pdf = printing.agenda_keluar(counter.office, 2026, now=NOW).pdf
    out = printed(counter, pdf, PrintWish(PRINTER, 1, (0,)))
    assert out.sizes[0] == pytest.approx((935.4, 609.4), abs=1)
    assert difference(Pages(pdf).picture(0, 72), out.picture(0, 72)) < 4


def test_envelopes_and_half_sheets_are_printed_at_their_own_size(counter: Counter) -> None:
    dossier = counter.dossier()
    wish = IncomingWish("Bupati Contoh", "Undangan", NOW)
    line = register_incoming(counter.office, wish, by="Admin", now=NOW).line_id
    orders = {
        "Amplop DL (110 × 220 mm)": PaperOrder("amplop", dossier),
        "Amplop C5 (162 × 229 mm)": PaperOrder("amplop", dossier, option="c5"),
        "Amplop folio (240 × 350 mm)": PaperOrder("amplop", dossier, option="folio"),
        "Setengah F4 (165 × 215 mm)": PaperOrder("disposisi", ids=(line,), copy="setengah"),
    }
    for number, (name, order) in enumerate(orders.items(), start=1):
        pdf = make(counter.office, order, NOW).pdf
        assert paper_name(Pages(pdf).millimetres(0)) == name
        spool(counter.printers, pdf, name, PrintWish(PRINTER, 1, (0,)), go_on)
        out = Pages(counter.printers.file(number).read_bytes())
        assert out.sizes[0] == pytest.approx(Pages(pdf).sizes[0], abs=1)
        assert difference(Pages(pdf).picture(0, 72), out.picture(0, 72)) < 4


def test_number_lands_where_the_preview_has_it(counter: Counter) -> None:
    """The cap's corner, at 300 dpi, within half a millimetre of the place it was given."""
    pdf = printing.cap_paraf(counter.office, now=NOW, x=60, y=120).pdf
    seen = printed(counter, pdf, PrintWish(PRINTER, 1, (0,))).picture(0, DPI)
    left = round(60 / 25.4 * DPI)
    top = round(120 / 25.4 * DPI)
    dark = [x for x in range(left - 60, left + 60) if seen.pixelColor(x, top + 60).lightness() < 128]
    assert dark
    assert abs(dark[0] - left) <= DPI / 25.4 / 2


def test_copies_and_pages(counter: Counter) -> None:
    pdf = printing.letter_paper(counter.office, counter.dossier(), now=NOW, copy="lembar").pdf
    assert spool(counter.printers, pdf, "Surat", PrintWish(PRINTER, 3, (1,)), go_on) == 3
    out = Pages(counter.printers.file().read_bytes())
    assert len(out) == 3
    assert difference(Pages(pdf).picture(1, 72), out.picture(2, 72)) < 4


def test_spool_holds_no_jpeg(counter: Counter) -> None:
    pdf = printing.letter_paper(counter.office, counter.dossier(), now=NOW, copy="arsip").pdf
    printed(counter, pdf, PrintWish(PRINTER, 1, (0,)))
    raw = counter.printers.file().read_bytes()
    assert b"DCTDecode" not in raw
    assert b"/DeviceGray" in raw


def test_colour_is_kept_where_there_is_any() -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor(90, 90, 90))
    assert thin(picture).format() is QImage.Format.Format_Grayscale8
    picture.setPixelColor(1, 1, QColor(200, 10, 10))
    assert thin(picture).format() is QImage.Format.Format_RGB32


def test_stopping_prints_nothing_more(counter: Counter) -> None:
    pdf = printing.letter_paper(counter.office, counter.dossier(), now=NOW, copy="lembar").pdf
    told: list[int] = []

    def once(done: int, _whole: int) -> bool:
        told.append(done)
        return done < 3

    with pytest.raises(Cancelled):
        spool(counter.printers, pdf, "Surat", PrintWish(PRINTER, 20, (0, 1)), once)
    assert told == [0, 1, 2, 3]


def test_printer_that_is_gone(counter: Counter) -> None:
    counter.printers.gone.add(PRINTER)
    pdf = printing.cap_paraf(counter.office, now=NOW).pdf
    with pytest.raises(Trouble) as gone:
        spool(counter.printers, pdf, "Cap", PrintWish(PRINTER, 1, (0,)), go_on)
    assert (gone.value.fault, gone.value.data["name"]) == (Fault.PRINTER, PRINTER)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_printer_that_cannot_write(counter: Counter, tmp_path: Path) -> None:
    counter.printers.folder = tmp_path / "tidak ada" / "folder"
    pdf = printing.cap_paraf(counter.office, now=NOW).pdf
    with pytest.raises(Trouble) as failed:
        spool(counter.printers, pdf, "Cap", PrintWish(PRINTER, 1, (0,)), go_on)
    assert failed.value.fault is Fault.PRINTER


def test_paper_unknown_to_the_printer_is_never_guessed(counter: Counter) -> None:
    pdf = printing.cap_paraf(counter.office, now=NOW).pdf
    with pytest.raises(Trouble):
        spool(counter.printers, pdf, "Cap", PrintWish(SMALL, 1, (0,)), go_on)
    chosen = QPageSize(QPageSize.PageSizeId.A4).key()
    assert spool(counter.printers, pdf, "Cap", PrintWish(SMALL, 1, (0,), chosen), go_on) == 1
    assert Pages(counter.printers.file(2).read_bytes()).sizes[0] == pytest.approx((595.3, 841.9), abs=1)


class Driver(PdfPrinters):
    """A driver with sizes of its own."""

    def __init__(self, *sizes: QPageSize, any_size: bool) -> None:
        super().__init__(Path())
        self._sizes = list(sizes)
        self._any = any_size

    def sizes(self, _name: str) -> list[QPageSize]:
        return self._sizes

    def takes_any_size(self, _name: str) -> bool:
        return self._any


def own(width: float, height: float, name: str = "X") -> QPageSize:
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, name, exact)


def test_f4_by_any_name_within_two_millimetres() -> None:
    foolscap = own(215.9, 330.2, "8.5 x 13 in")
    folio = QPageSize(QPageSize.PageSizeId.Folio)  # Qt's own is 210 × 330
    legal = QPageSize(QPageSize.PageSizeId.Legal)
    driver = Driver(folio, legal, foolscap, any_size=True)
    found = matching(driver, "X", F4)
    assert found is not None
    assert found.name() == "8.5 x 13 in"


def test_nearest_size_wins() -> None:
    driver = Driver(own(216.5, 331.5, "jauh"), own(215.2, 330, "dekat"), any_size=True)
    found = matching(driver, "X", F4)
    assert found is not None
    assert found.name() == "dekat"


def test_own_size_where_the_driver_takes_it() -> None:
    found = matching(Driver(QPageSize(QPageSize.PageSizeId.A4), any_size=True), "X", F4)
    assert found is not None
    assert is_near(found, F4)
    assert not is_near(found, A4)


def test_asked_where_nothing_fits() -> None:
    legal = QPageSize(QPageSize.PageSizeId.Legal)
    assert matching(Driver(legal, any_size=False), "X", F4) is None
    chosen = matching(Driver(legal, any_size=False), "X", F4, legal.key())
    assert chosen is not None
    assert chosen.id() is QPageSize.PageSizeId.Legal


@pytest.mark.parametrize("lying", [False, True])
def test_printer_is_set_up_for_whole_sheets(tmp_path: Path, lying: bool) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    set_up(printer, own_size(F4), lying=lying, title="Surat")
    assert printer.resolution() == DPI
    assert printer.fullPage()
    dots = printer.pageLayout().fullRectPixels(DPI)
    sides = (dots.width(), dots.height())
    assert sides[1 if not lying else 0] == pytest.approx(330 / 25.4 * DPI, abs=3)


def test_paper_is_called_as_people_call_it() -> None:
    assert paper_name(F4) == "F4 (215 × 330 mm)"
    assert paper_name((330.0, 215.0)) == "F4 (215 × 330 mm)"
    assert paper_name((100.0, 200.0)) == "100 × 200 mm"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", (0, 1, 2, 3, 4)),
        ("Semua", (0, 1, 2, 3, 4)),
        ("2", (1,)),
        ("1-3, 5", (0, 1, 2, 4)),
        ("3 – 4;1", (0, 2, 3)),
        ("2,2,1", (0, 1)),
    ],
)
def test_pages_as_people_write_them(text: str, places: tuple[int, ...]) -> None:
    assert page_range(text, 5) == places


@pytest.mark.parametrize("text", ["0", "6", "3-2", "1-", "a", "1..3", ",", "-1", "²"])
def test_what_is_no_range(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        page_range(text, 5)


@given(st.text(max_size=20), st.integers(1, 9))
def test_any_text_is_a_range_or_is_not(text: str, count: int) -> None:
    try:
        places = page_range(text, count)
    except ValueError:
        return
    assert places
    assert list(places) == sorted(set(places))
    assert set(places) <= set(range(count))
