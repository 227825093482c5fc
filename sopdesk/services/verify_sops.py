"""Whether the SOPs are as they came with the program, and the office's own revisions as the log says."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sopdesk.services.findings import Finding, Room
from sopdesk.services.office import Known
from sopdesk.store.catalogue import shipped
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit

SOP: Final = "sop"
"""The entry of a revision that the office made: ``key``, ``revision`` and the ``digest`` of its text."""


def sop_digest(text: str) -> str:
    """SHA-256, in hexadecimal, of an SOP's text as it is stored."""
    return hashlib.sha256(text.encode()).hexdigest()


def sop_problems(unit: Unit, known: Known, of_books: Mapping[str, Sequence[Entry]]) -> Iterator[Finding]:
    """What is no longer as it was: nobody may change a revision, only make a new one."""
    mine = {(e.body.get("key"), e.body.get("revision")): e for e in of_books.get(SOP, ())}
    texts = unit.office.sop_texts()
    came = {(sop.key, sop.revision): sop for sop in shipped()}
    for key, sop in came.items():
        # Offices of the first schema have the same revision without the word for the kind of letter.
        if known.sops.get(key) not in (sop, replace(sop, letter="")):
            words = (
                f"SOP {sop.label} revisi {sop.revision} hilang atau berubah dari naskah yang dibawa program."
            )
            yield Finding(words, Room.SOPS)
    for place in sorted((mine.keys() | texts.keys()) - came.keys(), key=str):
        entry, text = mine.get(place), texts.get((str(place[0]), int(str(place[1]))))
        name = f"SOP {place[0]} revisi {place[1]}"
        if entry is None:
            yield Finding(f"{name} tidak ada di log.", Room.SOPS)
        elif text is None or entry.body.get("digest") != sop_digest(text):
            gone = "hilang" if text is None else "berubah dari naskah yang disimpan kantor"
            yield Finding(f"{name} {gone}.", Room.SOPS, entry.logged_at)
