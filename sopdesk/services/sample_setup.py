"""The sample office before its first dossier: profile, calendar, officials, clerks. Nobody in it can be real."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.officials import Status
from sopdesk.domain.presets import days_off, preset
from sopdesk.domain.profile import Profile
from sopdesk.domain.sop import Desk
from sopdesk.services.office import Office
from sopdesk.services.settings import (
    AppointmentWish,
    save_appointment,
    save_calendar,
    save_profile,
)
from sopdesk.services.users import save_clerk

ADMIN = "Petugas Contoh"
DRAFTER, SECOND_DRAFTER, AGENDA = "Melati Contoh", "Cempaka Contoh", "Bakung Contoh"
CLERKS = (DRAFTER, SECOND_DRAFTER, AGENDA)

PROFILE = Profile(
    kabupaten="Contoh Raya",
    kecamatan="Contoh",
    address_lines=("Jalan Contoh Nomor 0, Contoh 00000", "Pos-el kecamatan@contoh.example"),
    place="Contoh",
    unit_code="Kec.CTH",
    mark="CTH",
    kabupaten_seat="Contoh Raya",
)

# As announced for 2025 and 2026, reckoned for 2027; an office corrects its own.
_RAMADAN = (
    ("Ramadan 1446 H", date(2025, 3, 1), date(2025, 3, 30)),
    ("Ramadan 1447 H", date(2026, 2, 19), date(2026, 3, 20)),
    ("Ramadan 1448 H (perkiraan)", date(2027, 2, 8), date(2027, 3, 9)),
)


@dataclass(frozen=True, slots=True)
class _Person:
    """An invented official. The month of birth and of entry is 00 in each NIP, so that it can be nobody's."""

    desk: Desk
    title: str
    name: str
    nip: str
    rank: str


CAMAT = _Person(
    Desk.CAMAT, "Camat Contoh", "Drs. Jati Contoh, M.Si.", "197000011995001001", "Pembina Tingkat I (IV/b)"
)
SEKCAM = _Person(
    Desk.SEKCAM, "Sekretaris Kecamatan", "Kenanga Contoh, S.Sos.", "197600012001002001", "Pembina (IV/a)"
)
KASUBBAG = _Person(
    Desk.KASUBBAG,
    "Kasubbag Keuangan, Perencanaan dan Pengendalian Program",
    "Meranti Contoh, S.E.",
    "198200012008002001",
    "Penata Tingkat I (III/d)",
)
UMUM = _Person(
    Desk.BAGIAN_UMUM,
    "Kasubbag Umum dan Kepegawaian",
    "Cendana Contoh, S.H.",
    "198400012009001001",
    "Penata (III/c)",
)


def set_up(office: Office, at: datetime) -> None:
    """Give the office its name, its working time, its people."""
    save_profile(office, PROFILE, by=ADMIN, now=at)
    save_calendar(office, sample_calendar().to_json(), by=ADMIN, now=at + timedelta(minutes=4))
    for minute, person in enumerate((CAMAT, SEKCAM, KASUBBAG, UMUM), start=6):
        wish = AppointmentWish(
            person.desk, person.title, person.name, person.nip, person.rank, begins=date(2023, 1, 2)
        )
        save_appointment(office, wish, by=ADMIN, now=at + timedelta(minutes=minute))
    for minute, name in enumerate(CLERKS, start=11):
        save_clerk(office, name, by=ADMIN, now=at + timedelta(minutes=minute))


def sample_calendar() -> Calendar:
    """Umum 5 hari, the shipped days off, and the month of fasting of each year that has them."""
    raw = Calendar(week=preset("umum-5").week).to_json()
    season = preset("ramadan-5").week.to_json()
    raw["periods"] = [
        {"name": name, "from": first.isoformat(), "to": last.isoformat(), "week": season}
        for name, first, last in _RAMADAN
    ]
    raw["off"] = [{"date": each.day.isoformat(), "name": each.name} for each in days_off()]
    return Calendar.from_json(raw)


def send_sekcam_away(office: Office, first: date, last: date, *, now: datetime) -> None:
    """Let the Kasubbag act as Plh. Sekcam from ``first`` to ``last``."""
    officials = {a.official.name: a.official.id for a in office.look().appointments}
    wish = AppointmentWish(
        Desk.SEKCAM,
        SEKCAM.title,
        KASUBBAG.name,
        KASUBBAG.nip,
        KASUBBAG.rank,
        Status.PLH,
        first,
        last,
        f"800.1.11.1/0/{PROFILE.unit_code}/{first.year}",
        officials[KASUBBAG.name],
    )
    save_appointment(office, wish, by=ADMIN, now=now)
