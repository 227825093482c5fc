"""Whole dossiers as the reports ask for them: begun and ended in a time, and how long they took."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    type_coerce,
)

from sopdesk.store.history_tables import visit
from sopdesk.store.tables import OPEN, dossier
from sopdesk.store.types import UtcTime

_V = visit.c
_D = dossier.c
# As one value: the bare sum is taken for a list of three columns where it is ordered by.
COUNTED: Final = type_coerce(_V.waiting + _V.at_desk + _V.outside, BigInteger)
"""What a step's clock counted."""
# A dossier whose start was taken back is a cancelled one without a visit, and counts for nothing.
_BEGUN: Final = or_(_D.life != "cancelled", exists().where(_V.dossier_id == _D.id))


class DossierHistory:
    """The dossiers of the reports, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def started(self, bounds: Sequence[datetime], sop: str) -> Sequence[Any]:
        """By ``part`` and ``life``: how many dossiers began; ``bounds`` are the parts' beginnings and the end."""
        return self._connection.execute(_counted("started_at", len(bounds)), _given(bounds, sop)).all()

    def ended(self, bounds: Sequence[datetime], sop: str) -> Sequence[Any]:
        """By ``part`` and ``life``: how many dossiers ended."""
        return self._connection.execute(_counted("ended_at", len(bounds)), _given(bounds, sop)).all()

    def lengths(self, since: datetime, until: datetime, sop: str) -> Sequence[Any]:
        """The dossiers finished in a time: id, SOP, rounds, and ``length``, all visits together.

        ``promised``: whether there was a deadline; ``missed`` and ``ended`` are that and the end where it came later,
        else None: most were in time, and each moment that is read costs more than the rest of its row.
        """
        length = func.sum(COUNTED + _V.held).label("length")
        passed = _D.ended_at > _D.deadline
        statement = (
            select(
                _D.id,
                _D.sop,
                _D.round,
                _D.deadline.is_not(None).label("promised"),
                case((passed, _D.deadline)).label("missed"),
                case((passed, _D.ended_at)).label("ended"),
                length,
            )
            .join_from(dossier, visit, _V.dossier_id == _D.id)
            .where(
                _D.ended_at.is_not(None),
                _D.ended_at >= since,
                _D.ended_at < until,
                _D.life == "finished",
                *_of(sop),
            )
            .group_by(_D.id, _D.sop, _D.round, _D.deadline, _D.ended_at)
        )
        return self._connection.execute(statement).all()

    def begun(self) -> dict[int, datetime]:
        """When each open dossier was begun."""
        return {
            row.id: row.started_at
            for row in self._connection.execute(select(_D.id, _D.started_at).where(OPEN))
        }

    def dossiers(
        self,
        columns: Sequence[str],
        since: datetime,
        until: datetime,
        *,
        sop: str = "",
        life: str = "",
        limit: int,
    ) -> Sequence[Any]:
        """Dossiers of which one of ``columns`` (``started_at``, ``ended_at``) lies in a time, the newest first."""
        within = or_(*(and_(_D[name] >= since, _D[name] < until) for name in columns))
        when = _D[columns[0]]
        kind = (_D.life == life,) if life else ()
        statement = (
            select(_D.id, _D.code, _D.title, _D.sop, _D.life, _D.started_at, _D.ended_at, _D.round)
            .where(within, _BEGUN, *_of(sop), *kind)
            .order_by(when.desc(), _D.id)
            .limit(limit)
        )
        return self._connection.execute(statement).all()


def _of(sop: str) -> tuple[ColumnElement[bool], ...]:
    return (_D.sop == sop,) if sop else ()


@cache
def _counted(column: str, bounds: int) -> Select[Any]:
    """Dossiers by part of the time and life; made once, because making it costs as much as asking."""
    when = _D[column]
    marks = [bindparam(f"b{n}", type_=UtcTime) for n in range(bounds)]
    part = case(*((when < mark, n) for n, mark in enumerate(marks[1:])), else_=bounds).label("part")
    sop = bindparam("sop", type_=String)
    return (
        select(part, _D.life, func.count().label("often"))
        .where(when.is_not(None), when >= marks[0], when < marks[-1], _BEGUN, or_(sop == "", _D.sop == sop))
        .group_by(part, _D.life)
    )


def _given(bounds: Sequence[datetime], sop: str) -> dict[str, object]:
    return {"sop": sop, **{f"b{n}": bound for n, bound in enumerate(bounds)}}
