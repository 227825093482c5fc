"""``sopdesk paper``: the right paper in the right state, whole or not at all, and its entry in the log."""

import os
import sys
import threading
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.running import at, batch, sopdesk, start, walk


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        pages = []
        for page in document:
            words = page.get_textpage()
            pages.append(words.get_text_range())
            words.close()
            page.close()
        return "\n".join(pages)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "hasil.pdf"


def signed() -> str:
    code = start("rup", title="RUP 2027")
    walk(code, range(1, 11))
    return code


def number(code: str) -> None:
    (answer,) = batch(
        {
            "op": "number", "register": "outgoing", "dossier": code, "subject": "RUP", "addressee": "Bupati",
            "date": "2026-11-04", "by": "Ani",
        }
    )  # fmt: skip
    assert answer["ok"], answer


def test_letter_through_its_states(out: Path) -> None:
    code = start("rup", title="RUP 2027")
    told = sopdesk("paper", "surat-pengantar", "--dossier", code, "--out", out, "--json")
    assert (told.json["state"], told.json["copy"], told.json["again"]) == ("konsep", "arsip", False)
    assert told.json["bytes"] == out.stat().st_size
    assert "KONSEP" in text_of(out)
    walk(code, range(1, 11))
    assert (
        sopdesk("paper", "surat-pengantar", "--dossier", code, "--out", out, "--json").json["state"] == "siap"
    )
    assert "KONSEP" not in text_of(out)
    refused = sopdesk(
        "paper", "surat-pengantar", "--dossier", code, "--out", out, "--copy", "tindih", "--json"
    )
    assert (refused.code, refused.json["code"]) == (1, "needs_number")
    number(code)
    told = sopdesk("paper", "surat-pengantar", "--dossier", code, "--out", out, "--json")
    assert told.json["state"] == "terbit"
    assert "/1/Kec/2026" in text_of(out)
    told = sopdesk("paper", "surat-pengantar", "--dossier", code, "--out", out, "--copy", "tindih", "--json")
    assert told.json["copy"] == "tindih"
    assert "/1/Kec/2026" in text_of(out)
    assert "SURAT PENGANTAR" not in text_of(out)


def test_issued_letter_reprints_the_same_bytes_and_says_so(out: Path) -> None:
    code = signed()
    number(code)
    asked = ("paper", "surat-pengantar", "--dossier", code, "--out", out, "--by", "Ani", "--json")
    assert sopdesk(*asked).json["again"] is False
    first = out.read_bytes()
    assert sopdesk(*asked).json["again"] is True
    assert out.read_bytes() == first
    kinds = [e["kind"] for e in sopdesk("dossier", "show", code, "--json").json["log"]]
    assert kinds[-2:] == ["print", "print"]
    assert sopdesk("verify").code == 0


def test_letter_by_its_own_number(out: Path) -> None:
    code = signed()
    number(code)
    (letter,) = sopdesk("dossier", "show", code, "--json").json["letters"]
    told = sopdesk("paper", "surat-pengantar", "--letter", str(letter["id"]), "--out", out, "--json")
    assert told.json["state"] == "terbit"
    told = sopdesk("paper", "surat-pengantar", "--letter", "99", "--out", out, "--json")
    assert (told.code, told.json["code"]) == (1, "unknown_letter")


def test_sheet_block_and_book(out: Path) -> None:
    code = signed()
    number(code)
    assert sopdesk("paper", "lembar-kendali", "--dossier", code, "--out", out).code == 0
    assert code in text_of(out)
    assert sopdesk("paper", "cap-paraf", "--dossier", code, "--out", out).code == 0
    assert "Kasubbag" in text_of(out)
    alone = out.read_bytes()
    assert sopdesk("paper", "cap-paraf", "--out", out).code == 0
    assert out.read_bytes() == alone
    told = sopdesk("paper", "agenda-keluar", "--year", "2026", "--out", out)
    assert str(out) in told.err
    assert "Bupati" in text_of(out)


@pytest.mark.parametrize(
    "argv",
    [
        ("kartu-nama", "--dossier", "x"),
        ("agenda-keluar", "--dossier", "x"),
        ("lembar-kendali", "--year", "2026"),
        ("lembar-kendali", "--letter", "1"),
        ("lembar-kendali", "--dossier", "x", "--copy", "arsip"),
        ("lembar-kendali",),
        ("surat-pengantar",),
        ("agenda-keluar",),
        ("cap-paraf", "--year", "2026"),
        ("lembar-kendali", "--dossier", "x", "--year", "2026"),
        ("surat-pengantar", "--dossier", "x", "--copy", "kuning"),
        ("surat-pengantar", "--letter", "satu"),
    ],
)
def test_wrong_use_makes_no_file(out: Path, argv: tuple[str, ...]) -> None:
    told = sopdesk("paper", *argv, "--out", out)
    assert (told.code, told.out) == (2, "")
    assert told.err.count("\n") <= 2
    assert not out.exists()


def test_name_of_the_clerk_is_checked_before_the_paper_is_made(out: Path) -> None:
    told = sopdesk("paper", "cap-paraf", "--by", "A" * 201, "--out", out, "--json")
    assert (told.code, told.json["code"]) == (1, "bad_text")
    assert not out.exists()


@pytest.mark.usefixtures("office")
def test_unknown_dossier_makes_no_file(out: Path) -> None:
    assert sopdesk("paper", "lembar-kendali", "--dossier", "2026-0001-0", "--out", out).code == 1
    assert not out.exists()


def test_place_that_cannot_be_written_is_trouble_and_no_print(tmp_path: Path) -> None:
    code = start()
    (tmp_path / "hasil.pdf").mkdir()
    for out in (tmp_path / "tidak" / "ada.pdf", tmp_path / "hasil.pdf"):
        told = sopdesk("paper", "lembar-kendali", "--dossier", code, "--out", out, "--json")
        assert told.code == 3
        assert str(out) in told.json["message"]
    assert [e["kind"] for e in sopdesk("dossier", "show", code, "--json").json["log"]] == ["start"]
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_old_file_stays_when_the_new_one_is_refused(out: Path) -> None:
    out.write_bytes(b"lama")
    sopdesk("paper", "surat-pengantar", "--dossier", start(), "--copy", "tindih", "--out", out)
    assert out.read_bytes() == b"lama"


def test_late_entry_is_no_hindrance(out: Path) -> None:
    code = start(at=at(20))
    assert sopdesk("paper", "lembar-kendali", "--dossier", code, "--out", out).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pipe has a name there")
@pytest.mark.usefixtures("office")
def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    """A file in the place of ``/dev/stdout`` would be the end of it for the whole computer."""
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert sopdesk("paper", "cap-paraf", "--out", pipe).code == 0
    assert pipe.is_fifo()
    reader.join(60)
    assert read[0].startswith(b"%PDF")


@pytest.mark.parametrize("year", ["-5", "1899", "2200", "999999999"])
@pytest.mark.usefixtures("office")
def test_no_book_of_a_year_that_never_was(year: str, out: Path) -> None:
    told = sopdesk("paper", "agenda-keluar", "--year", year, "--out", out)
    assert told.code == 1
    assert "Tahun tidak dapat dipakai" in told.err
    assert not out.exists()
