"""Lembar kendali berkas: the sheet that travels with a dossier and is scanned or filled in at each desk."""

from dataclasses import replace

from sopdesk.domain.dates import long_moment
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LembarKendali
from sopdesk.papers import code128, kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.kendali_rows import BLANK, CUT, HEAD, LEAST, USUAL, Rows, least_room
from sopdesk.papers.pen import RULE, SMALLEST, Pen, Rendered, Style
from sopdesk.papers.qr import quiet
from sopdesk.papers.sheet import MM, SAFE, Sheet, portrait

TITLE = "LEMBAR KENDALI BERKAS"
QR_SIDE = 24 * MM
FACT_HEIGHT = 18 * MM
_FACT = Style(Font.REGULAR, 10)
_TITLE = Style(Font.BOLD, 14)
_CODE = Style(Font.BOLD, 20)
_FOOT = Style(Font.REGULAR, 7)
_LABELS = 26 * MM
NO_DIGITS = "0" * 14  # a sheet without codes has the same columns
_ADVICE = "Lembar ini menyertai berkas. Tanpa pemindai: ketik angka di bawah kodenya, atau isi dengan tangan."


def render(sheet_of: LembarKendali, layout: Layout) -> Rendered:
    """The control sheet, on as many pages as its steps need."""
    codes = [code for step in sheet_of.steps for code in (step.receive_code, step.send_code) if code]
    digits = max((code.replace(" ", "") for code in codes), key=len, default=NO_DIGITS)
    pen = Pen(_wide(portrait(layout), digits), f"Lembar kendali berkas {sheet_of.dossier_code}".strip())
    sheet = pen.sheet
    rows = Rows(pen, sheet.left, sheet.room, code128.width(digits))
    y = _head(pen, sheet_of)
    foot = sheet.bottom - _FOOT.leading - 2 * MM
    later = sheet.top + 8 * MM
    pages = _pages(len(sheet_of.steps), foot - y - HEAD, foot - later - HEAD)
    silences = _silences(sheet_of)
    for place, (steps, tall) in enumerate(pages):
        if place:
            y = _later_head(pen, sheet_of)
        y = rows.head(y)
        for order in steps:
            y = rows.step(y, tall, sheet_of.steps[order], silences[order])
        if place == len(pages) - 1:
            for _ in range(min(sheet_of.blank_rows, int((foot - y) / BLANK))):
                y = rows.blank(y)
        pen.write(sheet.left, sheet.bottom - 2, _ADVICE, _FOOT)
        label = f"{sheet_of.dossier_code} · halaman {place + 1} dari {len(pages)}"
        pen.write_right(sheet.right, sheet.bottom - 2, label, _FOOT)
        pen.turn_page()
    return pen.finish()


def _wide(sheet: Sheet, digits: str) -> Sheet:
    """The sheet, its side margins narrowed as far as two codes in a row need and a printer reaches."""
    lacks = least_room(digits) - sheet.room
    if lacks <= 0:
        return sheet
    right = min(sheet.right + lacks, sheet.width - SAFE)
    return replace(sheet, right=right, left=max(sheet.left - (lacks - (right - sheet.right)), SAFE))


def _pages(steps: int, first: float, later: float) -> list[tuple[range, float]]:
    """The places of the steps by page, and how tall the rows of each page are."""
    pages: list[tuple[range, float]] = []
    begins, room = 0, first
    while begins < steps or not pages:
        left = steps - begins
        fits = min(int(room / LEAST), left)
        tall = min(room / fits, USUAL) if fits else USUAL
        pages.append((range(begins, begins + fits), tall))
        begins, room = begins + fits, later
    return pages


def _silences(sheet_of: LembarKendali) -> list[str]:
    """What stands where a step has nothing to scan for *diterima*."""
    desks = [step.desk for step in sheet_of.steps]
    same = [place == 0 or desks[place - 1] == desk for place, desk in enumerate(desks)]
    return ["tetap di meja ini" if stays else "di luar kantor" for stays in same]


def _head(pen: Pen, sheet_of: LembarKendali) -> float:
    sheet = pen.sheet
    codes = [(sheet_of.scan, "buka berkas")] if sheet_of.scan else []
    x = sheet.right
    # The quiet zones may lie in the margin: the modules themselves end at the edges of the text.
    edges = [quiet(payload, QR_SIDE) for payload, _ in codes]
    caption = sheet.top + QR_SIDE - 2 * min(edges, default=0) + _FOOT.leading
    for (payload, words), edge in zip(reversed(codes), reversed(edges), strict=True):
        pen.qr(payload, x - QR_SIDE + edge, sheet.top - edge, QR_SIDE)
        x -= QR_SIDE - 2 * edge
        pen.write_middle(x + QR_SIDE / 2 - edge, caption, words, _FOOT)
        x -= 2 * edge + 4 * MM
    y = kop.draw_small(pen, sheet_of.kop, x - sheet.left)
    y += 7 * MM
    pen.write(sheet.left, y, TITLE, _TITLE)
    y += 9 * MM
    code = sheet_of.dossier_code
    pen.write(sheet.left, y, code, pen.fitting(code, _CODE, x - sheet.left, SMALLEST))
    y = max(y + 4 * MM, caption + 2 * MM)
    pen.rule(sheet.left, y, sheet.right, y, 1.5)
    return _facts(pen, sheet_of, y + 2 * MM + _FACT.size) + 1 * MM


def _facts(pen: Pen, sheet_of: LembarKendali, y: float) -> float:
    facts = (
        ("Judul", sheet_of.title),
        ("SOP", sheet_of.sop),
        ("Periode", sheet_of.period),
        ("Pelaksana", sheet_of.owner),
        ("Asal", sheet_of.origin),
        ("Tujuan", sheet_of.addressee),
        ("Mulai", long_moment(sheet_of.started)),
        ("Tenggat", long_moment(sheet_of.due) if sheet_of.due else ""),
    )
    for label, words in facts:
        style, lines = pen.block((words,), _FACT, pen.sheet.room - _LABELS, FACT_HEIGHT)
        if not lines:
            continue
        pen.write(pen.sheet.left, y, label, _FACT)
        pen.write(pen.sheet.left + _LABELS - 3 * MM, y, ":", _FACT)
        for line, _ in lines:
            pen.write(pen.sheet.left + _LABELS, y, line, style)
            y += style.leading
    return y - _FACT.size + 2 * MM


def _later_head(pen: Pen, sheet_of: LembarKendali) -> float:
    sheet = pen.sheet
    y = sheet.top + _FACT.size
    bold = Style(Font.BOLD, _FACT.size)
    code = f"{sheet_of.dossier_code}  "
    pen.write(sheet.left, y, code, bold)
    begins = sheet.left + pen.width(code, bold)
    room = sheet.right - begins
    title = pen.lines(sheet_of.title, _FACT, room)
    if len(title) > 1:
        title = [pen.lines(sheet_of.title, _FACT, room - pen.width(CUT, _FACT))[0] + CUT]
    for line in title:
        pen.write(begins, y, line, _FACT)
    pen.rule(sheet.left, y + 4, sheet.right, y + 4, RULE)
    return sheet.top + 8 * MM
