"""Penggaris: the page that shows what a printer does to a page. It is measured with a ruler."""

from sopdesk.domain.layout import Layout
from sopdesk.papers import boxes, fitting, halves
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, SAFE, SAFE_BOTTOM

TITLE = "HALAMAN UJI CETAK"
QR_SIDE = 22 * MM
QR_PAYLOAD = "UJI-CETAK"
BARS_PAYLOAD = "1234567890"
SIZES = (6.0, 8.0, 10.0, 12.0)
WEIGHTS = (0.4, 0.5, 0.75, 1.0)
SHORTEST = 297  # millimetres, of the papers that an office has
LENGTH = 100  # millimetres, of the lines to measure
_CORNER = 8  # millimetres that the scales leave free in the corners
_TICKS = ((10, 4.5, 0.75), (5, 3.4, 0.5), (1, 2.2, 0.4))  # each so many millimetres: length, weight
_EDGE = 0.75
_SMALL = Style(Font.REGULAR, 6)
_WORDS = Style(Font.REGULAR, 9)
_ADVICE = Style(Font.REGULAR, 9.5)
_INSIDE = 17 * MM  # from the frame to the words
_SAMPLE = "Kecamatan Contoh, tanggal 0123456789"


def render(layout: Layout) -> Rendered:
    """The page for the office's paper; its margins do not matter here."""
    pen = Pen(halves.whole(layout), "Halaman uji cetak")
    sheet = pen.sheet
    half = _EDGE / 2
    pen.box(
        SAFE + half,
        SAFE + half,
        sheet.width - 2 * SAFE - _EDGE,
        sheet.height - SAFE - SAFE_BOTTOM - _EDGE,
        _EDGE,
    )
    _across(pen)
    _down(pen)
    y = _head(pen, layout)
    # What the sheet is longer than the shortest one is shared out as air.
    air = (sheet.height - SHORTEST * MM) / 3
    y = _measures(pen, y + 9 * MM + air)
    _advice(pen, y + 10 * MM + air, layout)
    pen.turn_page()
    return pen.finish()


def _marks(length: float) -> list[tuple[int, float, float]]:
    """Each millimetre of a scale along an edge of so many millimetres: its length and weight in points."""
    found = []
    for at in range(round(SAFE / MM) + _CORNER, round(length - SAFE_BOTTOM / MM) - _CORNER + 1):
        long, weight = next((long, weight) for step, long, weight in _TICKS if at % step == 0)
        found.append((at, long * MM, weight))
    return found


def _across(pen: Pen) -> None:
    """The scales above, from the left edge, and below, from the right edge of the paper."""
    sheet = pen.sheet
    below = sheet.height - SAFE_BOTTOM
    for at, long, weight in _marks(sheet.width / MM):
        left, right = at * MM, sheet.width - at * MM
        pen.rule(left, SAFE, left, SAFE + long, weight)
        pen.rule(right, below, right, below - long, weight)
        if at % 10 == 0:
            pen.write_middle(left, SAFE + long + 1.1 * _SMALL.size, str(at), _SMALL)
            pen.write_middle(right, below - long - 0.3 * _SMALL.size, str(at), _SMALL)


def _down(pen: Pen) -> None:
    """The scales at the left, from the upper edge, and at the right, from the lower edge of the paper."""
    sheet = pen.sheet
    left, right = SAFE, sheet.width - SAFE
    for at, long, weight in _marks(sheet.height / MM):
        down, up = at * MM, sheet.height - at * MM
        pen.rule(left, down, left + long, down, weight)
        pen.rule(right, up, right - long, up, weight)
        if at % 10 == 0:
            pen.write(left + long + 0.2 * _SMALL.size, down + 0.36 * _SMALL.size, str(at), _SMALL)
            pen.write_right(right - long - 0.2 * _SMALL.size, up + 0.36 * _SMALL.size, str(at), _SMALL)


def _size(layout: Layout) -> str:
    width, height = layout.paper.millimetres
    return f"{layout.paper.value.upper()}, {width:g} × {height:g} mm"


def _head(pen: Pen, layout: Layout) -> float:
    middle = pen.sheet.width / 2
    y = SAFE + 16 * MM
    pen.write_middle(middle, y, TITLE, Style(Font.BOLD, 15))
    pen.write_middle(middle, y + 7 * MM, f"Kertas {_size(layout)}, tegak", Style(Font.REGULAR, 12))
    words = "Cetak dengan skala 100 % (ukuran asli), tanpa penyesuaian ke halaman."
    pen.write_middle(middle, y + 13 * MM, words, _WORDS)
    return y + 13 * MM


def _measures(pen: Pen, y: float) -> float:
    """The two lines to measure, and in their angle what is to be read; gives the y of their lower end."""
    left = SAFE + _INSIDE
    long = LENGTH * MM
    pen.rule(left, y, left + long, y, 0.75)
    pen.rule(left, y, left, y + long, 0.75)
    for at in range(0, LENGTH + 1, 10):
        tick = (3 if at in (0, LENGTH) else 1.6) * MM
        pen.rule(left + at * MM, y - tick, left + at * MM, y, 0.5)
        pen.rule(left - tick, y + at * MM, left, y + at * MM, 0.5)
    pen.write(left + long + 2 * MM, y + 0.36 * _WORDS.size, f"{LENGTH} mm mendatar", _WORDS)
    pen.write(left + 2 * MM, y + long, f"{LENGTH} mm tegak", _WORDS)
    x = left + 12 * MM
    _samples(pen, x, y + 9 * MM)
    _codes(pen, x, y + 66 * MM)
    return y + long


def _samples(pen: Pen, x: float, y: float) -> None:
    for size in SIZES:
        style = Style(Font.REGULAR, size)
        pen.write(x, y, f"{size:g} pt", _WORDS)
        pen.write(x + 14 * MM, y, _SAMPLE, style)
        y += 6.5 * MM
    y += 1 * MM
    for weight in WEIGHTS:
        pen.write(x, y, f"{weight:g} pt".replace(".", ","), _WORDS)
        pen.rule(x + 14 * MM, y - 0.36 * _WORDS.size, x + 74 * MM, y - 0.36 * _WORDS.size, weight)
        for place in range(12):
            at = x + 80 * MM + place * 2 * MM
            pen.rule(at, y - 3 * MM, at, y + 0.6 * MM, weight)
        y += 6 * MM


def _codes(pen: Pen, x: float, y: float) -> None:
    pen.qr(QR_PAYLOAD, x, y, QR_SIDE)
    pen.write_middle(x + QR_SIDE / 2, y + QR_SIDE + 3 * MM, QR_PAYLOAD, _WORDS)
    left = x + QR_SIDE + 12 * MM
    pen.bars(BARS_PAYLOAD, left, y + 4 * MM, 14 * MM)
    pen.write(left + 12 * MM, y + QR_SIDE + 3 * MM, BARS_PAYLOAD, _WORDS)


def _advice(pen: Pen, y: float, layout: Layout) -> None:
    left = SAFE + _INSIDE
    room = pen.sheet.width - 2 * left
    pen.write(left, y, "Periksa dengan penggaris, beri tanda bila benar:", Style(Font.BOLD, 10.5))
    y += 3.5 * MM
    side = boxes.SIDE * _ADVICE.size
    for words in _checks(layout):
        boxes.draw(pen, left, y + (_ADVICE.leading - side) / 2, side, on=False)
        block = fitting.in_lines(pen, (words,), _ADVICE, room - 7 * MM)
        y = fitting.write(pen, left + 7 * MM, y, block) + 1.6 * MM
    y += 9 * MM
    x = left
    for words, share in (("Pencetak", 0.4), ("Tanggal", 0.28), ("Oleh", 0.32)):
        end = x + share * room
        pen.write(x, y, words, _ADVICE)
        pen.dots(x + pen.width(words, _ADVICE) + 3, y, end - 3 * MM)
        x = end


def _checks(layout: Layout) -> tuple[str, ...]:
    return (
        "Keempat sisi bingkai tercetak utuh. Bila satu sisi hilang, pencetak tidak menjangkau tepi itu.",
        f"Garis mendatar dan garis tegak panjangnya tepat {LENGTH} mm. Bila tidak, skala cetak bukan 100 %.",
        "Angka pada skala sama dengan jaraknya dari tepi kertas: skala atas dari tepi kiri, skala kiri dari tepi "
        "atas, skala bawah dari tepi kanan, skala kanan dari tepi bawah. Bila semuanya bergeser sama jauh, "
        "luruskan kertas di baki.",
        f"Kertas di baki dan ukuran pada pencetak sama-sama {_size(layout)}. Folio 210 × 330 mm dan Legal "
        "216 × 356 mm bukan F4.",
        "Huruf 6 pt dapat dibaca, garis 0,4 pt tidak putus, garis rapat tidak menyatu.",
        f"Pemindai membaca kedua kode sebagai {QR_PAYLOAD} dan {BARS_PAYLOAD}.",
    )
