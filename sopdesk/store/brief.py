"""Dossiers with the few columns of a card, read at a stroke: no type of a column is asked for each value."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from sopdesk.store import tables
from sopdesk.store.types import to_microseconds

_D = tables.dossier
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# Whole times this is exact, and quicker than building a timedelta from the number.
_MICROSECOND: Final = timedelta(microseconds=1)


class BriefRow(NamedTuple):
    """A row of a dossier; the names are the columns'."""

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
    ended_at: datetime | None


_COLUMNS: Final = [_D.c[name] for name in BriefRow._fields]
_BRIEF: Final = select(*_COLUMNS)
_OPEN: Final = str(_BRIEF.where(tables.OPEN).order_by(_D.c.desk, _D.c.id))
_ENDED: Final = (
    f"{_BRIEF} WHERE dossier.ended_at >= ? AND dossier.ended_at IS NOT NULL AND dossier.life = 'finished'"
    " ORDER BY dossier.ended_at DESC LIMIT ?"
)


def read_open(connection: Connection) -> list[BriefRow]:
    """Every open dossier."""
    return _read(connection, _OPEN, ())


def read_ended(connection: Connection, since: datetime, limit: int) -> list[BriefRow]:
    """Finished dossiers that ended after ``since``, the newest first."""
    return _read(connection, _ENDED, (to_microseconds(since), limit))


def _read(connection: Connection, statement: str, values: tuple[int, ...]) -> list[BriefRow]:
    if connection.dialect.paramstyle != "qmark":
        statement = statement.replace("?", "%s")
    with connection.exec_driver_sql(statement, values) as result:
        # The driver's own tuples: a Row for each would cost as much as making what is wanted from it.
        return [_made(row) for row in result.cursor.fetchall()]


def _made(values: Sequence[Any]) -> BriefRow:
    (
        key, code, sop, revision, title, step, life, rounds, waiting, since,
        due, warn, deadline, own_warn, hold_reason, held_since, number, missing, owner, ended,
    ) = values  # fmt: skip
    epoch, tick = _EPOCH, _MICROSECOND
    return BriefRow(
        key,
        code,
        sop,
        revision,
        title,
        step,
        life,
        rounds,
        waiting != 0,
        epoch + since * tick,
        None if due is None else epoch + due * tick,
        None if warn is None else epoch + warn * tick,
        None if deadline is None else epoch + deadline * tick,
        None if own_warn is None else epoch + own_warn * tick,
        hold_reason,
        None if held_since is None else epoch + held_since * tick,
        number,
        missing != 0,
        owner,
        None if ended is None else epoch + ended * tick,
    )
