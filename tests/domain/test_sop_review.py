"""The review of the shipped SOPs: everything known to be wrong in the source comes out, each thing once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from sopdesk.domain.duration import Duration
from sopdesk.domain.sop import Identity, Note, Sop, Step, Worksheet, WorksheetStep
from sopdesk.domain.sop_places import place_of, spans, spots
from sopdesk.domain.sop_review import all_notes, renewed, review
from sopdesk.store.catalogue import shipped

ALL = shipped()
SOPS = {sop.key: sop for sop in ALL}

# What product.md and the norms name as wrong in the source: SOP, code, place, a word of the text.
LISTED = [
    ("renstra", "nomor_twice", "identitas", "09/SOP/BTG"),
    ("renja", "office_mismatch", "lembar kerja", "Kecamatan Arut Selatan"),
    ("lakip", "office_mismatch", "lembar kerja", "Pangkalan Banteng"),
    ("rfk", "office_mismatch", "lembar kerja", "Arut Selatan"),
    ("renstra", "office_mismatch", "lembar kerja", "Arut Selatan"),
    ("rup", "office_mismatch", "lembar kerja", "Arut Selatan"),
    ("rfk", "misspelling", "langkah 12", "“mengandatangani” agaknya salah tulis untuk “mengagendakan”"),
    ("rfk", "misspelling", "lembar kerja 6; langkah 6", "“RFP”"),
    ("renja", "sip_for_nip", "identitas", "“SIP.”"),
    ("renstra", "range_waktu", "langkah 14", "“2-3 hari”"),
    *((key, "empty_pencatatan", "identitas", "Pencatatan") for key in ("renja", "lakip", "rfk", "rup")),
    ("renstra", "empty_pencatatan", "identitas; halaman lain", "Pencatatan"),
    *((key, "empty_revisi", "identitas", "Revisi") for key in ("renja", "lakip", "rfk", "rup")),
    ("renja", "foreign_output", "langkah 4–11", "Rencana Strategis"),
    ("renja", "step_differs", "langkah 2", "renstra 5 tahunan"),
    ("renstra", "foreign_output", "langkah 6", "Penetapan Kinerja"),
    ("rup", "self_related", "identitas", "(RUP)"),
    ("renstra", "self_related", "halaman lain", "(RENSTRA)"),
    ("renstra", "copied_page", "halaman lain", "RUP"),
    ("renstra", "second_page", "halaman lain", "Rencana Rencana Strategis"),
    ("renstra", "doubled_word", "halaman lain", "Rencana"),
    ("lakip", "misspelling", "kepala tabel", "“Secam”"),
    ("rfk", "misspelling", "langkah 1", "“Sebbag”"),
    ("lakip", "misspelling", "langkah 2", "“Rensrta”"),
    ("renstra", "misspelling", "langkah 2–3", "“RPJPM”"),
    ("renstra", "misspelling", "langkah 13", "“PPJMD”"),
    ("renstra", "misspelling", "langkah 7", "“Stratgis”"),
    ("renstra", "misspelling", "halaman lain", "“Startegis”"),
    ("rfk", "shifted_head", "kepala tabel", "bergeser"),
    ("renja", "worksheet_cut", "lembar kerja 10", "“dan”"),
    *((key, "worksheet_cut", "lembar kerja 1", "“menerima”") for key in ("lakip", "rfk", "rup")),
    ("rup", "title_differs", "identitas", "Laporan Pelaksanaan"),
    ("balasan", "no_waktu", "langkah 1–14", "tanpa waktu baku"),
    ("lakip", "short_scrutiny", "langkah 10–11", "5 menit"),
    ("rfk", "infeasible_deadline", "daftar pelayanan 15", "3 hari 3 jam 40 menit"),
    ("renstra", "desk_without_column", "langkah 13", "BAPPEDA"),
    ("lakip", "service_gap", "daftar pelayanan 6", "kurung siku"),
    ("balasan", "service_gap", "daftar pelayanan 5", "kurung siku"),
    ("renja", "service_guessed", "daftar pelayanan", "sesuai arahan"),
    *(
        (key, "service_joined", "daftar pelayanan", "terpotong")
        for key in ("renja", "lakip", "rfk", "balasan")
    ),
    *((key, "signer_spelling", "identitas", "ejaan") for key in ("renja", "lakip", "rfk", "renstra", "rup")),
    *(
        (key, "flow_symbols_lost", "kepala tabel", "Lambang")
        for key in ("renja", "lakip", "rfk", "renstra", "rup")
    ),
]


@pytest.mark.parametrize(("key", "code", "place", "word"), LISTED)
def test_each_listed_thing_comes_out_once(key: str, code: str, place: str, word: str) -> None:
    found = [
        note for note in SOPS[key].notes if (note.code, note.place) == (code, place) and word in note.text
    ]
    assert len(found) == 1


@pytest.mark.parametrize("key", list(SOPS))
def test_the_file_carries_all_that_the_checks_find_and_nothing_twice(key: str) -> None:
    sop = SOPS[key]
    assert set(review(sop, ALL)) <= set(sop.notes)
    assert all_notes(sop, ALL) == sop.notes
    assert Counter((note.code, note.text) for note in sop.notes).most_common(1)[0][1] == 1
    assert all(note.text.endswith(".") and "!" not in note.text for note in sop.notes)


def test_what_only_the_file_knows() -> None:
    kept = {key: {note.code for note in set(sop.notes) - set(review(sop, ALL))} for key, sop in SOPS.items()}
    table = {"flow_symbols_lost", "signer_spelling"}
    assert kept == {
        "renja": table | {"sip_for_nip", "legal_basis_old", "service_joined", "service_guessed"},
        "lakip": table | {"legal_basis_old", "service_joined", "service_guessed"},
        "rfk": table | {"service_joined"},
        "renstra": table | {"legal_basis_old", "second_page_copy"},
        "rup": table | {"legal_basis_copied"},
        "balasan": {"desk_inferred", "service_joined", "letter_code_assumed"},
    }


def codes(sop: Sop, *others: Sop) -> set[str]:
    return {note.code for note in review(sop, others)}


def with_step(sop: Sop, no: int, **changes: object) -> Sop:
    step: Step = replace(sop.step(no), **changes)  # type: ignore[arg-type]  # names of fields, checked by replace
    return replace(sop, steps=(*sop.steps[: no - 1], step, *sop.steps[no:]))


def with_page(sop: Sop, **changes: object) -> Sop:
    assert sop.identity
    page: Identity = replace(sop.identity, **changes)  # type: ignore[arg-type]  # as above
    return replace(sop, identity=page, nomor=page.nomor, nama=page.nama)


def with_line(sop: Sop, no: int, text: str) -> Sop:
    assert sop.worksheet
    lines = sop.worksheet.steps
    line = WorksheetStep(lines[no - 1].part, no, text)
    return replace(sop, worksheet=replace(sop.worksheet, steps=(*lines[: no - 1], line, *lines[no:])))


def with_sheet(sop: Sop, **changes: str) -> Sop:
    assert sop.worksheet
    sheet: Worksheet = replace(sop.worksheet, **changes)  # type: ignore[arg-type]  # as above
    return replace(sop, worksheet=sheet)


def clean() -> Sop:
    """LAKIP put right in every place that a check looks at."""
    sop = SOPS["lakip"]
    right = {
        "Rensrta": "Renstra", "subag": "subbag", "merubah": "mengubah", "matrik ": "matriks ", "matrik;": "matriks;",
        "Kasubag": "Kasubbag", "Secam": "Sekcam", "tandatangan ": "tanda tangan ", "[da]n": "dan",
    }  # fmt: skip

    def mend(text: str) -> str:
        for wrong, good in right.items():
            text = text.replace(wrong, good)
        return text

    assert sop.worksheet
    assert sop.identity
    steps = tuple(
        replace(
            step,
            kegiatan=mend(step.kegiatan if step.kegiatan.endswith(";") else step.kegiatan + ";"),
            kelengkapan=mend(step.kelengkapan),
            waktu=step.waktu.replace("5 menit", "20 menit").replace("10 menit", "20 menit"),
            duration=Duration.parse("20 menit") if "menit" in step.waktu else step.duration,
        )
        for step in sop.steps
    )
    head = (sop.table_head[0], (*map(mend, sop.table_head[1]), "Bagian Umum"))
    sheet = replace(
        sop.worksheet,
        judul_sop=sop.nama,
        penanggung_jawab="Sekretaris Kecamatan Pangkalan Banteng",
        scope="Kecamatan Pangkalan Banteng",
        steps=tuple(
            replace(line, text=step.kegiatan) for line, step in zip(sop.worksheet.steps, steps, strict=True)
        ),
    )
    page = replace(
        sop.identity,
        tanggal_revisi="02 Juni 2025",
        pencatatan=("Buku agenda",),
        dasar_hukum=("Undang-Undang Nomor 28 Tahun 1999",),
        peringatan=("Persentase capaian keuangan tidak melebihi capaian fisik.",),
        peralatan=("Dok RFK dan TEPPA",),
    )
    service = tuple(map(mend, sop.service or ()))
    return replace(
        sop, steps=steps, worksheet=sheet, identity=page, service=service, table_head=head, notes=()
    )


def test_a_faultless_sop_has_no_notes() -> None:
    assert review(clean(), ALL) == ()


Change = Callable[[Sop], Sop]
SPOILT: list[tuple[str, Change]] = [
    ("no_identity", lambda sop: replace(sop, identity=None)),
    ("no_worksheet", lambda sop: replace(sop, worksheet=None)),
    ("no_service", lambda sop: replace(sop, service=None)),
    ("second_page", lambda sop: replace(sop, other_pages=(replace(sop.identity or _never(), nomor="99"),))),
    ("nomor_twice", lambda sop: with_page(sop, nomor="06/SOP/BTG")),
    ("office_mismatch", lambda sop: with_sheet(sop, scope="Kecamatan Kumai")),
    ("office_mismatch", lambda sop: with_sheet(sop, penanggung_jawab="Sekretaris Kecamatan Kumai")),
    ("title_differs", lambda sop: with_sheet(sop, judul_sop="Penyusunan LAKIP")),
    ("empty_pencatatan", lambda sop: with_page(sop, pencatatan=())),
    ("empty_revisi", lambda sop: with_page(sop, tanggal_revisi="")),
    ("empty_peringatan", lambda sop: with_page(sop, peringatan=())),
    ("no_office_title", lambda sop: with_page(sop, disahkan_oleh="")),
    ("self_related", lambda sop: with_page(sop, keterkaitan=("SOP LAKIP",))),
    ("copied_page", lambda sop: with_page(sop, kualifikasi=(SOPS["rup"].identity or _never()).kualifikasi)),
    ("worksheet_cut", lambda sop: with_line(sop, 2, "Pelaksana mempelajari dokumen")),
    ("worksheet_cut", lambda sop: with_line(sop, 2, "Pelaksana membaca buku sumber dan")),
    ("step_differs", lambda sop: with_line(sop, 2, "Kasubbag memanggil rapat;")),
    (
        "wording_differs",
        lambda sop: with_line(sop, 2, "Pelaksana mempelajari dokumen sumber (renstra lima tahunan);"),
    ),
    ("step_count_differs", lambda sop: replace(sop, steps=sop.steps[:11])),
    ("service_gap", lambda sop: replace(sop, service=("Petugas [..]",))),
    ("stray_letter", lambda sop: with_page(sop, dasar_hukum=("b. Inpres",))),
    ("shifted_head", lambda sop: replace(sop, table_head=(("No.", "Keterangan"), sop.table_head[1]))),
    ("desk_without_column", lambda sop: replace(sop, table_head=(sop.table_head[0],))),
    ("foreign_output", lambda sop: with_step(sop, 4, output="draf renja")),
    ("output_misplaced", lambda sop: with_step(sop, 7, output="koreksi")),
    ("no_waktu", lambda sop: with_step(sop, 7, waktu="", duration=None)),
    ("range_waktu", lambda sop: with_step(sop, 7, waktu="1-2 hari", duration=Duration.parse("1-2 hari"))),
    ("short_scrutiny", lambda sop: with_step(sop, 10, waktu="10 menit", duration=Duration.parse("10 menit"))),
    ("many_acts", lambda sop: with_step(sop, 12, waktu="5 menit", duration=Duration.parse("5 menit"))),
    ("infeasible_deadline", lambda sop: replace(sop, service=("Petugas mengulang sebelum tanggal 10;",))),
    ("signature_without_paraf", lambda sop: replace(sop, steps=sop.steps[:8] + sop.steps[10:])),
    ("misspelling", lambda sop: with_step(sop, 7, output="Rensrta")),
    ("nonstandard", lambda sop: with_step(sop, 7, output="matrik")),
    ("two_spellings", lambda sop: with_step(sop, 7, output="Kasubag")),
    ("doubled_word", lambda sop: with_step(sop, 7, output="laporan Laporan")),
    ("missing_space", lambda sop: with_step(sop, 7, output="laporan,berkas")),
    ("no_end_mark", lambda sop: with_step(sop, 7, kegiatan=sop.step(7).kegiatan.rstrip(";"))),
]


def _never() -> Identity:
    raise AssertionError("the shipped SOPs have identity pages")


@pytest.mark.parametrize(("code", "spoil"), SPOILT)
def test_each_check_bites(code: str, spoil: Change) -> None:
    assert code in codes(spoil(clean()), *ALL)


def test_no_check_is_left_without_a_test() -> None:
    found = {note.code for sop in ALL for note in review(sop, ALL)}
    assert found <= {code for code, _ in SPOILT}


def test_a_limit_that_can_be_kept_is_no_fault() -> None:
    # 10 days and 2 hours do not fit before the 10th or the 11th; they do before the 12th.
    for day, kept in ((10, False), (11, False), (12, True)):
        spoilt = replace(clean(), service=(f"Petugas mengulang sebelum tgl {day};",))
        assert ("infeasible_deadline" not in codes(spoilt)) == kept


def test_a_number_used_by_another_sop_is_found_in_both() -> None:
    twin = replace(with_page(clean(), nomor="07/SOP/BTG"), key="kembar")
    assert "nomor_twice" in codes(twin, SOPS["lakip"])
    assert "nomor_twice" in codes(SOPS["lakip"], twin)
    assert "nomor_twice" not in codes(SOPS["lakip"], SOPS["lakip"])


def test_a_corrected_step_loses_its_notes_and_the_rest_stay() -> None:
    before = SOPS["rfk"]
    right = before.step(12).kegiatan.replace("mengandatangani", "mengagendakan")
    gone = set(before.notes) - set(renewed(before, with_step(before, 12, kegiatan=right), ALL))
    assert [note.text for note in gone] == ["“mengandatangani” agaknya salah tulis untuk “mengagendakan”."]


def test_a_kept_note_goes_when_its_place_is_rewritten() -> None:
    own = Note("office_remark", "Perlu ditanyakan ke BAPPEDA.", "langkah 3")
    before = replace(SOPS["rup"], notes=(*SOPS["rup"].notes, own))
    assert own in renewed(before, with_step(before, 4, output="draf"), ALL)
    assert own not in renewed(before, with_step(before, 3, output="draf"), ALL)


def test_a_new_fault_is_noted_in_the_new_revision() -> None:
    before = SOPS["rup"]
    added = set(renewed(before, with_step(before, 3, output="Rensrta"), ALL)) - set(before.notes)
    assert ("misspelling", "langkah 3") in {(note.code, note.place) for note in added}


def test_places_in_words() -> None:
    assert spans([9, 4, 5, 6, 4]) == "4–6, 9"
    assert (
        place_of(spot for spot in spots(SOPS["renja"]) if "Kasubbag" in spot.text)
        == "lembar kerja; kepala tabel"
    )
    assert place_of(spot for spot in spots(SOPS["balasan"]) if "lampiranya" in spot.text) == "langkah 7"
