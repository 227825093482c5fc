"""Once a minute, without the database: what is to be told now; and in time, the dossiers of recurring duties."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from sopdesk.services.duties import Standing, open_due, opened_words
from sopdesk.services.reminder_file import Told, ToldBy, keep_told, read_told, with_told
from sopdesk.services.reminders import Reminder, reminders, together
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.shell.window import Shell
from sopdesk.ui.today.ledger import Ledger
from sopdesk.ui.today.tray import Tray


class ReminderWatch(QObject):
    """``told`` carries what was said, after it was. Who is not there, or types in a form, is told a minute later.

    With ``opens`` the program opens the dossiers of duties by itself. ``opened`` carries a sentence,
    ``refused`` why it could not.
    """

    told = Signal(object)
    opened = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, shell: Shell, ledger: Ledger) -> None:
        super().__init__(shell)
        self._desk = desk
        self._shell = shell
        self._ledger = ledger
        self._opens = False
        self._failed = ""
        self._file = Told()
        self.tray = Tray(shell)
        self.newest: tuple[Reminder, ...] = ()

    def begin(self, *, opens: bool) -> None:
        """Look from now on, each minute."""
        self._opens = opens
        self._file = read_told(self._desk.office.folder)
        self._follow()

    def stop(self) -> None:
        """The office is left."""
        self._opens = False
        self.tray.hide()

    def renew(self) -> None:
        """The settings of this PC have changed."""
        self._file = Told(read_told(self._desk.office.folder).on, self._file.keys)
        self._follow()

    def tick(self, now: datetime) -> None:
        """A minute has gone by."""
        known = self._desk.known
        if not self._desk.clerk or not known.profile.set_up or not known.worktime.is_working(now):
            return
        if self._opens and any(row.standing is Standing.DUE for row in self._ledger.stand.duties):
            self._open(now)
        if self._file.on and not self._shell.toaster.is_counting():
            # A word that can still be undone is not talked over.
            self._remind(now)

    def _follow(self) -> None:
        if self._file.on:
            self.tray.show()
        else:
            self.tray.hide()

    def _open(self, now: datetime) -> None:
        try:
            made = open_due(self._desk.office, now=now, clerk=self._desk.clerk)
        except (Refused, Trouble) as error:
            words = sentence(error)
            if words != self._failed:
                self.refused.emit(words)
            self._failed = words
            return
        self._failed = ""
        if made:
            self._desk.tell(Changes(dossiers=frozenset(each.answer.dossier_id for each in made)))
            self.opened.emit(opened_words(made))

    def _remind(self, now: datetime) -> None:
        found = reminders(self._desk.known, self._ledger.stand, now, ToldBy(self._file, now))
        if not found:
            return
        words = together(found)
        # One place for one thing: beside the clock only where nobody looks at the window.
        if self._shell.isActiveWindow() or not self.tray.tell(words):
            self._shell.toast(words)
        self._file = with_told(self._file, found, now)
        keep_told(self._desk.office.folder, self._file)
        self.newest = tuple(found)
        self.told.emit(words)
