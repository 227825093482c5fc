"""An opened office: its database, and what it has set, kept ready for the use cases."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.forecast import Past
from sopdesk.domain.officials import Appointment, holder
from sopdesk.domain.presets import default_calendar
from sopdesk.domain.profile import Profile
from sopdesk.domain.rights import User
from sopdesk.domain.sop import Desk, Sop
from sopdesk.domain.sop_file import to_file_text
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.sound_settings import Spoiled, is_shipped, sound_settings, sound_sops
from sopdesk.store.catalogue import ORDER, shipped, shipped_revisions
from sopdesk.store.log import MOVED as MOVED
from sopdesk.store.log import OFFICE
from sopdesk.store.store import Store, Unit, open_store

VERSION = "version"  # counts the changes of what is kept ready here
PROFILE = "profile"
CALENDAR = "calendar"
REASONS = "reasons"
LAYOUT = "layout"
LAYOUTS = "layouts"  # of single papers, by name
_SPOILED = -1  # a version that cannot be read: everything is read each time


@dataclass(frozen=True, slots=True)
class Known:
    """What the office has set, as of one moment."""

    version: int
    profile: Profile
    calendar: Calendar
    worktime: WorkingTime
    sops: Mapping[tuple[str, int], Sop]
    current: Mapping[str, Sop]
    appointments: tuple[Appointment, ...]
    settings: Mapping[str, Any]
    users: tuple[User, ...] = ()
    spoiled: tuple[Spoiled, ...] = ()
    spoiled_sops: tuple[tuple[str, int], ...] = ()

    def sop(self, key: object, revision: int | None = None) -> Sop:
        """The SOP ``key`` in force, or its ``revision``. Raises Refused(UNKNOWN_SOP)."""
        if not isinstance(key, str):
            raise Refused(Rule.UNKNOWN_SOP, sop=key)
        found = self.current.get(key) if revision is None else self.sops.get((key, revision))
        if found is None:
            raise Refused(Rule.UNKNOWN_SOP, sop=key)
        return found

    def local(self, moment: datetime) -> datetime:
        """``moment`` in office time."""
        return moment.astimezone(self.profile.tz)

    def holder(self, desk: Desk, moment: datetime) -> Appointment | None:
        """The desk's official on the day of ``moment``."""
        return holder(self.appointments, desk, self.local(moment).date())


class Office:
    """An opened office. One for each process; closing it lets go of the database."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.contents = store.base.contents(folder)
        self._known: Known | None = None
        self.past: dict[tuple[str, int], Past] = {}  # by SOP and revision: what forecasts rest on

    def known(self, unit: Unit) -> Known:
        """What the office has set, read anew only when somebody changed it."""
        try:
            version = _version(unit)
            if self._known is None or self._known.version != version or version == _SPOILED:
                self._known = _read(unit, version)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # Nothing but this program writes the settings, and it writes none that it cannot read.
            raise Trouble(Fault.DATABASE_DAMAGED, path=self.store.name, detail="settings") from error
        return self._known

    def anew(self, unit: Unit) -> Known:
        """What the tables hold, whatever is kept ready: another program counts no change. Raises Trouble."""
        self._known = None
        return self.known(unit)

    def look(self) -> Known:
        """What the office has set, outside any transaction."""
        with self.store.read() as unit:
            return self.known(unit)

    def watch_damage(self, hear: Callable[[], None]) -> None:
        """Call ``hear``, in whatever thread it happens, each time the database turns out to be damaged."""
        self.store.on_damage = hear

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def _version(unit: Unit) -> int:
    value = unit.office.setting(VERSION, _SPOILED)
    if value is None:
        return 0
    return value if type(value) is int and value >= 0 else _SPOILED


def _read(unit: Unit, version: int) -> Known:
    settings, spoiled = sound_settings(unit)
    if version == _SPOILED:
        spoiled = (*(each for each in spoiled if each.name != VERSION), Spoiled(VERSION, from_log=False))
    profile = profile_from(settings.get(PROFILE, {}))
    raw = settings.get(CALENDAR)
    calendar = default_calendar() if raw is None else Calendar.from_json(raw)
    sops, bad_sops = sound_sops(unit.office.sop_texts())
    newest: dict[str, Sop] = {}
    for (key, revision), sop in sops.items():
        # In the place of a spoiled revision stands another one: nothing new is begun under it.
        if (key, revision) in bad_sops and not is_shipped((key, revision)):
            continue
        if key not in newest or newest[key].revision < revision:
            newest[key] = sop
    order = [key for key in ORDER if key in newest] + [key for key in newest if key not in ORDER]
    return Known(
        version=version,
        profile=profile,
        calendar=calendar,
        worktime=WorkingTime(calendar, profile.tz),
        sops=sops,
        current={key: newest[key] for key in order},
        appointments=tuple(unit.office.appointments()),
        settings=dict(settings),
        users=tuple(unit.users.every()),
        spoiled=spoiled,
        spoiled_sops=bad_sops,
    )


def profile_from(value: Mapping[str, Any]) -> Profile:
    """The profile in a stored setting; what is unknown or missing takes its default."""
    names = {f.name for f in fields(Profile)}
    kept = {k: v for k, v in value.items() if k in names}
    kept["address_lines"] = tuple(kept.get("address_lines", ()))
    return Profile(**kept)


def profile_value(profile: Profile) -> dict[str, Any]:
    """The profile as a setting is stored."""
    return {**asdict(profile), "address_lines": list(profile.address_lines)}


def bump(unit: Unit) -> None:
    """Tell every process that what the office set has changed."""
    version = _version(unit)
    # Past every number that a spoiled one may have had: another window must see that it is another.
    unit.office.put_setting(VERSION, version + 1 if version != _SPOILED else unit.log.head()[0] + 1_000_000)


def open_office(folder: Path, now: datetime, *, new: bool = True, local: bool = False) -> Office:
    """Open the office of ``folder``, created where there is none and ``new``; shipped SOPs that it lacks are added.

    ``local`` asks for no server.

    Raises Trouble as ``store.open_store`` does, also SERVER_ADDRESS for the file of an office that went to a server
    nobody names any more, and Refused(BAD_SOP) for a damaged file of the program.
    """
    store = open_store(folder, now, new=new, local=local)
    try:
        with store.read() as unit:
            if not local and not store.on_server:
                _require_not_left(unit)
            held = set(unit.office.sop_keys())
        if not set(shipped_revisions()) <= held:
            with store.write() as unit:
                for sop in shipped():
                    unit.office.add_sop(sop.key, sop.revision, to_file_text(sop))
                bump(unit)
    except BaseException:
        store.close()
        raise
    return Office(store, folder)


def _require_not_left(unit: Unit) -> None:
    """Who went on in what stayed behind would have an office of his own that nobody can join with the other."""
    newest, _hash = unit.log.head()
    if (OFFICE, MOVED, None) in unit.log.since(newest - 1):
        raise Trouble(Fault.SERVER_ADDRESS, moved=unit.log.newest_of(MOVED, 1)[0].body.get("server", ""))


def look_in(folder: Path, now: datetime) -> Known:
    """What the office in ``folder`` has set; where there is none, what a new one would have, and none is made.

    Raises as ``open_office`` does.
    """
    try:
        office = open_office(folder, now, new=False)
    except Trouble as trouble:
        if trouble.fault is not Fault.NO_OFFICE:
            raise
        return _unset()
    try:
        return office.look()
    finally:
        office.close()


def _unset() -> Known:
    profile, calendar = Profile(), default_calendar()
    every = {sop.key: sop for sop in shipped()}
    return Known(
        version=0,
        profile=profile,
        calendar=calendar,
        worktime=WorkingTime(calendar, profile.tz),
        sops={(sop.key, sop.revision): sop for sop in every.values()},
        current={key: every[key] for key in ORDER if key in every},
        appointments=(),
        settings={},
    )


def office_day(known: Known, moment: datetime) -> date:
    """The office's calendar day of ``moment``."""
    return known.local(moment).date()
