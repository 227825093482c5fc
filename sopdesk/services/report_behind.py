"""From a figure to the dossiers behind it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sopdesk.domain.dates import clock_time, short_date
from sopdesk.domain.report_sheets import Behind, BehindRow, Which
from sopdesk.domain.reports import Period, month
from sopdesk.services.faces import face
from sopdesk.services.history import ready
from sopdesk.services.office import Known, Office
from sopdesk.services.queries import brief_card
from sopdesk.services.report_figures import OUTSIDE, bounds_of
from sopdesk.services.report_words import Words
from sopdesk.store.history import Asked
from sopdesk.store.store import Unit

MOST: Final = 500
_MICRO: Final = timedelta(microseconds=1)
_LEFT: Final = {
    "hand_on": "diserahkan",
    "dispatch": "dikirim",
    "return": "dikembalikan",
    "skip": "dilewati",
    "cancel": "dibatalkan",
}
_LIVES: Final = {"finished": "selesai", "cancelled": "dibatalkan", "running": "berjalan", "held": "ditunda"}


def behind(
    office: Office, period: Period, asked: Behind, now: datetime, sop: str = ""
) -> tuple[BehindRow, ...]:
    """What a figure was counted from, the newest first; at most ``MOST``."""
    ready(office)
    with office.store.read() as unit:
        known = office.known(unit)
        words = Words(known)
        if asked.which is Which.VISITS:
            return tuple(_visits(unit, words, period, asked))
        if asked.which is Which.OPEN:
            return tuple(_open(unit, words, asked, now))
        return tuple(_dossiers(unit, words, period, asked, sop))


def _when(known: Known, moment: datetime) -> str:
    local = known.local(moment)
    return f"{short_date(local)} {clock_time(local)}"


def _visits(unit: Unit, words: Words, period: Period, asked: Behind) -> Iterator[BehindRow]:
    known = words.known
    since, until = bounds_of(known, period)
    found = unit.history.behind(
        Asked(
            since,
            until,
            sop=asked.sop,
            revision=asked.revision,
            step=asked.step,
            desk=asked.desk,
            month=asked.month,
            reason=asked.reason,
            returned=asked.returned,
            held=asked.held,
            timed=asked.timed,
            no_desks=OUTSIDE if asked.inside else (),
        ),
        MOST,
    )
    for row in found:
        took = row.waiting + row.at_desk + row.outside
        yield BehindRow(
            row.dossier_id,
            row.code,
            row.title,
            f"{words.sop(row.sop, row.revision)} {words.step(row.sop, row.revision, row.step)}",
            _when(known, row.since),
            _when(known, row.until),
            words.time(took),
            _stood(words, row),
            bool(row.late),
            (row.since.isoformat(), row.until.isoformat(), took),
        )


def _stood(words: Words, row: Any) -> str:
    said = [_LEFT.get(row.left_by, row.left_by)]
    if row.reason:
        said[0] += f": {row.reason}"
    if row.late:
        said.append(f"terlambat {words.time(row.over)}")
    elif row.due is not None:
        said.append("dalam mutu baku")
    if row.held:
        said.append(f"ditunda {words.time(row.held)}")
    return ", ".join(said)


def _dossiers(unit: Unit, words: Words, period: Period, asked: Behind, sop: str) -> Iterator[BehindRow]:
    known = words.known
    first, last = bounds_of(known, period)
    if asked.month is not None:
        since, until = bounds_of(known, month(asked.month // 100, asked.month % 100))
        first, last = max(first, since), min(last, until)
    columns = ("started_at", "ended_at") if asked.which is Which.FLOW else ("ended_at",)
    rows = unit.history.dossiers(columns, first, last, sop=asked.sop or sop, life=asked.life, limit=MOST)
    for row in rows:
        ended = row.ended_at
        took = known.worktime.between(row.started_at, ended) // _MICRO if ended else 0
        yield BehindRow(
            row.id,
            row.code,
            row.title,
            words.sop(row.sop),
            _when(known, row.started_at),
            _when(known, ended) if ended else "",
            words.time(took) if ended else "",
            _LIVES.get(row.life, row.life) + (f", putaran {row.round}" if row.round > 1 else ""),
            False,
            (row.started_at.isoformat(), ended.isoformat() if ended else "", took),
        )


def _open(unit: Unit, words: Words, asked: Behind, now: datetime) -> Iterator[BehindRow]:
    known = words.known
    for row in unit.dossiers.under_way_briefly():
        if row.id != asked.dossier:
            continue
        stands = face(known.worktime, brief_card(known, row), now)
        here = known.worktime.between(row.since, max(now, row.since)) // _MICRO
        yield BehindRow(
            row.id,
            row.code,
            row.title,
            f"{words.sop(row.sop, row.revision)} {words.step(row.sop, row.revision, row.step)}",
            _when(known, row.since),
            "",
            words.time(here),
            stands.words,
            stands.level.value == "terlambat",
            (row.since.isoformat(), "", here),
        )
