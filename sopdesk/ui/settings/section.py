"""The frame of every section: a title, what it is for, the body, and Simpan beside Batal where it edits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.rights import Right
from sopdesk.ui.clock_doubt import doubt_words
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.settings.acts import Acts
from sopdesk.ui.users.gate import Gate, hindrance

NOBODY = "Belum ada petugas yang masuk. Tekan Ctrl+L untuk memilih nama, lalu ulangi."


class Section(QWidget):
    """A subclass fills ``body``, and gives ``load``, and with ``saves`` also ``read_problem`` and ``store``.

    ``done`` carries a sentence for the toast, ``paper_requested`` a ``PaperOrder``. What was typed stays until it
    is saved or given up.
    """

    done = Signal(str)
    dirty_changed = Signal(bool)
    paper_requested = Signal(object)

    def __init__(
        self, desk: Desk, title: str, intro: str, *, saves: bool = True, scrolls: bool = True
    ) -> None:
        super().__init__()
        self.desk = desk
        self.acts = Acts(desk)
        self.fields: dict[str, Field] = {}
        self._dirty = False
        self._stale = True
        self._doubt = ""  # what was said of the clock, until it is agreed to
        self._saves = saves
        self.notice = Notice("", Tone.ERROR)
        self.who = Notice("", Tone.INFO)
        self._gate = Gate(desk, self)
        self._right: Right | None = None
        self._kept: list[tuple[Right, QWidget]] = []
        self.save = Button("Simpan", Kind.MAIN)
        self.save.set_tip("Simpan", "Ctrl+Return")
        self.revert = Button("Batal")
        self.revert.set_tip("Kembalikan isian seperti yang tersimpan")
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.AROUND)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setSpacing(Space.WITHIN)
        head.addWidget(Label(title, size=Letter.TITLE, bold=True))
        head.addWidget(Label(intro, ink="muted", wrap=True))
        head.addWidget(self.who)
        if scrolls:
            page = ScrollPage(surface=True)
            page.column.setContentsMargins(Space.GROUPS, Space.AROUND, Space.GROUPS, Space.GROUPS)
            page.column.setSpacing(Space.AROUND)
            page.column.addLayout(head)
            page.column.addLayout(self.body)
            column.addWidget(page, 1)
        else:
            whole = QVBoxLayout()
            whole.setContentsMargins(Space.GROUPS, Space.AROUND, Space.GROUPS, Space.AROUND)
            whole.setSpacing(Space.AROUND)
            whole.addLayout(head)
            whole.addLayout(self.body, 1)
            column.addLayout(whole, 1)
        self._foot(column)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_keys)
        self.save.clicked.connect(self.submit)
        self.revert.clicked.connect(self.give_up)
        desk.clerk_changed.connect(self._on_clerk)
        self._tell()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._dirty

    def load(self) -> None:
        """Show what is saved."""
        raise AssertionError("a section shows something")

    def read_problem(self) -> bool:
        """Look at what was typed, show what is wrong, and say whether something is."""
        return False

    def store(self) -> str:
        """Save what was typed; the sentence for the toast. Raises Refused or Trouble."""
        return ""

    def guard(self, right: Right, *parts: QWidget) -> None:
        """These, and what is typed and saved here, are for who has the right; the first named stands for the whole."""
        if self._right is None:
            self._right = right
            parts = (self.save, *dict.fromkeys(self.fields.values()), *parts)
        self._gate.keep(right, *(part for part in parts if isinstance(part, Button)))
        self._kept += [(right, part) for part in parts if not isinstance(part, Button)]
        self._look_who()

    def renew(self) -> None:
        """What the office has set has changed: read it again, now or when this is shown again."""
        self._look_who()
        self._stale = True
        if self.isVisible():
            self._load_if_stale()

    def touch(self) -> None:
        """Something was typed."""
        self._mark(True)

    def give_up(self) -> None:
        """Throw away what was typed."""
        self.notice.say("")
        self._mark(False)
        self._stale = True
        self._load_if_stale()

    def submit(self) -> bool:
        """Save; False when that was refused, and then the reason stands here."""
        self.notice.say("")
        if self.read_problem():
            return False
        if not self.acts.by:
            self.notice.say(NOBODY, Tone.WARNING)
            return False
        if not self._clock_is_right():
            return False
        # The saving tells every screen, this one too: it must find nothing left to protect.
        self._mark(False)
        try:
            words = self.store()
        except (Refused, Trouble) as error:
            self._mark(True)
            self.fail(error)
            return False
        self.done.emit(words)
        return True

    def _clock_is_right(self) -> bool:
        """Ask once before each saving while the log speaks against the clock (rules 9)."""
        try:
            doubt = doubt_words(self.desk)
        except Trouble as error:
            self.fail(error)
            return False
        if doubt and doubt != self._doubt:
            self._doubt = doubt
            self.notice.say(f"{doubt} Bila jam itu benar, tekan Simpan sekali lagi.", Tone.WARNING)
            return False
        if doubt:
            self.desk.agree_on_clock()
        self._doubt = ""
        return True

    def fail(self, error: Refused | Trouble) -> None:
        """Say why it could not be done, at the field if there is one."""
        field = self.fields.get(str(error.data.get("field"))) if isinstance(error, Refused) else None
        if field is None:
            self.notice.say(sentence(error), Tone.ERROR)
        else:
            field.set_error(sentence(error))
            field.focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew what changed while nobody looked."""
        super().showEvent(event)
        self._load_if_stale()

    def _foot(self, column: QVBoxLayout) -> None:
        around = QVBoxLayout()
        around.setContentsMargins(Space.GROUPS, 0, Space.GROUPS, Space.BETWEEN)
        around.addWidget(self.notice)
        column.addLayout(around)
        if not self._saves:
            return
        self._state = Label("", ink="muted", size=Letter.TABLE)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.GROUPS, Space.INSIDE, Space.GROUPS, Space.INSIDE)
        foot.setSpacing(Space.BETWEEN)
        foot.addWidget(self._state)
        foot.addStretch(1)
        foot.addWidget(self.revert)
        foot.addWidget(self.save)
        column.addWidget(hairline())
        column.addLayout(foot)

    def _look_who(self) -> None:
        if self._right is None:
            return
        for right, part in self._kept:
            part.setEnabled(not hindrance(self.desk, right))
        self.who.say(hindrance(self.desk, self._right))

    def _on_clerk(self, _name: str) -> None:
        self._look_who()

    def _load_if_stale(self) -> None:
        if self._stale and not self._dirty:
            self._stale = False
            self.load()

    def _mark(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self._tell()
            self.dirty_changed.emit(dirty)

    def _tell(self) -> None:
        self.save.setEnabled(self._dirty)
        self.revert.setEnabled(self._dirty)
        if self._saves:
            self._state.setText("Perubahan belum disimpan" if self._dirty else "")

    def _on_keys(self) -> None:
        if self._saves and self._dirty:
            self.submit()
