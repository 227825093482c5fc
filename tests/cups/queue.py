"""A print queue of CUPS that prints into files, beside whatever printing the machine has of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic

CUPSD = Path("/usr/sbin/cupsd")
BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
MODEL = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd"
NAME = "SopDeskUji"
_PATIENCE_S = 120

_FILES = """SystemGroup root
ServerRoot {folder}
StateDir {folder}/run
RequestRoot {folder}/spool
CacheDir {folder}/cache
TempDir {folder}/tmp
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
"""
# A printer whose tray is a file: with paper in it sheets come out, without any the queue stops and keeps them.
_TRAY = """#!/bin/sh
[ $# -eq 0 ] && exit 0
if [ ! -e {folder}/paper ]; then
    echo "STATE: +media-empty-error" >&2
    echo "ERROR: out of paper" >&2
    exit 4
fi
cat ${{6:--}} > {folder}/out/came-job_$1.pdf
"""
_PROGRAMS = Path("/usr/lib/cups")
# A socket of its own and no port: nothing of this can be seen by another CUPS, or be its queue.
_DAEMON = """Listen {folder}/sock
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""


def lacking() -> str:
    """Why there can be no such queue here; empty where there can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "a print queue of one's own needs Linux and root"
    tools = [str(path) for path in (CUPSD, BACKEND) if not path.exists()]
    tools += [tool for tool in ("lpadmin", "lpstat", "pdffonts") if shutil.which(tool) is None]
    return f"lacking: {', '.join(tools)}" if tools else ""


class Queue:
    """One printer, its daemon, and where the sheets come out."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out"
        self.env = {**os.environ, "CUPS_SERVER": str(folder / "sock"), "LC_ALL": "C.UTF-8"}
        self._folder = folder
        # The backend reads the settings of its queues from this one place.
        self._settings = Path(f"/etc/cups/cups-pdf-{NAME}{os.getpid()}.conf")
        self._daemon: subprocess.Popen[bytes] | None = None

    def start(self, *, tray: bool = False) -> None:
        """Start the daemon and make the printer: a PDF printer, or with ``tray`` one that can run out of paper."""
        folder = self._folder
        for name in ("out", "run", "spool", "cache", "tmp", "ppd"):
            (folder / name).mkdir()
        # The filters run as another user.
        folder.chmod(0o711)
        (folder / "tmp").chmod(0o777)
        files = _FILES.format(folder=folder)
        if tray:
            files += f"ServerBin {self._programs()}\n"
        (folder / "cups-files.conf").write_text(files)
        (folder / "cupsd.conf").write_text(_DAEMON.format(folder=folder))
        self._settings.write_text(f"Out {self.out}\nGrp root\nDecodeHexStrings 1\n")
        with (folder / "daemon.log").open("wb") as log:
            self._daemon = subprocess.Popen(
                [CUPSD, "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf"],
                stdout=log,
                stderr=log,
            )
        self._until("lpstat", "-r", wanted="is running")
        device = f"cups-pdf:/{self._settings.stem.removeprefix('cups-pdf-')}"
        self._say("lpadmin", "-p", NAME, "-E", "-v", "tray:/" if tray else device, "-m", MODEL)

    def fill(self) -> None:
        """Put paper into the tray."""
        (self._folder / "paper").touch()

    def halt(self) -> None:
        """Stop the printer, as an administrator does; what is sent waits."""
        self._say("cupsdisable", NAME)

    def go_on(self) -> None:
        """Let the printer go on with what waits."""
        self._say("cupsenable", NAME)

    def refuse(self) -> None:
        """Take no more jobs."""
        self._say("cupsreject", NAME)

    def accept(self) -> None:
        """Take jobs again."""
        self._say("cupsaccept", NAME)

    def wait_halted(self) -> None:
        """Until the printer stands still."""
        self._until("lpstat", "-p", NAME, wanted="disabled")

    def waiting(self) -> int:
        """How many jobs are not printed."""
        return len(self._say("lpstat", "-W", "not-completed", "-o").splitlines())

    def _programs(self) -> Path:
        """The system's own, with a printer that they do not have."""
        programs = self._folder / "programs"
        (programs / "backend").mkdir(parents=True)
        for each in _PROGRAMS.iterdir():
            if each.name != "backend":
                (programs / each.name).symlink_to(each)
        backend = programs / "backend" / "tray"
        backend.write_text(_TRAY.format(folder=self._folder))
        backend.chmod(0o700)
        return programs

    def stop(self) -> None:
        """End the daemon, by its own process and no other."""
        self._settings.unlink(missing_ok=True)
        if self._daemon is not None:
            self._daemon.terminate()
            self._daemon.wait(timeout=30)

    def wait(self) -> None:
        """Until every job is printed."""
        self._until("lpstat", "-W", "not-completed", "-o", wanted="", whole=True)

    def sheets(self) -> list[bytes]:
        """What came out, in the order of the jobs. The backend garbles the titles of some."""
        found = sorted(self.out.glob("*-job_*.pdf"), key=_job)
        assert [_job(file) for file in found] == list(range(1, len(found) + 1))
        return [file.read_bytes() for file in found]

    def _say(self, *words: str) -> str:
        done = subprocess.run(words, env=self.env, capture_output=True, text=True, check=False, timeout=60)
        return done.stdout.strip()

    def _until(self, *words: str, wanted: str, whole: bool = False) -> None:
        end = monotonic() + _PATIENCE_S
        while True:
            said = self._say(*words)
            if said == wanted if whole else wanted in said:
                return
            assert self._daemon is not None
            try:
                self._daemon.wait(0.3)
            except subprocess.TimeoutExpired:
                if monotonic() < end:
                    continue
            log = (self._folder / "error.log").read_text(errors="replace").splitlines()
            raise AssertionError("\n".join([*words, said, *log[-20:]]))


def _job(file: Path) -> int:
    return int(file.stem.rpartition("_")[2])
