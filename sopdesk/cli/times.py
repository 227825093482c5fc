"""``sopdesk time``: questions to the working calendar, with or without an office."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sopdesk import paths
from sopdesk.cli import reading as r
from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.domain.dates import day_moment
from sopdesk.domain.duration import Duration
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.presets import default_calendar
from sopdesk.domain.profile import ZONES
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.calendars import read_calendar
from sopdesk.services.sentences import sentence

Fields = Mapping[str, Any]
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as JSON and as a sentence."""

    facts: dict[str, Any]
    words: str


def run(call: Call) -> int:
    """Answer the question of the arguments, or each of the input. Raises WrongUseError, Refused, Trouble."""
    wanted = call.wanted
    if wanted.stdin == (wanted.deed is not None):
        raise WrongUseError("Pilih salah satu: due, between, latest-start, atau --stdin.")
    worktime = _worktime(call)
    if wanted.stdin:
        return _answer_lines(call, worktime)
    try:
        reply = _reply(worktime, wanted.deed.replace("-", "_"), vars(wanted))
    except Refused as error:
        if error.rule is Rule.BAD_INPUT:
            raise WrongUseError(f"Isian salah: {error.data['why']}.") from error
        raise
    call.terminal.put_json(reply.facts)
    call.say_unless_json(reply.words)
    for warning in reply.facts.get("warnings", ()):
        call.say_unless_json(warning)
    return 0


def _worktime(call: Call) -> WorkingTime:
    """The calendar of ``--calendar``, else the office's, else the presets."""
    file = getattr(call.wanted, "calendar", None)
    zone_name = getattr(call.wanted, "zone", None)
    if file is not None:
        zone = timezone(timedelta(hours=ZONES[zone_name or "WIB"]), zone_name or "WIB")
        return WorkingTime(read_calendar(file), zone)
    if zone_name is not None:
        raise WrongUseError("--zone hanya dipakai bersama --calendar; selain itu zona kantor yang berlaku.")
    if not paths.may_hold_office(call.folder):
        return WorkingTime(default_calendar(), timezone(timedelta(hours=ZONES["WIB"]), "WIB"))
    from sopdesk.services.office import look_in  # late: without an office nothing needs the database

    return look_in(call.folder, call.clock()).worktime


def _answer_lines(call: Call, worktime: WorkingTime) -> int:
    for raw in r.lines(call.terminal.stdin):
        try:
            facts = _answer(worktime, r.json_object(raw))
        except Refused as error:
            facts = {"ok": False, "code": error.rule.value, "message": sentence(error)}
        call.terminal.put_json(facts, indent=None)
    return 0


def _answer(worktime: WorkingTime, question: Fields) -> dict[str, Any]:
    named = [name for name in question if name in QUESTIONS]
    if len(named) != 1 or not isinstance(question[named[0]], dict):
        raise Refused(Rule.BAD_INPUT, why="bukan satu dari due, between, latest_start")
    return _reply(worktime, named[0], question[named[0]]).facts


def _reply(worktime: WorkingTime, name: str, fields: Fields) -> Reply:
    try:
        return QUESTIONS[name](worktime, fields)
    except Refused as error:
        if error.rule is not Rule.BAD_VALUE:
            raise
        # What was asked is in order; the answer lies beyond the years that the calendar knows.
        raise Refused(Rule.BAD_INPUT, why=f"jawabannya {error.data.get('reason')}") from error


def _due(worktime: WorkingTime, fields: Fields) -> Reply:
    start, duration = _moment(worktime, fields, "start"), _duration(fields)
    due, warn_from = worktime.due(start, duration), worktime.warn_from(start, duration)
    facts = {"due": due.isoformat(), "warn_from": warn_from.isoformat()}
    words = f"Jatuh tempo {day_moment(due)}; peringatan mulai {day_moment(warn_from)}."
    return _with_warnings(worktime, facts, words, start, due)


def _between(worktime: WorkingTime, fields: Fields) -> Reply:
    start, end = _moment(worktime, fields, "start"), _moment(worktime, fields, "end")
    if end < start:
        raise Refused(Rule.BAD_INPUT, why="end mendahului start")
    worked = worktime.between(start, end)
    whole = worked % _MINUTE == timedelta(0)
    minutes = worked // _MINUTE if whole else worked / _MINUTE
    segments = [
        {"from": s.from_.isoformat(), "to": s.to.isoformat(), "kind": s.kind.value, "name": s.name}
        for s in worktime.explain(start, end)
    ]
    hours, rest = divmod(int(minutes), 60)
    words = f"Waktu kerja {hours} jam {rest} menit."
    return _with_warnings(worktime, {"minutes": minutes, "segments": segments}, words, start, end)


def _latest_start(worktime: WorkingTime, fields: Fields) -> Reply:
    deadline, duration = _moment(worktime, fields, "deadline"), _duration(fields)
    start = worktime.latest_start(deadline, duration)
    words = f"Mulai paling lambat {day_moment(start)}."
    return _with_warnings(worktime, {"start": start.isoformat()}, words, start, deadline)


QUESTIONS: Mapping[str, Callable[[WorkingTime, Fields], Reply]] = {
    "due": _due,
    "between": _between,
    "latest_start": _latest_start,
}


def _with_warnings(
    worktime: WorkingTime, facts: dict[str, Any], words: str, start: datetime, end: datetime
) -> Reply:
    years = worktime.warnings(start, end)
    said = [f"Tahun {year} belum mempunyai daftar hari libur; jawaban ini dapat meleset." for year in years]
    return Reply(facts | ({"warnings": said} if said else {}), words)


def _moment(worktime: WorkingTime, fields: Fields, name: str) -> datetime:
    return r.moment(r.required(fields, name), worktime.zone, name)


def _duration(fields: Fields) -> Duration:
    text = r.text(fields, "duration")
    try:
        return Duration.parse(text)
    except ValueError:
        raise Refused(
            Rule.BAD_INPUT, why=f"duration tidak terbaca: {text[:40]}; tulis seperti 2 hari 3 jam"
        ) from None
