"""``sopdesk calendar``: the office's working calendar out and in."""

from sopdesk.cli.terminal import Call
from sopdesk.domain.calendar import Calendar
from sopdesk.services.calendars import read_calendar


def run(call: Call) -> int:
    """Show the calendar, or take another. Raises Refused, Trouble."""
    from sopdesk.services.office import look_in  # late: reading the file needs no database

    taken = read_calendar(call.wanted.file) if call.wanted.deed == "import" else None
    if taken is not None:
        _take(call, taken)
    shown = look_in(call.folder, call.clock())
    if taken is None or call.json:
        call.terminal.put_json(shown.calendar.to_json())
        if not shown.profile.set_up and taken is None:
            call.say_unless_json("Kantor belum diatur: ini kalender bawaan.")
    return 0


def _take(call: Call, taken: Calendar) -> None:
    from sopdesk.cli.names import name_for
    from sopdesk.services.office import open_office
    from sopdesk.services.settings import save_calendar

    # Setting something is a beginning: an office is made where there is none.
    office = open_office(call.folder, call.clock())
    try:
        save_calendar(
            office, taken.to_json(), by=name_for(call, office, "sopdesk calendar import"), now=call.clock()
        )
    finally:
        office.close()
    call.terminal.say("Kalender kerja sudah dipakai; jatuh tempo berkas berjalan dihitung ulang.")
