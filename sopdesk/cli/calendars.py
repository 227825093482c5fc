"""``sopdesk calendar``: the office's working calendar out and in."""

import json
from pathlib import Path

from sopdesk.cli.terminal import Call
from sopdesk.domain.calendar import Calendar
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble

_LARGEST = 4_000_000  # bytes; two centuries of days off are a tenth of that


def read_calendar(file: Path) -> Calendar:
    """The calendar in ``file``, in the form of ``calendar show``. Raises Refused(BAD_CALENDAR), Trouble."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
    except OSError as error:
        raise Trouble(Fault.FILE_UNREADABLE, file=str(file)) from error
    try:
        if len(data) > _LARGEST:
            raise ValueError("too large")
        return Calendar.from_json(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise Refused(Rule.BAD_CALENDAR, place=file.name, reason="isinya bukan JSON") from error


def run(call: Call) -> int:
    """Show the calendar, or take another. Raises Refused, Trouble."""
    from sopdesk.services.office import open_office  # late: ``read_calendar`` needs no database

    taken = read_calendar(call.wanted.file) if call.wanted.deed == "import" else None
    office = open_office(call.folder, call.clock())
    try:
        if taken is not None:
            from sopdesk.services.settings import save_calendar

            save_calendar(
                office, taken.to_json(), by=call.wanted.by or "sopdesk calendar import", now=call.clock()
            )
            call.terminal.say("Kalender kerja sudah dipakai; jatuh tempo berkas berjalan dihitung ulang.")
        shown = office.look()
    finally:
        office.close()
    if taken is None or call.json:
        call.terminal.put_json(shown.calendar.to_json())
        if not shown.profile.set_up and taken is None:
            call.say_unless_json("Kantor belum diatur: ini kalender bawaan.")
    return 0
