"""The line to the office's server: what other PCs log is shown at once, and a silent server is told in one place."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from sopdesk.domain.dates import clock_time
from sopdesk.domain.errors import Fault
from sopdesk.services.listening import Listening, Told, listen
from sopdesk.services.shared_clock import SharedClock, apart_words
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Trouble, sentence
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.shell.window import Shell

_POLL_MS: Final = 60_000  # where a word of the server was lost on the way
_PATIENCE_MS: Final = 5_000
AGAIN: Final = "Sambungkan"
BACK: Final = "Tersambung lagi dengan server data."


class ServerWatch(QObject):
    """``look`` shows what the log has grown by, ``tick`` how things stand now. Lives as long as the desk.

    Nothing is done for an office in a file.
    """

    _news = Signal()
    _lost = Signal()
    _found = Signal()
    _apart = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, look: Callable[[], None], tick: Callable[[], None]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._shell = shell
        self._look = look
        self._tick = tick
        self._line: Listening | None = None
        self._clock_told = False
        self.heard = False
        """Whether the server has been heard: from then on it tells of each entry."""
        self.bar = Notice(tone=Tone.ERROR, action=AGAIN)
        self.clock_bar = Notice(tone=Tone.WARNING, closable=True)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._on_news)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._on_rested)
        self.bar.action_requested.connect(self._on_again)
        desk.leaving.connect(self.stop)

    def begin(self) -> None:
        """Listen from now on, where there is a server."""
        clock = self._desk.now
        own = clock.own if isinstance(clock, SharedClock) else clock
        # Emitted in the listening thread, heard in the window's.
        told = Told(self._news.emit, self._lost.emit, self._found.emit, self._apart.emit)
        self._line = listen(self._desk.office, told, own)
        if self._line is None:
            return
        self._news.connect(self._on_heard)
        self._lost.connect(self._on_lost)
        self._found.connect(self._on_found)
        self._apart.connect(self._on_apart)
        for bar in (self.bar, self.clock_bar):
            self._shell.add_bar(bar)
        if isinstance(clock, SharedClock):
            self._tell_clock(clock.apart)
        self._line.begin()
        self._poll.start(_POLL_MS)

    def stop(self) -> None:
        """The office is left."""
        if self._line is None:
            return
        self._poll.stop()
        self._rest.stop()
        for signal in (self._news, self._lost, self._found, self._apart):
            signal.disconnect()
        self._line.stop()
        self._line = None
        for bar in (self.bar, self.clock_bar):
            bar.hide()
            bar.deleteLater()

    def _on_heard(self) -> None:
        self.heard = True
        self._on_news()

    def _on_news(self) -> None:
        if not self._desk.halted:
            self._look()

    def _on_lost(self) -> None:
        if self._desk.halted:
            return
        self._desk.halt()
        since = clock_time(self._desk.local_now())
        self.bar.say(
            f"Server data tidak menjawab sejak {since}. Yang tampil keadaan terakhir; pencatatan berhenti "
            "sampai tersambung lagi."
        )
        self._tick()

    def _on_found(self) -> None:
        if not self._desk.halted:
            return
        self.bar.say("")
        self._on_rested()
        if self._shell.notice.text == sentence(self._trouble()):
            self._shell.say("")
        self._desk.go_on()
        self._tick()
        self._shell.toast(BACK)

    def _trouble(self) -> Trouble:
        return Trouble(Fault.SERVER_GONE, server=self._desk.office.store.name)

    def _on_again(self) -> None:
        if self._line is not None:
            self._line.knock()
            self.bar.action.setText("Menyambungkan …")
            self.bar.action.setEnabled(False)
            self._rest.start(_PATIENCE_MS)

    def _on_rested(self) -> None:
        self.bar.action.setText(AGAIN)
        self.bar.action.setEnabled(True)

    def _on_apart(self, apart: object) -> None:
        clock = self._desk.now
        if isinstance(clock, SharedClock) and isinstance(apart, timedelta):
            clock.set_apart(apart)
            self._tell_clock(clock.apart)

    def _tell_clock(self, apart: timedelta) -> None:
        words = apart_words(apart)
        if words and not self._clock_told:
            self._clock_told = True
            self.clock_bar.say(words)
        elif not words:
            self._clock_told = False
            self.clock_bar.say("")
