"""Where a command reads and writes: bytes in, UTF-8 text out, people's words on standard error."""

import argparse
import errno
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, TextIO

Clock = Callable[[], datetime]


class OutputClosedError(Exception):
    """The answers can no longer be written. The first argument is the sentence; empty where the reader has gone."""


class WrongUseError(Exception):
    """The command line asks for what there is not; the first argument is the sentence for people."""


def put_text(stream: TextIO, text: str) -> None:
    """Write and flush. Raises OutputClosedError."""
    try:
        # A half of a surrogate pair cannot be written as UTF-8; in JSON its escape is the same text.
        stream.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))
        stream.flush()
    except BrokenPipeError:
        raise OutputClosedError("") from None
    except OSError as error:
        # EINVAL is a closed pipe, as Windows tells it.
        said = (
            "" if error.errno == errno.EINVAL else f"Jawaban tidak dapat ditulis: {error.strerror or error}."
        )
        raise OutputClosedError(said) from None


def printable(text: str) -> str:
    """The text with nothing in it that a terminal would obey instead of showing."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


@dataclass(frozen=True, slots=True)
class Terminal:
    """The three streams of a command."""

    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO

    def put(self, text: str) -> None:
        """A line of facts on standard output. Raises OutputClosedError."""
        put_text(self.stdout, printable(text) + "\n")

    def put_json(self, value: object, *, indent: int | None = 2) -> None:
        """The one JSON document of a command, or an answer line. Raises OutputClosedError."""
        put_text(self.stdout, json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False) + "\n")

    def say(self, sentence: str) -> None:
        """A sentence for people on standard error; a closed one is no reason to stop."""
        try:
            put_text(self.stderr, printable(sentence) + "\n")
        except OutputClosedError:
            return

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Facts in columns. Raises OutputClosedError."""
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        for row in (head, *rows):
            self.put("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@dataclass(frozen=True, slots=True)
class Call:
    """A command with all that it needs."""

    wanted: argparse.Namespace
    folder: Path
    clock: Clock
    terminal: Terminal

    @property
    def json(self) -> bool:
        """Whether the facts are wanted as JSON."""
        return bool(getattr(self.wanted, "json", False))

    def say_unless_json(self, sentence: str) -> None:
        """People's words beside facts that are JSON all the same."""
        if not self.json:
            self.terminal.say(sentence)
