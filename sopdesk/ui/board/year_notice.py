"""The banner over the board while a year has no list of days off."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from sopdesk.services.calendars import unlisted_year
from sopdesk.services.office import Known
from sopdesk.ui.kit.notice import Notice, Tone

_WORDS = "Kalender {} belum diisi. Tanpa daftar hari liburnya, batas waktu di tahun itu dapat meleset."


class YearNotice(Notice):
    """From October on for the next year; closed, it comes back the next day. ``action_requested`` fills it in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Tone.WARNING, action="Isi hari libur", closable=True, parent=parent)
        self._known: Known | None = None
        self._said: tuple[date, int | None] | None = None

    def tell(self, now: datetime, known: Known | None = None) -> None:
        """Look at the office's calendar, or once more at the one before: no query."""
        self._known = known or self._known
        if self._known is None:
            return
        today = self._known.local(now).date()
        year = unlisted_year(self._known.calendar, today)
        if self._said != (today, year):
            self._said = (today, year)
            self.say(_WORDS.format(year) if year is not None else "")
