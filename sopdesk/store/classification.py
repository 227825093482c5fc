"""Classification codes: the lists that ship with the program, and the office's own entries."""

import csv
from functools import cache
from typing import Final

from sqlalchemy import Connection, func, select

from sopdesk import paths
from sopdesk.domain.classification import OWN, Code
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store import book_tables
from sopdesk.store.upserts import upsert

_C = book_tables.classification
_L = book_tables.register_line
_LATE: Final = 2000  # lines: what was used of late is what will be used again, and a long book stays quick


@cache
def shipped_codes(name: str) -> tuple[Code, ...]:
    """The shipped list ``name``. Raises Trouble(RESOURCE_DAMAGED) naming the file."""
    path = paths.resources() / "codes" / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(Code(row["kode"], row["nama"], name) for row in csv.DictReader(file, strict=True))
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise Trouble(Fault.RESOURCE_DAMAGED, file=path.name) from error


class Classification:
    """The office's own entries, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def own(self) -> list[Code]:
        """Every entry of the office's own, hidden ones too."""
        return [Code(r.code, r.name, OWN, r.hidden) for r in self._connection.execute(select(_C))]

    def put(self, code: Code) -> None:
        """Add an entry, or change the one with that code."""
        statement = upsert(self._connection.dialect.name, _C).values(
            code=code.code, name=code.name, hidden=code.hidden
        )
        new = statement.excluded
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["code"], set_={"name": new.name, "hidden": new.hidden}
            )
        )

    def drop(self, code: str) -> None:
        """Remove an entry: a shipped one of that code counts again."""
        self._connection.execute(_C.delete().where(_C.c.code == code))

    def used(self) -> dict[str, int]:
        """How often each code stands in the newest lines of the registers."""
        late = select(_L.c.code).order_by(_L.c.id.desc()).limit(_LATE).subquery()
        rows = self._connection.execute(select(late.c.code, func.count()).group_by(late.c.code))
        return {r[0]: int(r[1]) for r in rows if r[0]}
