"""A file that is there already is not written over unasked, in the same words on every system."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from sopdesk.ui.kit.dialog import Question


def unless_there(path: Path, host: QWidget, write: Callable[[], object], again: Callable[[], object]) -> None:
    """Write at once where there is no such file, else when the clerk says so; ``again`` asks for another name."""
    if not path.exists():
        write()
        return
    asked = Question(
        "Ganti file yang sudah ada?",
        f"{path.name} sudah ada di folder itu. Isinya yang lama akan hilang.",
        host,
        action="Ganti file",
        cancel="Pilih nama lain",
        danger=True,
    )
    asked.confirmed.connect(write)
    asked.rejected.connect(again)
    asked.open()
