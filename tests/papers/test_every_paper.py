"""What holds for each paper: size, fonts, edges, the same bytes again, and how it looks."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from sopdesk.domain.layout import Layout, Paper
from tests.papers import reading
from tests.papers.form_samples import FORMS
from tests.papers.list_samples import LISTS
from tests.papers.prose_samples import LETTERS
from tests.papers.report_samples import REPORTS
from tests.papers.samples import PAPERS as SHEETS

HERE = Path(__file__).parent
SNAPSHOTS = HERE / "snapshots"
REWRITE = os.environ.get("SOPDESK_WRITE_SNAPSHOTS") == "1"
PAPERS = {**SHEETS, **LETTERS, **LISTS, **FORMS, **REPORTS}
LANDSCAPE = {
    "agenda-keluar", "agenda-masuk", "agenda-masuk-kosong", "ekspedisi", "map-camat", "map-camat-kosong", "papan",
    "laporan", "laporan-bulan", "pemantauan",
}  # fmt: skip
HALF = {"disposisi-setengah"}
ENVELOPES = {"amplop": (110, 220), "amplop-folio": (240, 350)}
DPI = 50

every_paper = pytest.mark.parametrize("name", sorted(PAPERS))


@every_paper
@pytest.mark.parametrize(("paper", "short", "long"), [(Paper.F4, 215, 330), (Paper.A4, 210, 297)])
def test_pages_have_the_size_of_the_paper(name: str, paper: Paper, short: float, long: float) -> None:
    wide, tall = (long, short) if name in LANDSCAPE else (short, long)
    if name in HALF:
        tall = tall / 2
    tall, wide = ENVELOPES.get(name, (tall, wide))
    for page in reading.pages(PAPERS[name](Layout(paper=paper)).pdf):
        size = (page.width, page.height)
        assert size == pytest.approx((wide * reading.MM, tall * reading.MM), abs=0.01)


@every_paper
def test_every_font_is_embedded(name: str) -> None:
    pdf = PAPERS[name](Layout()).pdf
    fonts = re.findall(rb"/Type /Font\b(?!Descriptor)", pdf)
    assert fonts
    assert len(re.findall(rb"/FontFile2 \d", pdf)) == len(fonts)
    assert b"/Type1" not in pdf
    assert b"Helvetica" not in pdf


@every_paper
@pytest.mark.parametrize(
    "layout", [Layout(), Layout(Paper.A4, 0, 0, 0, 0, 13), Layout(Paper.F4, 45, 45, 45, 45, 9)]
)
def test_nothing_is_near_the_edges(name: str, layout: Layout) -> None:
    dot = 25.4 / 72
    for left, top, right, bottom in reading.margins(PAPERS[name](layout).pdf):
        assert left >= 13 - dot
        assert top >= 13 - dot
        assert right >= 13 - dot
        assert bottom >= 15 - dot


@every_paper
def test_a_file_says_nothing_of_time_or_person(name: str) -> None:
    pdf = PAPERS[name](Layout()).pdf
    assert b"/CreationDate (D:20000101000000+00'00')" in pdf
    assert b"/Author ()" in pdf
    assert b"anonymous" not in pdf
    title = re.search(rb"/Title \((.*?)\)", pdf)
    assert title is not None
    assert b"NAMA" not in title[1]


def test_another_process_makes_the_same_bytes() -> None:
    here = {name: hashlib.sha256(make(Layout()).pdf).hexdigest() for name, make in PAPERS.items()}
    again = {name: hashlib.sha256(make(Layout()).pdf).hexdigest() for name, make in reversed(PAPERS.items())}
    assert again == here
    script = (
        "import hashlib\n"
        "from sopdesk.domain.layout import Layout\n"
        "from tests.papers.test_every_paper import PAPERS\n"
        "for name in sorted(PAPERS, reverse=True):\n"
        "    print(name, hashlib.sha256(PAPERS[name](Layout()).pdf).hexdigest())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=HERE.parents[1],
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Jayapura"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(line.split() for line in done.stdout.splitlines()) == here


@every_paper
def test_it_reads_as_before(name: str) -> None:
    file = SNAPSHOTS / f"{name}.txt"
    found = "\f\n".join(page.text + "\n" for page in reading.pages(PAPERS[name](Layout()).pdf))
    if REWRITE:
        file.write_text(found, encoding="utf-8", newline="\n")
    assert found == file.read_text(encoding="utf-8")


@every_paper
def test_it_looks_as_before(name: str) -> None:
    pictures = reading.pictures(PAPERS[name](Layout()).pdf, DPI)[:2]
    for number, picture in enumerate(pictures, start=1):
        file = SNAPSHOTS / f"{name}-{number}.png"
        if REWRITE:
            picture.quantize(16).save(file, optimize=True)
        before = Image.open(file).convert("L")
        assert picture.size == before.size
        differences = ImageChops.difference(picture, before).histogram()
        # Sixteen shades of grey and another release of the renderer may move a shade, never a line.
        assert sum(differences[96:]) <= 0.0005 * picture.width * picture.height
