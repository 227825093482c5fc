"""The ordinary letter, such as a reply: number and subject at the left, addressee at the right (norms 1.4, rules 23).

All copies and all states are laid out alike, so that number and date can be overprinted on any of them and the
archive copy has the same pages as the letter that was signed.
"""

from dataclasses import dataclass, replace

from sopdesk.domain.correspondence import SuratBiasa
from sopdesk.domain.dates import long_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LetterState
from sopdesk.papers import fitting, kop, letter_head, paraf, prose, running, signatures
from sopdesk.papers.fitting import Block
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.prose import Paragraph
from sopdesk.papers.qr import quiet
from sopdesk.papers.sheet import MM, portrait
from sopdesk.papers.signatures import RIGHT_FROM, Blocks
from sopdesk.papers.stamp import USUAL_MM, Stamp

LABELS = ("Nomor", "Sifat", "Lampiran", "Hal")
SUBJECT_HEIGHT = 70 * MM
COPIES_HEIGHT = 56 * MM
QR_SIDE = 22 * MM
_AIR = 6 * MM
_FOOT = Style(Font.REGULAR, 7)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the head's movable parts are: baselines and lengths in points."""

    date: tuple[float, float]
    number: tuple[float, float]
    number_room: float
    below: float


@dataclass(frozen=True, slots=True)
class _Closing:
    """What stands under the text; lengths in points. ``beside``: the paraf block fits left of the signature."""

    both: Blocks
    air: float
    copies: Block
    beside: bool
    upper: float
    lower: float

    @property
    def height(self) -> float:
        """Signature, tembusan, and the room that the archive copy needs, with the air above."""
        return self.air + self.upper + self.lower


def render(
    letter: SuratBiasa, layout: Layout, stamp: bytes | None = None, stamp_mm: float = USUAL_MM
) -> Rendered:
    """The letter, or its archive copy, on as many pages as its text needs.

    ``stamp`` is a scanned stamp, a PNG or JPEG file, printed ``stamp_mm`` millimetres wide.
    """
    pen = Pen(portrait(layout), f"Surat {letter.dossier_code}".strip())
    body = Style(Font.REGULAR, pen.sheet.size)
    letter_head.mark(pen, letter.state)
    head = _head(pen, letter)
    _number_and_date(pen, letter, head)
    pages, closing, apart = _plan(pen, letter, body, head.below)
    scanned = Stamp(stamp, stamp_mm) if stamp else None
    count = len(pages) + apart
    for place, page in enumerate(pages):
        y = _later_head(pen, letter, place) if place else head.below
        y = prose.draw(pen, page, body, y)
        if place == len(pages) - 1:
            y += closing.air if page else 0
            signatures.draw(pen, y, closing.both, scanned)
            if closing.beside:
                _paraf(pen, letter, y)
            if not apart:
                _tail(pen, letter, y + closing.upper, closing)
        _foot(pen, letter, place, count)
        pen.turn_page()
    if apart:
        _tail(pen, letter, _later_head(pen, letter, len(pages)), closing)
        _foot(pen, letter, len(pages), count)
        pen.turn_page()
    return pen.finish()


def render_overprint(letter: SuratBiasa, layout: Layout) -> Rendered:
    """A page with the number and date alone, exactly where the gaps of the signed letter are."""
    page = Pen(portrait(layout), f"Nomor dan tanggal {letter.dossier_code}".strip())
    # The head is drawn on a pen that is thrown away: only so are its places those of the letter itself.
    head = _head(Pen(portrait(layout), ""), letter)
    _number_and_date(page, replace(letter, state=LetterState.TERBIT), head)
    page.turn_page()
    return page.finish()


def _plan(
    pen: Pen, letter: SuratBiasa, body: Style, below_head: float
) -> tuple[list[list[Paragraph]], _Closing, bool]:
    """What stands on which page, and whether what follows the signature needs a page of its own."""
    bottom = pen.sheet.bottom - _FOOT.leading - 1 * MM
    text = prose.paragraphs(pen, letter.body, body)
    # The signature's gap is narrowed where that saves a page.
    closings = [
        _closing(pen, letter, body, gap, air)
        for gap, air in ((signatures.GAP, 8 * MM), (signatures.TIGHT_GAP, 5 * MM))
    ]
    pages, chosen = prose.closed(
        text,
        body,
        bottom - below_head,
        bottom - pen.sheet.top - running.HEIGHT,
        [closing.height for closing in closings],
    )
    return pages, closings[chosen or 0], chosen is None


def _closing(pen: Pen, letter: SuratBiasa, body: Style, gap: float, air: float) -> _Closing:
    both = signatures.signature(pen, letter.signer, body.size, gap)
    sheet = pen.sheet
    # Room for the paraf block and the code is kept on every copy, though not every copy shows them.
    initials = paraf.height(pen, letter.paraf_rows)
    beside = bool(initials) and RIGHT_FROM * sheet.room >= paraf.WIDTH + 4 * MM
    copies = _copies(pen, letter, body)
    upper = max(both.height, initials if beside else 0)
    lower = copies.height + 5 * MM if copies.lines else 0
    if not beside and initials:
        lower += initials + 5 * MM
    if letter.scan:
        lower = max(lower, QR_SIDE)
    return _Closing(both, air, copies, beside, upper, lower)


def _copies(pen: Pen, letter: SuratBiasa, body: Style) -> Block:
    """The tembusan: numbered where there are several."""
    others = [line for line in letter.copies_to if line.strip()]
    if not others:
        return Block(body, ())
    room = pen.sheet.room - (QR_SIDE if letter.scan else 0)
    numbered = others if len(others) == 1 else [f"{n}. {line}" for n, line in enumerate(others, start=1)]
    smaller = Style(body.font, max(8.0, body.size - 1.5))
    return fitting.in_lines(pen, ("Tembusan:", *numbered), smaller, room, COPIES_HEIGHT)


def _head(pen: Pen, letter: SuratBiasa) -> _Head:
    """Draws all above the text but number and date."""
    sheet = pen.sheet
    body = Style(Font.REGULAR, sheet.size)
    x = sheet.left + sheet.room * RIGHT_FROM
    y = kop.draw(pen, letter.kop) + 7 * MM + body.size
    date = letter_head.place(pen, letter.place, x, y, body)
    y = date[1] + 1.6 * body.leading
    label = max(pen.width(f"{name} ", body) for name in LABELS)
    colon = sheet.left + label + 1 * MM
    begins = colon + pen.width(": ", body)
    room = x - begins - 4 * MM
    left = y
    for name, words in zip(
        LABELS, ("", letter.nature, letter.enclosure.strip() or "-", letter.subject), strict=True
    ):
        if name != LABELS[0] and not words.strip():
            continue
        pen.write(sheet.left, left, name, body)
        pen.write(colon, left, ":", body)
        block = fitting.in_lines(pen, (words,), body, room, SUBJECT_HEIGHT)
        for line in block.lines:
            pen.write(begins, left, line, block.style)
            left += block.style.leading
        left += body.leading if not block.lines else 0
    pen.write(x, y, "Kepada", body)
    right = letter_head.addressee(
        pen, letter.addressee_lines, letter.addressee_place, x, y + body.leading, body
    )
    return _Head(date, (begins, y), room, max(left, right) - body.size + _AIR)


def _number_and_date(pen: Pen, letter: SuratBiasa, head: _Head) -> None:
    if letter.state is not LetterState.TERBIT or letter.number is None or letter.day is None:
        return
    body = Style(Font.REGULAR, pen.sheet.size)
    pen.write(*head.date, long_date(letter.day), body)
    letter_head.number(pen, letter.number, head.number, head.number_room, body)


def _later_head(pen: Pen, letter: SuratBiasa, place: int) -> float:
    letter_head.mark(pen, letter.state)
    return running.draw(pen, letter.subject, place + 1)


def _paraf(pen: Pen, letter: SuratBiasa, y: float) -> None:
    if letter.archive:
        paraf.draw(pen, pen.sheet.left, y, letter.paraf_rows)


def _tail(pen: Pen, letter: SuratBiasa, y: float, closing: _Closing) -> None:
    """Tembusan, and on the archive copy the code; also its paraf block where it had no room above."""
    sheet = pen.sheet
    if not closing.beside and letter.paraf_rows:
        y += 5 * MM
        _paraf(pen, letter, y)
        y += paraf.height(pen, letter.paraf_rows)
    if closing.copies.lines:
        fitting.write(pen, sheet.left, y + 5 * MM, closing.copies)
    if letter.archive and letter.scan:
        y = sheet.bottom - _FOOT.leading - QR_SIDE
        # The quiet zone is white and may lie in the margin: the modules end at the edge of the text.
        pen.qr(letter.scan, sheet.right - QR_SIDE + quiet(letter.scan, QR_SIDE), y, QR_SIDE)


def _foot(pen: Pen, letter: SuratBiasa, place: int, count: int) -> None:
    label = f"halaman {place + 1} dari {count}" if count > 1 else ""
    copy = "rangkap arsip" if letter.archive else ""
    words = " · ".join(filter(None, (letter.dossier_code, copy, label)))
    pen.write_right(pen.sheet.right, pen.sheet.bottom - _FOOT.size * 0.3, words, _FOOT)
