"""Surat pengantar: the cover letter that is itself the list of what is sent (norms 1.2, rules 23).

Two sheets, the second of which the recipient signs and sends back; or the one archive copy with the paraf
block. All copies and all states are laid out alike, so that number and date can be overprinted on any of
them.
"""

from dataclasses import dataclass, replace

from sopdesk.domain.dates import long_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LetterState, SuratPengantar
from sopdesk.papers import kop, letter_head, paraf, signatures
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.qr import quiet
from sopdesk.papers.sheet import MM, portrait
from sopdesk.papers.signatures import RIGHT_FROM, Blocks
from sopdesk.papers.stamp import USUAL_MM, Stamp
from sopdesk.papers.table import Align, Column, Row, Table

TITLE = "SURAT PENGANTAR"
NUMBER_LABEL = "Nomor : "
NUMBER_GAP = 54 * MM  # the room for a number of usual length: the line as a whole is centred with it
CELL_HEIGHT = 52 * MM  # offices draw one tall cell even for one item
QR_SIDE = 22 * MM
_FOOT = Style(Font.REGULAR, 7)
_COLUMNS = (
    Column("No.", 7, Align.MIDDLE),
    Column("Jenis yang dikirim", 46),
    Column("Banyaknya", 17),
    Column("Keterangan", 30),
)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the head's movable parts are: baselines and lengths in points."""

    date: tuple[float, float]
    number: tuple[float, float]
    number_room: float
    below: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """The rows by page, the blocks under the last of them, and the air between; lengths in points.

    ``tall`` is the height of the last row where it is stretched.
    """

    pages: list[list[Row]]
    both: Blocks
    air: float
    tall: float = 0


def render(
    letter: SuratPengantar, layout: Layout, stamp: bytes | None = None, stamp_mm: float = USUAL_MM
) -> Rendered:
    """The letter's two sheets, or its archive copy; a letter of many items has several pages a sheet.

    ``stamp`` is a scanned stamp, a PNG or JPEG file, printed ``stamp_mm`` millimetres wide.
    """
    pen = Pen(portrait(layout), f"Surat pengantar {letter.dossier_code}".strip())
    scanned = Stamp(stamp, stamp_mm) if stamp else None
    copies = ("rangkap arsip",) if letter.archive else ("lembar 1 dari 2", "lembar 2 dari 2")
    for place, copy in enumerate(copies):
        _copy(pen, letter, copy, scanned, stays=letter.archive or place == 1)
    return pen.finish()


def render_overprint(letter: SuratPengantar, layout: Layout) -> Rendered:
    """A page with the number and date alone, exactly where the gaps of the signed sheet are."""
    page = Pen(portrait(layout), f"Nomor dan tanggal {letter.dossier_code}".strip())
    # The head is drawn on a pen that is thrown away: only so are its places those of the letter itself.
    head = _head(Pen(portrait(layout), TITLE), letter)
    _number_and_date(page, replace(letter, state=LetterState.TERBIT), head)
    page.turn_page()
    return page.finish()


def _copy(pen: Pen, letter: SuratPengantar, copy: str, stamp: Stamp | None, *, stays: bool) -> None:
    sheet = pen.sheet
    text_style = Style(Font.REGULAR, sheet.size)
    table = Table(pen, _COLUMNS, sheet.left, sheet.room, text_style, Style(Font.BOLD, sheet.size))
    letter_head.mark(pen, letter.state)
    head = _head(pen, letter)
    _number_and_date(pen, letter, head)
    plan = _plan(pen, letter, table, head.below)
    for place, page in enumerate(plan.pages):
        if place:
            letter_head.mark(pen, letter.state)
        last = place == len(plan.pages) - 1
        y = sheet.top if place else head.below
        if page:
            y = table.draw_head(y)
        for row in page:
            y = table.draw(y, row, plan.tall if row is page[-1] else 0)
        if last:
            signatures.draw(pen, y + plan.air if page else y, plan.both, stamp)
            _corner(pen, letter, stays=stays)
        label = f"halaman {place + 1} dari {len(plan.pages)}" if len(plan.pages) > 1 else ""
        words = " · ".join(filter(None, (letter.dossier_code, copy, label)))
        pen.write_right(sheet.right, sheet.bottom - _FOOT.size * 0.3, words, _FOOT)
        pen.turn_page()


def _plan(pen: Pen, letter: SuratPengantar, table: Table, below_head: float) -> _Plan:
    """What stands on which page. The signature's gap is narrowed where that saves a page."""
    rows = [
        table.row((f"{place}.", item.text, item.quantity, item.note))
        for place, item in enumerate(letter.items, start=1)
    ]
    foot = _FOOT.leading + 1 * MM
    # Room for the paraf block and the code is kept on every copy, though not every copy shows them.
    reserve = max(paraf.height(pen, letter.paraf_rows), QR_SIDE + foot if letter.scan else foot)
    bottom = pen.sheet.bottom - table.head_height
    pages = table.fill(rows, bottom - below_head - foot, bottom - pen.sheet.top - foot)
    body = sum(map(table.height, pages[-1]))
    begins = below_head if len(pages) == 1 else pen.sheet.top
    for gap, air in ((signatures.GAP, 8 * MM), (signatures.TIGHT_GAP, 5 * MM)):
        both = signatures.blocks(pen, letter.signer, pen.sheet.size, gap)
        closing = 1.5 * air + both.height + reserve
        spare = bottom - begins - body - closing
        if spare >= 0:
            tall = 0.0
            if len(pages) == 1 and rows:
                tall = table.height(rows[-1]) + max(0.0, min(spare, CELL_HEIGHT - body))
            return _Plan(pages, both, air, tall)
    fits = table.fits(bottom - pen.sheet.top - closing)
    return _Plan(_with_closing(pages, fits), both, air)


def _with_closing(pages: list[list[Row]], fits: int) -> list[list[Row]]:
    """Sends the end of the table, at most ``fits`` lines of it, to a new page with the signatures.

    No signature stands on a page without a line of what it is for, unless there is but that line.
    """
    *whole, page = pages
    if not page:
        return [page, []]
    *before, last = page
    if before and last.depth <= fits:
        return [*whole, before, [last]]
    lines = min(2, fits, last.depth - 1)
    if lines < 1:
        return [*whole, page, []]
    above, below = last.split(last.depth - lines)
    return [*whole, [*before, above], [below]]


def _head(pen: Pen, letter: SuratPengantar) -> _Head:
    """Draws all above the table but number and date."""
    sheet = pen.sheet
    body = Style(Font.REGULAR, sheet.size)
    x = sheet.left + sheet.room * RIGHT_FROM
    y = kop.draw(pen, letter.kop) + 8 * MM + body.size
    date = letter_head.place(pen, letter.place, x, y, body)
    y = date[1] + 2 * body.leading
    pen.write(x, y, "Kepada", body)
    y += body.leading
    y = letter_head.addressee(pen, letter.addressee_lines, letter.addressee_place, x, y, body)
    y += 9 * MM
    title = Style(Font.BOLD, sheet.size + 1)
    pen.write_middle(sheet.middle, y, TITLE, title)
    pen.underline(sheet.middle - pen.width(TITLE, title) / 2, y, TITLE, title)
    y += title.leading
    label = pen.width(NUMBER_LABEL, body)
    number_x = sheet.middle - (label + NUMBER_GAP) / 2 + label
    pen.write(number_x - label, y, NUMBER_LABEL, body)
    return _Head(date, (number_x, y), sheet.right - number_x, y + 6 * MM)


def _number_and_date(pen: Pen, letter: SuratPengantar, head: _Head) -> None:
    if letter.state is not LetterState.TERBIT or letter.number is None or letter.day is None:
        return
    body = Style(Font.REGULAR, pen.sheet.size)
    pen.write(*head.date, long_date(letter.day), body)
    letter_head.number(pen, letter.number, head.number, head.number_room, body)


def _corner(pen: Pen, letter: SuratPengantar, *, stays: bool) -> None:
    """What stands at the foot of the last page: the code only on sheets of the office's own.

    On the sheet that the recipient keeps, a QR would be taken for an electronic signature.
    """
    sheet = pen.sheet
    if letter.archive:
        paraf.draw(pen, sheet.left, sheet.bottom - paraf.height(pen, letter.paraf_rows), letter.paraf_rows)
    if stays and letter.scan:
        y = sheet.bottom - _FOOT.leading - QR_SIDE
        # The quiet zone is white and may lie in the margin: the modules end at the edge of the text.
        pen.qr(letter.scan, sheet.right - QR_SIDE + quiet(letter.scan, QR_SIDE), y, QR_SIDE)
