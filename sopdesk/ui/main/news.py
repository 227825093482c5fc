"""What another program logged while nobody looked at this window."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Trouble, sentence


class News(QObject):
    """Looks each time the window is come back to; ``refused`` carries why it could not."""

    refused = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._seen: int | None = None

    def begin(self) -> None:
        """From here on; what is in the log now is what the pages have read."""
        self._seen, _version = self._newest()
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
        """Tell every screen if the log has grown since the last look."""
        if self._seen is None:
            return
        try:
            newest, version = self._newest()
            known = self._desk.known.version
        except Trouble as error:
            self.refused.emit(sentence(error))
            return
        if newest != self._seen:
            self._seen = newest
            self._desk.tell(Changes(office=version != known))

    def _newest(self) -> tuple[int, int]:
        office = self._desk.office
        with office.store.read() as unit:
            newest, _hash = unit.log.head()
            return newest, office.known(unit).version
