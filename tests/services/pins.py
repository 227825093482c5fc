"""An office with PINs: one admin, one of the agenda, one petugas, two officials at their desks."""

from datetime import date, datetime

from sopdesk.domain.officials import Status
from sopdesk.domain.rights import Role
from sopdesk.domain.sop import Desk
from sopdesk.services.office import Office
from sopdesk.services.rights import PinRules
from sopdesk.services.settings import AppointmentWish, save_appointment
from sopdesk.services.users import save_user, set_pin, set_pins

ADMIN, AGENDA, PETUGAS, SEKCAM, KASUBBAG = "Meranti", "Bakung", "Cempaka", "Ulin", "Jati"
PIN = "2580"


def with_pins(office: Office, now: datetime, *, on: bool = True) -> None:
    """Furnish the office; every PIN is the same."""
    people = {Desk.SEKCAM: SEKCAM, Desk.KASUBBAG: KASUBBAG}
    officials: dict[str, int] = {}
    for desk, name in people.items():
        wish = AppointmentWish(desk, f"Jabatan {desk.value}", name, begins=date(2020, 1, 1))
        assert wish.status is Status.DEFINITIF
        kept = save_appointment(office, wish, by=ADMIN, now=now)
        officials[name] = next(a.official.id for a in office.look().appointments if a.id == kept)
    roles = {
        ADMIN: {Role.ADMIN},
        AGENDA: {Role.AGENDA},
        PETUGAS: {Role.PETUGAS},
        SEKCAM: {Role.PEJABAT},
        KASUBBAG: {Role.PEJABAT},
    }
    for name, held in roles.items():
        save_user(office, name, by=ADMIN, now=now, roles=held, official_id=officials.get(name))
        set_pin(office, name, PIN, by=ADMIN, now=now)
    if on:
        set_pins(office, PinRules(on=True), by=ADMIN, now=now)
