"""Open dossiers with the few columns of a card, read at a stroke: no type of a column is asked for each value."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, Connection, Row, select, type_coerce

from sopdesk.store import tables

_D = tables.dossier
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class BriefRow(NamedTuple):
    """A row of an open dossier; the names are the columns'."""

    id: int
    code: str
    sop: str
    revision: int
    title: str
    step: int
    life: str
    round: int
    waiting: bool
    since: datetime
    due: datetime | None
    warn_from: datetime | None
    deadline: datetime | None
    deadline_warn: datetime | None
    hold_reason: str
    held_since: datetime | None
    number_text: str
    receipt_missing: bool
    owner: str


_TIMES: Final = frozenset({"since", "due", "warn_from", "deadline", "deadline_warn", "held_since"})
_COLUMNS: Final = [
    type_coerce(_D.c[name], BigInteger).label(name) if name in _TIMES else _D.c[name]
    for name in BriefRow._fields
]
_STATEMENT: Final = select(*_COLUMNS).where(tables.OPEN).order_by(_D.c.desk, _D.c.id)


def read_brief(connection: Connection) -> list[BriefRow]:
    """Every open dossier."""
    return [_made(row) for row in connection.execute(_STATEMENT).all()]


def _made(row: Row[Any]) -> BriefRow:
    values: Sequence[Any] = row
    key, code, sop, revision, title, step, life, rounds, waiting, since, due, warn = values[:12]
    deadline, own_warn, hold_reason, held_since, number, missing, owner = values[12:]
    epoch = _EPOCH
    return BriefRow(
        key,
        code,
        sop,
        revision,
        title,
        step,
        life,
        rounds,
        waiting,
        epoch + timedelta(0, 0, since),
        None if due is None else epoch + timedelta(0, 0, due),
        None if warn is None else epoch + timedelta(0, 0, warn),
        None if deadline is None else epoch + timedelta(0, 0, deadline),
        None if own_warn is None else epoch + timedelta(0, 0, own_warn),
        hold_reason,
        None if held_since is None else epoch + timedelta(0, 0, held_since),
        number,
        missing,
        owner,
    )
