"""The ground that tests stand on is itself tested: a forgotten window fails, and no test sees the user's folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sopdesk import paths

ROOT = Path(__file__).resolve().parent.parent

FORGETFUL = """\
from PySide6.QtWidgets import QDialog

KEPT = []


def test_leaves_a_dialog(qapp):
    KEPT.append(QDialog())
    KEPT[0].open()
"""


def run_alone(folder: Path, test: str) -> tuple[int, str]:
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "test_alone.py").write_text(test, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_alone.py"],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_forgotten_window_fails_its_test(tmp_path: Path) -> None:
    code, said = run_alone(tmp_path, FORGETFUL)
    assert code == 1
    assert "windows left open by test_alone.py::test_leaves_a_dialog: ['QDialog" in said


def test_closed_window_passes(tmp_path: Path) -> None:
    assert run_alone(tmp_path, FORGETFUL + "    KEPT[0].close()\n")[0] == 0


def test_warning_of_qt_fails_its_test(tmp_path: Path) -> None:
    """A message like "QPainter::begin: ..." is a fault of ours that nobody would read."""
    code, said = run_alone(
        tmp_path, "from PySide6.QtCore import qWarning\n\n\ndef test_warns(): qWarning('hei')\n"
    )
    assert code == 1
    assert "hei" in said


def test_data_folder_is_the_tests_own(data_folder: Path, tmp_path: Path) -> None:
    assert paths.default_data() == data_folder
    assert data_folder.is_relative_to(tmp_path)


def test_user_folder_is_the_tests_own_without_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOPDESK_DATA")
    assert paths.default_data().is_relative_to(tmp_path)


def test_no_display_and_a_steady_locale() -> None:
    assert os.environ["LC_ALL"] == "C.UTF-8"
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen" or os.environ["SOPDESK_TEST_DISPLAY"] == "1"
