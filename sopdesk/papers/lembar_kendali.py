"""Lembar kendali berkas: the sheet that travels with a dossier and is scanned or filled in at each desk."""

from datetime import datetime

from sopdesk.domain.dates import clock_time, long_moment, short_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import KendaliStep, LembarKendali
from sopdesk.papers import kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import RULE, SMALLEST, Pen, Rendered, Style
from sopdesk.papers.qr import quiet
from sopdesk.papers.sheet import MM, portrait
from sopdesk.papers.table import Align, Column, Row, Table

TITLE = "LEMBAR KENDALI BERKAS"
QR_SIDE = 24 * MM
FACT_HEIGHT = 18 * MM
ROW = 9.5 * MM  # room for a pen
_COLUMNS = (
    Column("No.", 5, Align.MIDDLE),
    Column("Kegiatan", 31),
    Column("Meja", 15),
    Column("Mutu baku", 9),
    Column("Diterima tgl/jam", 12, Align.MIDDLE),
    Column("Diserahkan tgl/jam", 12, Align.MIDDLE),
    Column("Paraf", 8),
    Column("Keterangan", 15),
)
_FACT = Style(Font.REGULAR, 10)
_TITLE = Style(Font.BOLD, 14)
_CODE = Style(Font.BOLD, 20)
_CELL = Style(Font.REGULAR, 8)
_CELL_HEAD = Style(Font.BOLD, 8)
_FOOT = Style(Font.REGULAR, 7)
_CUT = " …"
_LABELS = 26 * MM
_ADVICE = "Lembar ini menyertai berkas. Pindai atau isi setiap kali berkas berpindah meja."


def render(sheet_of: LembarKendali, layout: Layout) -> Rendered:
    """The control sheet, on as many pages as its steps need."""
    pen = Pen(portrait(layout), f"Lembar kendali berkas {sheet_of.dossier_code}".strip())
    sheet = pen.sheet
    table = Table(pen, _COLUMNS, sheet.left, sheet.room, _CELL, _CELL_HEAD, (1.2 * MM, 1.2 * MM))
    rows = [table.row(_cells(step), least=ROW) for step in sheet_of.steps]
    y = _head(pen, sheet_of)
    later = sheet.top + 8 * MM
    room = sheet.bottom - table.head_height - _FOOT.leading - 2 * MM
    pages = table.fill(rows, room - y, room - later)
    left = room - (later if len(pages) > 1 else y) - sum(map(table.height, pages[-1]))
    blank = table.row(("", "Langkah ……", *[""] * 6), least=ROW)
    pages[-1] += [blank] * min(sheet_of.blank_rows, int(left / table.height(blank)))
    for place, page in enumerate(pages):
        if place:
            y = _later_head(pen, sheet_of)
        _rows(table, y, page)
        pen.write(sheet.left, sheet.bottom - 2, _ADVICE, _FOOT)
        label = f"{sheet_of.dossier_code} · halaman {place + 1} dari {len(pages)}"
        pen.write_right(sheet.right, sheet.bottom - 2, label, _FOOT)
        pen.turn_page()
    return pen.finish()


def _rows(table: Table, y: float, rows: list[Row]) -> None:
    y = table.draw_head(y)
    for row in rows:
        y = table.draw(y, row)


def _cells(step: KendaliStep) -> tuple[str, ...]:
    times = (_time(step.received), _time(step.sent))
    return (f"{step.no}.", step.kegiatan, step.desk, step.mutu_baku, *times, "", step.note)


def _time(when: datetime | None) -> str:
    return f"{short_date(when.date())}\n{clock_time(when)}" if when else ""


def _head(pen: Pen, sheet_of: LembarKendali) -> float:
    sheet = pen.sheet
    codes = [
        (payload, words)
        for payload, words in ((sheet_of.scan, "buka berkas"), (sheet_of.scan_receipt, "catat terima"))
        if payload
    ]
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
        title = [pen.lines(sheet_of.title, _FACT, room - pen.width(_CUT, _FACT))[0] + _CUT]
    for line in title:
        pen.write(begins, y, line, _FACT)
    pen.rule(sheet.left, y + 4, sheet.right, y + 4, RULE)
    return sheet.top + 8 * MM
