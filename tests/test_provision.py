"""The set-up of a fresh checkout: real virtual environments, a real pip, and a package made here."""

import base64
import hashlib
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from sopdesk import provision
from sopdesk.provision import debian

ROOT = Path(__file__).resolve().parent.parent

PROGRAM = """\
import sys
from sopdesk import provision

provision.ensure("sopdesk", provision.RUN)

import kertas

print(kertas.VERSION, sys.prefix, sys.argv[1:])
sys.exit(7)
"""


class Started(Exception):  # noqa: N818 - stands for what would replace this process
    """The program would go on in another Python."""


def become(python: Path, module: str) -> NoReturn:
    raise Started(python, module)


def make_wheel(folder: Path, version: str) -> str:
    """Put the package ``kertas`` into ``folder`` and give its line for a lock."""
    facts = f"kertas-{version}.dist-info"
    inside = {
        "kertas.py": f"VERSION = {version!r}\n",
        f"{facts}/METADATA": f"Metadata-Version: 2.1\nName: kertas\nVersion: {version}\n",
        f"{facts}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for name, text in inside.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{name},sha256={digest},{len(text)}\n"
    path = folder / f"kertas-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**inside, f"{facts}/RECORD": f"{record}{facts}/RECORD,,\n"}.items():
            wheel.writestr(zipfile.ZipInfo(name), text)  # of a fixed date: the same bytes, the same hash
    return f"kertas=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@dataclass
class Checkout:
    """A checkout of a small program whose set-up is the real one, and the wheels that its pip can reach."""

    root: Path
    wheels: Path
    said: str = field(default="", init=False)

    @property
    def lock(self) -> Path:
        return self.root / ".lock" / "run.txt"

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        alone = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}
        base = getattr(sys, "_base_executable", sys.executable)
        return subprocess.Popen(
            [base, "-m", "sopdesk", *arguments], cwd=self.root, env={**os.environ, **alone}, encoding="utf-8",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def die_at(self, words: str) -> None:
        """Start, and end everything at once as soon as ``words`` are said, as a power cut would."""
        with self.start() as process:
            assert process.stderr is not None
            for line in process.stderr:
                if words in line:
                    break
            else:
                pytest.fail(f"never said: {words}")
            os.killpg(process.pid, signal.SIGKILL)

    def good(self, version: str) -> str:
        return f"{version} {self.root / '.venv'} []\n"


@pytest.fixture
def bare(tmp_path: Path) -> Checkout:
    """Cloned a moment ago: nothing is set up."""
    checkout = Checkout(tmp_path / "klon", tmp_path / "wheels")
    checkout.wheels.mkdir()
    (checkout.root / ".lock").mkdir(parents=True)
    shutil.copytree(ROOT / "sopdesk" / "provision", checkout.root / "sopdesk" / "provision")
    (checkout.root / "sopdesk" / "__init__.py").touch()
    (checkout.root / "sopdesk" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    checkout.lock.write_text(make_wheel(checkout.wheels, "1.0"), encoding="utf-8")
    return checkout


@pytest.fixture(scope="module")
def once() -> list[Path]:
    """Holds the one environment that all ``ready`` checkouts of this module are copied from."""
    return []


@pytest.fixture
def ready(bare: Checkout, once: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """Set up before."""
    if not once:
        assert bare.run()[0] == 7
        once.append(tmp_path_factory.mktemp("once") / ".venv")
        shutil.copytree(bare.root / ".venv", once[0], symlinks=True)
    else:
        shutil.copytree(once[0], bare.root / ".venv", symlinks=True)
    return bare


def test_fresh_checkout_is_set_up_and_started(bare: Checkout) -> None:
    code, out, err = bare.run("--satu", "dua kata")
    assert (code, out) == (7, f"1.0 {bare.root / '.venv'} ['--satu', 'dua kata']\n")
    assert err.startswith("Menyiapkan SOP Desk, sekali saja")
    assert re.search(r"^Selesai dalam \d+ detik\.$", err, re.MULTILINE)


def test_next_start_is_silent_and_needs_no_pip(ready: Checkout) -> None:
    shutil.rmtree(next((ready.root / ".venv").glob("lib/python*/site-packages/pip")))
    assert ready.run() == (7, ready.good("1.0"), "")


def test_ready_is_seen_in_milliseconds(ready: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provision, "_CHECKOUT", ready.root)
    monkeypatch.setattr(provision, "_become", become)
    monkeypatch.setattr(sys, "prefix", str(ready.root / ".venv"))
    taken = []
    for _ in range(9):
        began = time.perf_counter()
        provision.ensure("sopdesk", provision.RUN)
        taken.append(time.perf_counter() - began)
    assert statistics.median(taken) < 0.02


def test_changed_lock_is_installed(ready: Checkout) -> None:
    ready.lock.write_text(make_wheel(ready.wheels, "2.0"), encoding="utf-8")
    code, out, err = ready.run()
    assert (code, out) == (7, ready.good("2.0"))
    assert "Membuat lingkungan" not in err


def test_started_from_the_environment_itself_after_a_change(ready: Checkout) -> None:
    ready.lock.write_text(make_wheel(ready.wheels, "2.0"), encoding="utf-8")
    settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(ready.wheels), "PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(
        [str(ready.root / ".venv/bin/python"), "-m", "sopdesk"], cwd=ready.root, env={**os.environ, **settings},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (7, ready.good("2.0"))


def test_two_at_once_set_up_once(bare: Checkout) -> None:
    with bare.start() as first, bare.start() as second:
        heard = [process.communicate(timeout=120) for process in (first, second)]
    assert [out for out, _ in heard] == [bare.good("1.0")] * 2
    assert sum("Menyiapkan SOP Desk" in err for _, err in heard) == 1
    assert sum("Menunggu penyiapan lain" in err for _, err in heard) == 1


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["Membuat lingkungan", "Mengunduh"])
def test_power_cut_is_repaired(bare: Checkout, moment: str) -> None:
    bare.die_at(moment)
    code, out, err = bare.run()
    assert (code, out) == (7, bare.good("1.0"))
    assert "Membuat lingkungan" in err


def test_half_written_package_is_not_trusted(ready: Checkout) -> None:
    broken = next((ready.root / ".venv").glob("lib/python*/site-packages/kertas.py"))
    broken.write_text("VERS", encoding="utf-8")
    (ready.root / ".venv.unfinished").touch()
    assert ready.run()[:2] == (7, ready.good("1.0"))
    assert ready.run() == (7, ready.good("1.0"), "")


def test_vanished_python_is_replaced(ready: Checkout) -> None:
    facts = ready.root / ".venv" / "pyvenv.cfg"
    facts.write_text(re.sub(r"executable = .*", "executable = /usr/bin/python3.5", facts.read_text()))
    assert ready.run()[:2] == (7, ready.good("1.0"))


def test_no_network_is_one_sentence_and_harms_nothing(ready: Checkout) -> None:
    before = ready.lock.read_text(encoding="utf-8")
    ready.lock.write_text("tinta==1.0 --hash=sha256:" + "0" * 64 + "\n", encoding="utf-8")
    code, out, err = ready.run()
    assert (code, out) == (3, "")
    assert "Pustaka tidak dapat diunduh. Periksa sambungan internet" in err.splitlines()[-1]
    assert "No matching distribution" in (ready.root / ".venv.log").read_text(encoding="utf-8")
    ready.lock.write_text(before, encoding="utf-8")
    assert ready.run() == (7, ready.good("1.0"), "")


def test_other_file_than_the_locked_one_is_refused(bare: Checkout) -> None:
    bare.lock.write_text(re.sub(r"sha256:\w+", "sha256:" + "0" * 64, bare.lock.read_text()), encoding="utf-8")
    code, _, err = bare.run()
    assert code == 3
    assert "tidak sama dengan yang tercatat di .lock" in err.splitlines()[-1]
    assert not list((bare.root / ".venv").rglob("kertas*"))


def test_folder_that_cannot_be_written_is_named(bare: Checkout) -> None:
    (bare.root / ".venv.lock").mkdir()  # holds for root too, whom no permission stops
    code, _, err = bare.run()
    assert code == 3
    assert ".venv.lock" in err
    assert "Traceback" not in err


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch, bare: Checkout) -> Checkout:
    """A machine without two libraries, where starting the program raises Started."""

    monkeypatch.setattr(provision, "_CHECKOUT", bare.root)
    monkeypatch.setattr(provision, "_become", become)
    monkeypatch.setattr(debian, "lacking", lambda _parts: ["libgl1", "libegl1"])
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(bare.wheels))
    return bare


def test_missing_packages_are_named_in_one_line(
    lacking: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as end:
        provision.ensure("sopdesk", provision.RUN)
    assert end.value.code == 3
    command = "sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    assert capsys.readouterr().err.splitlines()[-1].endswith(command)
    assert not (lacking.root / ".venv").exists()


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize("works", [True, False])
def test_root_installs_them(
    works: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    apt = tmp_path / "bin" / "apt-get"
    apt.parent.mkdir()
    apt.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\nexit {0 if works else 100}\n')
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{apt.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(Started if works else SystemExit):
        provision.ensure("sopdesk", provision.RUN)
    update, install = (tmp_path / "asked").read_text().splitlines()
    assert update == "update"
    assert install.startswith("install -y --no-install-recommends libgl1 libegl1")
    assert ("tidak dapat dipasang" in capsys.readouterr().err) is not works


def test_nothing_is_done_outside_a_checkout(lacking: Checkout) -> None:
    shutil.rmtree(lacking.root / ".lock")
    provision.ensure("sopdesk", provision.RUN)
    assert not (lacking.root / ".venv").exists()


def test_nothing_is_done_in_a_bundle(lacking: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    provision.ensure("sopdesk", provision.RUN)
    assert not (lacking.root / ".venv").exists()


@pytest.mark.usefixtures("lacking")
def test_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit) as end:
        provision.ensure("sopdesk", provision.RUN)
    assert end.value.code == 3
    assert "Python 3.11" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("need", "package"),
    [
        (debian.Need("library", "libtidakada.so.9", "libtidakada9"), ["libtidakada9"]),
        (debian.Need("command", "tidak-ada", "tidakada"), ["tidakada"]),
        (debian.Need("module", "tidak_ada", "python3-tidakada"), ["python3-tidakada"]),
        (debian.Need("file", "/usr/lib/tidak-ada", "tidakada"), ["tidakada"]),
        (debian.Need("library", "libc.so.6", "libc6"), []),
        (debian.Need("file", "/bin/sh", "dash"), []),
        (debian.Need("command", "sh", "dash"), []),
        (debian.Need("module", "json", "python3"), []),
    ],
)
def test_what_lacks_is_found_by_trying(
    need: debian.Need, package: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(debian.NEEDS, "run", (need, need))
    assert debian.lacking(["run"]) == package


@pytest.mark.parametrize(
    ("name", "there"),
    [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("QT_QPA_PLATFORM", True), (None, False)],
)
def test_display(name: str | None, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(each, raising=False)
    if name:
        monkeypatch.setenv(name, "x")
    assert provision.has_display() is there
