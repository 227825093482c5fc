"""A real print queue that stands still, is out of paper, or takes nothing: what the clerk reads, and how it goes on."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.cups.queue import NAME, Queue, lacking

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(lacking()), reason=lacking())]

ROOT = Path(__file__).resolve().parents[2]
HALTED = "Pencetak sedang berhenti: periksa kertas, tinta, dan kabelnya."
USUAL = "Bila kertas tidak keluar, periksa pencetak lalu cetak lagi."


class Clerk:
    """Somebody before the dialog of a paper, who can press its main action."""

    def __init__(self, queue: Queue, folder: Path) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.cups.window", NAME, str(folder)],
            cwd=ROOT,
            env={**queue.env, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._read() == "open"

    def press(self) -> dict[str, Any]:
        assert self._program.stdin is not None
        self._program.stdin.write("print\n")
        self._program.stdin.flush()
        said: dict[str, Any] = json.loads(self._read())
        assert said["enabled"], "it can be printed again"
        return said

    def leave(self) -> None:
        self._program.communicate(timeout=60)

    def _read(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()


@pytest.fixture
def queue() -> Iterator[Queue]:
    # Not in pytest's own folder, which it keeps shut from the user that the filters run as.
    with TemporaryDirectory(prefix="sopdesk-cups-") as place:
        made = Queue(Path(place))
        try:
            made.start(tray=True)
            yield made
        finally:
            made.stop()


@pytest.fixture
def clerk(queue: Queue, tmp_path: Path) -> Iterator[Clerk]:
    made = Clerk(queue, tmp_path)
    yield made
    made.leave()


def test_a_queue_that_was_stopped_keeps_the_sheets_and_says_so(queue: Queue, clerk: Clerk) -> None:
    queue.fill()
    queue.halt()
    said = clerk.press()
    assert said["notice"].startswith(f"Dikirim ke pencetak {NAME}.")
    assert HALTED in said["notice"]
    assert said["action"] == "Cetak lagi"
    assert queue.waiting() == 1
    assert queue.sheets() == []
    queue.go_on()
    queue.wait()
    assert len(queue.sheets()) == 1
    again = clerk.press()
    assert again["notice"] == f"Dikirim ke pencetak {NAME}. {USUAL}"
    assert again["entered"] == 2
    queue.wait()
    assert len(queue.sheets()) == 2


def test_out_of_paper(queue: Queue, clerk: Clerk) -> None:
    """The first print is taken, most often before anybody knows; the second one says where both are."""
    assert clerk.press()["notice"].startswith(f"Dikirim ke pencetak {NAME}. ")
    queue.wait_halted()
    said = clerk.press()
    assert HALTED in said["notice"]
    assert said["action"] == "Cetak lagi"
    assert queue.waiting() == 2
    queue.fill()
    queue.go_on()
    queue.wait()
    assert len(queue.sheets()) == 2


def test_a_queue_that_takes_nothing(queue: Queue, clerk: Clerk) -> None:
    """Nothing was printed, and it is not entered as printed."""
    queue.fill()
    queue.refuse()
    said = clerk.press()
    assert said["notice"].startswith(f"Pencetak {NAME} tidak siap.")
    assert said["action"] == "Cetak"
    assert said["offers_pdf"]
    assert said["entered"] == 0
    assert queue.waiting() == 0
    queue.accept()
    done = clerk.press()
    assert done["notice"] == f"Dikirim ke pencetak {NAME}. {USUAL}"
    assert done["entered"] == 1
    queue.wait()
    assert len(queue.sheets()) == 1
