"""Whether the registers say what the log says: every line, every number, every closed year (rules 22, 26)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sopdesk.domain.events import Event, EventKind, effective
from sopdesk.domain.numbers import INCOMING, OUTGOING, NumberState
from sopdesk.services.findings import Finding
from sopdesk.services.import_rows import IMPORT, UNDO_IMPORT
from sopdesk.services.incoming import AMEND
from sopdesk.services.register_lines import CLOSE_YEAR, OUTSIDE, RESERVE, as_dict
from sopdesk.services.verify_deliveries import Line, OfBooks, days_sent
from sopdesk.store.log import REGISTER, Entry
from sopdesk.store.registers import LineRow, SeriesRow, search_words
from sopdesk.store.store import Unit

_BOOKS = {INCOMING: "surat masuk", OUTGOING: "surat keluar"}
_SAID = frozenset({"register", "year", "series", "number", "insert"})
_SPAN = frozenset({"register", "year", "series", "first", "last", "date", "party", "reason"})
_COMPARED = (
    "text",
    "date",
    "code",
    "subject",
    "party",
    "state",
    "reason",
    "dossier_id",
    "step",
    "actor",
    "logged_at",
    "seq",
)
_OF_INCOMING = ("ref", "ref_date", "nature", "enclosure", "note", "received_at", "answer_due")
_KINDS = frozenset({EventKind.NUMBER, EventKind.VOID_NUMBER, EventKind.CORRECT_NUMBER, AMEND})

Series = tuple[str, int, str]
Place = tuple[int, str]
Events = Mapping[int, Sequence[Event]]


@dataclass(slots=True)
class Told:
    """A line as the entries of the log add up to; ``changes`` are those after the first."""

    said: dict[str, Any]
    changes: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Counted:
    """Where a series stands as the log tells it."""

    last: int = 0
    day: str = ""


class NumberLog:
    """What the log says of the registers, taken in entry by entry."""

    def __init__(self) -> None:
        self.lines: dict[Series, dict[Place, Told]] = {}
        self.counted: dict[Series, Counted] = {}
        self.closed: dict[tuple[str, int], Entry] = {}
        self._imports: dict[int, dict[str, Any]] = {}

    @property
    def count(self) -> int:
        """How many lines the log tells of."""
        return sum(len(lines) for lines in self.lines.values())

    def take(self, entry: Entry) -> None:
        """Take an entry in. What cannot be read is a change that the chain has told already."""
        if entry.dossier_id is None and entry.stream != REGISTER:
            return
        try:
            self._take(entry, dict(entry.body))
        except (KeyError, TypeError, ValueError):
            return

    def _take(self, entry: Entry, body: dict[str, Any]) -> None:
        if entry.kind in (RESERVE, OUTSIDE) and body.keys() >= _SPAN:
            self._span(entry, body)
        elif entry.kind == CLOSE_YEAR:
            self.closed[str(body["register"]), int(body["year"])] = entry
        elif entry.kind == IMPORT:
            self._imports[entry.seq] = body
            self._count_on(body, "after")
        elif entry.kind == UNDO_IMPORT:
            self._count_on({**self._imports[int(body["import"])], **body}, "before")
        elif entry.kind in _KINDS and body.keys() >= _SAID:
            series, place = _where(body)
            match entry.kind:
                case EventKind.NUMBER:
                    self._number(entry, body, series, place)
                case EventKind.VOID_NUMBER:
                    self._change(
                        entry, series, place, state=NumberState.VOID.value, reason=str(body["reason"])
                    )
                case EventKind.CORRECT_NUMBER:
                    self._correct(entry, body, series, place)
                case _:
                    news = {
                        n: pair[1] for n, pair in body["changed"].items() if n in ("code", "subject", "party")
                    }
                    self._change(entry, series, place, **news)

    def _count_on(self, body: dict[str, Any], moment: str) -> None:
        """Let the series of an import stand where they stood at that moment of it."""
        for each in body["series"]:
            series, stood = (str(body["register"]), int(each["year"]), str(each["series"])), each[moment]
            if stood is None:
                self.counted.pop(series, None)
            else:
                self.counted[series] = Counted(int(stood[0]), str(stood[1]))

    def _number(self, entry: Entry, body: dict[str, Any], series: Series, place: Place) -> None:
        said = {**_line(body), "state": NumberState.ISSUED.value, "dossier_id": entry.dossier_id}
        if entry.kind == EventKind.NUMBER and entry.dossier_id is not None and "step" in body:
            said["step"] = body["step"]
        if body.get("fills"):
            self._change(entry, series, place, **said, actor=entry.actor, logged_at=entry.logged_at)
            self._follow(series, place, str(body["date"]))
            return
        self._add(entry, series, place, said)

    def _span(self, entry: Entry, body: dict[str, Any]) -> None:
        series = (str(body["register"]), int(body["year"]), str(body["series"]))
        state = NumberState.RESERVED if entry.kind == RESERVE else NumberState.OUTSIDE
        for urut in range(int(body["first"]), int(body["last"]) + 1):
            bare = {"text": str(urut), "code": "", "subject": ""}
            same = {name: body[name] for name in ("date", "party", "reason")}
            self._add(entry, series, (urut, ""), {**bare, **same, "state": state.value, "dossier_id": None})

    def _correct(self, entry: Entry, body: dict[str, Any], series: Series, place: Place) -> None:
        was = body["was"]
        old_series, old_place = _where(was)
        if (old_series, old_place) == (series, place):
            self._change(entry, series, place, **{n: v for n, v in _line(body).items() if n != "reason"})
            if was["date"] != body["date"]:
                self._follow(series, place, str(body["date"]))
            return
        why = str(body["reason"])
        self._change(
            entry,
            old_series,
            old_place,
            state=NumberState.CORRECTED.value,
            reason=why,
            dossier_id=None,
            step=None,
        )
        self._number(entry, {**body, "reason": ""}, series, place)

    def _add(self, entry: Entry, series: Series, place: Place, said: dict[str, Any]) -> None:
        same = {"actor": entry.actor, "logged_at": entry.logged_at, "seq": entry.seq}
        self.lines.setdefault(series, {})[place] = Told({**said, **same})
        counted = self.counted.setdefault(series, Counted())
        if not place[1] and place[0] > counted.last:
            counted.last, counted.day = place[0], str(said["date"])

    def _follow(self, series: Series, place: Place, day: str) -> None:
        """A series stands at the day of its last line."""
        counted = self.counted.get(series)
        if counted is not None and place == (counted.last, ""):
            counted.day = day

    def _change(self, entry: Entry, series: Series, place: Place, **news: Any) -> None:
        told = self.lines.setdefault(series, {}).setdefault(place, Told({}))
        told.said |= news
        told.changes.append(entry.seq)


def problems(unit: Unit, log: NumberLog, events: Events, of_books: OfBooks) -> Iterator[str | Finding]:
    """What the registers say otherwise than the log; ``events`` are the entries of each dossier."""
    seen: set[Series] = set()
    changes = unit.numbers.every_change()
    try:
        sent = days_sent(of_books)
    except (KeyError, TypeError, ValueError, AttributeError):
        sent = {}  # a changed entry, which the chain has told already
    for row in unit.registers.all_series():
        seen.add((row.register, row.year, row.series))
        yield from _of_series(unit, row, log, events, changes, sent)
    for place in (log.lines.keys() | log.counted.keys() | unit.registers.places()) - seen:
        yield f"Hitungan {_book(*place)} hilang, padahal nomornya ada."
    yield from _closings(unit, log)


def _of_series(
    unit: Unit,
    row: SeriesRow,
    log: NumberLog,
    events: Events,
    changes: Mapping[int, list[int]],
    sent: Mapping[Line, list[date]],
) -> Iterator[str | Finding]:
    place = (row.register, row.year, row.series)
    told, name = log.lines.get(place, {}), _book(*place)
    lines = {(x.urut, x.sisipan): x for x in unit.registers.of_series(*place)}
    for urut in range(1, row.last + 1):
        if (urut, "") not in lines:
            yield f"Nomor {urut} di {name} tidak ada tanpa penjelasan."
    for key in told.keys() - lines.keys():
        if key[1] or key[0] > row.last:
            yield f"Nomor {key[0]}{key[1]} di {name} ada di log tetapi tidak ada di buku."
    for key, line in lines.items():
        yield from _of_line(line, told.get(key), changes.get(line.id, []), name)
        days = _sent_days(line, events.get(line.dossier_id or 0, ()))
        yield from _sent(line, days or sent.get((*place, *key), []), name)
        if not line.sisipan and line.urut > row.last:
            yield f"Nomor {line.urut} di {name} melebihi hitungan terakhir, {row.last}."
    counted = log.counted.get(place)
    if counted is None:
        yield f"Hitungan {name} tidak ada di log."
    elif counted.day != row.last_date.isoformat():
        yield f"Tanggal terakhir {name} tidak sama dengan log."
    if row.closed != ((row.register, row.year) in log.closed):
        yield f"Tanda tutup {name} tidak sama dengan log."


def _of_line(line: LineRow, told: Told | None, changes: list[int], name: str) -> Iterator[str | Finding]:
    if told is None or "seq" not in told.said:
        if line.import_id is None:
            yield f"Nomor {line.text} di {name} tidak ada di log."
            return
        # An imported line is judged by its import; what came after stands in the log as with any other.
        told = told or Told({})
    is_ = {**as_dict(line), "date": line.date.isoformat()}
    # An imported line has what its book had, which is compared with its import.
    beside = () if line.register == INCOMING or line.import_id is not None else _OF_INCOMING
    beside = (*beside, "disposed") if line.register == OUTGOING else beside
    stray = [n for n in beside if is_[n]] or (line.step is None) != (line.dossier_id is None)
    wrong = stray or [n for n in _COMPARED if n in told.said and is_[n] != told.said[n]]
    if wrong or changes != told.changes or line.search != search_words(as_dict(line)):
        yield Finding(f"Baris nomor {line.text} di {name} tidak sama dengan log.", after=line.logged_at)


def _closings(unit: Unit, log: NumberLog) -> Iterator[str | Finding]:
    rows = {(row.register, row.year): row for row in unit.numbers.closings()}
    for key in sorted(rows.keys() | log.closed.keys()):
        row, entry = rows.get(key), log.closed.get(key)
        same = (
            row is not None
            and entry is not None
            and (row.seq, row.actor, row.at, row.body) == (entry.seq, entry.actor, entry.at, dict(entry.body))
        )
        if not same:
            yield f"Penutupan buku {_BOOKS.get(key[0], key[0])} {key[1]} tidak sama dengan log."


def _sent(line: LineRow, days: list[date], name: str) -> Iterator[str | Finding]:
    if line.import_id is not None and not days:
        return  # it left before the program was there: its import is compared
    # The day by UTC may be a neighbour of the day in the office.
    near = line.sent_on is not None and any(abs(line.sent_on - day) <= timedelta(days=1) for day in days)
    if bool(days) != (line.sent_on is not None) or (days and not near):
        yield f"Tanggal kirim nomor {line.text} di {name} tidak sama dengan log."


def _sent_days(line: LineRow, events: Iterable[Event]) -> list[date]:
    """When the letter with the line's number left; an entry from before a correction names the number it had then."""
    sent: list[tuple[str, datetime]] = []
    for event in effective(events):
        if event.kind is EventKind.DISPATCH:
            sent.append((event.text("letter"), event.at))
        was = event.data.get("was")
        if event.kind is EventKind.CORRECT_NUMBER and isinstance(was, Mapping):
            sent = [(event.text("text") if text == was.get("text") else text, at) for text, at in sent]
    return [at.date() for text, at in sent if text == line.text]


def _where(said: Mapping[str, Any]) -> tuple[Series, Place]:
    series = (str(said["register"]), int(said["year"]), str(said["series"]))
    return series, (int(said["number"]), str(said["insert"]))


def _line(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("text", "date", "code", "subject", "party", "reason")}


def _book(register: str, year: int, series: str) -> str:
    return f"buku {_BOOKS.get(register, register)} {year} seri {series}"
