"""Rows of dossiers: what never changes, and the cache of where each stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, literal, or_, select, update

from sopdesk.store import tables
from sopdesk.store.brief import BriefRow, read_ended, read_open
from sopdesk.store.upserts import upsert

_D = tables.dossier

# No bare column: SQLite would go through every dossier that the SOP ever had.
_OF_SOP = _D.c.sop.concat("") == bindparam("wanted")


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A row of ``dossier``; the names are the columns'."""

    id: int
    year: int
    running: int
    code: str
    sop: str
    revision: int
    period: str
    owner: str
    origin: Mapping[str, Any]
    nature: str
    addressees: Sequence[str]
    deadline: datetime | None
    deadline_warn: datetime | None
    started_at: datetime
    title: str
    life: str
    step: int
    desk: str
    round: int
    waiting: bool
    since: datetime
    due: datetime | None
    warn_from: datetime | None
    hold_reason: str
    held_since: datetime | None
    number_text: str
    stamped: bool
    receipt_missing: bool
    ended_at: datetime | None
    last_at: datetime
    last_seq: int
    search: str
    incoming_id: int | None = None  # the line of the letter that it answers


def _row(mapping: RowMapping) -> DossierRow:
    return DossierRow(**mapping)


# Built once: every handoff needs them.
_MEANT: Final = "meant"
_GET: Final = select(_D).where(_D.c.id == bindparam(_MEANT))
_REFRESH: Final = update(_D).where(_D.c.id == bindparam(_MEANT))


class Dossiers:
    """The dossiers, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_running(self, year: int) -> int:
        """Take the office's next running number of ``year``; a rollback gives it back."""
        statement = (
            upsert(self._connection.dialect.name, tables.counter)
            .values(name="dossier", year=year, last=1)
            .on_conflict_do_update(
                index_elements=["name", "year"], set_={"last": tables.counter.c.last + literal(1)}
            )
            .returning(tables.counter.c.last)
        )
        return int(self._connection.execute(statement).scalar_one())

    def standing(self) -> dict[int, int]:
        """The last running number by year."""
        c = tables.counter.c
        rows = self._connection.execute(select(c.year, c.last).where(c.name == "dossier"))
        return {r.year: r.last for r in rows}

    def counters(self) -> set[str]:
        """What running numbers are counted of, by name."""
        return set(self._connection.execute(select(tables.counter.c.name).distinct()).scalars())

    def add(self, values: Mapping[str, object]) -> int:
        """Add a row; its id."""
        return int(self._connection.execute(insert(_D).returning(_D.c.id), dict(values)).scalar_one())

    def refresh(self, dossier_id: int, cache: Mapping[str, object]) -> None:
        """Write the cache columns of a dossier."""
        self._connection.execute(_REFRESH, {**cache, _MEANT: dossier_id})

    def get(self, dossier_id: int) -> DossierRow | None:
        """The dossier with this id."""
        found = self._connection.execute(_GET, {_MEANT: dossier_id}).mappings().first()
        return _row(found) if found else None

    def by_code(self, code: str) -> DossierRow | None:
        """The dossier with this code."""
        found = self._connection.execute(select(_D).where(_D.c.code == code)).mappings().first()
        return _row(found) if found else None

    def some(self, ids: Sequence[int]) -> list[DossierRow]:
        """The dossiers with these ids, in the order of the ids."""
        rows = self._connection.execute(select(_D).where(_D.c.id.in_(ids)).order_by(_D.c.id)).mappings()
        return [_row(r) for r in rows]

    def codes(self, ids: Sequence[int]) -> dict[int, str]:
        """The codes of these dossiers, by id."""
        found: dict[int, str] = {}
        for start in range(0, len(ids), 500):  # SQLite takes a limited number of parameters
            part = ids[start : start + 500]
            rows = self._connection.execute(select(_D.c.id, _D.c.code).where(_D.c.id.in_(part)))
            found.update({r.id: r.code for r in rows})
        return found

    def of_incoming(self, ids: Sequence[int]) -> dict[int, tuple[int, str, str]]:
        """By the line of an incoming letter: id, code and life of the newest dossier that deals with it.

        A cancelled dossier deals with nothing.
        """
        rows = self._connection.execute(
            select(_D.c.incoming_id, _D.c.id, _D.c.code, _D.c.life)
            .where(_D.c.incoming_id.in_(ids), _D.c.life != "cancelled")
            .order_by(_D.c.id)
        )
        return {r.incoming_id: (r.id, r.code, r.life) for r in rows}

    def under_way(self) -> list[DossierRow]:
        """Every open dossier."""
        rows = self._connection.execute(select(_D).where(tables.OPEN).order_by(_D.c.desk, _D.c.id)).mappings()
        return [_row(r) for r in rows]

    def under_way_briefly(self) -> list[BriefRow]:
        """Every open dossier, with what a card needs."""
        return read_open(self._connection)

    def under_way_of(self, sop: str) -> list[DossierRow]:
        """Every open dossier of one SOP."""
        rows = self._connection.execute(
            select(_D).where(tables.OPEN, _OF_SOP).order_by(_D.c.desk, _D.c.id),
            {"wanted": sop},
        ).mappings()
        return [_row(r) for r in rows]

    def finished_spans(self, sop: str, since: datetime) -> list[tuple[datetime, datetime]]:
        """From when to when the dossiers of one SOP ran that were finished since that moment."""
        rows = self._connection.execute(
            select(_D.c.started_at, _D.c.ended_at).where(
                _D.c.ended_at.is_not(None),
                _D.c.ended_at >= since,
                _D.c.life == "finished",
                _D.c.sop == sop,
            )
        )
        return [(r.started_at, r.ended_at) for r in rows]

    def finished_last(self, sop: str, revisions: Sequence[int], limit: int) -> list[tuple[int, int]]:
        """The last finished dossiers of these revisions of an SOP, the newest first: id and newest entry of each."""
        rows = self._connection.execute(
            select(_D.c.id, _D.c.last_seq)
            .where(_D.c.sop == sop, _D.c.life == "finished", _D.c.revision.in_(revisions))
            .order_by(_D.c.ended_at.desc(), _D.c.id.desc())
            .limit(limit)
        )
        return [(r.id, r.last_seq) for r in rows]

    def periods(self, sop: str, wanted: Sequence[str]) -> set[str]:
        """Those of the wanted periods for which a dossier of the SOP was started and not cancelled."""
        rows = self._connection.execute(
            select(_D.c.period)
            .where(_D.c.sop == sop, _D.c.period.in_(wanted), _D.c.life != "cancelled")
            .distinct()
        )
        return {r.period for r in rows}

    def of_periods(self, sop: str, wanted: Sequence[str]) -> list[tuple[str, int, str, str]]:
        """Period, id, code and life of every dossier of the SOP about one of these periods, cancelled ones too."""
        rows = self._connection.execute(
            select(_D.c.period, _D.c.id, _D.c.code, _D.c.life)
            .where(_D.c.sop == sop, _D.c.period.in_(wanted))
            .order_by(_D.c.id)
        )
        return [(r.period, r.id, r.code, r.life) for r in rows]

    def ended_lately(self, since: datetime, limit: int) -> list[BriefRow]:
        """Finished dossiers that ended after ``since``, the newest first, with what a card needs."""
        return read_ended(self._connection, since, limit)

    def every(self) -> list[DossierRow]:
        """Every dossier, oldest first."""
        return [_row(r) for r in self._connection.execute(select(_D).order_by(_D.c.id)).mappings()]

    def search(self, words: Sequence[str], limit: int) -> list[DossierRow]:
        """The newest dossiers whose title, code, SOP or number holds every one of ``words`` (folded)."""
        statement = select(_D).order_by(_D.c.id.desc()).limit(limit)
        for word in words:
            statement = statement.where(_D.c.search.contains(word, autoescape=True))
        return [_row(r) for r in self._connection.execute(statement).mappings()]

    def any_started(self, sop: str, period_prefix: str) -> bool:
        """Whether a dossier of ``sop`` with such a period was started and not cancelled."""
        statement = (
            select(_D.c.id)
            .where(
                _D.c.sop == sop,
                _D.c.life != "cancelled",
                or_(_D.c.period == period_prefix, _D.c.period.startswith(period_prefix, autoescape=True)),
            )
            .limit(1)
        )
        return self._connection.execute(statement).first() is not None

    def counts(self) -> dict[str, int]:
        """How many dossiers there are by life."""
        rows = self._connection.execute(select(_D.c.life, func.count()).group_by(_D.c.life))
        return {r[0]: r[1] for r in rows}
