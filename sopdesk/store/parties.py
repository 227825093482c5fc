"""Offices and persons that were written to or came with a letter, for the next time they are typed."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from sopdesk.store import book_tables
from sopdesk.store.upserts import upsert

_P = book_tables.party


@cache
def _use(dialect: str) -> Any:
    new = upsert(dialect, _P)
    return new.on_conflict_do_update(
        index_elements=["folded"], set_={"name": new.excluded.name, "used_at": new.excluded.used_at}
    )


@dataclass(frozen=True, slots=True)
class Party:
    """A name as it was last spelled, under its case-folded form."""

    folded: str
    name: str
    used_at: datetime


class Parties:
    """The names, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def use(self, name: str, at: datetime) -> None:
        """Remember that ``name`` was used; the newest spelling of it is kept."""
        kept = " ".join(name.split())
        if kept:
            self._connection.execute(
                _use(self._connection.dialect.name),
                {"folded": kept.casefold(), "name": kept, "used_at": at},
            )

    def having(self, words: tuple[str, ...], limit: int) -> list[str]:
        """The names in which every one of ``words`` (folded) stands, the one used last first."""
        statement = select(_P.c.name).order_by(_P.c.used_at.desc(), _P.c.folded).limit(limit)
        for word in words:
            statement = statement.where(_P.c.folded.contains(word, autoescape=True))
        return list(self._connection.execute(statement).scalars())

    def every(self) -> list[Party]:
        """Every name, by its folded form."""
        rows = self._connection.execute(select(_P).order_by(_P.c.folded)).mappings()
        return [Party(**row) for row in rows]
