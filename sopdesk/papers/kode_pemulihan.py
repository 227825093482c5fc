"""The recovery code of an administrator on a small sheet, to be locked away."""

from sopdesk.domain.forms import KodePemulihan
from sopdesk.domain.layout import Layout
from sopdesk.papers import fitting
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, SAFE, portrait

WIDTH = 120 * MM
HEIGHT = 74 * MM
_FRAME = 1.0
_PAD = 7 * MM
_TITLE = Style(Font.BOLD, 13)
_OFFICE = Style(Font.REGULAR, 10)
_CODE = Style(Font.BOLD, 17)
_WORDS = Style(Font.REGULAR, 9)
_ADVICE = (
    "Dipakai bila PIN terlupa: pada layar terkunci pilih nama, lalu Lupa PIN.",
    "Berlaku satu kali; sesudah dipakai SOP Desk membuat kode yang baru.",
    "Simpan di tempat terkunci: pemegangnya dapat masuk sebagai admin.",
)


def render(value: KodePemulihan, layout: Layout) -> Rendered:
    """The sheet: a frame to be cut out at the upper left of the office's paper."""
    pen = Pen(portrait(layout), "Kode pemulihan")
    x, y = SAFE + 8 * MM, SAFE + 8 * MM
    middle, room = x + WIDTH / 2, WIDTH - 2 * _PAD
    pen.box(x, y, WIDTH, HEIGHT, _FRAME)
    pen.write_middle(middle, y + 10 * MM, "KODE PEMULIHAN SOP DESK", _TITLE)
    lines = ((value.office, 12 * MM), (value.name, 20 * MM))
    for words, down in lines:
        found = fitting.in_lines(pen, (words,), _OFFICE, room, 8 * MM)
        fitting.write_middle(pen, middle, y + down, found)
    pen.write_middle(middle, y + 40 * MM, value.code, _CODE)
    pen.rule(x + _PAD, y + 47 * MM, x + WIDTH - _PAD, y + 47 * MM)
    below = y + 54 * MM
    for words in _ADVICE:
        found = fitting.in_lines(pen, (words,), _WORDS, room, 5 * MM)
        fitting.write_middle(pen, middle, below - _WORDS.size, found)
        below += 6 * MM
    pen.turn_page()
    return pen.finish()
