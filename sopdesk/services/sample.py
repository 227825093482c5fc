"""The sample office: a made-up kecamatan with dossiers at every desk, all through the real use cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import partial
from heapq import heapify, heappop
from random import Random

from sopdesk.domain.events import EventKind
from sopdesk.domain.numbers import OUTGOING
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services import (
    approvals,
    control_sheets,
    corrections,
    deadlines,
    dossiers,
    handoffs,
    letters,
    printing,
)
from sopdesk.services.numbering import NumberWish, take_number, void_number
from sopdesk.services.office import Office
from sopdesk.services.sample_fill import fill as fill
from sopdesk.services.sample_letters import happenings
from sopdesk.services.sample_plan import Dated, Span, Story, dated, earlier
from sopdesk.services.sample_setup import AGENDA, sample_calendar, send_sekcam_away, set_up
from sopdesk.services.sample_stories import OUTGOING as LETTERS_OUT
from sopdesk.services.sample_stories import letter_moments, stories

_SEED = 17
_LATE_ENTRY = timedelta(minutes=95)
_NOTICE = timedelta(days=7)
_AT_AGENDA = frozenset({EventKind.NUMBER, EventKind.STAMP, EventKind.DISPATCH, EventKind.RECEIPT})


@dataclass(frozen=True, slots=True, order=True)
class _Happening:
    """Something to do at a time, in the order of the office's log."""

    when: datetime
    order: int
    do: Callable[[datetime], None]


def make_sample_office(office: Office, now: datetime) -> None:
    """Fill an empty office so that at ``now`` every desk has dossiers: late, waiting, held, returned, sent.

    All of it lies before ``now`` and goes through the use cases in the order of time, as in a real office.
    Raises Refused and Trouble as those do.
    """
    moment = now.astimezone(office.look().profile.tz)
    worktime = WorkingTime(sample_calendar(), office.look().profile.tz)
    agenda: list[_Happening] = []
    lives = [
        _life(office, worktime, told, moment, number) for number, told in enumerate(stories(moment.date()))
    ]
    begin = min(life.deeds[0].at for life in lives)
    set_up(office, earlier(worktime, begin, Span(days=Fraction(1))))
    for life in lives:
        logged = begin
        for each in life.deeds:
            wanted = each.at + (_LATE_ENTRY if each.deed.logged_later else timedelta(minutes=1))
            logged = min(max(logged, wanted), max(moment, each.at))
            agenda.append(_Happening(logged, len(agenda), life.doing(each)))
    _letters(office, worktime, agenda, earlier(worktime, moment, Span(days=Fraction(20))), moment)
    away = earlier(worktime, moment, Span(days=Fraction(1)))
    agenda.append(_Happening(away, len(agenda), partial(_sekcam_away, office)))
    heapify(agenda)
    while agenda:
        happening = heappop(agenda)
        happening.do(happening.when)


def _sekcam_away(office: Office, at: datetime) -> None:
    send_sekcam_away(office, at.date(), at.date() + timedelta(days=4), now=at)


class _Life:
    """A dossier of the sample on its way."""

    def __init__(self, office: Office, story: Story, deeds: list[Dated]) -> None:
        self.deeds = deeds
        self._office = office
        self._story = story
        self._code = ""

    def doing(self, each: Dated) -> Callable[[datetime], None]:
        """What does this deed, given the time at which it is logged."""
        return partial(self._do, each)

    def _do(self, each: Dated, now: datetime) -> None:
        deed, office, code = each.deed, self._office, self._code
        by = AGENDA if deed.kind in _AT_AGENDA else self._story.owner
        at = each.at
        reason = str(deed.data.get("reason", ""))
        match deed.kind:
            case EventKind.START:
                self._start(at, now)
            case EventKind.RECEIVE:
                handoffs.receive(office, code, by=by, at=at, now=now, step=deed.step)
            case EventKind.HAND_ON:
                handoffs.hand_on(office, code, by=by, at=at, now=now, step=deed.step)
            case EventKind.RETURN:
                handoffs.give_back(office, code, reason, by=by, at=at, now=now, step=deed.step)
            case EventKind.HOLD:
                handoffs.hold(office, code, reason, by=by, at=at, now=now, step=deed.step)
            case EventKind.RESUME:
                handoffs.resume(office, code, by=by, at=at, now=now, step=deed.step)
            case EventKind.FACTS:
                approvals.facts(office, code, dict(deed.data), by=by, at=at, now=now, step=deed.step)
            case EventKind.UNDO:
                corrections.undo(office, code, by=by, now=now)
            case EventKind.DEADLINE:
                day = now.date() + _NOTICE
                deadlines.set_deadline(office, code, day, reason, by=by, now=now, step=deed.step)
            case EventKind.LETTER:
                letters.save_form(office, code, letters.draft_form(office, code, ""), by=by, now=now)
            case EventKind.NUMBER:
                self._number(deed.step, at, now)
            case EventKind.STAMP:
                approvals.stamp(office, code, by=by, at=at, now=now, step=deed.step)
            case EventKind.DISPATCH:
                approvals.dispatch(office, code, self._addressee, by=by, at=at, now=now, step=deed.step)
            case EventKind.RECEIPT:
                name = str(deed.data["name"])
                approvals.receipt(office, code, name, by=by, at=at, now=now, step=None)
            case EventKind.CANCEL:
                dossiers.cancel(office, code, reason, by=by, at=at, now=now)
            case _:
                raise ValueError(deed.kind)

    @property
    def _addressee(self) -> str:
        known = self._office.look()
        suggested = dossiers.suggested_addressees(known, known.sop(self._story.sop))
        return self._story.addressee or suggested[0]

    def _start(self, at: datetime, now: datetime) -> None:
        story = self._story
        wish = dossiers.Start(
            sop=story.sop,
            title=story.title,
            period=story.period,
            nature=story.nature,
            from_step=story.first if story.first > 1 else None,
            owner=story.owner,
            origin=story.origin,
            origin_note=story.origin_note,
            addressees=(self._addressee,),
        )
        self._code = dossiers.start(self._office, wish, by=story.owner, at=at, now=now).dossier
        sheet = control_sheets.lembar_kendali(self._office, self._code)
        printing.log_print(self._office, sheet, by=story.owner, now=now, ref=self._code)

    def _number(self, step: int, at: datetime, now: datetime) -> None:
        wish = NumberWish(OUTGOING, self._story.title, self._addressee, now.date())
        take_number(self._office, wish, by=AGENDA, now=now, dossier=self._code, at=at, step=step)


def _life(office: Office, worktime: WorkingTime, story: Story, now: datetime, number: int) -> _Life:
    sop = office.look().sop(story.sop)
    return _Life(office, story, dated(worktime, sop, story, now, Random(_SEED + number)))


def _letters(
    office: Office, worktime: WorkingTime, agenda: list[_Happening], begin: datetime, now: datetime
) -> None:
    """The lines of the registers that belong to no dossier; one of them void, one inserted."""

    def put(when: datetime, line: _Line) -> None:
        # Letters come and go while the office works.
        agenda.append(_Happening(worktime.settle(when), len(agenda), partial(_register, office, line)))

    for when, do in happenings(office, worktime, begin, now):
        agenda.append(_Happening(when, len(agenda), do))
    moments = letter_moments(begin, now - timedelta(hours=1), len(LETTERS_OUT))
    for number, (when, (code, addressee, subject)) in enumerate(zip(moments, LETTERS_OUT, strict=True)):
        line = _Line(OUTGOING, subject, addressee, code)
        put(when, replace(line, void="Salah tujuan" if number == 4 else "", followed=number == 6))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a register; ``followed``: another is inserted behind it."""

    register: str
    subject: str
    party: str
    code: str = ""
    void: str = ""
    followed: bool = False


def _register(office: Office, line: _Line, at: datetime) -> None:
    wish = NumberWish(line.register, line.subject, line.party, at.date(), line.code)
    answer = take_number(office, wish, by=AGENDA, now=at)
    if line.followed:
        late = replace(wish, subject=_FORGOTTEN, insert_after=answer.number, reason=_WHY_INSERTED)
        take_number(office, late, by=AGENDA, now=at)
    if line.void:
        void_number(
            office,
            register=line.register,
            year=answer.year,
            number=answer.number,
            reason=line.void,
            by=AGENDA,
            now=at,
        )


_FORGOTTEN = "Surat tugas piket akhir pekan"
_WHY_INSERTED = "Surat sudah ditandatangani tetapi belum diagendakan"
