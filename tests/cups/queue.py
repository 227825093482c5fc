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

    def start(self) -> None:
        """Start the daemon and make the printer."""
        folder = self._folder
        for name in ("out", "run", "spool", "cache", "tmp", "ppd"):
            (folder / name).mkdir()
        # The filters run as another user.
        folder.chmod(0o711)
        (folder / "tmp").chmod(0o777)
        (folder / "cups-files.conf").write_text(_FILES.format(folder=folder))
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
        self._say("lpadmin", "-p", NAME, "-E", "-v", device, "-m", MODEL)

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
