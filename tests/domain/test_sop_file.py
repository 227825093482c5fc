"""Reading and writing SOP files: what is kept, and what is refused on which line."""

import json
from dataclasses import fields, replace
from fractions import Fraction

import pytest

from sopdesk.domain.duration import Duration
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.sop import Identity, Note, Sop, Step, Worksheet
from sopdesk.domain.sop_file import read_sop, to_file_text, to_json
from sopdesk.store.catalogue import shipped

SOPS = {sop.key: sop for sop in shipped()}
RFK = to_file_text(SOPS["rfk"])


def refused(text: str) -> tuple[int, str]:
    with pytest.raises(Refused) as caught:
        read_sop(text, "coba.json")
    assert caught.value.rule is Rule.BAD_SOP
    assert caught.value.data["file"] == "coba.json"
    line, reason = caught.value.data["line"], caught.value.data["reason"]
    assert isinstance(line, int)
    return line, str(reason)


def step_of(no: int, text: str = RFK) -> int:
    """Where in ``text`` the table's step ``no`` begins."""
    return text.index(f'"no": {no},', text.index('"steps": [', text.index('"table_head"')))


# What is changed in step 6 of RFK (from, to), what stands on the refused line, and a word of the reason.
STEP_CASES = [
    ('"no": 6', '"no": 7', '"no": 7', "berurutan"),
    ('"no": 6', '"no": true', '"no": true', "bilangan bulat"),
    ('"no": 6', '"no": "6"', '"no": "6"', "bilangan bulat"),
    ('"waktu": "1 jam"', '"waktu": "1 jamm"', '"waktu": "1 jamm"', "tidak terbaca"),
    ('"waktu": "1 jam"', '"waktu": "0 jam"', '"waktu": "0 jam"', "tidak terbaca"),
    ('"waktu": "1 jam"', '"waktu": "3-2 hari"', '"waktu": "3-2 hari"', "tidak terbaca"),
    ('"waktu": "1 jam"', '"waktu": null', '"waktu": null', "teks"),
    ('"desk": "kasubbag"', '"desk": "kasi"', '"desk": "kasi"', "pelaksana, kasubbag"),
    ('"desk": "kasubbag"', '"desk": "bappeda"', '"kind": "koreksi"', "luar"),
    ('"kind": "koreksi"', '"kind": "periksa"', '"kind": "periksa"', "kerja, koreksi"),
    ('"kind": "koreksi"', '"kind": "luar"', '"kind": "luar"', "luar"),
    ('"kind": "koreksi"', '"kind": "agenda_kirim"', '"no": 6', "belum ditandatangani"),
    ('"return_to": 4', '"return_to": 6', '"return_to": 6', "langkah sebelum 6"),
    ('"return_to": 4', '"return_to": 0', '"return_to": 0', "langkah sebelum 6"),
    ('"return_to": 4', '"return_to": "4"', '"return_to": "4"', "bilangan bulat"),
    ('"return_to": 4', '"return_to": 4, "meja": 1', '"meja": 1', "tidak dikenal"),
    ('"asks": []', '"asks": ["percent", "percent"]', '"percent", "percent"', "dua kali"),
    ('"asks": []', '"asks": ["persen"]', '"persen"', "bukan salah satu"),
    ('"asks": []', '"asks": "percent"', '"asks": "percent"', "daftar"),
    ('"brief": "Koreksi Kasubbag"', '"brief": " "', '"brief": " "', "kosong"),
    ('"brief": "Koreksi Kasubbag"', '"brief": "' + "x" * 61 + '"', "xxx", "60 karakter"),
    ('"output": "Koreksi"', r'"output": "a\tb"', r"a\tb", "kendali"),
    ('"output": "Koreksi"', '"output": "' + "y" * 2001 + '"', "yyy", "2000 karakter"),
    ('"output": "Koreksi",', "", '"no": 6', "“output” tidak ada"),
]


@pytest.mark.parametrize(("old", "new", "place", "reason"), STEP_CASES)
def test_a_broken_step_is_refused_with_its_line(old: str, new: str, place: str, reason: str) -> None:
    at = RFK.index(old, step_of(6))
    text = RFK[:at] + new + RFK[at + len(old) :]
    begin = text.rindex("{", 0, at) if place == '"no": 6' else text.index(place, step_of(6))
    assert refused(text)[0] == text.count("\n", 0, begin) + 1
    assert reason in refused(text)[1]


# The same for the SOP as a whole: the line is that of the first place of the third text.
WHOLE_CASES = [
    ('"key": "rfk"', '"key": "RFK"', '"key": "RFK"', "bukan kode"),
    ('"key": "rfk"', '"key": "../rfk"', '"key": "../rfk"', "bukan kode"),
    ('"key": "rfk",', "", "{", "“key” tidak ada"),
    ('"label": "RFK & TEPPA"', '"label": ""', '"label": ""', "kosong"),
    ('"nomor": "08/SOP/BTG"', '"nomor": "09/SOP/BTG"', '"nomor": "09/SOP/BTG"', "halaman identitas"),
    ('"nama": "Penyusunan', '"nama": "Pembuatan', '"nama": "Pembuatan', "halaman identitas"),
    ('"revision": 1', '"revision": 0', '"revision": 0', "di luar"),
    ('"revision": 1', '"revision": 1.0', '"revision": 1.0', "bilangan bulat"),
    ('"period": "month"', '"period": "week"', '"period": "week"', "year, month"),
    ('"title_hint": "Laporan', '"title_hint": "{nama} Laporan', '"title_hint": "{nama}', "{nama}"),
    ('"title_hint": "Laporan', '"title_hint": "{tahun!r} Laporan', '"title_hint": "{tahun!r}', "{tahun!r}"),
    ('"title_hint": "Laporan', '"title_hint": "{ Laporan', '"title_hint": "{ Laporan', "kurung"),
    ('"title_hint": "Laporan', '"title_hint": "{} Laporan', '"title_hint": "{} Laporan', "{}"),
    ('"strategic": false', '"strategic": 0', '"strategic": 0', "true atau false"),
    ('"first_of_year_only": [\n    1', '"first_of_year_only": [\n    12', "    12\n", "langkah sebelum 12"),
    (
        '"first_of_year_only": [\n    1',
        '"first_of_year_only": [\n    1, 1',
        '"first_of_year_only"',
        "satu kali",
    ),
    ('"identity": {', '"identity": [], "x": {', '"x": {', "“x” tidak dikenal"),
    ('"unit": "PEMERINTAH', '"kantor": "PEMERINTAH', '"kantor": "PEMERINTAH', "tidak dikenal"),
    ('"no": 3,\n    "judul_sop"', '"no": 0,\n    "judul_sop"', '"no": 0', "di luar"),
    ('"part": "awal"', '"part": "tengah"', '"part": "tengah"', "awal, utama, akhir"),
    ('"checklist": [', '"checklist": [1,', '"checklist": [1,', "teks"),
    ('"section": "B. ', '"bagian": "B. ', '"bagian": "B. ', "tidak dikenal"),
    ('"code": "flow_symbols_lost"', '"code": "Flow"', '"code": "Flow"', "bukan kode"),
    ('"other_pages": []', '"other_pages": {}', '"other_pages": {}', "daftar"),
    ('"kind": "agenda_kirim"', '"kind": "kerja"', None, "langkah terakhir"),
]


@pytest.mark.parametrize(("old", "new", "place", "reason"), WHOLE_CASES)
def test_a_broken_file_is_refused_with_its_line(old: str, new: str, place: str | None, reason: str) -> None:
    assert old in RFK
    text = RFK.replace(old, new, 1)
    begin = text.index(place) if place else text.rindex("{", 0, step_of(12, text))
    assert refused(text)[0] == text.count("\n", 0, begin) + 1
    assert reason in refused(text)[1]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "berakhir"),
        ("[]", 1, "kurung kurawal"),
        (RFK + "x", RFK.count("\n") + 1, "akhir data"),
        (RFK.replace('"label"', '"key": "rfk",\n  "label"', 1), 3, "dua kali"),
        (RFK[: RFK.index('"nomor"')], 4, "nama isian"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(text: str, line: int, reason: str) -> None:
    assert refused(text)[0] == line
    assert reason in refused(text)[1]


def test_no_steps_and_too_many_steps() -> None:
    whole = json.loads(RFK)
    none = json.dumps(whole | {"steps": []}, indent=1)
    assert refused(none) == (none[: none.index('"steps": []')].count("\n") + 1, "SOP tanpa langkah")
    assert "60 butir" in refused(json.dumps(whole | {"steps": whole["steps"] * 6}))[1]


def test_a_worksheet_with_a_gap() -> None:
    whole = json.loads(RFK)
    del whole["worksheet"]["steps"][3]
    assert "seharusnya 4" in refused(json.dumps(whole))[1]


def test_only_what_has_a_default_may_be_left_out() -> None:
    spare = {"asks"} | {field.name for field in fields(Sop) if field.default == ""}
    whole = json.loads(RFK)
    for name in spare - {"asks"}:
        whole.pop(name, None)  # an empty one may be left out of the file already
    for step in whole["steps"]:
        del step["asks"]
    assert read_sop(json.dumps(whole), "coba.json").letter_code == ""
    for name in ("service", "identity", "notes", "nomor"):
        shorter = {key: value for key, value in whole.items() if key != name}
        assert refused(json.dumps(shorter)) == (1, f"isian “{name}” tidak ada")


@pytest.mark.parametrize("key", list(SOPS))
def test_what_is_written_is_read_back(key: str) -> None:
    assert read_sop(to_file_text(SOPS[key]), "x") == SOPS[key]


@pytest.mark.parametrize("key", list(SOPS))
def test_the_command_line_shows_just_the_agreed_keys(key: str) -> None:
    sop = SOPS[key]
    shown = json.loads(json.dumps(to_json(sop)))
    keys = ["key", "nomor", "nama", "revision", "identity", "worksheet", "steps", "service", "notes"]
    assert list(shown) == keys + (["other_pages"] if key == "renstra" else [])
    step = [
        "no",
        "kegiatan",
        "kelengkapan",
        "waktu",
        "output",
        "keterangan",
        "desk",
        "kind",
        "return_to",
        "min",
        "max",
        "unit",
    ]
    assert all(list(row) == step for row in shown["steps"])
    assert all(list(note) == ["code", "text"] for note in shown["notes"])
    assert shown["identity"] is None or set(shown["identity"]) == set(Identity.__slots__)
    assert shown["worksheet"] is None or set(shown["worksheet"]) == set(Worksheet.__slots__)
    assert len(shown["steps"]) == len(sop.steps)
    assert len(shown["notes"]) == len(sop.notes)


def test_the_command_line_names_the_place_of_a_note() -> None:
    texts = [note["text"] for note in json.loads(json.dumps(to_json(SOPS["rfk"])))["notes"]]
    assert "Langkah 1: “Sebbag” agaknya salah tulis untuk “Subbag”." in texts
    assert Note("x", "Tanpa tempat.", "").placed == "Tanpa tempat."


def _shown(waktu: str) -> list[object]:
    sop = SOPS["rup"]
    step: Step = replace(sop.steps[0], waktu=waktu, duration=Duration.parse(waktu) if waktu else None)
    found = to_json(replace(sop, steps=(step, *sop.steps[1:])))["steps"]
    assert isinstance(found, list)
    return [found[0][name] for name in ("waktu", "min", "max", "unit")]


def test_what_the_program_reads_in_a_waktu() -> None:
    assert _shown("2-3 hari") == ["2-3 hari", 2, 3, "hari"]
    assert _shown("2 minggu") == ["2 minggu", 2, 2, "minggu"]
    assert _shown("1 Jam") == ["1 Jam", 1, 1, "jam"]
    assert _shown("1,5 jam") == ["1,5 jam", 1.5, 1.5, "jam"]
    assert _shown("2 hari 3 jam") == ["2 hari 3 jam", None, None, None]
    assert _shown("") == ["", None, None, None]
    assert SOPS["renstra"].steps[13].duration == Duration.parse("2–3 hari")
    assert isinstance(Duration.parse("1,5 jam").parts[0].low, Fraction)
