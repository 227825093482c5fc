"""Closing a register's year: every number is accounted for, and only inserted ones can follow (rules 22)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import REGISTERS, NumberState
from sopdesk.domain.rights import Right
from sopdesk.domain.sop_places import spans
from sopdesk.domain.text import clean_name
from sopdesk.services.agenda_views import sums_of
from sopdesk.services.entries import marked, stop_if_answered
from sopdesk.services.gaps import SeriesReport, Special, reports_of
from sopdesk.services.minutes_frame import MinutesFrame, frame_from, frame_of
from sopdesk.services.office import Known, Office
from sopdesk.services.register_lines import CLOSE_YEAR
from sopdesk.services.rights import require
from sopdesk.store.log import REGISTER
from sopdesk.store.numbers import YearCloseRow
from sopdesk.store.store import Unit


@dataclass(frozen=True, slots=True)
class ClosedSeries:
    """A series as it stood when its year was closed; ``special`` are its number, state, words and reason."""

    name: str
    last: int
    last_text: str
    lines: int
    issued: int
    void: int
    inserted: int
    outside: int
    corrected: int
    special: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """A closed year; ``head`` is the hash of the log's newest entry before the closing."""

    register: str
    year: int
    at: datetime
    by: str
    head: str
    series: tuple[ClosedSeries, ...]
    frame: MinutesFrame

    def to_json(self) -> dict[str, Any]:
        """The answer line of ``batch``, its inner names in order as the record of answers has them."""
        series = [{n: v for n, v in sorted(asdict(each).items()) if n != "special"} for each in self.series]
        return {
            "ok": True,
            "year": self.year,
            "series": series,
            "log_head": self.head,
            "register": self.register,
        }


def close_year(
    office: Office, register: str, year: int, *, by: str, now: datetime, action_id: str | None = None
) -> ClosedYear:
    """Close a year, from its last day on. It cannot be opened again. Raises Refused, Trouble, Answered.

    Refused with ``year_unexplained`` while a number is reserved or lacks its explanation.
    """
    clerk = clean_name(by, field="by")
    if register not in REGISTERS:
        raise Refused(Rule.BAD_VALUE, field="register", value=register)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        require(known, by, Right.CLOSE_YEAR, now=now)
        _check(unit, known, register, year, now)
        _seq, head = unit.log.head()
        reports = reports_of(unit, known, register, year)
        body = {
            "register": register,
            "year": year,
            "head": head,
            "series": [_series_value(each) for each in reports],
            "frame": frame_of(known, register, year, day=known.local(now).date(), by=clerk),
        }
        data = marked(unit, now, body)
        seq = unit.log.append(REGISTER, CLOSE_YEAR, actor=clerk, at=now, now=now, body=data)
        row = YearCloseRow(register, year, now, clerk, dict(data), seq)
        unit.numbers.close(row)
        closed = _closed(known, row)
        if action_id is not None:
            unit.keep_answer(action_id, closed.to_json())
        return closed


def closed_year(office: Office, register: str, year: int) -> ClosedYear | None:
    """What was found when a year was closed; None while it is open."""
    with office.store.read() as unit:
        known, row = office.known(unit), unit.numbers.closing(register, year)
        return _closed(known, row) if row else None


def hindrances(office: Office, register: str, year: int, now: datetime) -> Refused | None:
    """Why a year cannot be closed now; None where it can."""
    with office.store.read() as unit:
        try:
            _check(unit, office.known(unit), register, year, now)
        except Refused as no:
            return no
    return None


def _check(unit: Unit, known: Known, register: str, year: int, now: datetime) -> None:
    if unit.numbers.closing(register, year) is not None:
        raise Refused(Rule.YEAR_CLOSED, year=year)
    sums = sums_of(unit, register, year)
    if not sums:
        raise Refused(Rule.BAD_VALUE, field="year", reason=f"belum ada nomor pada tahun {year}")
    if known.local(now).date() < date(year, 12, 31):
        raise Refused(Rule.YEAR_RUNNING, year=year)
    many = len(sums) > 1
    missing = [_named(each.series, spans(each.missing), many) for each in sums if each.missing]
    waiting: dict[str, list[int]] = {}
    for line in unit.numbers.in_state(register, year, NumberState.RESERVED):
        waiting.setdefault(line.series, []).append(line.urut)
    reserved = [_named(series, spans(numbers), many) for series, numbers in waiting.items()]
    if missing or reserved:
        raise Refused(Rule.YEAR_UNEXPLAINED, year=year, missing=missing, reserved=reserved)


def _named(series: str, numbers: str, many: bool) -> str:
    return f"{numbers} (seri {series})" if many else numbers


def _series_value(report: SeriesReport) -> dict[str, Any]:
    sums = report.sums
    plain = sums.lines - sums.void - sums.reserved - sums.outside - sums.corrected
    return {
        "name": sums.series,
        "last": sums.last,
        "last_text": sums.last_text,
        "lines": sums.lines,
        "issued": plain,
        "void": sums.void,
        "inserted": sums.inserted,
        "outside": sums.outside,
        "corrected": sums.corrected,
        "special": [_told(each) for each in report.special],
    }


def _told(special: Special) -> list[str]:
    return [special.shown, special.state, special.words, special.reason]


def _closed(known: Known, row: YearCloseRow) -> ClosedYear:
    body = row.body
    series = tuple(
        ClosedSeries(**{**each, "special": tuple((s[0], s[1], s[2], s[3]) for s in each["special"])})
        for each in body["series"]
    )
    return ClosedYear(
        row.register,
        row.year,
        known.local(row.at),
        row.actor,
        str(body["head"]),
        series,
        frame_from(body["frame"]),
    )
