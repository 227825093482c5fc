"""The review (penelaahan) of an SOP: finds what looks wrong in the official text, which stays as it is.

Every check gives notes with a stable code, the place, and an Indonesian sentence. What no rule can see
(words that the scan lost, names that are not shipped) stands as notes in the SOP's own file; ``renewed``
carries those on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from sopdesk.domain.sop import Note, Sop
from sopdesk.domain.sop_places import place_of, spots
from sopdesk.domain.sop_review_pages import PAGE_CHECKS
from sopdesk.domain.sop_review_steps import STEP_CHECKS
from sopdesk.domain.sop_review_text import TEXT_CHECKS

Check = Callable[[Sop, Sequence[Sop]], Iterable[Note]]

CHECKS: Final[tuple[Check, ...]] = (*PAGE_CHECKS, *STEP_CHECKS, *TEXT_CHECKS)


def review(sop: Sop, others: Sequence[Sop] = ()) -> tuple[Note, ...]:
    """What the checks find in ``sop`` seen beside the ``others`` (itself among them or not), each once."""
    beside = tuple(other for other in others if other.key != sop.key)
    return tuple(dict.fromkeys(chain.from_iterable(check(sop, beside) for check in CHECKS)))


def all_notes(sop: Sop, others: Sequence[Sop] = ()) -> tuple[Note, ...]:
    """The notes kept in the SOP's file and, after them, what the checks find beyond those."""
    return tuple(dict.fromkeys((*sop.notes, *review(sop, others))))


def renewed(before: Sop, after: Sop, others: Sequence[Sop] = ()) -> tuple[Note, ...]:
    """The notes of a new revision: kept ones whose place is unchanged, then what the checks find now."""
    found_before = frozenset(review(before, others))
    kept = [note for note in before.notes if note not in found_before and _same_place(note, before, after)]
    return tuple(dict.fromkeys((*kept, *review(after, others))))


def _same_place(note: Note, before: Sop, after: Sop) -> bool:
    return list(_texts_at(note.place, before)) == list(_texts_at(note.place, after))


def _texts_at(place: str, sop: Sop) -> Iterator[str]:
    """The texts at a note's place; all texts of a part where the place names no number."""
    for spot in spots(sop):
        if place_of([spot]) == place or spot.part == place:
            yield spot.text
