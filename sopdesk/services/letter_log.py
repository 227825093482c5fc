"""The log's word on letters: who filled in which, which values each was issued with, what its row held then."""

import hashlib
from datetime import datetime
from typing import Any, Final

from sopdesk.domain.events import EventKind
from sopdesk.store.letters import LetterRow
from sopdesk.store.log import DOSSIER, REGISTER
from sopdesk.store.store import Unit
from sopdesk.store.types import canonical_json, to_microseconds

FILLED: Final = EventKind.LETTER.value
ISSUED: Final = "letter_issued"  # its values were kept with a number, or with ``text`` None let go of
DROPPED: Final = "note_dropped"


def log_filled(unit: Unit, letter_id: int, about: str, *, new: bool, by: str, now: datetime) -> None:
    """Enter that ``by`` filled in a letter, which is stored already; ``about`` is its subject."""
    row = _stored(unit, letter_id)
    body = {"letter": letter_id, "name": row.kind, "subject": about, "row": row_digest(row), "new": new}
    stream = REGISTER if row.dossier_id is None else DOSSIER
    unit.log.append(stream, FILLED, actor=by, at=now, now=now, body=body, dossier_id=row.dossier_id)


def log_issued(
    unit: Unit, letter_id: int, text: str | None, *, by: str, now: datetime, new: bool = False
) -> None:
    """Enter which values are kept with the number ``text``; None where they were let go of."""
    row = _stored(unit, letter_id)
    body = {"letter": letter_id, "name": row.kind, "text": text, "row": row_digest(row), "new": new}
    unit.log.append(REGISTER, ISSUED, actor=by, at=now, now=now, body=body)


def row_digest(row: LetterRow) -> str:
    """SHA-256, in hexadecimal, of a letter's row: too long itself for an entry, and held to the letter by this."""
    made = to_microseconds(row.made_at) if row.made_at else None
    values: list[Any] = [row.dossier_id, row.step, row.kind, row.form, row.issued, row.line_id, made]
    return hashlib.sha256(canonical_json(values).encode()).hexdigest()


def _stored(unit: Unit, letter_id: int) -> LetterRow:
    row = unit.letters.get(letter_id)
    if row is None:
        raise LookupError(f"letter {letter_id} is not stored")
    return row
