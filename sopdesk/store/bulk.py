"""Many rows at once, for an office that is made rather than worked in: the same rows, the same chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from sopdesk.domain.visit_facts import VisitFact
from sopdesk.store import book_tables, tables
from sopdesk.store.counting import count_on
from sopdesk.store.deliveries import delivery_words
from sopdesk.store.history import History
from sopdesk.store.log import Entry, Log, entry_hash
from sopdesk.store.registers import SeriesRow, search_words

Row = Mapping[str, Any]


@dataclass(slots=True)
class Rows:
    """What one transaction is to write. Ids are given by who fills it; ``entries`` have no hash yet.

    ``caches``, ``sent`` and ``received`` are changes of rows that stand already, by id.
    """

    dossiers: list[Row] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    letters: list[Row] = field(default_factory=list)
    caches: list[Row] = field(default_factory=list)
    sent: list[Row] = field(default_factory=list)
    deliveries: list[Row] = field(default_factory=list)
    received: list[Row] = field(default_factory=list)
    visits: list[VisitFact] = field(default_factory=list)


class Bulk:
    """Writing by the thousand, within one transaction."""

    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection = connection
        self._log = log

    def write(self, rows: Rows) -> None:
        """Write everything; the entries join the chain in their order.

        Raises ValueError where an entry's place is not the next one of the log.
        """
        # In the order in which one row points to another.
        self._insert(tables.dossier, rows.dossiers)
        self._chain(rows.entries)
        self._insert(
            book_tables.register_line, [{**line, "search": search_words(line)} for line in rows.lines]
        )
        self._insert(tables.letter, rows.letters)
        self._update(tables.dossier, rows.caches)
        self._update(book_tables.register_line, rows.sent)
        self._insert(
            book_tables.delivery, [{**line, "search": delivery_words(line)} for line in rows.deliveries]
        )
        self._update(book_tables.delivery, rows.received)
        History(self._connection).add_many(rows.visits)

    def stand_at(self, counters: Mapping[str, Mapping[int, int]], series: Sequence[SeriesRow]) -> None:
        """Say where the running numbers (by name and year) and those of the registers stand, once none stood yet."""
        self._insert(
            tables.counter,
            [
                {"name": name, "year": year, "last": n}
                for name, years in counters.items()
                for year, n in years.items()
            ],
        )
        names = SeriesRow.__dataclass_fields__
        self._insert(book_tables.series, [{name: getattr(row, name) for name in names} for row in series])

    def _insert(self, table: Any, rows: Sequence[Row]) -> None:
        if rows:
            self._connection.execute(insert(table), list(rows))
            if "id" in rows[0]:
                count_on(self._connection, [table])

    def _update(self, table: Any, rows: Sequence[Row]) -> None:
        if rows:
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name != "id"}
            statement = update(table).where(table.c.id == bindparam("new_id")).values(values)
            self._connection.execute(
                statement, [{f"new_{name}": value for name, value in row.items()} for row in rows]
            )

    def _chain(self, entries: Sequence[Entry]) -> None:
        last, head = self._log.head()
        chained = []
        for entry in entries:
            last += 1
            if entry.seq != last:
                raise ValueError(f"entry {entry.seq} is not the next one, {last}")
            head = entry_hash(head, entry)
            chained.append({name: getattr(entry, name) for name in _ENTRY} | {"hash": head})
        self._insert(tables.log, chained)
        self._log.forget_head()


_ENTRY = tuple(name for name in Entry.__dataclass_fields__ if name != "hash")
