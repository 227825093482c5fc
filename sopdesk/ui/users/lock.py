"""The lock page: the names of the office, and the PIN of the one who is chosen."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.services.sentences_users import wait_words
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.users.acts import UserActs

_SECOND_MS = 1000
_LONGEST = 36  # letters shown of a name; the whole is in the tooltip
_KEPT = "Isian yang belum disimpan tetap ada."
_HOW = "Pilih nama (↑ ↓ atau huruf pertamanya), lalu ketik PIN."
_ARROWS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LockPage(QWidget):
    """Lies over the whole window. ``opened`` carries the name of who came in, ``forgotten`` of who lost a PIN."""

    opened = Signal(str)
    forgotten = Signal(str)

    def __init__(self, acts: UserActs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        from sopdesk.ui.users.pad import PinPad  # late: most offices ask for no PIN

        self._acts = acts
        self._theme = theme
        self._left = 0
        self.chosen = ""
        self.buttons: dict[str, Button] = {}
        self.setAutoFillBackground(True)
        self.title = Label("SOP Desk terkunci", size=Letter.TITLE, bold=True)
        self.words = Label(_KEPT, ink="muted", wrap=True)
        self.who = ElidedLabel("", bold=True)
        self.pad = PinPad(theme)
        self.notice = Notice("", Tone.ERROR)
        self.enter = Button("Masuk", Kind.MAIN)
        self.lost = Button("Lupa PIN …", Kind.LINK)
        self._names = QVBoxLayout()
        self._names.setSpacing(Space.BETWEEN)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._on_second)
        self._lay_out()
        self.enter.clicked.connect(self.submit)
        self.pad.submitted.connect(self.submit)
        self.lost.clicked.connect(self._on_lost)

    def offer(self, names: Sequence[str], here: str) -> None:
        """Show these names; ``here`` is who was at the desk."""
        self.words.setText(f"{_KEPT} {_HOW}" if here else _HOW)
        self.title.setText("SOP Desk terkunci" if here else "Siapa yang bertugas?")
        for old in self.buttons.values():
            self._names.removeWidget(old)
            old.deleteLater()
        self.buttons = {}
        for place, name in enumerate(names):
            button = Button(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…")
            button.setAccessibleName(name)
            button.set_tip(name)
            button.setFixedHeight(self._theme.px(Size.CONTROL))
            button.clicked.connect(partial(self.choose, name))
            self._names.insertWidget(place, button)
            self.buttons[name] = button
        self.choose(here if here in self.buttons else next(iter(names), ""))

    def choose(self, name: str) -> None:
        """Ask for the PIN of that one."""
        self.chosen = name
        self.who.setText(name)
        for other, button in self.buttons.items():
            button.set_kind(Kind.MAIN if other == name else Kind.PLAIN)
        if name in self.buttons:
            self._list.ensureWidgetVisible(self.buttons[name])
        self.pad.clear()
        self.notice.say("")
        self._wait(self._acts.waits(name) if name else 0)
        self.pad.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the name beside, a letter to the next one that begins with it."""
        names = list(self.buttons)
        here = names.index(self.chosen) if self.chosen in names else -1
        step = _ARROWS.get(event.key(), 0)
        letter = event.text().casefold()
        if step and names:
            self.choose(names[min(max(here + step, 0), len(names) - 1)])
        elif letter.isalpha():
            after = (*names[here + 1 :], *names[: here + 1])
            found = next((each for each in after if each.casefold().startswith(letter)), "")
            if found:
                self.choose(found)
        else:
            super().keyPressEvent(event)

    def submit(self) -> None:
        """Try the PIN that was typed."""
        if not self.enter.isEnabled() or not self.pad.pin:
            return
        pin = self.pad.pin
        self.pad.clear()
        try:
            self._acts.sign_in(self.chosen, pin)
        except Refused as no:
            seconds = no.data.get("seconds")
            self._wait(seconds if isinstance(seconds, int) else 0)
            self.notice.say(sentence(no), Tone.ERROR)
        except Trouble as trouble:
            self.notice.say(sentence(trouble), Tone.ERROR)
        else:
            self.notice.say("")
            self.opened.emit(self.chosen)

    def _wait(self, seconds: int) -> None:
        self._left = seconds
        self._second.stop()
        if seconds:
            self._second.start()
        self._tell()

    def _on_second(self) -> None:
        self._left = max(0, self._left - 1)
        if not self._left:
            self._second.stop()
            self.notice.say("")
        self._tell()

    def _tell(self) -> None:
        waiting = self._left > 0
        if waiting and self.chosen in self.buttons and (self.pad.line.hasFocus() or self.enter.hasFocus()):
            # The keys that choose a name go on while this one waits.
            self.buttons[self.chosen].setFocus()
        self.enter.set_text(f"Tunggu {wait_words(self._left)}" if waiting else "Masuk")
        self.enter.setEnabled(not waiting and bool(self.chosen))
        self.pad.setEnabled(not waiting)
        if not waiting and self.isVisible():
            self.pad.setFocus()

    def _on_lost(self) -> None:
        self.forgotten.emit(self.chosen)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("box", True)
        card.setFixedWidth(self._theme.px(Size.DIALOG_WIDE))
        names = self._list = ScrollPage(surface=True)
        names.column.setContentsMargins(0, 0, Space.BETWEEN, 0)
        names.column.addLayout(self._names)
        names.column.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(Space.INSIDE)
        right.addWidget(self.who)
        right.addWidget(self.pad)
        right.addWidget(self.enter)
        right.addWidget(self.lost, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.GROUPS)
        row.addWidget(names, 1)
        row.addLayout(right, 1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.GROUPS, Space.GROUPS, Space.GROUPS, Space.GROUPS)
        inside.setSpacing(Space.INSIDE)
        inside.addWidget(self.title)
        inside.addWidget(self.words)
        inside.addLayout(row)
        inside.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
