"""Nota dinas: a letter that stays inside the office, with its title in the middle and no stamp (norms 1.6)."""

from sopdesk.domain.correspondence import NotaDinas
from sopdesk.domain.dates import long_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LetterState
from sopdesk.papers import fitting, kop, letter_head, prose, running, signatures
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, portrait

TITLE = "NOTA DINAS"
ROW_HEIGHT = 36 * MM
_LABELS = 27 * MM
_AIR = (8 * MM, 5 * MM)
_GAPS = (signatures.GAP, signatures.TIGHT_GAP)
_FOOT = Style(Font.REGULAR, 7)


def render(letter: NotaDinas, layout: Layout) -> Rendered:
    """The letter, on as many pages as its text needs."""
    pen = Pen(portrait(layout), "Nota dinas")
    sheet = pen.sheet
    body = Style(Font.REGULAR, sheet.size)
    letter_head.mark(pen, letter.state)
    below = _head(pen, letter, body)
    bottom = sheet.bottom - _FOOT.leading - 1 * MM
    text = prose.paragraphs(pen, letter.body, body)
    blocks = [signatures.signature(pen, letter.signer, body.size, gap) for gap in _GAPS]
    needs = [air + block.height for air, block in zip(_AIR, blocks, strict=True)]
    pages, chosen = prose.closed(text, body, bottom - below, bottom - sheet.top - running.HEIGHT, needs)
    for place, page in enumerate(pages):
        y = below
        if place:
            letter_head.mark(pen, letter.state)
            y = running.draw(pen, letter.subject, place + 1)
        y = prose.draw(pen, page, body, y)
        if place == len(pages) - 1:
            signatures.draw(pen, y + _AIR[chosen or 0], blocks[chosen or 0])
        if len(pages) > 1:
            words = f"halaman {place + 1} dari {len(pages)}"
            pen.write_right(sheet.right, sheet.bottom - _FOOT.size * 0.3, words, _FOOT)
        pen.turn_page()
    return pen.finish()


def _head(pen: Pen, letter: NotaDinas, body: Style) -> float:
    """Draws all above the text; gives its lower edge."""
    sheet = pen.sheet
    title = Style(Font.BOLD, body.size + 1)
    y = kop.draw(pen, letter.kop) + 8 * MM + title.size
    pen.write_middle(sheet.middle, y, TITLE, title)
    pen.underline(sheet.middle - pen.width(TITLE, title) / 2, y, TITLE, title)
    y += title.leading + 3 * MM
    for label, words in _rows(letter):
        pen.write(sheet.left, y, label, body)
        pen.write(sheet.left + _LABELS, y, ":", body)
        begins = sheet.left + _LABELS + pen.width(": ", body)
        block = fitting.in_lines(pen, words, body, sheet.right - begins, ROW_HEIGHT)
        for line in block.lines:
            pen.write(begins, y, line, block.style)
            y += block.style.leading
        y += 0 if block.lines else body.leading
    y += 2 * MM - body.size
    pen.rule(sheet.left, y, sheet.right, y, 1.5)
    return y + 5 * MM


def _rows(letter: NotaDinas) -> list[tuple[str, tuple[str, ...]]]:
    """The labels with what stands beside them; number and date are gaps until they are known."""
    known = letter.state is LetterState.TERBIT
    copies = tuple(line for line in letter.copies_to if line.strip())
    if len(copies) > 1:
        copies = tuple(f"{place}. {line}" for place, line in enumerate(copies, start=1))
    to = letter.to if letter.to.startswith("Yth") else f"Yth. {letter.to}"
    rows: list[tuple[str, tuple[str, ...]]] = [("Kepada", (to,)), ("Dari", (letter.sender,))]
    if copies:
        rows.append(("Tembusan", copies))
    rows.append(("Tanggal", (long_date(letter.day),) if known and letter.day else ()))
    rows.append(("Nomor", (letter.number,) if known and letter.number else ()))
    if letter.nature.strip():
        rows.append(("Sifat", (letter.nature,)))
    rows.append(("Lampiran", (letter.enclosure.strip() or "-",)))
    rows.append(("Hal", (letter.subject,)))
    return rows
