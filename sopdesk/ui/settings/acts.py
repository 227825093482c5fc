"""The use cases of the settings, as the clerk at the desk does them; every screen hears of each."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.layout import Layout
from sopdesk.domain.numbers import Numbering
from sopdesk.domain.profile import Profile
from sopdesk.services import settings
from sopdesk.services.attachments import keep_picture
from sopdesk.services.calendar_change import Shift, calendar_shifts
from sopdesk.services.number_settings import save_numbering
from sopdesk.services.settings import AppointmentWish
from sopdesk.services.users import save_clerk
from sopdesk.ui.desk import Changes, Desk

T = TypeVar("T")


class Acts:
    """Every method raises Refused or Trouble. ``by`` stands in for the clerk until one is known."""

    def __init__(self, desk: Desk, by: str = "") -> None:
        self._desk = desk
        self._by = by

    @property
    def by(self) -> str:
        """Who does it."""
        return self._desk.clerk or self._by

    def save_profile(self, profile: Profile) -> None:
        """Set the profile."""
        self._told(settings.save_profile(self._desk.office, profile, by=self.by, now=self._desk.now()))

    def save_numbering(self, numbering: Numbering) -> None:
        """Set how the office counts."""
        self._told(save_numbering(self._desk.office, numbering, by=self.by, now=self._desk.now()))

    def keep_logo(self, source: Path) -> str:
        """Copy a picture into the data folder; its name there."""
        return keep_picture(self._desk.office, source)

    def calendar_shifts(self, calendar: Calendar) -> tuple[Shift, ...]:
        """Which running deadlines another calendar would move."""
        return calendar_shifts(self._desk.office, calendar, by=self.by, now=self._desk.now())

    def save_calendar(self, calendar: Calendar) -> None:
        """Set the working calendar."""
        value = calendar.to_json()
        self._told(settings.save_calendar(self._desk.office, value, by=self.by, now=self._desk.now()))

    def save_layout(self, layout: Layout) -> None:
        """Set paper, margins and size of letters."""
        settings.save_layout(self._desk.office, layout, by=self.by, now=self._desk.now())
        self._desk.tell(Changes(office=True))

    def save_appointment(self, wish: AppointmentWish, appointment_id: int | None = None) -> int:
        """Add or change who holds a post."""
        return self._told(
            settings.save_appointment(
                self._desk.office, wish, by=self.by, now=self._desk.now(), appointment_id=appointment_id
            )
        )

    def end_appointment(self, appointment_id: int, ends: date) -> None:
        """Say until when a post is held."""
        settings.end_appointment(self._desk.office, appointment_id, ends, by=self.by, now=self._desk.now())
        self._desk.tell(Changes(office=True))

    def drop_appointment(self, appointment_id: int) -> None:
        """Remove a post that was entered by mistake."""
        settings.drop_appointment(self._desk.office, appointment_id, by=self.by, now=self._desk.now())
        self._desk.tell(Changes(office=True))

    def save_clerk(self, name: str, *, active: bool = True) -> str:
        """Add a clerk's name, or take it off the list."""
        return self._told(
            save_clerk(self._desk.office, name, by=self.by, now=self._desk.now(), active=active)
        )

    def clerks(self) -> list[str]:
        """The names on the list."""
        return settings.clerks(self._desk.office)

    def together(self, deeds: Callable[[], None]) -> None:
        """Do several, and let the screens hear of them once, at the end."""
        blocked = self._desk.blockSignals(True)
        try:
            deeds()
        finally:
            self._desk.blockSignals(blocked)
            self._desk.tell(Changes(office=True))

    def _told(self, answer: T) -> T:
        self._desk.tell(Changes(office=True))
        return answer
