"""Checks of an SOP's identity page, worksheet and service list."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Final

from sopdesk.domain.sop import Identity, Note, Sop
from sopdesk.domain.sop_places import spans, steps_place
from sopdesk.domain.sop_words import bare_words, documents

_OFFICE = re.compile(r"kecamatan\s+(\S.*)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_HANGING: Final = frozenset(
    {"dan", "atau", "untuk", "kepada", "oleh", "yang", "serta", "dari", "ke", "di", "dengan"}
)
_ALIKE = (
    0.5  # below this share of common words two lines say different things, above it they word it differently
)


def _pages(sop: Sop) -> Iterator[tuple[str, Identity]]:
    if sop.identity:
        yield "identitas", sop.identity
    for page in sop.other_pages:
        yield "halaman lain", page


def _missing(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    if sop.identity is None:
        yield Note("no_identity", "Naskah tidak memuat halaman identitas SOP ini.", "identitas")
    if sop.worksheet is None:
        yield Note("no_worksheet", "Naskah tidak memuat lembar kerja identifikasi SOP ini.", "lembar kerja")
    if sop.service is None:
        yield Note("no_service", "Naskah tidak memuat daftar prosedur pelayanan SOP ini.", "daftar pelayanan")
    if sop.other_pages:
        text = f"Ada lebih dari satu halaman identitas; yang lain berjudul “{sop.other_pages[0].nama}”."
        yield Note("second_page", text, "halaman lain")


def _nomor(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    used = [page.nomor for one in (sop, *others) for _, page in _pages(one)]
    for nomor in dict.fromkeys(page.nomor for _, page in _pages(sop)):
        if nomor and used.count(nomor) > 1:
            yield Note(
                "nomor_twice", f"Nomor {nomor} dipakai pada lebih dari satu halaman identitas.", "identitas"
            )


def _office(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    if sop.identity is None or sop.worksheet is None:
        return
    decreed = _OFFICE.search(sop.identity.unit)
    for text in (sop.worksheet.scope, sop.worksheet.penanggung_jawab):
        named = _OFFICE.search(text)
        if decreed and named and named[1].casefold() != decreed[1].casefold():
            said = f"Lembar kerja menyebut Kecamatan {named[1]}, identitas Kecamatan {decreed[1].title()}."
            yield Note("office_mismatch", said, "lembar kerja")
            return


def _title(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    if sop.identity and sop.worksheet:
        decreed, sheet = (
            bare_words(_IN_BRACKETS.sub("", t)) for t in (sop.identity.nama, sop.worksheet.judul_sop)
        )
        if decreed != sheet:
            said = f"Judul di identitas “{sop.identity.nama}”, di lembar kerja “{sop.worksheet.judul_sop}”."
            yield Note("title_differs", said, "identitas")


_EMPTY: Final[tuple[tuple[str, str, Callable[[Identity], object]], ...]] = (
    ("empty_pencatatan", "Pencatatan & Pendataan", lambda page: page.pencatatan),
    ("empty_revisi", "Tanggal Revisi", lambda page: page.tanggal_revisi),
    ("empty_peringatan", "Peringatan", lambda page: page.peringatan),
)


def _empty(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    for code, name, part in _EMPTY:
        places = [place for place, page in _pages(sop) if not part(page)]
        if places:
            yield Note(code, f"Kolom {name} kosong.", "; ".join(dict.fromkeys(places)))
    places = [place for place, page in _pages(sop) if not page.disahkan_oleh]
    if places:
        text = "Kolom Disahkan oleh tidak menyebut jabatan; diisi dari daftar pejabat kantor."
        yield Note("no_office_title", text, "; ".join(dict.fromkeys(places)))


def _related(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    for place, page in _pages(sop):
        own = documents(page.nama)
        for related in page.keterkaitan:
            if own and documents(related) == own:
                yield Note("self_related", f"Keterkaitan menyebut SOP itu sendiri: “{related}”.", place)


def _copied(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    for place, page in _pages(sop):
        for other in others:
            same = other.identity and page.kualifikasi and other.identity.kualifikasi == page.kualifikasi
            if same and documents(page.nama) != documents(other.nama):
                yield Note(
                    "copied_page", f"Kualifikasi pelaksana sama persis dengan SOP {other.label}.", place
                )


def _worksheet_lines(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    """Cut cells, lines that say something else than the table, and lines that only word it differently."""
    del others
    if sop.worksheet is None:
        return
    worded = []
    for step, line in zip(sop.steps, sop.worksheet.steps, strict=False):
        table, sheet = bare_words(step.kegiatan), bare_words(line.text)
        ended = line.text.endswith((";", "."))
        if not ended and sheet and (sheet[-1] in _HANGING or (table[: len(sheet)] == sheet != table)):
            text = f"Baris {line.no} lembar kerja terpotong sesudah “{line.text.split()[-1]}”."
            yield Note("worksheet_cut", text, steps_place([line.no], "lembar kerja"))
        elif SequenceMatcher(None, table, sheet, autojunk=False).ratio() < _ALIKE:
            text = f"Langkah {step.no} di tabel tidak sama isinya dengan lembar kerja: “{line.text}”."
            yield Note("step_differs", text, steps_place([step.no]))
        elif table != sheet:
            worded.append(step.no)
    if worded:
        text = f"Susunan kata langkah {spans(worded)} di tabel berbeda dari lembar kerja."
        yield Note("wording_differs", text, steps_place(worded))
    if len(sop.steps) != len(sop.worksheet.steps):
        text = f"Tabel memuat {len(sop.steps)} langkah, lembar kerja {len(sop.worksheet.steps)}."
        yield Note("step_count_differs", text, "lembar kerja")


def _service(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    torn = [no for no, text in enumerate(sop.service or (), start=1) if "[" in text]
    if torn:
        text = f"Huruf dalam kurung siku pada butir {spans(torn)} hilang dari pindaian naskah."
        yield Note("service_gap", text, steps_place(torn, "daftar pelayanan"))


def _stray_letters(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    for place, page in _pages(sop):
        for text in chain(page.dasar_hukum, page.keterkaitan, page.kualifikasi, page.peralatan):
            if re.match(r"[a-z]\. ", text):
                yield Note("stray_letter", f"Ada huruf urut yang tertinggal: “{text}”.", place)


PAGE_CHECKS: Final = (
    _missing,
    _nomor,
    _office,
    _title,
    _empty,
    _related,
    _copied,
    _worksheet_lines,
    _service,
    _stray_letters,
)
