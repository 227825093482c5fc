"""A letter against a raw canvas that draws the same; a durable number against a raw sqlite3 transaction."""

import io
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from sopdesk import paths
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import Kop, LetterItem, LetterState, Signer, SuratPengantar
from sopdesk.papers import surat_pengantar
from sopdesk.services.numbering import NumberWish, take_number
from sopdesk.services.office import open_office
from tests.benchmarks.conftest import NOW
from tests.benchmarks.ratios import compare

LETTER = SuratPengantar(
    kop=Kop("Contoh", "Contoh", ("Jalan Contoh Nomor 1",)),
    place="Contoh",
    addressee_lines=("Kepala BAPPEDA Kabupaten Contoh",),
    addressee_place="Contoh",
    items=tuple(LetterItem(f"Dokumen ke-{n}", "1 (satu) berkas", "Untuk diketahui.") for n in range(8)),
    signer=Signer(("CAMAT CONTOH,",), "NAMA CONTOH", "Pembina (IV/a)"),
    state=LetterState.TERBIT,
    day=date(2026, 11, 23),
    number="000.7.2.4/1/Kec.C/2026",
    dossier_code="2026-0001-H",
    scan="SD:C:2026-0001-H",
    paraf_rows=("Sekretaris Kecamatan", "Kasubbag", "Pelaksana"),
)


def _raw() -> bytes:
    """Two pages with the letterhead, number, table of eight rows, signature lines and a QR of single modules."""
    name = "BareArimo"
    if name not in pdfmetrics.getRegisteredFontNames():
        file = next(iter(sorted((paths.resources() / "fonts" / "arimo").glob("*Regular*.ttf"))))
        pdfmetrics.registerFont(TTFont(name, str(file)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(609, 935), invariant=1)
    for page in range(2):
        canvas.setFont(name, 12)
        for row in range(30):
            canvas.drawString(72, 880 - 24 * row, f"Baris {row} dari surat pengantar yang sama panjangnya")
        for row in range(9):
            for column in range(4):
                canvas.rect(72 + 110 * column, 500 - 30 * row, 110, 30)
                canvas.drawString(76 + 110 * column, 510 - 30 * row, "isi kolom")
        if page:
            widget = QrCodeWidget(LETTER.scan, barLevel="Q")
            widget.qr.make()
            side = widget.qr.getModuleCount()
            for y in range(side):
                for x in range(side):
                    if widget.qr.isDark(y, x):
                        canvas.rect(72 + 2 * x, 60 + 2 * y, 2, 2, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_letter() -> None:
    layout = Layout()
    count = iter(range(10**6))

    def fresh() -> bytes:
        # Another code each time: a QR that was cached would cost nothing.
        return surat_pengantar.render(replace(LETTER, scan=f"SD:C:2026-{next(count):04d}-H"), layout).pdf

    compare("letter with number, table, QR", fresh, _raw, 1.3)


def test_number_with_log(tmp_path: Path) -> None:
    office = open_office(tmp_path / "kantor", NOW)
    raw = sqlite3.connect(tmp_path / "raw.db", isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE counter (year INTEGER PRIMARY KEY, last INTEGER)",
        "CREATE TABLE line (id INTEGER PRIMARY KEY, urut INTEGER, text TEXT)",
        "CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT)",
        "INSERT INTO counter VALUES (2026, 0)",
    ):
        raw.execute(statement).close()
    wish = NumberWish("outgoing", "Hal", "Tujuan", date(2026, 11, 23))

    def bare() -> None:
        for _ in range(20):
            raw.execute("BEGIN IMMEDIATE")
            (last,) = raw.execute("UPDATE counter SET last = last + 1 RETURNING last").fetchone()
            raw.execute("INSERT INTO line (urut, text) VALUES (?, ?)", (last, f"000/{last}/Kec/2026"))
            raw.execute("INSERT INTO log (body) VALUES (?)", (f'{{"number": {last}}}',))
            raw.execute("COMMIT")

    def ours() -> None:
        for _ in range(20):
            take_number(office, wish, by="Petugas", now=NOW)

    compare("number + log, durable, 20 of them", ours, bare, 6, waits=True)
    office.close()
    raw.close()
