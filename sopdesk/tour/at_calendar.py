"""The working calendar in the sample office: a day off that moves deadlines is shown first, then given up."""

from datetime import date, timedelta

from sopdesk.domain.calendar import Calendar
from sopdesk.services.calendars import faces
from sopdesk.tour.album import Album, expect
from sopdesk.ui.desk import Desk
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.settings.day_dialogs import DayOffDialog
from sopdesk.ui.settings.page import WORKTIME, SettingsPage
from sopdesk.ui.settings.shifts import ShiftsDialog
from sopdesk.ui.settings.worktime import WorktimeSection


def calendar(hand: Hand, album: Album, page: SettingsPage, desk: Desk) -> None:
    """The list of days off, and what another one would move."""
    page.show_section(WORKTIME)
    section = page.section(WORKTIME)
    if not isinstance(section, WorktimeSection):
        return
    section.tabs.setCurrentWidget(section.days)
    album.screen(hand, "hari-libur")
    hand.click(section.days.add_off)
    day = hand.dialog(DayOffDialog)
    hand.write(day.first.line, f"{_next_work(desk.known.calendar, desk.today()):%d/%m/%Y}")
    hand.write(day.name.line, "Libur setempat")
    hand.click(day.action)
    hand.click(section.save)
    shifts = hand.dialog(ShiftsDialog)
    expect(shifts.table.model.total, "tidak ada batas waktu yang bergeser")
    album.screen(hand, "batas-waktu-bergeser")
    hand.click(shifts.cancel)
    hand.click(section.revert)
    hand.no_dialog()


def _next_work(kept: Calendar, today: date) -> date:
    """The next day after ``today`` on which the office works."""
    return next(face.day for face in faces(kept, today + timedelta(1), today + timedelta(30)) if face.hours)
