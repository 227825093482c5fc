"""``sopdesk paper`` makes every paper that there is, and says clearly what a paper needs."""

from pathlib import Path

import pypdfium2
import pytest

from sopdesk.cli.papers import _USES
from sopdesk.services.paper_orders import MAKERS
from tests.cli.running import at, batch, sopdesk, start, walk


def size_of(file: Path) -> tuple[int, int]:
    with pypdfium2.PdfDocument(file) as document:
        width, height = document.get_page_size(0)
    return round(width), round(height)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "hasil.pdf"


def sent() -> str:
    """A dossier whose letter was numbered and sent on 4 November 2026."""
    code = start("rup", title="RUP 2027")
    walk(code, range(1, 11))
    given = {"dossier": code, "by": "Ani", "at": at(4)}
    lines = [
        {"op": "number", "register": "outgoing", "subject": "RUP", "addressee": "Bupati", "date": "2026-11-04"},
        {"op": "stamp"},
        {"op": "dispatch", "to": "Kepala Bagian Pengadaan"},
        {"op": "number", "register": "incoming", "subject": "Undangan", "addressee": "Camat Contoh",
         "date": "2026-11-04"},
    ]  # fmt: skip
    answers = batch(*({**given, **line} for line in lines[:3]), {**lines[3], "by": "Ani"})
    assert all(a["ok"] for a in answers), answers
    return code


def test_every_paper_that_is_made_can_be_asked_for() -> None:
    assert set(_USES) == set(MAKERS)


def test_papers_of_a_dossier_of_lines_and_of_the_office(out: Path) -> None:
    code = sent()
    asked = {
        "surat-pengantar": ("--dossier", code),
        "lembar-kendali": ("--dossier", code),
        "cap-paraf": ("--x", "40", "--y", "200,5"),
        "cap-agenda": ("--line", "1", "--year", "2026"),
        "agenda-keluar": ("--year", "2026", "--month", "11"),
        "agenda-masuk": ("--year", "2026"),
        "ekspedisi": ("--year", "2026"),
        "disposisi": ("--line", "1"),
        "tanda-terima": ("--delivery", "1"),
        "amplop": ("--dossier", code),
        "label": ("--delivery", "1", "--option", "3"),
        "map-camat": (),
        "riwayat": ("--dossier", code),
        "papan": (),
        "pagi": ("--option", "meja:kasubbag"),
        "penggaris": (),
        "laporan": ("--option", "kepatuhan-langkah:rup", "--year", "2026"),
        "pemantauan": ("--option", "rup:2", "--year", "2026"),
        "kenapa-terlambat": ("--dossier", code),
    }
    sizes = {}
    for name, flags in asked.items():
        told = sopdesk("paper", name, *flags, "--out", out, "--json")
        assert (told.code, told.err) == (0, ""), (name, told.err, told.out)
        assert told.json["paper"] == name
        sizes[name] = size_of(out)
    assert sizes["surat-pengantar"] == sizes["penggaris"] == (609, 935)
    assert sizes["ekspedisi"] == sizes["papan"] == (935, 609)
    assert sizes["amplop"] == (624, 312)


def test_half_sheet_and_larger_envelope(out: Path) -> None:
    code = sent()
    assert sopdesk("paper", "disposisi", "--line", "1", "--copy", "setengah", "--out", out).code == 0
    assert size_of(out) == (609, 468)
    assert sopdesk("paper", "amplop", "--dossier", code, "--option", "c5", "--out", out).code == 0
    assert size_of(out) == (649, 459)


def test_a_reply_is_no_cover_letter(out: Path) -> None:
    code = start("balasan", title="Permintaan data")
    told = sopdesk("paper", "surat-pengantar", "--dossier", code, "--out", out)
    assert told.code == 2
    assert "surat-balasan" in told.err
    assert not out.exists()
    assert sopdesk("paper", "surat-balasan", "--dossier", code, "--out", out).code == 0


def test_no_scanned_stamp_before_the_number_and_none_without_a_picture(out: Path) -> None:
    code = start("rup", title="RUP 2027")
    told = sopdesk("paper", "surat-pengantar", "--dossier", code, "--stamp", "--out", out, "--json")
    assert (told.code, told.json["code"]) == (1, "stamp_too_early")
    done = sent()
    told = sopdesk("paper", "surat-pengantar", "--dossier", done, "--stamp", "--out", out, "--json")
    assert (told.code, told.json["code"]) == (1, "no_stamp")
    assert not out.exists()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("kwitansi",), "surat-balasan"),
        (("disposisi",), "--line"),
        (("disposisi", "--line", "1", "--dossier", "x"), "--dossier"),
        (("amplop", "--line", "1", "--delivery", "1"), "--dossier atau --line atau --delivery"),
        (("ekspedisi", "--month", "11"), "--year"),
        (("papan", "--year", "2026"), "--year"),
        (("pagi", "--year", "2026"), "--option"),
        (("agenda-masuk", "--year", "2026", "--month", "13"), "13"),
        (("nota-dinas", "--letter", "1", "--copy", "arsip"), "konsep atau siap"),
    ],
)
def test_wrong_use_says_what_is_right(out: Path, argv: tuple[str, ...], said: str) -> None:
    told = sopdesk("paper", *argv, "--out", out)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("disposisi", "--line", "99"), "number_unknown"),
        (("disposisi", "--line", "satu"), "bad_value"),
        (("tanda-terima", "--delivery", "7"), "number_unknown"),
        (("nota-dinas", "--letter", "7"), "unknown_letter"),
        (("riwayat", "--dossier", "2026-0001-X"), "bad_code"),
        (("berita-acara", "--year", "2026"), "bad_value"),
        (("laporan", "--option", "laba"), "bad_value"),
        (("laporan", "--option", "arus:rupa"), "unknown_sop"),
        (("pemantauan", "--option", "rup:3"), "bad_value"),
        (("kenapa-terlambat", "--dossier", "2026-0001-X"), "bad_code"),
    ],
)
@pytest.mark.usefixtures("office")
def test_what_is_not_there_is_refused(out: Path, argv: tuple[str, ...], code: str) -> None:
    told = sopdesk("paper", *argv, "--out", out, "--json")
    assert (told.code, told.json["code"]) == (1, code)
    assert not out.exists()
