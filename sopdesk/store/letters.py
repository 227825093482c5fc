"""Letters of dossiers: what was filled in, and the values kept once the number is in place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sopdesk.store import tables

_T = tables.letter
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter; ``form`` is what was filled in, ``issued`` the values it was issued with."""

    id: int
    dossier_id: int | None
    step: int | None
    kind: str
    form: Any
    issued: Any
    line_id: int | None
    made_at: datetime | None = None


class Letters:
    """The letters, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_dossier(self, dossier_id: int) -> list[LetterRow]:
        """The letters that a dossier sends, oldest first."""
        rows = self._connection.execute(
            select(_T).where(_T.c.dossier_id == dossier_id, _T.c.step.is_not(None)).order_by(_T.c.id)
        ).mappings()
        return [LetterRow(**r) for r in rows]

    def beside(self, dossier_id: int) -> list[LetterRow]:
        """The letters that lie beside a dossier and stay in the office, oldest first."""
        rows = self._connection.execute(
            select(_T).where(_T.c.dossier_id == dossier_id, _T.c.step.is_(None)).order_by(_T.c.id)
        ).mappings()
        return [LetterRow(**r) for r in rows]

    def every(self) -> Iterator[LetterRow]:
        """Every letter, drafts too, oldest first, a few at a time."""
        wanted = select(_T).order_by(_T.c.id).limit(_AT_ONCE)
        # Each part is a question of its own: who stops in the middle leaves no cursor open on a server.
        rows = self._connection.execute(wanted).mappings().all()
        while rows:
            for r in rows:
                yield LetterRow(**r)
            rows = self._connection.execute(wanted.where(_T.c.id > rows[-1]["id"])).mappings().all()

    def lines(self) -> list[int]:
        """The line of each letter that has a number; one of several letters as often."""
        return list(self._connection.execute(select(_T.c.line_id).where(_T.c.line_id.is_not(None))).scalars())

    def of_kind(self, kind: str) -> list[LetterRow]:
        """The letters of that kind, the newest first."""
        rows = self._connection.execute(
            select(_T).where(_T.c.kind == kind).order_by(_T.c.id.desc())
        ).mappings()
        return [LetterRow(**r) for r in rows]

    def of_line(self, line_id: int) -> list[LetterRow]:
        """The letters whose number is that of a line."""
        rows = self._connection.execute(select(_T).where(_T.c.line_id == line_id)).mappings()
        return [LetterRow(**r) for r in rows]

    def get(self, letter_id: int) -> LetterRow | None:
        """The letter with this id."""
        found = self._connection.execute(select(_T).where(_T.c.id == letter_id)).mappings().first()
        return LetterRow(**found) if found else None

    def add(self, **values: object) -> int:
        """Add a letter; its id."""
        return int(self._connection.execute(insert(_T).returning(_T.c.id), values).scalar_one())

    def drop(self, letter_id: int) -> None:
        """Remove a letter that was never issued."""
        self._connection.execute(delete(_T).where(_T.c.id == letter_id))

    def change(self, letter_id: int, **values: object) -> None:
        """Write columns of a letter."""
        self._connection.execute(update(_T).where(_T.c.id == letter_id).values(**values))
