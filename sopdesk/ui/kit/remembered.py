"""What the window remembers between two starts: sizes, columns, the last tab."""

import json
from pathlib import Path
from typing import Any


class Remembered:
    """A small JSON file of the office's PC; a broken or missing one is an empty one.

    Nothing of the office's work stands here, so a failure to write it is no reason to stop a clerk.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._dirty = False
        self._values: dict[str, Any] = {}
        self.read()

    def read(self) -> None:
        """Take what the file says, and forget what was not written: another office came with its own."""
        try:
            read = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            read = {}
        self._values = read if isinstance(read, dict) else {}
        self._dirty = False

    def text(self, key: str, default: str = "") -> str:
        """A word that was kept."""
        value = self._values.get(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """A whole number that was kept."""
        value = self._values.get(key, default)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """A yes or no that was kept."""
        value = self._values.get(key, default)
        return value if isinstance(value, bool) else default

    def keep(self, key: str, value: str | int | bool) -> None:
        """Remember a value under that name; ``save`` writes it."""
        if self._values.get(key) != value or key not in self._values:
            self._values[key] = value
            self._dirty = True

    def forget(self, key: str) -> None:
        """Forget what was kept under that name."""
        if self._values.pop(key, None) is not None:
            self._dirty = True

    def save(self) -> bool:
        """Write the file if anything changed, whole or not at all; False when the disk refuses."""
        if not self._dirty:
            return True
        beside = self._path.with_suffix(".baru")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(
                json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8"
            )
            beside.replace(self._path)
        except OSError:
            return False
        self._dirty = False
        return True
