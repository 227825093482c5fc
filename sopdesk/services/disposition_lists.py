"""Whom a letter can be passed on to, and the instructions that can be ticked: the office's own lists (norms 1.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.forms import MOST_TICKS
from sopdesk.domain.officials import Appointment, holder
from sopdesk.domain.sop import Desk
from sopdesk.domain.text import clean, clean_name
from sopdesk.services.office import Known, Office
from sopdesk.services.settings import put_setting

DISPOSITION: Final = "disposition"  # the setting
INSTRUCTIONS: Final = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Koordinasi/konfirmasikan",
    "Untuk diketahui",
    "Hadiri/wakili",
    "Siapkan bahan",
    "Buat konsep balasan",
    "Simpan/arsipkan",
)
OTHERS: Final = (
    "Kasi Pemerintahan",
    "Kasi Pemberdayaan Masyarakat",
    "Kasi Ketenteraman dan Ketertiban",
    "Kasi Kesejahteraan Sosial",
)
_INSTRUCTION_LIMIT = 60  # what a column of a half sheet holds in two lines
_MOST_OTHERS = 10  # beside the officials, of the ticks of a sheet
_ORDER = (Desk.CAMAT, Desk.SEKCAM, Desk.KASUBBAG, Desk.BAGIAN_UMUM, Desk.PELAKSANA)


@dataclass(frozen=True, slots=True)
class Person:
    """Who gives or gets a disposition; ``desk`` is empty for somebody who is no official of the office."""

    title: str = ""
    name: str = ""
    desk: str = ""

    @property
    def words(self) -> str:
        """The office with the person's name behind it: an office alone leaves open who is meant."""
        return f"{self.title} ({self.name})" if self.title and self.name else self.title or self.name

    def to_json(self) -> dict[str, str]:
        """As it is stored."""
        return {"desk": self.desk, "title": self.title, "name": self.name}


def person_from(value: Mapping[str, Any]) -> Person:
    """As it was stored."""
    return Person(str(value.get("title", "")), str(value.get("name", "")), str(value.get("desk", "")))


def checked_person(person: Person, *, field: str) -> Person:
    """The person with clean texts. Raises Refused for one without title and name."""
    title = clean(person.title, field=field, limit=110, empty=True)
    name = clean(person.name, field=field, limit=160, empty=bool(title))
    if person.desk and person.desk not in set(Desk):
        raise Refused(Rule.BAD_VALUE, field=field, value=person.desk)
    return Person(title, name, person.desk)


def person_at(appointment: Appointment) -> Person:
    """The official of an appointment, with the capacity before the office (Plh. Camat)."""
    title = appointment.status.prefix + appointment.title
    return Person(title, appointment.official.name, appointment.desk.value)


def giver_of(known: Known, day: date) -> Person:
    """Who passes letters on that day: the Camat, or whoever acts for him; the bare office where nobody is named."""
    found = holder(known.appointments, Desk.CAMAT, day)
    return person_at(found) if found else Person("Camat", "", Desk.CAMAT.value)


def people(known: Known, day: date) -> tuple[Person, ...]:
    """The officials of the day in the order of their desks: of several at one post the one who acts."""
    found: list[Person] = []
    for desk in _ORDER:
        there = [a for a in known.appointments if a.desk is desk and a.covers(day)]
        for title in dict.fromkeys(a.title for a in there):
            acting = holder([a for a in there if a.title == title], desk, day)
            if acting is not None:
                found.append(person_at(acting))
    return tuple(found)


def receivers(known: Known, day: date) -> tuple[Person, ...]:
    """Who can be ticked: the officials below the Camat, then the office's own list."""
    own = tuple(Person(title) for title in others(known))
    return (*(p for p in people(known, day) if p.desk != Desk.CAMAT.value), *own)[:MOST_TICKS]


def instructions(known: Known) -> tuple[str, ...]:
    """The instructions that can be ticked."""
    return tuple(known.settings.get(DISPOSITION, {}).get("instructions", INSTRUCTIONS))


def others(known: Known) -> tuple[str, ...]:
    """Receivers beside the officials."""
    return tuple(known.settings.get(DISPOSITION, {}).get("others", OTHERS))


def save_lists(
    office: Office, instructions: Sequence[str], others: Sequence[str], *, by: str, now: datetime
) -> None:
    """Set both lists. Raises Refused for a text that a sheet cannot hold, for too many, and for none at all."""
    told = [clean(text, field="instruction", limit=_INSTRUCTION_LIMIT) for text in instructions]
    more = [clean(text, field="receivers", limit=_INSTRUCTION_LIMIT) for text in others]
    told, more = list(dict.fromkeys(told)), list(dict.fromkeys(more))
    if not 1 <= len(told) <= MOST_TICKS:
        raise Refused(Rule.BAD_VALUE, field="instructions", low=1, high=MOST_TICKS)
    if len(more) > _MOST_OTHERS:
        raise Refused(Rule.BAD_VALUE, field="receivers", low=0, high=_MOST_OTHERS)
    value = {"instructions": told, "others": more}
    put_setting(office, DISPOSITION, value, by=clean_name(by, field="by"), now=now)
