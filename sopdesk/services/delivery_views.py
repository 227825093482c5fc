"""The delivery book as screens and the command line read it: a window at a time, whatever the number of lines."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from sopdesk.services.office import Known, Office
from sopdesk.store.deliveries import BACK as BACK
from sopdesk.store.deliveries import OUT as OUT
from sopdesk.store.deliveries import VOID as VOID
from sopdesk.store.deliveries import DeliveryQuestion as DeliveryQuestion
from sopdesk.store.deliveries import DeliveryRow
from sopdesk.store.store import Unit

METHOD_WORDS: Final = {
    "kurir": "Diantar petugas",
    "pos": "Pos",
    "jasa": "Jasa kirim",
    "diambil": "Diambil sendiri",
    "elektronik": "Surat elektronik",
    "": "",
}


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A line of the book; times are office time. ``age`` are the working days that its second sheet has been out."""

    id: int
    year: int
    urut: int
    sent_at: datetime
    letter: str
    letter_date: dt.date | None
    subject: str
    addressee: str
    copies: int
    state: str
    reason: str
    receiver: str
    position: str
    received_at: datetime | None
    note: str
    method: str
    dossier: str
    dossier_id: int | None
    line_id: int | None
    by: str
    age: int | None

    @property
    def method_words(self) -> str:
        """How the letter left, as people say it."""
        return METHOD_WORDS.get(self.method, self.method)


def count(office: Office, asked: DeliveryQuestion) -> int:
    """How many lines answer."""
    with office.store.read() as unit:
        return unit.deliveries.count(asked)


def window(
    office: Office, asked: DeliveryQuestion, offset: int, limit: int, *, now: datetime
) -> list[DeliveryView]:
    """``limit`` lines at most, from the place ``offset`` (from 0) on."""
    with office.store.read() as unit:
        return views_of(unit, office.known(unit), unit.deliveries.window(asked, offset, limit), now)


def place_of(office: Office, asked: DeliveryQuestion, delivery_id: int) -> int | None:
    """The place (from 0) of a line among those that answer; None where it does not."""
    with office.store.read() as unit:
        return unit.deliveries.place_of(asked, delivery_id)


def at_place(office: Office, year: int, urut: int) -> int | None:
    """The id of the line with this number."""
    with office.store.read() as unit:
        found = unit.deliveries.at_place(year, urut)
    return found.id if found else None


def years(office: Office) -> list[int]:
    """The years that have lines, newest first."""
    with office.store.read() as unit:
        return unit.deliveries.years()


def months(office: Office, year: int) -> list[int]:
    """The months of a year on whose days letters left, newest first."""
    with office.store.read() as unit:
        zone = office.known(unit).profile.tz
        found = unit.deliveries.days(year)
    return sorted({moment.astimezone(zone).month for moment in found}, reverse=True)


def of_year(office: Office, year: int, *, now: datetime) -> list[DeliveryView]:
    """The book of a year."""
    asked = DeliveryQuestion(year=year)
    with office.store.read() as unit:
        rows = unit.deliveries.window(asked, 0, unit.deliveries.count(asked))
        return views_of(unit, office.known(unit), rows, now)


def between(known: Known, first: dt.date | None, last: dt.date | None) -> dict[str, datetime | None]:
    """The bounds of a question for sendings from the day ``first`` to the day ``last``, both counted in."""
    tz = known.profile.tz
    return {
        "first": datetime.combine(first, time(), tz) if first else None,
        "last": datetime.combine(last + timedelta(days=1), time(), tz) if last else None,
    }


def views_of(unit: Unit, known: Known, rows: Sequence[DeliveryRow], now: datetime) -> list[DeliveryView]:
    """Rows as screens show them, with the codes of their dossiers."""
    codes = unit.dossiers.codes(sorted({r.dossier_id for r in rows if r.dossier_id is not None}))
    return [_view(known, row, codes.get(row.dossier_id or 0, ""), now) for row in rows]


def _view(known: Known, row: DeliveryRow, code: str, now: datetime) -> DeliveryView:
    age = None
    if row.state == OUT and now > row.sent_at:
        age = int(known.worktime.days_between(row.sent_at, now))
    return DeliveryView(
        id=row.id,
        year=row.year,
        urut=row.urut,
        sent_at=known.local(row.sent_at),
        letter=row.letter,
        letter_date=row.letter_date,
        subject=row.subject,
        addressee=row.addressee,
        copies=row.copies,
        state=row.state,
        reason=row.reason,
        receiver=row.receiver,
        position=row.position,
        received_at=known.local(row.received_at) if row.received_at else None,
        note=row.note,
        method=row.method,
        dossier=code,
        dossier_id=row.dossier_id,
        line_id=row.line_id,
        by=row.actor,
        age=age,
    )


def state_words(view: DeliveryView) -> str:
    """How the second sheet stands: ``Ditunggu 3 hari kerja``, ``Lembar 2 kembali``, ``BATAL: …``."""
    if view.state == VOID:
        return f"BATAL: {view.reason}"
    if view.state == BACK:
        return "Lembar 2 kembali"
    return f"Ditunggu {view.age} hari kerja" if view.age else "Ditunggu"
