"""The visits that have ended: kept beside the log as it grows, and asked by the reports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
)

from sopdesk.domain.visit_facts import VisitFact
from sopdesk.store.history_dossiers import COUNTED, DossierHistory
from sopdesk.store.history_tables import RETURNED, visit
from sopdesk.store.tables import dossier
from sopdesk.store.upserts import upsert

_V = visit.c
_D = dossier.c
_NAMES: Final = tuple(f.name for f in fields(VisitFact))
_KEY: Final = ("dossier_id", "place")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which visits: those that ended from ``since`` up to, not including, ``until``, and of them which."""

    since: datetime
    until: datetime
    sop: str = ""
    revision: int | None = None
    step: int | None = None
    desk: str = ""
    month: int | None = None
    reason: str | None = None
    returned: bool = False
    held: bool = False
    timed: bool = False  # those held against a standard time
    no_desks: tuple[str, ...] = ()


def _where(asked: Asked) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [_V.until >= asked.since, _V.until < asked.until]
    for column, value in (
        (_V.revision, asked.revision),
        (_V.step, asked.step),
        (_V.month, asked.month),
        (_V.reason, asked.reason),
        (_V.sop, asked.sop or None),
        (_V.desk, asked.desk or None),
    ):
        if value is not None:
            parts.append(column == value)
    if asked.returned:
        parts.append(_V.left_by == "return")
    if asked.held:
        parts.append(_V.held > 0)
    if asked.timed:
        parts.append(_V.due.is_not(None))
    if asked.no_desks:
        parts.append(_V.desk.not_in(asked.no_desks))
    return and_(*parts)


@cache
def _put(dialect: str) -> Any:
    """Built once: it names every column twice, and that took a third of a handoff's work."""
    statement = upsert(dialect, visit)
    changed = {name: statement.excluded[name] for name in _NAMES if name not in _KEY}
    return statement.on_conflict_do_update(index_elements=list(_KEY), set_=changed)


class History(DossierHistory):
    """The visits, within one transaction."""

    # Keeping them

    def put(self, facts: Iterable[VisitFact]) -> None:
        """Write these visits, in place of what stood at their places."""
        rows = [{name: getattr(fact, name) for name in _NAMES} for fact in facts]
        if rows:
            self._connection.execute(_put(self._connection.dialect.name), rows)

    def add_many(self, facts: Sequence[VisitFact]) -> None:
        """Write visits by the thousand where none of them stands."""
        if facts:
            rows = [{name: getattr(fact, name) for name in _NAMES} for fact in facts]
            self._connection.execute(insert(visit), rows)

    def cut(self, dossier_id: int, first: int) -> None:
        """Remove the visits of a dossier from the place ``first`` on."""
        self._connection.execute(delete(visit).where(_V.dossier_id == dossier_id, _V.place >= first))

    def clear(self) -> None:
        """Remove them all."""
        self._connection.execute(delete(visit))

    def of_dossier(self, dossier_id: int) -> list[VisitFact]:
        """The visits of a dossier, oldest first."""
        rows = self._connection.execute(
            select(visit).where(_V.dossier_id == dossier_id).order_by(_V.place)
        ).mappings()
        return [_fact(row) for row in rows]

    def every(self, first: int = 0, last: int | None = None) -> dict[int, list[VisitFact]]:
        """All of them, or of the dossiers from ``first`` to ``last``, by dossier, oldest first; one that cannot be
        read is left out, and so is missed."""
        found: dict[int, list[VisitFact]] = {}
        wanted = select(visit).where(_V.dossier_id >= first).order_by(_V.dossier_id, _V.place)
        if last is not None:
            wanted = wanted.where(_V.dossier_id <= last)
        # Said of this question alone: what is said of a connection holds for all that it is asked later.
        with self._connection.execute(wanted, execution_options={"yield_per": 1000}) as rows:
            for row in rows.mappings():
                try:
                    fact = _fact(row)
                except (TypeError, ValueError):
                    continue
                found.setdefault(row["dossier_id"], []).append(fact)
        return found

    def touching(self, first: datetime, last: datetime, limit: int) -> list[int]:
        """Dossiers with a visit, its deadline or its way back between two moments; at most ``limit``."""
        ends = or_(_V.until >= first, _V.due >= first, _V.back_at >= first)
        statement = select(_V.dossier_id).where(_V.since <= last, ends).distinct().limit(limit)
        return [row.dossier_id for row in self._connection.execute(statement)]

    # Asking them

    def compliance(self, asked: Asked, by: Sequence[str]) -> Sequence[Any]:
        """By these columns: ``runs``, ``late``, ``longest``, and the two in the middle, ``low`` and ``high``."""
        keys = [_V[name] for name in by]
        ranked = (
            select(
                *keys,
                _V.late,
                COUNTED.label("counted"),
                func.row_number().over(partition_by=keys, order_by=COUNTED).label("rank"),
                func.count().over(partition_by=keys).label("runs"),
            )
            .where(_where(asked), _V.due.is_not(None))
            .subquery()
        )
        twice, runs = ranked.c.rank * 2, ranked.c.runs
        of = [ranked.c[name] for name in by]
        statement = select(
            *of,
            func.max(runs).label("runs"),
            func.sum(case((ranked.c.late, 1), else_=0)).label("late"),
            func.max(ranked.c.counted).label("longest"),
            func.max(case((twice.in_((runs, runs + 1)), ranked.c.counted))).label("low"),
            func.max(case((twice.in_((runs + 1, runs + 2)), ranked.c.counted))).label("high"),
        ).group_by(*of)
        return self._connection.execute(statement).all()

    def returns(self, asked: Asked) -> Sequence[Any]:
        """By SOP, revision, step and reason: ``often``, ``cost`` of those that came back, ``out`` the others."""
        keys = (_V.sop, _V.revision, _V.step, _V.reason)
        statement = (
            select(
                *keys,
                func.count().label("often"),
                func.coalesce(func.sum(_V.cost), 0).label("cost"),
                func.sum(case((_V.cost.is_(None), 1), else_=0)).label("out"),
            )
            .where(_where(asked), RETURNED)
            .group_by(*keys)
        )
        return self._connection.execute(statement).all()

    def not_back(self, asked: Asked) -> Sequence[Any]:
        """Returns whose papers are not yet where they were: SOP, revision, step, reason, ``until``."""
        statement = select(_V.sop, _V.revision, _V.step, _V.reason, _V.until).where(
            _where(asked), RETURNED, _V.back_at.is_(None)
        )
        return self._connection.execute(statement).all()

    def desks(self, asked: Asked) -> Sequence[Any]:
        """By desk: ``often`` and the sums of the four parts of the split clock."""
        statement = (
            select(
                _V.desk,
                func.count().label("often"),
                *(
                    func.sum(column).label(column.name)
                    for column in (_V.waiting, _V.at_desk, _V.held, _V.outside)
                ),
            )
            .where(_where(asked))
            .group_by(_V.desk)
        )
        return self._connection.execute(statement).all()

    def holds(self, asked: Asked) -> Sequence[Any]:
        """Desk and ``holds`` of the visits that were held."""
        return self._connection.execute(select(_V.desk, _V.holds).where(_where(asked), _V.held > 0)).all()

    def behind(self, asked: Asked, limit: int) -> Sequence[Any]:
        """The visits themselves, newest first, with code and title of their dossiers."""
        statement = (
            select(visit, _D.code, _D.title)
            .join_from(visit, dossier, _V.dossier_id == _D.id)
            .where(_where(asked))
            .order_by(_V.until.desc(), _V.dossier_id, _V.place)
            .limit(limit)
        )
        return self._connection.execute(statement).all()

    def times(self, asked: Asked) -> Sequence[Any]:
        """``counted`` and dossier code of each visit, the shortest first."""
        statement = (
            select(COUNTED.label("counted"), _D.code)
            .join_from(visit, dossier, _V.dossier_id == _D.id)
            .where(_where(asked), _V.due.is_not(None))
            .order_by(COUNTED, _D.id, _V.place)
        )
        return self._connection.execute(statement).all()

    def reasons(self, sop: str, since: datetime, limit: int) -> list[tuple[str, int]]:
        """The most frequent reasons of return of an SOP since a moment, with how often."""
        count = func.count().label("often")
        statement = (
            select(_V.reason, count, func.max(_V.until).label("last"))
            .where(RETURNED, _V.sop == sop, _V.until >= since)
            .group_by(_V.reason)
            .order_by(count.desc(), func.max(_V.until).desc())
            .limit(limit)
        )
        return [(row.reason, row.often) for row in self._connection.execute(statement)]


def _fact(row: Mapping[Any, Any]) -> VisitFact:
    values = {name: row[name] for name in _NAMES}
    values["holds"] = tuple((reason, took) for reason, took in row["holds"])
    return VisitFact(**values)
