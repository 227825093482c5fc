"""Every paper on a real print queue: its size, its edges, its fonts, its codes, as they come out of CUPS."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image, ImageChops

from sopdesk.domain.layout import Layout, Paper
from sopdesk.papers.pen import Rendered
from sopdesk.services.paper_orders import MAKERS
from tests.cups.queue import NAME, Queue, lacking
from tests.papers import reading
from tests.papers.form_samples import FORMS
from tests.papers.list_samples import LISTS
from tests.papers.prose_samples import LETTERS
from tests.papers.report_samples import REPORTS
from tests.papers.samples import PAPERS as SHEETS
from tests.papers.samples import control_sheet

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(lacking()), reason=lacking())]

DPI = 300
DOT = 25.4 / DPI
NEAR = 3 * DOT  # a dot of rounding, and half the width of a rule that stands on the edge
ROOT = Path(__file__).resolve().parents[2]
SAMPLES: Mapping[str, Callable[[Layout], Rendered]] = {**SHEETS, **LETTERS, **LISTS, **FORMS, **REPORTS}
# Which samples stand for a paper of the program.
OF_PAPER: Mapping[str, tuple[str, ...]] = {
    "surat-pengantar": ("surat-terbit", "surat-konsep-arsip", "surat-nomor", "surat-distempel"),
    "surat-balasan": ("balasan-terbit",),
    "nota-dinas": ("nota-dinas",),
    "lembar-kendali": ("lembar-kendali",),
    "cap-paraf": ("cap-paraf",),
    "cap-agenda": ("cap-agenda",),
    "agenda-keluar": ("agenda-keluar",),
    "agenda-masuk": ("agenda-masuk",),
    "ekspedisi": ("ekspedisi",),
    "disposisi": ("disposisi", "disposisi-setengah"),
    "tanda-terima": ("tanda-terima",),
    "amplop": ("amplop", "amplop-folio"),
    "label": ("label",),
    "map-camat": ("map-camat",),
    "riwayat": ("riwayat",),
    "papan": ("papan",),
    "penggaris": ("penggaris",),
    "berita-acara": ("berita-acara",),
    "pagi": ("pagi",),
    "laporan": ("laporan",),
    "pemantauan": ("pemantauan",),
    "kenapa-terlambat": ("kenapa-terlambat",),
}
ON_A4 = ("surat-terbit", "lembar-kendali", "agenda-keluar")
NAMES = sorted(name for names in OF_PAPER.values() for name in names)
ALL = [*NAMES, *(f"{name}-a4" for name in ON_A4)]
F4, A4 = (609.45, 935.43), (595.28, 841.89)
SIZES = {
    "surat-terbit": F4,
    "lembar-kendali": F4,
    "lembar-kendali-a4": A4,
    "surat-terbit-a4": A4,
    "agenda-keluar": F4[::-1],
    "agenda-keluar-a4": A4[::-1],
    "disposisi-setengah": (609.45, 467.72),
    "amplop": (623.62, 311.81),
    "amplop-folio": (992.13, 680.31),
}


@dataclass(frozen=True)
class Printed:
    """A paper as the program made it, and as it came out: a lying page stands upright in the printer."""

    made: bytes
    came: bytes

    def pictures(self, dpi: float) -> list[Image.Image]:
        """The print-out as it is read."""
        lies = [page.width > page.height for page in reading.pages(self.made)]
        shown = reading.pictures(self.came, dpi)
        assert all(picture.width < picture.height for picture in shown)
        return [p.rotate(-90, expand=True) if turned else p for p, turned in zip(shown, lies, strict=True)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Printed]]:
    """Every paper, printed once."""
    folder = tmp_path_factory.mktemp("kertas")
    made = {name: SAMPLES[name](Layout()).pdf for name in NAMES}
    made |= {f"{name}-a4": SAMPLES[name](Layout(paper=Paper.A4)).pdf for name in ON_A4}
    for name, pdf in made.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    # Not in pytest's own folder, which it keeps shut from the user that the filters run as.
    with TemporaryDirectory(prefix="sopdesk-cups-") as place:
        yield _printed(Queue(Path(place)), folder, made)


def _printed(queue: Queue, folder: Path, made: Mapping[str, bytes]) -> dict[str, Printed]:
    try:
        queue.start()
        done = subprocess.run(
            [sys.executable, "-m", "tests.cups.hand", NAME, str(folder)],
            cwd=ROOT,
            env={**queue.env, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        queue.wait()
        came = queue.sheets()
        return {name: Printed(made[name], sheet) for name, sheet in zip(sorted(made), came, strict=True)}
    finally:
        queue.stop()


def test_no_paper_of_the_program_is_left_out() -> None:
    assert set(OF_PAPER) == set(MAKERS)


@pytest.mark.parametrize("name", ALL)
def test_the_sheet_has_its_size(printed: dict[str, Printed], name: str) -> None:
    came = [(page.width, page.height) for page in reading.pages(printed[name].came)]
    wanted = [(page.width, page.height) for page in reading.pages(printed[name].made)]
    assert came == [pytest.approx(sorted(size), abs=1) for size in wanted]
    if name in SIZES:
        assert wanted[0] == pytest.approx(SIZES[name], abs=0.1)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_nearer_to_the_edge_than_a_printer_reaches(printed: dict[str, Printed], name: str) -> None:
    sizes = [(page.width, page.height) for page in reading.pages(printed[name].made)]
    pictures = printed[name].pictures(DPI)
    for picture, (width, height) in zip(pictures, sizes, strict=True):
        ink = _ink(picture)
        assert ink is not None
        left, top, right, bottom = (edge * DOT for edge in ink)
        # To the edges of the paper that is in the tray: the driver rounds the sheet to whole points.
        edges = (left, top, width / reading.MM - right, height / reading.MM - bottom)
        assert min(edges[:3]) >= 13 - NEAR
        assert edges[3] >= 15 - NEAR


@pytest.mark.parametrize("name", ALL)
def test_every_font_is_in_the_file(printed: dict[str, Printed], name: str, tmp_path: Path) -> None:
    file = tmp_path / "made.pdf"
    file.write_bytes(printed[name].made)
    said = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in said.splitlines()[2:]]
    assert rows
    # Name, kind (one or two words), encoding, then: embedded, subset, unicode.
    assert all(row[-5] == "yes" for row in rows), said


@pytest.mark.parametrize("name", ALL)
def test_the_print_out_is_what_the_preview_shows(printed: dict[str, Printed], name: str) -> None:
    pairs = zip(reading.pictures(printed[name].made, 100), printed[name].pictures(100), strict=True)
    for made, came in pairs:
        # A dot more or less at the edge of the sheet is the rounding of its size.
        width, height = (min(sides) for sides in zip(made.size, came.size, strict=True))
        box = (0, 0, width, height)
        differs = ImageChops.difference(_blurred(made.crop(box)), _blurred(came.crop(box)))
        shades = differs.histogram()
        assert sum(shades[110:]) == 0
        assert sum(shades[60:]) <= 0.002 * width * height


@pytest.mark.parametrize("name", ALL)
def test_every_code_is_read_from_the_print_out(printed: dict[str, Printed], name: str) -> None:
    made = [_codes(picture) for picture in reading.pictures(printed[name].made, DPI)]
    came = [_codes(picture) for picture in printed[name].pictures(DPI)]
    assert came == made


@pytest.mark.parametrize("name", ["lembar-kendali", "lembar-kendali-a4"])
def test_both_codes_of_each_step_are_read_from_the_print_out(printed: dict[str, Printed], name: str) -> None:
    sheet = control_sheet()
    wanted = {code.replace(" ", "") for step in sheet.steps for code in (step.receive_code, step.send_code)}
    found = {code for picture in printed[name].pictures(DPI) for code in _codes(picture)}
    assert found == (wanted - {""}) | {sheet.scan}


@pytest.mark.parametrize("name", ["surat-terbit", "surat-terbit-a4"])
def test_the_sheet_that_comes_back_bears_its_code(printed: dict[str, Printed], name: str) -> None:
    first, second = printed[name].pictures(DPI)
    assert (_codes(first), _codes(second)) == ([], ["KMC-2026-0044-K"])


def _ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of the dots that are black for more than a half."""
    return picture.point([255 if shade < 128 else 0 for shade in range(256)]).getbbox()


def _codes(picture: Image.Image) -> list[str]:
    from pyzbar import pyzbar

    return sorted(found.data.decode() for found in pyzbar.decode(picture))


def _blurred(picture: Image.Image) -> Image.Image:
    from PIL import ImageFilter

    return picture.filter(ImageFilter.GaussianBlur(1.5))
