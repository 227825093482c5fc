"""Checks of the wording: slips of the pen, spellings, doubled words, lost ends."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sopdesk.domain.sop import Note, Sop
from sopdesk.domain.sop_places import Spot, place_of, spans, spots, steps_place
from sopdesk.domain.sop_words import NONSTANDARD, SLIPS

_TWO_SPELLINGS: Final = (("Kasubag", "Kasubbag"),)
_DOUBLED = re.compile(r"(?<!\w)(\w{3,}) \1(?!\w)", re.IGNORECASE)
_NO_SPACE = re.compile(r"[^\W\d],[^\W\d]")


def _slips(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    texts = tuple(spots(sop))
    for code, table, verdict in (
        ("misspelling", SLIPS, "agaknya salah tulis untuk"),
        ("nonstandard", NONSTANDARD, "bukan ejaan baku; bakunya"),
    ):
        for pattern, wrong, right in table:
            found = [spot for spot in texts if pattern.search(spot.text)]
            if found:
                yield Note(code, f"“{wrong}” {verdict} “{right}”.", place_of(found))


def _spellings(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    texts = tuple(spots(sop))
    for rarer, usual in _TWO_SPELLINGS:
        found = [
            [spot for spot in texts if re.search(rf"(?<!\w){word}(?!\w)", spot.text)]
            for word in (rarer, usual)
        ]
        if all(found):
            text = f"Ejaan “{rarer}” dan “{usual}” dipakai bergantian."
            yield Note("two_spellings", text, place_of([*found[0], *found[1]]))


def _doubled(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    for spot in spots(sop):
        twice = _DOUBLED.search(spot.text)
        if twice:
            yield Note("doubled_word", f"Kata “{twice[1]}” tertulis dua kali.", place_of([spot]))


def _spacing(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    del others
    found: list[Spot] = [spot for spot in spots(sop) if _NO_SPACE.search(spot.text)]
    if found:
        yield Note("missing_space", "Tidak ada spasi sesudah koma.", place_of(found))


def _ends(sop: Sop, others: Sequence[Sop]) -> Iterator[Note]:
    """Steps without the mark that closes the others: perhaps the line goes on where the copy was cut."""
    del others
    bare = [step.no for step in sop.steps if not step.kegiatan.endswith((";", "."))]
    if bare and len(bare) < len(sop.steps) / 2:
        text = f"Kalimat langkah {spans(bare)} tidak ditutup dengan titik koma seperti yang lain."
        yield Note("no_end_mark", text, steps_place(bare))


TEXT_CHECKS: Final = (_slips, _spellings, _doubled, _spacing, _ends)
