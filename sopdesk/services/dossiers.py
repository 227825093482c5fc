"""A dossier's beginning, its title, its end before time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Unpack

from sopdesk.domain import rules
from sopdesk.domain.clocks import deadline_term
from sopdesk.domain.codes import make_code
from sopdesk.domain.dates import month_name
from sopdesk.domain.dossier import replay
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.limits import Limit
from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Sop
from sopdesk.domain.text import clean, clean_name
from sopdesk.domain.worktime_plan import Nature
from sopdesk.services.deadlines import limit_of
from sopdesk.services.duty_rules import duty_of
from sopdesk.services.entries import (
    Answer,
    Case,
    DossierRef,
    When,
    check_time,
    marked,
    record,
    settle,
    stop_if_answered,
)
from sopdesk.services.incoming_lines import agenda_number, incoming_line, quoted
from sopdesk.services.office import Known, Office
from sopdesk.services.periods import is_month as is_month
from sopdesk.services.periods import period_of as period_of
from sopdesk.services.rights import require
from sopdesk.store.log import DOSSIER
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

ORIGINS: Mapping[str, str] = {
    "disposition": "Disposisi",
    "duty": "Tugas berkala",
    "by_hand": "Dicatat langsung",
}


@dataclass(frozen=True, slots=True)
class Start:
    """What a new dossier is: everything beyond SOP and title may be left empty.

    ``incoming`` is the line of the letter that it deals with; what is left empty is then taken from the letter.
    """

    sop: str
    title: str
    period: str = ""
    deadline: datetime | date | Limit | None = None
    nature: str = ""
    from_step: int | None = None
    owner: str = ""
    origin: str = "by_hand"  # disposition, duty or by_hand
    origin_note: str = ""
    addressees: tuple[str, ...] = ()
    incoming: int | None = None


def start(
    office: Office, wish: Start, *, by: str, at: datetime, now: datetime, action_id: str | None = None
) -> Answer:
    """Start a dossier. Raises Refused, Trouble, Answered."""
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        check_time(known, at, now)
        return start_in(unit, known, wish, by=clerk, at=at, now=now, action_id=action_id)


def start_in(
    unit: Unit,
    known: Known,
    wish: Start,
    *,
    by: str,
    at: datetime,
    now: datetime,
    action_id: str | None = None,
    right: Right | None = Right.LOG,
) -> Answer:
    """``start`` within a unit that is open; with no ``right`` the program itself starts it. Raises Refused."""
    sop = known.sop(wish.sop)
    local = known.local(at)
    letter = None
    if wish.incoming is not None:
        letter = incoming_line(unit, wish.incoming)
        wish = from_letter(sop, wish, letter)
    period = period_of(sop, wish.period, local.date(), duty_of(known, sop))
    first = first_step_of(unit, sop, wish, period)
    rules.start(sop, wish.title, first)  # refused before a number is taken
    if right is not None:
        require(known, by, right, now=now, desk=sop.step(first or 1).desk)
    running = unit.dossiers.next_running(local.year)
    row_values, data = opened(
        known, sop, replace(wish, period=period), by, at, first=first, running=running, letter=letter
    )
    dossier_id = unit.dossiers.add(row_values)
    data = marked(unit, now, data)
    seq = unit.log.append(
        DOSSIER, EventKind.START.value, actor=by, at=at, now=now, body=data, dossier_id=dossier_id
    )
    event = Event(seq, EventKind.START, at, now, by, data)
    row = unit.dossiers.get(dossier_id)
    if row is None:
        raise LookupError(dossier_id)
    return settle(unit, Case(known, row, sop, (), replay(sop, [event])), event, action_id)


def from_letter(sop: Sop, wish: Start, letter: LineRow) -> Start:
    """The wish with what it leaves open taken from the letter that the dossier deals with."""
    answers = sop.answer_by_nature
    nature = letter.nature if letter.nature in {n.value for n in Nature} else ""
    return replace(
        wish,
        title=wish.title if wish.title.strip() else letter.subject,
        nature=wish.nature or (nature if answers else ""),
        addressees=wish.addressees or ((letter.party,) if answers else ()),
        origin="disposition",
        origin_note=wish.origin_note or f"Agenda masuk {agenda_number(letter)}",
    )


def opened(
    known: Known,
    sop: Sop,
    wish: Start,
    by: str,
    at: datetime,
    *,
    first: int | None,
    running: int,
    letter: LineRow | None = None,
) -> tuple[dict[str, Any], rules.Data]:
    """The row of a new dossier and what its first entry says. ``first`` None begins at the first step.

    ``running`` is its number in the office's year of ``at``, ``letter`` the one that it deals with. Raises Refused.
    """
    local = known.local(at)
    data = rules.start(sop, wish.title, first)
    nature = _nature(sop, wish.nature)
    received = letter.received_at if letter else None
    limit = limit_of(known, sop, wish.deadline, wish.period, nature, received or at, wish.origin)
    term = deadline_term(known.worktime, at, limit.due(known.worktime)) if limit else None
    owner = clean_name(wish.owner, field="owner") if wish.owner.strip() else by
    addressees = tuple(clean_name(a, field="addressees") for a in wish.addressees if a.strip())
    origin: dict[str, Any] = {"kind": _origin(wish.origin), "note": _origin_note(wish.origin_note)}
    if letter is not None:
        origin["incoming"] = quoted(letter)
    code = str(make_code(known.profile.mark, local.year, running))
    data = {
        **data,
        "code": code,
        "period": wish.period,
        "owner": owner,
        "origin": origin,
        "nature": nature,
        "deadline": term.due.isoformat() if term else None,
        "addressees": list(addressees),
    }
    if limit is not None:
        data = {**data, "limit": limit.to_json()}
    if letter is not None:
        data = {**data, "incoming_id": letter.id}
    step = sop.step(_whole(data["step"]))
    return {
        "year": local.year,
        "running": running,
        "code": code,
        "sop": sop.key,
        "revision": sop.revision,
        "period": wish.period,
        "owner": owner,
        "origin": origin,
        "nature": nature,
        "addressees": list(addressees),
        "deadline": term.due if term else None,
        "deadline_warn": term.warn_from if term else None,
        "started_at": at,
        "title": data["title"],
        "life": "running",
        "step": step.no,
        "desk": step.desk.value,
        "round": 1,
        "waiting": False,
        "since": at,
        "hold_reason": "",
        "number_text": "",
        "stamped": False,
        "receipt_missing": False,
        "last_at": at,
        "last_seq": 0,
        "search": "",
        "incoming_id": letter.id if letter else None,
    }, data


def _origin_note(text: str) -> str:
    return clean(text, field="origin_note", limit=500, empty=True)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _origin(kind: str) -> str:
    if kind not in ORIGINS:
        raise Refused(Rule.BAD_VALUE, field="origin", value=kind)
    return kind


def first_step_of(unit: Unit, sop: Sop, wish: Start, period: str) -> int | None:
    """Where a dossier begins: the wish, or past the steps that only the year's first one has (rules 12)."""
    if wish.from_step is not None or not sop.first_of_year_only:
        return wish.from_step
    if not unit.dossiers.any_started(sop.key, period[:4]):
        return None
    return next(s.no for s in sop.steps if s.no not in sop.first_of_year_only)


def _nature(sop: Sop, given: str) -> str:
    if not given:
        return Nature.BIASA.value if sop.answer_by_nature else ""
    if given not in {n.value for n in Nature}:
        raise Refused(Rule.BAD_VALUE, field="nature", value=given)
    return given


def retitle(
    office: Office, dossier: DossierRef, title: str, *, by: str, now: datetime, step: int | None = None
) -> Answer:
    """Correct a dossier's title, by an entry (rules 10)."""
    return record(
        office,
        dossier,
        EventKind.TITLE,
        lambda _unit, case: rules.retitle(case.state, title),
        by=by,
        at=None,
        now=now,
        step=step,
    )


def cancel(office: Office, dossier: DossierRef, reason: str, **when: Unpack[When]) -> Answer:
    """Cancel a dossier with a reason."""
    return record(
        office, dossier, EventKind.CANCEL, lambda _unit, case: rules.cancel(case.state, reason), **when
    )


def suggested_title(known: Known, sop: Sop, period: str, *, template: str | None = None) -> str:
    """The title (or another template of the SOP) filled in for a period; empty where the SOP suggests none."""
    wanted = sop.title_hint if template is None else template
    if known.profile.kabupaten.casefold().startswith(("kota ", "kabupaten ")):
        # A town says what it is in its name; so do offices set up before names were kept bare.
        wanted = wanted.replace("Kabupaten {kabupaten}", "{kabupaten}")
    month = month_name(int(period[5:])) if is_month(period) else ""
    values = {
        "tahun": period[:4] if len(period) != 9 else period.replace("-", "–"),
        "bulan": month,
        "kecamatan": known.profile.kecamatan,
        "kabupaten": known.profile.kabupaten,
    }
    for name, value in values.items():
        wanted = wanted.replace("{" + name + "}", value)
    return " ".join(wanted.split())


def suggested_addressees(known: Known, sop: Sop) -> Sequence[str]:
    """To whom the SOP sends, as far as the office is set up."""
    text = suggested_title(known, sop, "", template=sop.addressee_hint)
    return (text,) if text else ()
