"""What the tour brings home: pictures of screens, papers, and the summary of both."""

import json
from pathlib import Path
from typing import Any

from sopdesk.services.printing import Paper
from sopdesk.ui.main.hand import Hand

SCREENS, PAPERS = "layar", "kertas"
WIDTH, HEIGHT = 1366, 768
_LEAST_COLOURS = 12  # a picture with fewer shows nothing


class Unmet(Exception):  # noqa: N818 - what the tour expected and did not meet
    """Something was not as expected; the first argument says what."""


def expect(met: object, what: str) -> None:
    """Raise Unmet where it is not met."""
    if not met:
        raise Unmet(what)


class Album:
    """The files of a tour under its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.screens: list[dict[str, Any]] = []
        self.papers: list[dict[str, Any]] = []
        for name in (SCREENS, PAPERS):
            place = folder / name
            place.mkdir(parents=True, exist_ok=True)
            for old in (*place.glob("*.png"), *place.glob("*.pdf")):
                old.unlink()

    def screen(self, hand: Hand, name: str) -> None:
        """Keep a picture of the window as it stands."""
        file = f"{SCREENS}/{len(self.screens) + 1:02d}-{name}.png"
        width, height, colours = hand.save(self._folder / file)
        expect(colours >= _LEAST_COLOURS, f"layar {name} kosong")
        expect((width, height) == (WIDTH, HEIGHT), f"layar {name} berukuran {width} × {height}")
        self.screens.append({"file": file, "width": width, "height": height})

    def paper(self, paper: Paper, dossier: str = "") -> None:
        """Keep a paper."""
        expect(
            paper.pdf.startswith(b"%PDF-") and paper.pdf.rstrip().endswith(b"%%EOF"), f"{paper.title} rusak"
        )
        file = f"{PAPERS}/{paper.file_name or paper.name + '.pdf'}"
        known = {p["file"] for p in self.papers}
        # The second letter of a dossier has the name of the first.
        while file in known:
            file = f"{file.removesuffix('.pdf')}-2.pdf"
        (self._folder / file).write_bytes(paper.pdf)
        self.papers.append({"file": file, "paper": paper.name, "dossier": dossier, "bytes": len(paper.pdf)})

    def close(self, told: dict[str, Any]) -> None:
        """Write the summary."""
        text = json.dumps(
            {**told, "screens": self.screens, "papers": self.papers}, ensure_ascii=False, indent=2
        )
        (self._folder / "summary.json").write_text(text + "\n", encoding="utf-8")
