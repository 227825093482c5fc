"""No real person of the source ships: their names and NIP are known here only as hashes."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("sopdesk", "resources", "tests", "docs", "db")
HASHES = {
    1: {
        "3d2bb38ab56625d3875c2eb4",
        "496d531534ee14e2e85a67d2",
        "833480780187a844ccb4bd20",
        "7baa79333cc284057fef988a",
        "e4fec68e9aa67cadd615de58",
        "dc25686494a3e8036f2e2390",
        "ecbfc319aa97eedeaf7931cb",
    },
    2: {
        "597d57e487b28db9f4148927",
        "471a2664d80d5d0c00433ac8",
        "370ba9e4df7c7f7b1e10efdf",
        "64fa7f9fc2b33436128331ef",
    },
    3: {"0de45a33ccb75f8d9cac3580"},
}
# A NIP that could be somebody's: date of birth, year and month of entry, sex, running number.
NIP = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"[ .]?(?:19|20)\d\d(?:0[1-9]|1[0-2])[ .]?[12][ .]?\d{3}(?!\d)"
)


def hashed(words: str) -> str:
    return hashlib.sha256(f"sopdesk:{words}".encode()).hexdigest()[:24]


def known(text: str, hashes: frozenset[str] = frozenset().union(*HASHES.values())) -> set[str]:
    """Those of the ``hashes``, else of the source's persons, whose words or number stand in ``text``."""
    words = re.findall(r"[a-z]+", text.casefold())
    runs = {" ".join(words[at : at + size]) for size in HASHES for at in range(len(words) - size + 1)}
    digits = re.findall(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)", text)
    runs |= {re.sub(r"\D", "", number) for number in digits}
    return {hashed(run) for run in runs} & hashes


def texts(*folders: str) -> Iterator[tuple[Path, str]]:
    files = [*(path for folder in folders for path in (ROOT / folder).rglob("*")), *ROOT.glob("*.*")]
    for path in files:
        if path.is_file() and "__pycache__" not in path.parts and path.stat().st_size < 2_000_000:
            try:
                yield path, path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue  # a font or a picture


def test_nobody_of_the_source_is_named_anywhere() -> None:
    found = {path.name: known(text) for path, text in texts(*FOLDERS)}
    assert len(found) > 20
    assert not {name: hashes for name, hashes in found.items() if hashes}


def test_the_scan_would_see_a_name() -> None:
    sought = frozenset({hashed("contoh nama"), hashed("198001012005011001")})
    assert known("Camat: CONTOH  NAMA, S.IP", sought) == {hashed("contoh nama")}
    assert known("NIP. 19800101 200501 1 001", sought) == {hashed("198001012005011001")}
    assert known("contoh. lain nama, 198001012005011002", sought) == set()


def test_nothing_that_ships_looks_like_a_nip() -> None:
    assert not [
        path.name
        for path, text in texts("sopdesk", "resources", "docs", "db", "tests/data")
        if NIP.search(text)
    ]


@pytest.mark.parametrize("number", ["198001012005011001", "19800101 200501 1 001", "19800101.200501.1.001"])
def test_the_scan_would_see_a_nip(number: str) -> None:
    assert NIP.search(f"NIP. {number}")


def test_the_redacted_source_has_six_gaps() -> None:
    text = (ROOT / "tests" / "data" / "source-redacted.txt").read_text(encoding="utf-8")
    assert text.count("[nama]") == text.count("[nip]") == 6
    assert not re.search(r"\d{8} \d{6}", text)
