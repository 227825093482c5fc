"""Whether settings, officials and their posts are as the newest entries about them say (rules 26)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sopdesk.domain.events import Event
from sopdesk.services.findings import Finding, Room
from sopdesk.services.history import STALE
from sopdesk.services.office import LAYOUTS, REASONS, VERSION
from sopdesk.services.sound_settings import JUDGES, setting_name
from sopdesk.services.wording import WORDING
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit

OfBooks = Mapping[str, Sequence[Entry]]
Events = Mapping[int, Sequence[Event]]

APPOINTMENT: Final = "appointment"
FOLLOWED: Final = frozenset({LAYOUTS, WORDING, APPOINTMENT})
"""Kinds of which every entry counts, not the newest alone."""
UNTOLD: Final = frozenset({VERSION, STALE})
"""No entry tells of these: they say that something else is to be read or reckoned anew, and mean nothing else."""
_PERSON: Final = ("name", "nip", "rank")
_POST: Final = ("desk", "title", "status", "begins", "ends", "decree")


def setting_problems(
    unit: Unit, newest: Mapping[str, Entry], of_books: OfBooks, events: Events
) -> Iterator[Finding]:
    """Settings against what the entries of the office set them to; ``newest`` are these by kind."""
    standing = unit.office.settings()
    built = {
        LAYOUTS: _built(of_books.get(LAYOUTS, ()), "paper", "value"),
        WORDING: _built(of_books.get(WORDING, ()), "name", "text"),
    }
    for name in sorted(standing.keys() | (newest.keys() & JUDGES.keys())):
        if name in UNTOLD:
            continue
        if name == REASONS:
            yield from _reasons(standing[name], of_books, events)
            continue
        entry, words = newest.get(name), setting_name(name)
        if entry is None:
            yield Finding(f"{words}: isinya tidak ada di log.", Room.SETTINGS)
        elif name not in standing:
            yield Finding(f"{words}: isinya hilang.", Room.SETTINGS, entry.logged_at)
        elif standing[name] != (built[name] if name in built else entry.body.get("value")):
            yield Finding(f"{words}: isinya tidak sama dengan log.", Room.SETTINGS, entry.logged_at)


def _built(entries: Sequence[Entry], key: str, value: str) -> dict[str, Any]:
    """A setting of which each entry changes one part; None takes the part away."""
    whole: dict[str, Any] = {}
    for entry in entries:
        part = str(entry.body.get(key))
        whole.pop(part, None)
        if entry.body.get(value) is not None:
            whole[part] = entry.body[value]
    return whole


def _reasons(value: object, of_books: OfBooks, events: Events) -> Iterator[Finding]:
    """What is offered was typed before: each reason stands in some entry."""
    given = {_spaced(entry.body.get("reason")) for entries in of_books.values() for entry in entries}
    given |= {_spaced(event.data.get("reason")) for each in events.values() for event in each}
    offered = value if isinstance(value, dict) else {"": value}
    for action in offered.values():
        for reason in action if isinstance(action, list) else [action]:
            if _spaced(reason) not in given:
                words = f"{setting_name(REASONS)}: “{reason}” tidak pernah diketik di program ini."
                yield Finding(words, Room.SETTINGS)


def _spaced(text: object) -> str:
    return " ".join(str(text).split())


def official_problems(unit: Unit, of_books: OfBooks) -> Iterator[Finding]:
    """Persons and their posts against the entries about them."""
    people: dict[int, tuple[Entry, dict[str, Any]]] = {}
    posts: dict[int, tuple[Entry, dict[str, Any]]] = {}
    for entry in of_books.get(APPOINTMENT, ()):
        body: Any = entry.body
        post = body.get("appointment")
        if body.get("dropped"):
            posts.pop(post, None)
            continue
        before = posts[post][1] if post in posts else {}
        posts[post] = (entry, before | {name: body[name] for name in (*_POST, "official") if name in body})
        if "name" in body and "official" in body:
            people[body["official"]] = (entry, {name: body.get(name) for name in _PERSON})
    standing = {row["id"]: row for row in unit.office.official_rows()}
    for key in sorted(people.keys() | standing.keys()):
        told, row = people.get(key), standing.get(key)
        if told is None or row is None:
            name = row["name"] if row else told[1]["name"] if told else ""
            gone = "tidak ada di log" if told is None else "hilang dari daftar"
            yield Finding(f"Pejabat {name} {gone}.", Room.PEOPLE, told[0].logged_at if told else None)
        elif told[1] != {name: row[name] for name in _PERSON}:
            words = f"Pejabat {told[1]['name']}: nama, NIP, atau pangkatnya tidak sama dengan log."
            yield Finding(words, Room.PEOPLE, told[0].logged_at)
    yield from _posts(unit, posts)


def _posts(unit: Unit, told: Mapping[int, tuple[Entry, dict[str, Any]]]) -> Iterator[Finding]:
    standing = {row["id"]: row for row in unit.office.appointment_rows()}
    for key in sorted(told.keys() | standing.keys()):
        said, row = told.get(key), standing.get(key)
        if said is None or row is None:
            title = row["title"] if row else said[1].get("title") if said else ""
            gone = "tidak ada di log" if said is None else "hilang dari daftar"
            yield Finding(f"Jabatan {title} {gone}.", Room.PEOPLE, said[0].logged_at if said else None)
            continue
        is_ = {name: _plain(row[name]) for name in _POST} | {"official": row["official_id"]}
        if any(is_[name] != value for name, value in said[1].items()):
            words = f"Jabatan {said[1].get('title', row['title'])} tidak sama dengan log."
            yield Finding(words, Room.PEOPLE, said[0].logged_at)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
