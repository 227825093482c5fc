"""Who works with the program: names, roles, and the closed forms of their PINs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, select, update

from sopdesk.domain.rights import Role, User
from sopdesk.store import tables
from sopdesk.store.upserts import upsert

_C = tables.clerk


@dataclass(frozen=True, slots=True)
class Secrets:
    """What nobody is shown: closed PIN and recovery code (empty where there is none), and the wrong tries."""

    active: bool
    pin: str
    recovery: str
    failures: int
    locked_until: datetime | None


class SecretValues(TypedDict, total=False):
    """The columns of ``Secrets`` that a change names."""

    pin: str
    recovery: str
    failures: int
    locked_until: datetime | None


class Users:
    """The users, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def every(self) -> list[User]:
        """Every user, also those who have left, by name."""
        return [
            User(r.name, frozenset(Role(role) for role in r.roles), r.active, r.official_id, bool(r.pin))
            for r in self._connection.execute(select(_C).order_by(_C.c.name))
        ]

    def rows(self) -> list[dict[str, Any]]:
        """The rows as they stand, whatever they say."""
        return [dict(row) for row in self._connection.execute(select(_C)).mappings()]

    def put(self, name: str, *, roles: Iterable[Role], active: bool, official_id: int | None) -> None:
        """Add a user, or change the one of that name; PIN and tries stay as they are."""
        values = {"roles": sorted(roles), "active": active, "official_id": official_id}
        statement = upsert(self._connection.dialect.name, _C).values(name=name, **values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))

    def secrets(self, name: str) -> Secrets | None:
        """The closed secrets of a user; None for a name that is not there."""
        row = self._connection.execute(
            select(_C.c.active, _C.c.pin, _C.c.recovery, _C.c.failures, _C.c.locked_until).where(
                _C.c.name == name
            )
        ).one_or_none()
        return None if row is None else Secrets(*row)

    def keep(self, name: str, **values: Unpack[SecretValues]) -> None:
        """Change what is kept of a user's PIN."""
        self._connection.execute(update(_C).where(_C.c.name == name).values(**values))
