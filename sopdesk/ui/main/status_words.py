"""What the status line says: the date, today's hours, and how things stand."""

from sopdesk.domain.dates import clock_time, day_date
from sopdesk.paths import is_sample
from sopdesk.ui.desk import Desk


def status_words(desk: Desk) -> tuple[str, str, list[str]]:
    """Date and time, today's working hours, and the state words at the right; no query."""
    local = desk.local_now()
    hours = desk.known.worktime.work_day(local.date())
    spans = " dan ".join(f"{clock_time(a)}–{clock_time(b)}" for a, b in hours)
    today = f"Jam kerja {spans}" if hours else "Hari ini kantor libur"
    words = ["Kantor contoh"] if is_sample(desk.office.folder) else []
    words += [] if desk.clerk else ["Belum ada petugas"]
    moment = f"{day_date(local.date())}, {clock_time(local)} {desk.known.profile.zone}"
    return moment, today, [*words, "Tidak tersambung" if desk.halted else "Tersimpan"]
