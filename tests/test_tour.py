"""The whole program from its door: the tour leads six dossiers through the real window, the self-check answers."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from sopdesk.services.office import open_office
from sopdesk.services.verification import verify
from sopdesk.tour.album import Unmet, expect
from sopdesk.tour.round import tour
from sopdesk.tour.routes import ROUTES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 60  # seconds of a processor: others may be at work on the same machine
SOPS = {"renja", "lakip", "rfk", "renstra", "rup", "balasan"}


def sopdesk(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, far from the user's data and without a screen."""
    environment = {**os.environ, "SOPDESK_DATA": str(data), "PYTHONPATH": str(ROOT)}
    environment.pop("DISPLAY", None)
    environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "sopdesk", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=data.parent,
        timeout=180,
        check=False,
    )


def worked() -> float:
    """Seconds that a processor gave to the processes that this one began and that have ended."""
    times = os.times()
    return times.children_user + times.children_system


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], float]:
    """A tour: its folder, its summary, how long a processor worked on it."""
    base = tmp_path_factory.mktemp("tur")
    began = worked()
    done = sopdesk("tour", str(base / "hasil"), data=base / "milik-sendiri")
    seconds = worked() - began
    assert done.returncode == 0, done.stderr
    return base, json.loads((base / "hasil" / "summary.json").read_text(encoding="utf-8")), seconds


def test_it_is_as_expected_and_in_time(made: tuple[Path, dict[str, Any], float]) -> None:
    _base, told, seconds = made
    assert (told["ok"], told["problem"], told["messages"]) == (True, "", [])
    assert told["verify"]["ok"] is True
    assert seconds < LONGEST


def test_six_sops_went_from_start_to_returned_receipt(made: tuple[Path, dict[str, Any], float]) -> None:
    dossiers = made[1]["dossiers"]
    assert {d["sop"] for d in dossiers} == SOPS
    assert {d["state"] for d in dossiers} == {"finished"}
    assert sum(d["round"] > 1 for d in dossiers) >= 3
    assert sum(bool(d["late_steps"]) for d in dossiers) >= 3
    assert {len(d["numbers"]) for d in dossiers if d["sop"] == "renstra"} == {2}


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n")
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def test_every_screen_is_a_picture_of_its_own(made: tuple[Path, dict[str, Any], float]) -> None:
    folder = made[0] / "hasil"
    files = [folder / screen["file"] for screen in made[1]["screens"]]
    assert {png_size(path) for path in files} == {(1366, 768)}
    assert len({path.read_bytes() for path in files}) == len(files) >= 30
    assert sorted(folder.glob("layar/*.png")) == sorted(files)
    for part in (
        "papan",
        "gelap",
        "150",
        "agenda",
        "pengaturan",
        "terbitkan",
        "pratinjau",
        "data-rusak",
        "pengaturan-rusak",
    ):
        assert any(part in path.name for path in files), part


def test_every_paper_is_a_pdf_that_opens(made: tuple[Path, dict[str, Any], float]) -> None:
    folder = made[0] / "hasil"
    papers = made[1]["papers"]
    for paper in papers:
        with PdfDocument(folder / paper["file"]) as document:
            assert len(document) >= 1
    assert len(papers) >= 10
    assert {p["paper"] for p in papers} >= {
        *("surat-pengantar", "lembar-kendali", "cap-paraf", "agenda-keluar"),
        *("disposisi", "tanda-terima", "cap-agenda", "agenda-masuk"),
    }
    assert len({p["dossier"] for p in papers if p["dossier"]}) == 6


def test_its_office_is_in_its_folder_and_verifies(made: tuple[Path, dict[str, Any], float]) -> None:
    base, told, _seconds = made
    office = open_office(base / "hasil" / "data", datetime(2026, 12, 1, tzinfo=UTC))
    try:
        report = verify(office)
        assert report.problems == ()
        assert report.log_head == told["verify"]["log_head"]
        assert report.counts["dossiers"] == 25 + len(ROUTES)
    finally:
        office.close()


def test_it_leaves_the_users_own_office_alone(made: tuple[Path, dict[str, Any], float]) -> None:
    assert not (made[0] / "milik-sendiri").exists()


def test_a_folder_with_an_office_in_it_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "data"
    place.mkdir()
    (place / "sopdesk.db").write_bytes(b"an office")
    assert tour(tmp_path) == 3
    assert (place / "sopdesk.db").read_bytes() == b"an office"
    assert "bukan dari tur" in capsys.readouterr().err


@pytest.mark.parametrize("nothing", [None, "", 0, []])
def test_what_is_not_met_is_said(nothing: Sequence[object] | int | None) -> None:
    with pytest.raises(Unmet, match="papan kosong"):
        expect(nothing, "papan kosong")


def test_the_self_check_says_one_line(tmp_path: Path) -> None:
    done = sopdesk("--self-check", data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert "6 SOP" in done.stdout
    assert not (tmp_path / "data").exists()


def test_the_self_check_sees_a_missing_part(tmp_path: Path) -> None:
    """A copy of the program without its fonts is not whole."""
    for name in ("sopdesk", "resources", "db"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "arimo"))
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from sopdesk.tour import self_check; sys.exit(self_check())"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "tidak lengkap" in done.stderr


def test_the_self_check_sees_a_missing_driver(tmp_path: Path) -> None:
    """What a bundle without PostgreSQL's own library would be."""
    broken = tmp_path / "psycopg_binary"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('libpq')\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from sopdesk.tour import self_check; sys.exit(self_check())"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}", "PSYCOPG_IMPL": "binary"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "tidak lengkap: ImportError" in done.stderr
    assert "libpq" in done.stderr


def test_the_guide_shows_pictures_that_are_there() -> None:
    """Every picture of README and guide exists, and none lies about unused; pages link to pages."""
    docs = ROOT / "docs"
    pages = [ROOT / "README.md", *sorted((docs / "panduan").glob("*.md"))]
    linked = {
        (page.parent / target).resolve()
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    }
    assert {path for path in linked if not path.exists()} == set()
    assert set((docs / "gambar").iterdir()) <= linked
    assert len(pages) >= 6
