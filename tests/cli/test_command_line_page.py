"""``docs/command-line.md`` names every command, flag, paper and operation that there is, and no other."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopdesk.cli.operations import OPERATIONS
from sopdesk.cli.options import parser
from sopdesk.services.export_tables import TABLES
from sopdesk.services.paper_orders import MAKERS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
OPENING, BATCH = PAGE.split("## Batch")


def firsts(text: str) -> list[str]:
    """The words in the first cell of every row."""
    cells = [line.split("|")[1] for line in text.replace("\\|", "/").splitlines() if line.startswith("| `")]
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def parsers(found: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield found
    for action in found._actions:
        if isinstance(action, argparse._SubParsersAction):
            for under in action.choices.values():
                yield from parsers(under)


def test_every_operation_is_told_of() -> None:
    assert set(firsts(BATCH)) == set(OPERATIONS)


def test_every_paper_is_told_of() -> None:
    papers = OPENING.split("## Papers")[1]
    assert set(firsts(papers)) == set(MAKERS)


@pytest.mark.parametrize("under", list(parsers(parser()))[1:], ids=lambda found: str(found.prog))
def test_every_command_is_told_of(under: argparse.ArgumentParser) -> None:
    assert f"`{under.prog.removeprefix('sopdesk ')}" in OPENING


def test_every_flag_and_table_is_told_of() -> None:
    flags = {
        flag
        for each in parsers(parser())
        for action in each._actions
        for flag in action.option_strings
        if flag.startswith("--")
    }
    # Those of ``time`` are told by its --help: its questions are asked by people who look there.
    known = flags - {"--start", "--end", "--deadline", "--duration", "--zone"}
    assert {flag for flag in known if flag not in OPENING} == set()
    assert {table for table in TABLES if table not in OPENING} == set()
