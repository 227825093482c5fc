"""The SOPs that ship with the program, read from its resources."""

import json
from pathlib import Path
from typing import Final

from sopdesk import paths
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.sop import Sop
from sopdesk.domain.sop_file import read_sop

ORDER: Final = ("renja", "lakip", "rfk", "renstra", "rup", "balasan")


def shipped(folder: Path | None = None) -> tuple[Sop, ...]:
    """All shipped SOPs in the order of their tabs; ``folder`` is that of the resources unless named.

    Raises:
        Trouble: RESOURCE_DAMAGED with ``file`` where a file is missing or cannot be read.
        Refused: BAD_SOP with ``file``, ``line`` and ``reason``.
    """
    place = folder if folder is not None else paths.resources() / "sop"
    return tuple(_shipped(place / f"{key}.json", key) for key in ORDER)


def shipped_revisions(folder: Path | None = None) -> list[tuple[str, int]]:
    """Key and revision of each shipped SOP, without reading the rest of it; a damaged file gives (key, 0).

    Zero is no revision, so whoever compares reads the file whole and learns what is wrong with it.
    """
    place = folder if folder is not None else paths.resources() / "sop"
    found = []
    for key in ORDER:
        try:
            revision = json.loads((place / f"{key}.json").read_bytes())["revision"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            revision = 0
        found.append((key, revision))
    return found


def read_file(path: Path) -> Sop:
    """The SOP in the file at ``path``.

    Raises:
        Trouble: FILE_UNREADABLE with ``file`` (its name).
        Refused: BAD_SOP with ``file``, ``line`` and ``reason``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Trouble(Fault.FILE_UNREADABLE, file=path.name) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(
            Rule.BAD_SOP, file=path.name, line=line, reason="huruf tidak tersimpan sebagai UTF-8"
        ) from error
    return read_sop(text, path.name)


def _shipped(path: Path, key: str) -> Sop:
    try:
        sop = read_file(path)
    except Trouble as trouble:
        raise Trouble(Fault.RESOURCE_DAMAGED, **trouble.data) from trouble
    if sop.key != key:
        # A file copied over another would take away one SOP and show the other twice.
        raise Refused(Rule.BAD_SOP, file=path.name, line=1, reason=f"berisi SOP “{sop.key}”, bukan “{key}”")
    return sop
