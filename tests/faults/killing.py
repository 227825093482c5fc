"""Programs that are killed in the middle of their work, or whose database is taken from under them."""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tests.faults.grounds import Files
from tests.faults.kill_work import Line, LostError

ROOT: Final = Path(__file__).resolve().parent.parent.parent
GONE: Final = 3  # what the program ends with when its database is gone
PATIENCE_S: Final = 30  # in which it has to notice that


class Process(subprocess.Popen[bytes]):
    """A program that is killed ``after`` seconds, counted from its first word where ``late``.

    Where ``under`` is given, that is struck instead, and the program is left to find its own end.
    """

    def __init__(self, after: float, *argv: str, late: bool, under: Files | None = None) -> None:
        pipe = subprocess.PIPE
        self._begun = time.monotonic()
        self.first_word = 0.0  # seconds until it came; 0 before
        self.torn = 0
        self.wrong = ""  # what it said to the terminal's other side
        self._under = under
        super().__init__([sys.executable, "-m", *argv], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)
        self._killer = threading.Timer(after, self.kill if under is None else under.strike)
        self._doomed = False
        if not late:
            self.doom()

    def doom(self) -> None:
        """Let the time run."""
        if not self._doomed:
            self._doomed = True
            self._killer.start()

    def spoke(self) -> None:
        """It has said something."""
        self.first_word = self.first_word or time.monotonic() - self._begun
        self.doom()

    @property
    def was_cut_off(self) -> bool:
        """Whether it did not come to its end, by the kill or because its database was gone."""
        return self.returncode < 0 or (self.returncode == GONE and self._under is not None)

    def require_no_fall(self) -> None:
        """Raise LostError where it ended in another way than well or by the cut."""
        if self.returncode and not self.was_cut_off:
            raise LostError(f"{self.args!r} ended with {self.returncode}: {self.wrong[-2000:]}")

    def end(self) -> None:
        """Wait for its end, by itself or by the kill. Raises LostError where it hangs without its database."""
        self.doom()
        if self.poll() is None:
            self._killer.join()
        self._killer.cancel()
        self._killer.join()
        with suppress(BrokenPipeError):  # what is still in the buffer has no reader
            self.stdin.close()  # type: ignore[union-attr]
        try:
            self.wait(PATIENCE_S)
            if not self.stderr.closed:  # type: ignore[union-attr]
                self.wrong = self.stderr.read().decode()  # type: ignore[union-attr]
        except subprocess.TimeoutExpired:
            self.kill()
            raise LostError(f"{self.args!r} hangs") from None
        finally:
            if self._under is not None:
                self._under.mend()


@contextmanager
def killed(after: float, *argv: str, late: bool = False, under: Files | None = None) -> Iterator[Process]:
    """A program that has ended when this does."""
    with Process(after, *argv, late=late, under=under) as process:
        try:
            yield process
        finally:
            process.end()


def told(process: Process) -> Iterator[Line]:
    """What a program says, a line at a time. Raises EOFError at its end, whole or torn."""
    while True:
        raw = process.stdout.readline()  # type: ignore[union-attr]
        if not raw.endswith(b"\n"):
            process.torn += bool(raw)
            raise EOFError
        process.spoke()
        yield json.loads(raw)


class Spans:
    """How long each command takes when it is let be, on the machine of the day: kills must fall within."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._seconds: dict[str, float] = {}

    def start(self, share: float) -> float:
        """That share of what ``sopdesk batch`` needs until its first answer."""
        return share * self._seconds.get("batch", 0.7)

    def started(self, seconds: float) -> None:
        """How long it needed; 0 where it did not come so far."""
        self._seconds["batch"] = seconds or self._seconds.get("batch", 0.7) * 1.3

    @contextmanager
    def cut(self, *argv: str, under: Files | None = None) -> Iterator[Process]:
        """A command that is killed somewhere within its time, rarely just after it; it has ended when this does."""
        name = argv[1]
        whole = self._seconds.get(name, 1.0)
        begun = time.monotonic()
        ended: list[float] = []
        with killed(self._chance.uniform(0.25, 1.1) * whole, *argv, under=under) as process:

            def wait() -> None:
                process.wait()
                ended.append(time.monotonic() - begun)

            # Whoever wants the command cut may be at other work when it ends.
            waiter = threading.Thread(target=wait)
            waiter.start()
            try:
                yield process
            finally:
                waiter.join()
        self._seconds[name] = ended[0] if process.returncode == 0 else whole * 1.3
