"""The log's word on letters that are still being written: who filled in which, and what they held then."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sopdesk.domain.events import EventKind
from sopdesk.services.letter_forms import KINDS, NOTE
from sopdesk.store.log import DOSSIER, REGISTER, Entry
from sopdesk.store.store import Unit
from sopdesk.store.types import canonical_json

FILLED: Final = EventKind.LETTER.value
DROPPED: Final = "note_dropped"


def log_filled(
    unit: Unit,
    letter_id: int,
    kind: str,
    about: str,
    value: Any,
    *,
    dossier: int | None,
    by: str,
    now: datetime,
) -> None:
    """Enter that ``by`` filled in a letter; ``value`` is its form as it is stored."""
    body = {"letter": letter_id, "name": kind, "subject": about, "form": digest(value)}
    stream = REGISTER if dossier is None else DOSSIER
    unit.log.append(stream, FILLED, actor=by, at=now, now=now, body=body, dossier_id=dossier)


def digest(value: Any) -> str:
    """SHA-256, in hexadecimal, of a form as it is stored."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def form_problems(unit: Unit, of_books: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    """The letters whose form is not what was filled in last, in sentences."""
    said = {entry.body.get("letter"): entry for entry in of_books.get(FILLED, ())}
    for entry in of_books.get(DROPPED, ()):
        said.pop(entry.body.get("letter"), None)
    for row in (each for kind in (*KINDS, NOTE) for each in unit.letters.of_kind(kind)):
        last = said.pop(row.id, None)
        if last is not None and last.body.get("form") != digest(row.form):
            yield f"Isi surat “{last.body.get('subject') or '–'}” tidak sama dengan catatan pengisiannya."
    for last in said.values():
        yield f"Surat “{last.body.get('subject') or '–'}” ada di log tetapi tidak ada di daftar surat."
