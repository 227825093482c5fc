"""Every text of an SOP with the place where it stands, and how places are named in review notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sopdesk.domain.sop import Identity, Sop


@dataclass(frozen=True, slots=True)
class Spot:
    """A text and its place; ``no`` counts steps, worksheet lines and service items (0: not counted)."""

    part: str  # "langkah", "identitas", "lembar kerja", "daftar pelayanan", "kepala tabel", "halaman lain"
    no: int
    text: str


def spots(sop: Sop) -> Iterator[Spot]:
    """All texts of the source, page by page, in the order in which an office reads them."""
    if sop.identity:
        yield from _page("identitas", sop.identity)
    for page in sop.other_pages:
        yield from _page("halaman lain", page)
    if sop.worksheet:
        sheet = sop.worksheet
        for text in (
            sheet.judul_sop,
            sheet.jenis_kegiatan,
            sheet.penanggung_jawab,
            sheet.produk,
            sheet.kegiatan,
        ):
            yield Spot("lembar kerja", 0, text)
        for text in (
            sheet.scope,
            sheet.judul_kegiatan,
            sheet.langkah_awal,
            sheet.langkah_utama,
            sheet.langkah_akhir,
        ):
            yield Spot("lembar kerja", 0, text)
        for line in sheet.steps:
            yield Spot("lembar kerja", line.no, line.text)
    for cell in chain.from_iterable(sop.table_head):
        yield Spot("kepala tabel", 0, cell)
    for step in sop.steps:
        for text in (step.kegiatan, step.kelengkapan, step.waktu, step.output, step.keterangan):
            yield Spot("langkah", step.no, text)
    # Where an SOP is nothing but its service list, that list is its steps already.
    if sop.service != tuple(step.kegiatan for step in sop.steps):
        for no, text in enumerate(sop.service or (), start=1):
            yield Spot("daftar pelayanan", no, text)


def _page(part: str, page: Identity) -> Iterator[Spot]:
    for text in (page.unit, page.sub_unit, page.disahkan_oleh, page.nama):
        yield Spot(part, 0, text)
    for text in chain(page.dasar_hukum, page.keterkaitan, page.peringatan, page.kualifikasi):
        yield Spot(part, 0, text)
    for text in chain(page.peralatan, page.pencatatan):
        yield Spot(part, 0, text)


def place_of(found: Iterable[Spot]) -> str:
    """Places in words, each part once: ``langkah 4–11; lembar kerja 6``."""
    parts: dict[str, set[int]] = {}
    for spot in found:
        parts.setdefault(spot.part, set()).add(spot.no)
    return "; ".join(f"{part} {spans(numbers - {0})}".rstrip() for part, numbers in parts.items())


def steps_place(numbers: Iterable[int], part: str = "langkah") -> str:
    """The place of numbered lines: ``langkah 4–6, 9``."""
    return f"{part} {spans(numbers)}"


def spans(numbers: Iterable[int]) -> str:
    """Numbers in rising order with runs drawn together: ``4–6, 9``."""
    runs: list[list[int]] = []
    for no in sorted(set(numbers)):
        if runs and no == runs[-1][-1] + 1:
            runs[-1].append(no)
        else:
            runs.append([no])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
