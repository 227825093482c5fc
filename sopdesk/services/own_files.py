"""The small files in which this PC keeps how it looks, prints and backs up: a damaged one is put aside, and told."""

import json
from pathlib import Path
from typing import Final

_FILES: Final = {
    "tampilan.json": "tampilan",
    "cetak.json": "pencetak",
    "cadangan.json": "cadangan",
    "pengingat.json": "pengingat",
}
_ASIDE: Final = ".rusak"


def set_aside_damaged(folder: Path) -> list[str]:
    """Give each of them that cannot be read another name, so that nothing is written over it; their names.

    One that cannot be renamed stays where it is: whoever reads it takes the usual values anyway.
    """
    found = []
    for name in _FILES:
        path = folder / name
        try:
            if path.is_file() and not _is_whole(path):
                path.replace(_free(path))
                found.append(name)
        except OSError:
            continue
    return found


def damaged_words(names: list[str]) -> str:
    """What is told of the files that were put aside; empty where there are none."""
    if not names:
        return ""
    what = " dan ".join(_FILES[name] for name in names)
    words = f"Pengaturan {what} di komputer ini rusak, jadi yang dipakai pengaturan bawaan. "
    if "cadangan.json" in names:
        words += "Atur lagi tempat kedua dan kata sandi cadangan di Pengaturan, bagian Cadangan. "
    return f"{words}File yang rusak disimpan: {', '.join(f'{name}{_ASIDE}' for name in names)}."


def _is_whole(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    except (ValueError, RecursionError):
        return False


def _free(path: Path) -> Path:
    place, count = path.with_name(f"{path.name}{_ASIDE}"), 1
    while place.exists():
        count += 1
        place = path.with_name(f"{path.name}{_ASIDE}-{count}")
    return place
