"""The headless tour and the self-check: the whole program at work without a screen."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sopdesk import paths

_WIDTH, _HEIGHT = 1366, 768


def main(folder: Path) -> int:
    """Make the tour in ``folder``; 0 when everything was as expected, 1 when not, 3 when it cannot be written."""
    with _without_screen():
        from sopdesk.tour.round import tour

        return tour(folder)


def self_check() -> int:
    """Try every layer once in a folder that is thrown away; 0 or 1."""
    with _without_screen():
        from sopdesk.tour.check import check

        return check()


@contextmanager
def _without_screen() -> Iterator[None]:
    """Let Qt, which is not loaded yet, think of a screen like those of the office's PCs; keep off their server."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        screen = Path(folder) / "layar.json"
        shown = {"name": "tur", "x": 0, "y": 0, "width": _WIDTH, "height": _HEIGHT}
        told = {"screens": [{**shown, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}
        screen.write_text(json.dumps({**told, "windowFrameMargins": False}), encoding="ascii")
        # Qt parts its options at colons, so a path with a drive letter cannot be told: 800 x 800 there.
        told_of = "" if ":" in str(screen) else f":configfile={screen}"
        paths.forget_server()
        os.environ["QT_QPA_PLATFORM"] = f"offscreen{told_of}"
        yield
