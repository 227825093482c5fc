"""Sets up a source checkout on a machine that has only Python: system libraries, ``.venv``, locked packages.

Standard library only, and no syntax newer than Python 3.8: it runs before anything is installed and must be
able to say that Python is too old. In an installed wheel and in a bundle it does nothing. The sentences are
here, because nothing above this layer can be imported yet.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, NoReturn

from sopdesk.provision import debian

RUN, WINDOW, TESTS = "run", "window", "tests"
"""What can be wanted: the packages of the program, the libraries of a visible window, all that the tests use."""

_COVERS = {RUN: (RUN,), WINDOW: (WINDOW,), TESTS: (RUN, WINDOW, TESTS)}
_LOCKS = {RUN: "run.txt", TESTS: "dev.txt"}
_OLDEST = (3, 11)
_HOPPED = "SOPDESK_SETTING_UP"
_TROUBLE = 3  # the exit code of the command line for trouble of the environment

_CHECKOUT = Path(__file__).resolve().parents[2]

# What pip prints, and what a person can do about it; the last one holds for a name that no index answered.
_CAUSES = (
    (
        "DO NOT MATCH THE HASHES",
        "Berkas yang diunduh tidak sama dengan yang tercatat di .lock, jadi tidak dipasang.",
    ),
    (
        "No space left on device",
        "Ruang disk tidak cukup; sediakan sedikitnya 1 GB, lalu ulangi perintah ini.",
    ),
    (
        "Permission denied",
        "Folder program tidak dapat ditulisi. Tutup SOP Desk yang sedang berjalan, lalu ulangi.",
    ),
    ("", "Pustaka tidak dapat diunduh. Periksa sambungan internet, lalu ulangi perintah ini."),
)


class Unprepared(Exception):  # noqa: N818 - says what the machine is
    """The set-up cannot go on; the text is one Indonesian sentence for the person at the machine."""


def has_display() -> bool:
    """Whether a window can be shown here: on Linux that takes an X or Wayland display, or a platform chosen for Qt."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def ensure(module: str, *wanted: str) -> None:
    """Return when this interpreter has all that is ``wanted``; else set it up and start ``module`` in ``.venv``.

    Exits with 3 after one sentence when the machine cannot be set up, and with the code of ``module``
    where that ran as a process of its own.
    """
    if getattr(sys, "frozen", False) or not (_CHECKOUT / ".lock").is_dir():
        return
    if sys.version_info < _OLDEST:
        _leave(
            "SOP Desk memerlukan Python 3.11 atau yang lebih baru; yang ini {}.{}.".format(*sys.version_info)
        )
    venv = _CHECKOUT / ".venv"
    inside = Path(sys.prefix).resolve() == venv.resolve()
    if _ready(venv, wanted):
        if not inside:
            _become(_interpreter(venv), module)
        os.environ.pop(_HOPPED, None)
        return
    if inside:
        # It cannot rebuild the ground it stands on: the Python that it was made from does that, and once only.
        if os.environ.get(_HOPPED):
            _leave("Folder .venv berubah selama penyiapan; hapus folder itu, lalu ulangi perintah ini.")
        os.environ[_HOPPED] = "1"
        _become(Path(getattr(sys, "_base_executable", sys.executable)), module)
    try:
        _prepare(venv, wanted)
    except Unprepared as why:
        _leave(str(why))
    except OSError as why:
        _leave(f"Penyiapan tidak dapat dilanjutkan: {why.strerror or why} ({why.filename or venv}).")
    except KeyboardInterrupt:
        _say("\nPenyiapan dihentikan. Ulangi perintah yang sama untuk melanjutkannya.")
        sys.exit(130)
    _become(_interpreter(venv), module)


def _prepare(venv: Path, wanted: tuple[str, ...]) -> None:
    """Install what is missing, one process at a time, and note in the venv what it now holds."""
    began = time.monotonic()
    with (_CHECKOUT / ".venv.lock").open("a") as lock:
        _wait_for(lock)
        if _ready(venv, wanted):  # another process did it while this one waited
            return
        _say("Menyiapkan SOP Desk, sekali saja; ini memerlukan internet dan beberapa menit.")
        parts = [part for want in wanted for part in _COVERS[want]]
        _system(parts)
        unfinished = _unfinished(venv)
        if unfinished.exists() or not _usable(venv):
            unfinished.touch()
            _say("  Membuat lingkungan Python di folder .venv")
            _run([sys.executable, "-m", "venv", "--clear", str(venv)])
        unfinished.touch()
        for want in wanted:
            if want in _LOCKS:
                _install(venv, _CHECKOUT / ".lock" / _LOCKS[want])
        stamp = {**_stamp(venv), **{part: _fingerprint(part) for part in parts}}
        _stamp_file(venv).write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        unfinished.unlink()
        _say(f"Selesai dalam {time.monotonic() - began:.0f} detik.")


def _system(parts: list[str]) -> None:
    """See to the system's own libraries and commands.

    Raises Unprepared, naming all that lacks, when this user may not install it.
    """
    lacking = debian.lacking(parts) if sys.platform == "linux" else []
    if not lacking:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *lacking]
    if shutil.which("apt-get") is None:
        raise Unprepared("Pustaka sistem berikut belum ada (nama paket Debian): " + " ".join(lacking))
    if os.geteuid() != 0:
        raise Unprepared("Paket Debian belum lengkap. Jalankan: sudo " + " ".join(command))
    _say("  Memasang paket Debian: " + " ".join(lacking))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    waiting = ["-o", "DPkg::Lock::Timeout=300"]
    with _log().open("ab") as log:
        for line in (["apt-get", "update"], [*command, *waiting]):
            # A failed update may leave lists that are good enough; the install decides.
            done = subprocess.run(
                line, env=quiet, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
            )
    if done.returncode != 0:
        raise Unprepared(
            f"Paket Debian tidak dapat dipasang; rinciannya di {_log().name}: " + " ".join(lacking)
        )


def _install(venv: Path, lock: Path) -> None:
    """Install the packages of ``lock`` into ``venv``: only files whose hashes it names, and no builds."""
    total = len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    command = [str(_interpreter(venv)), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--only-binary=:all:", "--no-input", "--disable-pip-version-check", "-r", str(lock)]
    seen, said = 0, []
    watched = sys.stderr.isatty()
    _say(f"  Mengunduh {total} pustaka")
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace",
    ) as pip:  # fmt: skip
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ", "Ignoring ")):
                seen += 1
                if watched:
                    _say(f"\r  {seen} dari {total}", end="\n" if seen == total else "")
            elif line.startswith("Installing collected"):
                _say("  Memasang pustaka")
    if pip.returncode != 0:
        _log().write_text("".join(said), encoding="utf-8")
        # pip undoes its own failures, so what stood before still stands; only a sudden end leaves ruins.
        _unfinished(venv).unlink()
        why = next(sentence for sign, sentence in _CAUSES if sign in "".join(said))
        raise Unprepared(f"{why} Rinciannya di {_log().name}.")


def _run(command: list[str]) -> None:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        _log().write_text(done.stdout + done.stderr, encoding="utf-8")
        raise Unprepared(f"Folder .venv tidak dapat dibuat. Rinciannya di {_log().name}.")


def _ready(venv: Path, wanted: tuple[str, ...]) -> bool:
    if _unfinished(venv).exists() or not _usable(venv):
        return False
    stamp = _stamp(venv)
    return all(stamp.get(want) == _fingerprint(want) for want in wanted)


def _usable(venv: Path) -> bool:
    """Whether the venv's Python is there, and the Python that it was made from too (a new Debian removes it)."""
    try:
        lines = (venv / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    facts = dict(line.split(" = ", 1) for line in lines if " = " in line)
    return _interpreter(venv).exists() and Path(facts.get("executable", "")).is_file()


def _fingerprint(part: str) -> str:
    """What the part was made from: its lock, the system's libraries it names, and the release of that system."""
    digest = hashlib.sha256(repr(debian.NEEDS[part]).encode())
    for source in (_CHECKOUT / ".lock" / _LOCKS.get(part, "none"), Path("/etc/os-release")):
        digest.update(source.read_bytes() if source.is_file() else b"-")
    return digest.hexdigest()


def _stamp(venv: Path) -> dict[str, str]:
    try:
        found = json.loads(_stamp_file(venv).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _stamp_file(venv: Path) -> Path:
    return venv / "sopdesk.json"


def _unfinished(venv: Path) -> Path:
    """Stands while ``.venv`` is being changed: what a power cut leaves behind is rebuilt, not trusted."""
    return venv.with_name(".venv.unfinished")


def _log() -> Path:
    return _CHECKOUT / ".venv.log"


def _interpreter(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _wait_for(lock: IO[str]) -> None:
    """Hold ``lock`` until it is closed; whoever comes second waits and says so."""
    if sys.platform == "win32":
        import msvcrt

        def take() -> None:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        def take() -> None:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    told = False
    while True:
        try:
            return take()
        except OSError:
            if not told:
                _say("Menunggu penyiapan lain yang sedang berjalan …")
            told = True
            time.sleep(0.2)


def _become(python: Path, module: str) -> NoReturn:
    """Go on as ``module`` in that Python, in this process where the system can do that."""
    command = [str(python), "-m", module, *sys.argv[1:]]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform != "win32":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            continue  # Ctrl+C reached the child too, and it is the child's to answer


def _leave(sentence: str) -> NoReturn:
    _say(sentence)
    sys.exit(_TROUBLE)


def _say(sentence: str, end: str = "\n") -> None:
    sys.stderr.write(sentence + end)
    sys.stderr.flush()
