"""What another program logged while nobody looked at this window."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services import queries
from sopdesk.services.queries import News
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Trouble, sentence

_MANY = 200  # dossiers; from there on everything is read as quickly


class NewsWatch(QObject):
    """Looks each time the window is come back to; ``refused`` carries why it could not."""

    refused = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._seen: int | None = None

    def begin(self) -> None:
        """From here on; what is in the log now is what the pages have read."""
        self._seen = self._newest().newest
        self._window.installEventFilter(self)

    def stop(self) -> None:
        """Look no more: the database is about to be closed, and a look would open it again."""
        self._window.removeEventFilter(self)
        self._seen = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look once the window has taken its place again."""
        if event.type() == QEvent.Type.WindowActivate:
            QTimer.singleShot(0, self, self.look)
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Tell every screen what the log has grown by since the last look, and no more than that."""
        if self._seen is None or self._desk.halted:
            return
        try:
            found = self._newest()
        except Trouble as error:
            self.refused.emit(sentence(error))
            return
        self._seen = found.newest
        if len(found.dossiers) > _MANY or found.office:
            self._desk.tell(Changes(office=found.office))
        elif found.dossiers or found.registers:
            self._desk.tell(Changes(found.dossiers, found.registers))

    def _newest(self) -> News:
        return queries.news(self._desk.office, self._seen)
