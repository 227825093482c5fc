"""The use cases of files, as the clerk at the desk does them."""

from pathlib import Path

from sopdesk.services import files
from sopdesk.services.printing import Progress
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.dialog import Dialog


class FileActs:
    """Every method raises Refused or Trouble. A dossier's files are in its own log, all others in that of the books."""

    def __init__(self, desk: Desk, owner: str, owner_id: int) -> None:
        self._desk = desk
        self.owner = owner
        self.owner_id = owner_id

    def add(self, source: Path, progress: Progress | None = None) -> int:
        """Copy a file into the data folder. It may run in a thread: nobody is told before ``tell``."""
        return files.add_file(
            self._desk.office,
            self.owner,
            self.owner_id,
            source,
            by=self._desk.clerk,
            now=self._desk.now(),
            progress=progress,
        )

    def note_clock(self, dialog: Dialog) -> None:
        """Let the dialog say when the log speaks against the PC's clock."""
        note_clock(dialog, self._desk)

    def withdraw(self, file_id: int, reason: str) -> None:
        """Take a file off the list."""
        files.withdraw_file(self._desk.office, file_id, reason, by=self._desk.clerk, now=self._desk.now())
        self.tell()

    def tell(self) -> None:
        """Let every screen know."""
        of_dossier = self.owner == files.DOSSIER
        self._desk.tell(
            Changes(dossiers=frozenset({self.owner_id}) if of_dossier else frozenset(), registers=True)
        )
