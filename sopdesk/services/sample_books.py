"""What a filled office has on paper so far: places in the log, numbers, rows that wait to be written."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.numbers import DEFAULT_SERIES
from sopdesk.domain.visit_facts import VisitFact
from sopdesk.services.numbering import NumberWish, line_of
from sopdesk.services.office import Office
from sopdesk.services.register_lines import said_of
from sopdesk.services.sample_setup import AGENDA
from sopdesk.store.bulk import Rows
from sopdesk.store.log import DOSSIER, REGISTER, Entry
from sopdesk.store.registers import SeriesRow


class Books:
    """The rows of an office that is being filled."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._rows = Rows()
        self._dossiers = 0
        self._lines = 0
        self._running: dict[int, int] = {}
        self._delivered: dict[int, int] = {}  # lines of the delivery book by year
        self._deliveries = 0
        self._series: dict[tuple[str, int], tuple[int, date]] = {}
        self._begun: set[tuple[str, str]] = set()
        self.known = office.look()
        with office.store.read() as unit:
            self._seq, _hash = unit.log.head()

    @property
    def waiting(self) -> int:
        """How many entries wait to be written."""
        return len(self._rows.entries)

    def write(self) -> None:
        """Write what waits, in one transaction."""
        with self._office.store.write() as unit:
            unit.bulk.write(self._rows)
        self._rows = Rows()

    def close(self) -> None:
        """Say where the numbers stand."""
        series = [
            SeriesRow(register, year, DEFAULT_SERIES, last, day, closed=False)
            for (register, year), (last, day) in self._series.items()
        ]
        with self._office.store.write() as unit:
            unit.bulk.stand_at({"dossier": self._running, "delivery": self._delivered}, series)

    def running(self, year: int) -> int:
        """The next running number of a dossier."""
        self._running[year] = self._running.get(year, 0) + 1
        return self._running[year]

    def first_of(self, sop: str, year: str) -> bool:
        """Whether no dossier of the SOP was begun for this year yet; from now on one was."""
        new = (sop, year) not in self._begun
        self._begun.add((sop, year))
        return new

    def dossier(self, values: Mapping[str, Any]) -> int:
        """A new dossier's row; its id."""
        self._dossiers += 1
        self._rows.dossiers.append({"id": self._dossiers, **values})
        return self._dossiers

    def cache(self, dossier_id: int, values: Mapping[str, Any]) -> None:
        """What the log of a dossier adds up to."""
        self._rows.caches.append({"id": dossier_id, **values})

    def visits(self, facts: Sequence[VisitFact]) -> None:
        """The visits of a dossier that have ended."""
        self._rows.visits.extend(facts)

    def enter(
        self, dossier_id: int, kind: EventKind, by: str, at: datetime, now: datetime, data: rules.Data
    ) -> Event:
        """An entry of a dossier."""
        return Event(self._entry(DOSSIER, dossier_id, kind, by, at, now, data), kind, at, now, by, data)

    def number(
        self,
        wish: NumberWish,
        data: rules.Data,
        *,
        at: datetime,
        now: datetime,
        dossier: tuple[int, int] | None = None,
    ) -> tuple[Event, int]:
        """The next number of a register with its entry; the entry and the line's id."""
        place = (wish.register, wish.day.year)
        urut = self._series.get(place, (0, wish.day))[0] + 1
        self._series[place] = (urut, wish.day)
        line = line_of(self.known, wish, urut, "", dossier=dossier)
        said = {**data, **said_of(line)}
        stream, dossier_id = (DOSSIER, dossier[0]) if dossier else (REGISTER, None)
        seq = self._entry(stream, dossier_id, EventKind.NUMBER, AGENDA, at, now, said)
        self._lines += 1
        row = {"id": self._lines, **line, "actor": AGENDA, "logged_at": now, "seq": seq}
        self._rows.lines.append(row)
        return Event(seq, EventKind.NUMBER, at, now, AGENDA, said), self._lines

    def letter(self, dossier_id: int, step: int, form: Any, issued: Any, line_id: int) -> None:
        """A letter with its number."""
        self._rows.letters.append(
            {
                "dossier_id": dossier_id,
                "step": step,
                "kind": form["kind"],
                "form": form,
                "issued": issued,
                "line_id": line_id,
            }
        )

    def sent(self, line_id: int, day: date) -> None:
        """The day on which a letter left."""
        self._rows.sent.append({"id": line_id, "sent_on": day})

    def next_delivery(self, year: int) -> int:
        """The next number of the delivery book."""
        self._delivered[year] = self._delivered.get(year, 0) + 1
        return self._delivered[year]

    def delivery(self, values: Mapping[str, Any]) -> int:
        """A line of the delivery book; its id."""
        self._deliveries += 1
        self._rows.deliveries.append({"id": self._deliveries, **values})
        return self._deliveries

    def received(self, values: Mapping[str, Any]) -> None:
        """What a second sheet said, by the id of its line."""
        self._rows.received.append(values)

    def _entry(
        self,
        stream: str,
        dossier_id: int | None,
        kind: EventKind,
        by: str,
        at: datetime,
        now: datetime,
        data: rules.Data,
    ) -> int:
        self._seq += 1
        self._rows.entries.append(Entry(self._seq, stream, dossier_id, kind.value, at, now, by, data, ""))
        return self._seq
