"""The shipped SOPs against the source document, re-read here with its own small readers."""

import re
from collections.abc import Iterator
from dataclasses import astuple
from fractions import Fraction
from pathlib import Path

import pytest

from sopdesk.domain.duration import Unit
from sopdesk.domain.sop import Ask, Desk, Identity, Kind, PeriodKind
from sopdesk.store.catalogue import shipped

SOURCE = (Path(__file__).parent.parent / "data" / "source-redacted.txt").read_text(encoding="utf-8")
LINES = SOURCE.splitlines()
SOPS = {sop.key: sop for sop in shipped()}
# In the order in which the source has them.
TABLES = ("lakip", "renja", "rfk", "rup", "renstra")
WORKSHEETS = ("renja", "lakip", "rfk", "renstra", "rup")
SERVICES = ("renja", "lakip", "rfk", "balasan")


def blocks(first: str, until: str) -> list[list[str]]:
    """Lines from each line that starts with ``first`` to the next such line or one that starts with ``until``."""
    found: list[list[str]] = []
    for line in LINES:
        if line.startswith(first):
            found.append([])
        elif found and line.startswith(until):
            break
        if found:
            found[-1].append(line)
    return found


def table_rows() -> Iterator[tuple[str, list[list[str]]]]:
    for key, block in zip(TABLES, blocks("No.\tKEGIATAN", "Lembar Kerja"), strict=True):
        yield key, [line.split("\t") for line in block if line.strip()]


def pages() -> list[Identity]:
    """The six identity pages in the order of the source."""
    return [
        page
        for page in (
            SOPS["renja"].identity,
            SOPS["renstra"].identity,
            SOPS["lakip"].identity,
            SOPS["rfk"].identity,
            SOPS["renstra"].other_pages[0],
            SOPS["rup"].identity,
        )
        if page
    ]


def test_order_and_counts() -> None:
    assert list(SOPS) == ["renja", "lakip", "rfk", "renstra", "rup", "balasan"]
    assert [len(sop.steps) for sop in SOPS.values()] == [12, 12, 12, 16, 11, 14]


def test_every_cell_of_the_63_steps_is_the_sources() -> None:
    compared = 0
    for key, (_, _, *rows) in table_rows():
        sop = SOPS[key]
        assert len(rows) == len(sop.steps)
        for row, step in zip(rows, sop.steps, strict=True):
            no, kegiatan, _, _, _, _, kelengkapan, waktu, output, keterangan = (cell.strip() for cell in row)
            shown = (str(step.no), step.kegiatan, step.kelengkapan, step.waktu, step.output, step.keterangan)
            assert shown == (no, kegiatan, kelengkapan, waktu, output, keterangan)
            compared += 1
    assert compared == 63


def test_table_heads_are_the_sources() -> None:
    for key, (first, second, *_) in table_rows():
        assert SOPS[key].table_head == (tuple(first), tuple(second))
    assert SOPS["balasan"].table_head == ()


def test_every_field_of_the_six_identity_pages_is_the_sources() -> None:
    found = blocks(" PEMERINTAH", "B. SUB BAGIAN")
    assert len(found) == len(pages()) == 6
    for block, page in zip(found, pages(), strict=True):
        text = "\n".join(block)
        fields = dict(re.findall(r"\t([A-Z][A-Za-z ]+)\t: ?(.*)", text))
        assert page.unit == block[0].split("\t")[0].strip()
        assert page.sub_unit == block[5].split("\t")[0]
        assert page.nomor == fields["Nomor SOP"]
        assert page.tanggal_pembuatan == fields["Tanggal Pembuatan"]
        assert page.tanggal_revisi == fields["Tanggal Revisi"] == ""
        assert page.tanggal_efektif == fields["Tanggal Efektif"]
        assert page.nama == fields["Nama SOP"]
        assert page.disahkan_oleh == fields["Disahkan oleh"].split("[nama]")[0].strip()
        for head, until, items in (
            ("Dasar Hukum", "Keterkaitan SOP", page.dasar_hukum),
            ("Keterkaitan SOP", "Peringatan", page.keterkaitan),
            ("Peringatan", "Kualifikasi Pelaksana", page.peringatan),
            ("Kualifikasi Pelaksana", "Peralatan/ Perlengkapan", page.kualifikasi),
            ("Peralatan/ Perlengkapan", "Pencatatan & Pendataan", page.peralatan),
            ("Pencatatan & Pendataan", "$", page.pencatatan),
        ):
            passage = text[text.index(f"\n{head}\n") + len(head) + 2 :]
            passage = passage[: passage.index(f"\n{until}")] if until != "$" else passage
            plain = re.sub(r"<ol[^>]*>", "", passage).strip()
            # The numbers of the list are its order; nothing else may be lost or changed.
            numbered = " ".join(f"{no}. {item}" for no, item in enumerate(items, start=1))
            assert plain == (" ".join(items) if head == "Peringatan" else numbered)


def test_every_worksheet_is_the_sources() -> None:
    found = blocks("Lembar Kerja Identifikasi", " PEMERINTAH")
    assert len(found) == 5
    for key, block in zip(WORKSHEETS, found, strict=True):
        sheet = SOPS[key].worksheet
        assert sheet is not None
        values = [line.split("\t:\t")[1].strip() for line in block if "\t:\t" in line]
        assert values == [
            sheet.judul_sop,
            sheet.jenis_kegiatan,
            sheet.penanggung_jawab,
            sheet.produk,
            sheet.kegiatan,
            sheet.scope,
            sheet.judul_kegiatan,
            sheet.langkah_awal,
            sheet.langkah_utama,
            sheet.langkah_akhir,
        ]
        rows = [line.split("\t") for line in block if re.match(r"(Langkah \w+)?\t\d+\t", line)]
        assert [(step.no, step.text) for step in sheet.steps] == [
            (int(row[1]), row[2].strip()) for row in rows
        ]
        begins = {row[0]: int(row[1]) for row in rows if row[0]}
        for part in ("awal", "utama", "akhir"):
            assert (
                min(step.no for step in sheet.steps if step.part == part) == begins[f"Langkah {part.title()}"]
            )
        assert [step.part for step in sheet.steps] == sorted(
            (step.part for step in sheet.steps), key=("awal", "utama", "akhir").index
        )
        assert sheet.no == WORKSHEETS.index(key) + 1


def service_sources() -> tuple[list[list[str]], list[str]]:
    """The bullets of each list, cut at the page's edge, and the tails of them all, which end the document."""
    lists = SOURCE.split("B. SUB BAGIAN PERENCANAAN")[1]
    cut = lists.index("Spesifik : Surat balasan") + len("Spesifik : Surat balasan")
    bullets = [
        re.findall(r"^ ?- ([PK].*)$", text, re.M) for text in re.split(r"\n\d\. Prosedur", lists[:cut])[1:]
    ]
    tails = [tail for line in lists[cut:].splitlines() for tail in re.split(r"(?<=;) ", line) if tail]
    # One tail runs over two lines of the scan, and its second line slid to the very end.
    broken = next(no for no, tail in enumerate(tails) if not tail.endswith(";"))
    tails[broken] += " " + tails.pop()
    return bullets, tails


def joins(item: str, begun: int, tail: str) -> bool:
    """Whether ``item`` is what a bullet has of it (``begun`` letters) and then the tail, without a gap between.

    The first letters of a tail may be torn ("liparaf" for "diparaf"); the space before it is in neither.
    """
    wholes = [tail[torn:] for torn in range(4) if tail[torn:]]
    return any(item.endswith(whole) and len(item.removesuffix(whole).rstrip()) <= begun for whole in wholes)


def test_every_service_item_is_a_bullet_and_the_next_tail() -> None:
    all_bullets, tails = service_sources()
    compared = 0
    for key, bullets in zip(SERVICES, all_bullets, strict=True):
        service = SOPS[key].service
        assert service is not None
        joined = "\n".join(bullets)
        for item in service:
            begun = next(length for length in range(len(item), -1, -1) if item[:length] in joined)
            if "[" in item:
                assert item[begun:].split("]")[1] == tails.pop(0)
            elif begun < len(item):
                assert joins(item, begun, tails.pop(0)), item
            else:
                assert item in bullets
            compared += 1
        # No bullet is left out, but for its last word, which the scan may have guessed.
        lost = [bullet for bullet in bullets if not any(bullet[:-9] in item for item in service)]
        assert [bullet[:22] for bullet in lost] == (["Petugas menyerahkan dr"] if key == "renja" else [])
    assert not tails
    assert compared == 45 + 14


def test_the_joined_lines_say_what_they_said() -> None:
    service = {key: SOPS[key].service or () for key in SERVICES}
    assert [len(items) for items in service.values()] == [15, 15, 15, 14]
    assert service["renja"][5].startswith("Kasubag Perencanaan beserta seluruh pelaksana")
    assert service["renja"][6].endswith("sesuai hasil rapat serta menyiapkan surat pengantar;")
    assert service["rfk"][14] == (
        "Petugas mengulang prosedur di atas setiap awal bulan sebelum tgl 4 dengan mengabaikan disposisi pimpinan;"
    )
    for items in service.values():
        assert sum(item.endswith("masing-masing lembar tandatangan pimpinan;") for item in items) == 1


def test_surat_balasan_has_its_service_list_as_steps() -> None:
    sop = SOPS["balasan"]
    assert tuple(step.kegiatan for step in sop.steps) == sop.service
    others = {text for s in sop.steps for text in (s.kelengkapan, s.waktu, s.output, s.keterangan)}
    assert others == {""}


def test_what_the_source_lacks_is_null() -> None:
    assert {key for key, sop in SOPS.items() if sop.identity is None} == {"balasan"}
    assert {key for key, sop in SOPS.items() if sop.worksheet is None} == {"balasan"}
    assert {key for key, sop in SOPS.items() if sop.service is None} == {"renstra", "rup"}
    assert {key for key, sop in SOPS.items() if sop.other_pages} == {"renstra"}
    assert SOPS["balasan"].nomor is None
    for key in SERVICES:
        head = SOPS[key].service_head
        assert head is not None
        assert all(part in SOURCE for part in astuple(head))


def test_no_mark_up_of_the_scan_is_left() -> None:
    assert "<ol" in SOURCE
    assert not [sop.key for sop in SOPS.values() if "<ol" in repr(sop)]


@pytest.mark.parametrize(
    ("key", "left_out", "days", "minutes"),
    [
        ("renja", (), (9, 9), 3 * 60 + 15),
        ("lakip", (), (10, 10), 3 * 60),
        ("rfk", (), (4, 4), 3 * 60 + 40),
        ("rfk", (1,), (3, 3), 3 * 60 + 40),
        ("renstra", (13,), (15, 16), 2 * 60 + 25),
        ("renstra", tuple(no for no in range(1, 17) if no != 13), (30, 30), 0),
        ("rup", (), (3, 3), 6 * 60 + 35),
    ],
)
def test_the_sum_of_the_standard_times(
    key: str, left_out: tuple[int, ...], days: tuple[int, int], minutes: int
) -> None:
    durations = [step.duration for step in SOPS[key].steps if step.no not in left_out]
    assert None not in durations
    parts = [part for duration in durations if duration for part in duration.parts]
    of = {unit: [part for part in parts if part.unit is unit] for unit in Unit}
    assert sum(p.low for p in of[Unit.HARI]) == days[0]
    assert sum(p.high for p in of[Unit.HARI]) == days[1]
    assert sum(p.high for p in of[Unit.MENIT]) + 60 * sum(p.high for p in of[Unit.JAM]) == minutes
    weeks = [part.high for part in of[Unit.MINGGU]]
    assert weeks == ([Fraction(2)] if key == "renstra" and 4 not in left_out else [])


P, K, S, C, U, B = Desk
DESKS = {
    "renja": [P, P, P, P, K, K, P, P, K, S, C, U],
    "lakip": [P, P, P, P, K, K, P, P, K, S, C, U],
    "rfk": [P, P, P, P, K, K, P, P, K, S, C, U],
    "rup": [P, P, P, K, K, P, P, K, S, C, U],
    "renstra": [P, P, P, P, K, K, P, P, K, S, C, U, B, P, C, U],
    "balasan": [P, P, P, K, K, P, P, K, S, C, U, U, U, U],
}
KINDS = {
    "renja": "kerja kerja kerja kerja koreksi rapat kerja kerja paraf paraf tanda_tangan agenda_kirim",
    "lakip": "kerja kerja kerja kerja koreksi rapat kerja kerja paraf paraf tanda_tangan agenda_kirim",
    "rfk": "kerja kerja kerja kerja koreksi koreksi kerja kerja paraf paraf tanda_tangan agenda_kirim",
    "rup": "kerja kerja kerja koreksi koreksi kerja kerja paraf paraf tanda_tangan agenda_kirim",
    "renstra": "kerja kerja kerja kerja koreksi rapat kerja kerja paraf paraf tanda_tangan agenda_kirim"
    " luar kerja tanda_tangan agenda_kirim",
    "balasan": "kerja kerja kerja koreksi koreksi kerja kerja paraf paraf tanda_tangan"
    " kerja kerja kerja agenda_kirim",
}
RETURNS = {
    "renja": {5: 4, 6: 4, 9: 7, 10: 7, 11: 7, 12: 7},
    "lakip": {5: 4, 6: 4, 9: 7, 10: 7, 11: 7, 12: 7},
    "rfk": {5: 4, 6: 4, 9: 7, 10: 7, 11: 7, 12: 7},
    "rup": {4: 3, 5: 3, 8: 6, 9: 6, 10: 6, 11: 6},
    "renstra": {5: 4, 6: 4, 9: 7, 10: 7, 11: 7, 12: 7, 13: 7, 15: 14, 16: 14},
    "balasan": {4: 3, 5: 3, 8: 6, 9: 6, 10: 6, 14: 6},
}


@pytest.mark.parametrize("key", list(SOPS))
def test_desk_kind_and_return_of_each_step(key: str) -> None:
    sop = SOPS[key]
    assert [step.desk for step in sop.steps] == DESKS[key]
    assert [step.kind for step in sop.steps] == [Kind(word) for word in KINDS[key].split()]
    assert {step.no: step.return_to for step in sop.steps if step.return_to} == RETURNS[key]
    assert all(len(step.brief) <= 24 for step in sop.steps)


def test_what_is_asked_and_what_the_program_adds() -> None:
    asked = {(sop.key, step.no): step.asks for sop in SOPS.values() for step in sop.steps if step.asks}
    assert asked == {
        ("renja", 9): (Ask.OUTSIDE_RENSTRA,),
        ("lakip", 9): (Ask.PERCENT,),
        ("rfk", 9): (Ask.PERCENT,),
        ("renstra", 15): (Ask.HIERARCHY_INITIALLED,),
    }
    periods = {key: sop.period for key, sop in SOPS.items()}
    year, month, five = PeriodKind.YEAR, PeriodKind.MONTH, PeriodKind.FIVE_YEARS
    assert periods == dict(zip(SOPS, (year, year, month, five, year, None), strict=True))
    assert {key for key, sop in SOPS.items() if sop.strategic} == {"renja", "renstra"}
    assert {key: sop.first_of_year_only for key, sop in SOPS.items() if sop.first_of_year_only} == {
        "rfk": (1,)
    }
    assert [key for key, sop in SOPS.items() if sop.answer_by_nature] == ["balasan"]
    codes = {key: sop.letter_code for key, sop in SOPS.items()}
    assert codes == {
        "renja": "000.7.2.4",
        "lakip": "000.8.6.3",
        "rfk": "000.7.2.8",
        "renstra": "000.7.2.2",
        "rup": "000.3.1",
        "balasan": "000.7.3",
    }


def _filled(hint: str) -> str:
    return hint.format(tahun="2026", bulan="Maret", kecamatan="Contoh", kabupaten="Contoh")


def test_hints_can_be_filled_in() -> None:
    for sop in SOPS.values():
        hints = (sop.title_hint, sop.subject_hint, sop.addressee_hint)
        assert all(hints) == (sop.key != "balasan")
        assert all("{" not in _filled(hint) for hint in hints)
    assert _filled(SOPS["rfk"].title_hint) == "Laporan RFK dan TEPPA bulan Maret 2026"


def test_the_checklist_follows_the_service_lists() -> None:
    for sop in SOPS.values():
        words = " ".join(sop.checklist)
        assert ("CD" in words) == (sop.key == "lakip")
        for act in ("Nomor", "Gandakan", "stempel", "Amplop", "Kirim", "kembali"):
            assert act in words
