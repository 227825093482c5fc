"""``sopdesk calendar``: the office's working calendar out and in."""

from datetime import date
from pathlib import Path

from sopdesk.cli.terminal import Call
from sopdesk.domain.calendar import Calendar
from sopdesk.domain.errors import Refused, Rule
from sopdesk.services.calendar_change import Shift, calendar_shifts, shift_moment, shifts_words
from sopdesk.services.calendars import read_calendar


def run(call: Call) -> int:
    """Show the calendar, or take another. Raises Refused, Trouble."""
    from sopdesk.services.office import look_in  # late: reading the file needs no database

    wanted = call.wanted
    # A file that is no calendar is refused before an office is made for it.
    whole = read_calendar(wanted.file) if wanted.deed == "import" and _is_json(wanted.file) else None
    if wanted.deed == "import":
        shifts = _take(call, whole)
        if wanted.dry_run:
            _tell(call, shifts)
            return 0
    shown = look_in(call.folder, call.clock())
    if wanted.deed == "show" or call.json:
        call.terminal.put_json(shown.calendar.to_json())
        if not shown.profile.set_up and wanted.deed == "show":
            call.say_unless_json("Kantor belum diatur: ini kalender bawaan.")
    return 0


def _is_json(file: Path) -> bool:
    return file.suffix.casefold() not in (".csv", ".xlsx", ".txt")


def _take(call: Call, whole: Calendar | None) -> tuple[Shift, ...]:
    from sopdesk.cli.names import name_for
    from sopdesk.services.office import open_office
    from sopdesk.services.settings import save_calendar
    from sopdesk.services.shared_clock import clock_of

    # Setting something is a beginning: an office is made where there is none.
    office = open_office(call.folder, call.clock())
    try:
        now = clock_of(office, call.clock)()
        by = name_for(call, office, "sopdesk calendar import")
        known = office.look()
        calendar = whole or _with_days(call, known.calendar, known.local(now).date())
        shifts = calendar_shifts(office, calendar, by=by, now=now)
        if call.wanted.dry_run:
            return shifts
        save_calendar(office, calendar.to_json(), by=by, now=now)
    finally:
        office.close()
    call.terminal.say(f"Kalender kerja sudah dipakai. {shifts_words(shifts)}")
    for shift in shifts:
        call.terminal.say(_line(shift))
    return shifts


def _with_days(call: Call, calendar: Calendar, today: date) -> Calendar:
    from sopdesk.services.days_import import days_words, read_days, taken
    from sopdesk.services.importing import open_book

    file = call.wanted.file
    reading = read_days(calendar, open_book(file), today)
    call.terminal.say(days_words(file.name, reading))
    for row in reading.refused:
        call.terminal.say(f"Baris {row.row}: {row.reason}")
    if reading.refused:
        raise Refused(Rule.IMPORT_REFUSED, lines=len(reading.refused))
    return taken(calendar, reading)


def _tell(call: Call, shifts: tuple[Shift, ...]) -> None:
    if call.json:
        told = [
            {
                "dossier": shift.code,
                "title": shift.title,
                "what": "deadline" if shift.own else "step",
                "from": shift.was.isoformat(),
                "to": shift.now.isoformat(),
            }
            for shift in shifts
        ]
        call.terminal.put_json({"shifts": told})
        return
    call.terminal.say(f"Tidak disimpan. {shifts_words(shifts)}")
    for shift in shifts:
        call.terminal.put(_line(shift))


def _line(shift: Shift) -> str:
    return f"{shift.code} {shift.title}: {shift.what}, {shift_moment(shift.was)} → {shift_moment(shift.now)}"
