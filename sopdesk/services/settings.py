"""What the office sets: profile, officials, clerks, working calendar, reasons, paper. Each change is in the log."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.codec import to_json
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.layout import Layout
from sopdesk.domain.officials import Appointment, Official, Status
from sopdesk.domain.profile import Profile, checked
from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Desk
from sopdesk.domain.text import REASON_LIMIT, clean, clean_name
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.office import CALENDAR, LAYOUT, PROFILE, REASONS, Known, Office, bump, profile_value
from sopdesk.services.rights import require
from sopdesk.store.log import OFFICE
from sopdesk.store.store import Unit

DEADLINES = "deadlines"  # in an entry of the office: the dossiers' own deadlines that it moved, by dossier
OFFICE_TITLE_LIMIT = 110  # three of them, with a.n., u.b. and Plt., are a signature block
DEFAULT_REASONS: Mapping[str, tuple[str, ...]] = {
    "return": (
        "Data belum lengkap",
        "Angka tidak sesuai bukti",
        "Salah ketik",
        "Format tidak sesuai",
        "Lampiran kurang",
    ),
    "hold": (
        "Camat dinas luar",
        "Sekcam dinas luar",
        "Menunggu bahan dari PPTK",
        "Menunggu DPA",
        "Listrik padam",
    ),
    "skip": ("Tidak diperlukan pada kasus ini", "Paraf disatukan dengan penanda tangan"),
    "cancel": ("Salah memilih SOP", "Permintaan ditarik", "Dicatat dua kali"),
    "void": ("Surat batal dikirim", "Salah tujuan", "Salah isi"),
}


def save_profile(office: Office, profile: Profile, *, by: str, now: datetime) -> Profile:
    """Set the office profile. The office mark is settled once a dossier bears it.

    Raises Refused naming the field.
    """
    from sopdesk.services.history import mark_stale  # late: who only asks for a setting reckons nothing

    kept = checked(profile)
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.OFFICE, now=now)
        used = sum(unit.dossiers.counts().values()) > 0
        if known.profile.mark and kept.mark != known.profile.mark and used:
            raise Refused(Rule.BAD_VALUE, field="mark", value=kept.mark)
        unit.office.put_setting(PROFILE, profile_value(kept))
        moved: dict[str, object] = {}
        if kept.zone != known.profile.zone:
            worktime = WorkingTime(known.calendar, kept.tz)
            moved = refresh_clocks(unit, replace(known, profile=kept, worktime=worktime))
            mark_stale(unit)
        _note(unit, PROFILE, {"value": profile_value(kept), **moved}, by=by, now=now)
    return kept


def save_calendar(office: Office, value: object, *, by: str, now: datetime) -> Calendar:
    """Set the working calendar from its JSON form; the clocks of open dossiers follow. Raises Refused(BAD_CALENDAR)."""
    from sopdesk.services.history import recount

    calendar = Calendar.from_json(value)
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.CALENDAR, now=now)
        unit.office.put_setting(CALENDAR, calendar.to_json())
        after = with_calendar(known, calendar)
        moved = refresh_clocks(unit, after)
        recount(unit, after, known.calendar)
        _note(unit, CALENDAR, {"value": calendar.to_json(), **moved}, by=by, now=now)
    return calendar


def with_calendar(known: Known, calendar: Calendar) -> Known:
    """The office as it would be with that working calendar."""
    return replace(known, calendar=calendar, worktime=WorkingTime(calendar, known.profile.tz))


def refresh_clocks(unit: Unit, known: Known) -> dict[str, object]:
    """Reckon the clocks of every open dossier anew; what the entry says of the dossiers' own deadlines that moved."""
    from sopdesk.services.entries import cache_of, case_of

    moved: dict[str, str | None] = {}
    for row in unit.dossiers.under_way():
        case = case_of(unit, known, row)
        cache = cache_of(known, row, case.sop, case.state)
        if cache["deadline"] != row.deadline:
            moved[str(row.id)] = cache["deadline"].isoformat() if cache["deadline"] else None
        unit.dossiers.refresh(row.id, cache)
    return {DEADLINES: moved} if moved else {}


def save_layout(office: Office, layout: Layout, *, by: str, now: datetime) -> None:
    """Set paper, margins and size of letters. Letters with a number keep theirs."""
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        _set(unit, LAYOUT, json.loads(to_json(layout)), by=by, now=now)


def reasons(known: Known, action: str) -> tuple[str, ...]:
    """The office's own reasons for ``action`` (return, hold, skip, cancel, void), most recent first."""
    own = known.settings.get(REASONS, {}).get(action, [])
    return tuple(dict.fromkeys((*own, *DEFAULT_REASONS.get(action, ()))))


def keep_reason(office: Office, action: str, reason: str) -> None:
    """Offer a reason that was typed again next time; the twenty newest are kept."""
    typed = " ".join(clean(reason, field="reason", limit=REASON_LIMIT, empty=True).split())
    if not typed or len(typed) > 120:
        return
    with office.store.write() as unit:
        # What is kept ready: a spoiled list, which no screen could save anew, begins again.
        value: dict[str, list[str]] = dict(office.known(unit).settings.get(REASONS, {}))
        if typed in DEFAULT_REASONS.get(action, ()) or value.get(action, [""])[:1] == [typed]:
            return
        value[action] = [typed, *(r for r in value.get(action, []) if r != typed)][:20]
        unit.office.put_setting(REASONS, value)
        bump(unit)


@dataclass(frozen=True, slots=True)
class AppointmentWish:
    """An official's post as it is filled in; ``official_id`` None makes a new person."""

    desk: Desk
    title: str
    name: str
    nip: str = ""
    rank: str = ""
    status: Status = Status.DEFINITIF
    begins: date = date(2000, 1, 1)
    ends: date | None = None
    decree: str = ""
    official_id: int | None = None


def save_appointment(
    office: Office, wish: AppointmentWish, *, by: str, now: datetime, appointment_id: int | None = None
) -> int:
    """Add or change who holds a post in a period; the appointment's id. Raises Refused naming the field."""
    if wish.ends is not None and wish.ends < wish.begins:
        raise Refused(Rule.BAD_VALUE, field="ends", value=wish.ends.isoformat())
    person = {
        "name": clean_name(wish.name),
        "nip": clean(wish.nip, field="nip", limit=40, empty=True),
        "rank": clean(wish.rank, field="rank", limit=80, empty=True),
    }
    post = {
        "desk": wish.desk.value,
        "title": clean(wish.title, field="title_of_office", limit=OFFICE_TITLE_LIMIT),
        "status": wish.status.value,
        "begins": wish.begins,
        "ends": wish.ends,
        "decree": clean(wish.decree, field="decree", limit=120, empty=True),
    }
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICIALS, now=now)
        official_id = unit.office.put_official(person, wish.official_id)
        kept = unit.office.put_appointment({**post, "official_id": official_id}, appointment_id)
        said = {k: v.isoformat() if isinstance(v, date) else v for k, v in (person | post).items()}
        _note(unit, "appointment", {"appointment": kept, "official": official_id, **said}, by=by, now=now)
    return kept


def end_appointment(office: Office, appointment_id: int, ends: date, *, by: str, now: datetime) -> None:
    """Say until when (inclusive) a post is held."""
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICIALS, now=now)
        found = next((a for a in unit.office.appointments() if a.id == appointment_id), None)
        if found is None or ends < found.begins:
            raise Refused(Rule.BAD_VALUE, field="ends", value=ends.isoformat())
        unit.office.put_appointment({"ends": ends}, appointment_id)
        _note(unit, "appointment", {"appointment": appointment_id, "ends": ends.isoformat()}, by=by, now=now)


def drop_appointment(office: Office, appointment_id: int, *, by: str, now: datetime) -> None:
    """Remove a post that was entered by mistake; the log keeps that it was there."""
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICIALS, now=now)
        unit.office.drop_appointment(appointment_id)
        _note(unit, "appointment", {"appointment": appointment_id, "dropped": True}, by=by, now=now)


def appointments(office: Office) -> tuple[Appointment, ...]:
    """Every post of the office, past ones too."""
    return office.look().appointments


def officials(office: Office) -> Sequence[Official]:
    """Every person of the office."""
    with office.store.read() as unit:
        return unit.office.officials()


def clerks(office: Office) -> list[str]:
    """The names offered at start."""
    with office.store.read() as unit:
        return unit.office.clerks()


def put_setting(office: Office, name: str, value: Any, *, by: str, now: datetime) -> None:
    """Set what has no form of its own here; ``value`` is JSON and was judged by its own room."""
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        _set(unit, name, value, by=by, now=now)


def _set(unit: Unit, name: str, value: Any, *, by: str, now: datetime) -> None:
    unit.office.put_setting(name, value)
    _note(unit, name, {"value": value}, by=by, now=now)


def note(unit: Unit, kind: str, body: Mapping[str, Any], *, by: str, now: datetime) -> None:
    """Enter in the log that the office has set something; what is kept ready is read anew."""
    unit.log.append(OFFICE, kind, actor=clean_name(by, field="by"), at=now, now=now, body=dict(body))
    bump(unit)


_note = note
