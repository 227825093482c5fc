"""Offices and persons that were written to or came with a letter, for the next time they are typed."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from sopdesk.store import book_tables

_P = book_tables.party
_NEW = upsert(_P)
_USE = _NEW.on_conflict_do_update(
    index_elements=["folded"], set_={"name": _NEW.excluded.name, "used_at": _NEW.excluded.used_at}
)


class Parties:
    """The names, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def use(self, name: str, at: datetime) -> None:
        """Remember that ``name`` was used; the newest spelling of it is kept."""
        kept = " ".join(name.split())
        if kept:
            self._connection.execute(_USE, {"folded": kept.casefold(), "name": kept, "used_at": at})

    def having(self, words: tuple[str, ...], limit: int) -> list[str]:
        """The names in which every one of ``words`` (folded) stands, the one used last first."""
        statement = select(_P.c.name).order_by(_P.c.used_at.desc(), _P.c.folded).limit(limit)
        for word in words:
            statement = statement.where(_P.c.folded.contains(word, autoescape=True))
        return list(self._connection.execute(statement).scalars())
