"""Runs a command in this process, on streams of its own and with a clock that stands still."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sopdesk.cli.main import arguments, run
from sopdesk.cli.terminal import Terminal

NOW = datetime.fromisoformat("2026-11-23T16:00:00+07:00")


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def sopdesk(*argv: str | Path, stdin: bytes = b"", now: datetime = NOW) -> Told:
    out, err = io.StringIO(), io.StringIO()
    terminal = Terminal(io.BytesIO(stdin), out, err)
    wanted = arguments([str(a) for a in argv], terminal)
    code = wanted if isinstance(wanted, int) else run(wanted, lambda: now, terminal)
    return Told(code, out.getvalue(), err.getvalue())


def batch(*lines: Mapping[str, Any] | str | bytes, now: datetime = NOW) -> list[Any]:
    """The answers to the lines; the batch itself must have read them all."""
    told = sopdesk("batch", stdin=b"".join(map(_raw, lines)), now=now)
    assert told.code == 0, told.err
    return told.lines


def _raw(line: Mapping[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)).encode() + b"\n"


def at(day: int, hour: str = "08:00") -> str:
    """A time of November 2026 without an offset: office time."""
    return f"2026-11-{day:02d}T{hour}"


def start(sop: str = "lakip", **more: Any) -> str:
    """Start a dossier; its code."""
    line = {"op": "start", "sop": sop, "title": "Laporan kinerja", "at": at(2), "by": "Ani", **more}
    (answer,) = batch(line)
    assert answer["ok"], answer
    return str(answer["dossier"])


def walk(code: str, steps: Sequence[int], day: int = 3, **more: Any) -> list[Any]:
    """Hand the dossier on through ``steps``, ten minutes apart."""
    return batch(
        *(
            {
                "op": "hand_on",
                "dossier": code,
                "step": step,
                "at": at(day, f"{8 + i // 6:02d}:{i % 6}0"),
                "by": "Ani",
                **more,
            }
            for i, step in enumerate(steps)
        )
    )
