"""Dialogs: a title, a body, one main action at the right named by its verb."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.drafts import FOLDER as DRAFTS
from sopdesk.ui.kit.drafts import DraftKeeper
from sopdesk.ui.kit.form import Form, is_enter
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space

_UNSAVED = "Isian belum disimpan. Tekan Esc sekali lagi untuk membuangnya."


class Dialog(QDialog):
    """The frame of every dialog; show it with ``open()``.

    ``confirmed`` fires when the main action is pressed and the form, if there is one, is good. Whoever
    listens then calls ``accept()``, or ``fail(sentence)``, which keeps the dialog and all that was typed.
    Ctrl+Enter confirms, Enter goes on from field to field; Escape closes, and asks once more when something was typed.
    """

    confirmed = Signal()

    def __init__(
        self,
        title: str,
        parent: QWidget | None,
        *,
        action: str = "Simpan",
        cancel: str = "Batal",
        danger: bool = False,
        wide: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form: Form | None = None
        self.draft: DraftKeeper | None = None
        self._typed = False
        self._danger = danger
        self.title = Label(title, size=Letter.TITLE, bold=True, wrap=True)
        self.notice = Notice("", Tone.ERROR)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.INSIDE)
        self.cancel = Button(cancel)
        if not cancel:
            self.cancel.hide()
        self.action = Button(action, Kind.DANGER_MAIN if danger else Kind.MAIN)
        self.action.set_tip(action, "Ctrl+Return")
        self.left = QHBoxLayout()
        self.left.setSpacing(Space.BETWEEN)
        self.foot = foot = QHBoxLayout()
        foot.setSpacing(Space.BETWEEN)
        foot.addLayout(self.left)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.action)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.GROUPS, Space.GROUPS, Space.GROUPS, Space.AROUND)
        column.setSpacing(Space.AROUND)
        column.addWidget(self.title)
        column.addLayout(self.body, 1)
        column.addWidget(self.notice)
        column.addLayout(foot)
        theme = theme_of(self)
        self.setMinimumWidth(theme.px(Size.DIALOG_WIDE if wide else Size.DIALOG))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.confirm)
        self.action.clicked.connect(self.confirm)
        self.cancel.clicked.connect(self.reject)

    def set_form(self, form: Form) -> None:
        """Show that form in the body, and look at it before confirming."""
        self.form = form
        self.body.addWidget(form)
        form.edited.connect(self._on_edited)

    def keep_draft(self, place: Path, name: str, now: Callable[[], datetime]) -> None:
        """Keep what is typed as a file of that name in ``place`` until it is saved or cancelled, and offer it again.

        Called once the form stands as it is shown; ``now`` gives office time.
        """
        if self.form is not None:
            self.draft = DraftKeeper(self, self.form, place / DRAFTS / f"{name}.json", now)
            self.body.insertWidget(0, self.draft.offer)

    def drop_draft(self) -> None:
        """What was typed is saved, and the dialog goes on for something else."""
        if self.draft is not None:
            self.draft.forget()

    def confirm(self) -> None:
        """Press the main action."""
        if not self.action.isEnabled():
            return
        self.notice.say("")
        if self.form is None or self.form.validate():
            self.confirmed.emit()

    def fail(self, sentence: str) -> None:
        """Say why it could not be done; what was typed stays."""
        self.notice.say(sentence, Tone.ERROR)

    def event(self, event: QEvent) -> bool:
        """Grow when an error or a notice needs room, so that nothing is cut."""
        done = super().event(event)
        # Active means framed: only then is it known how much of the screen the frame takes.
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.WindowActivate) and self.isVisible():
            self._grow()
        return done

    def fit(self) -> None:
        """Be as high as what is in it needs now, after parts of it were shown or hidden."""
        # What was just shown or hidden counts only when the layouts have heard of it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.resize(self.width(), self._needed())
        self._grow()

    def _needed(self) -> int:
        """The height of what is in it at this width: words that wrap are taken for higher by the size hint."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            return max(layout.totalHeightForWidth(self.width()), self.minimumHeight())
        return self.sizeHint().height()

    def _grow(self) -> None:
        needed = self._needed()
        room = self.screen().availableGeometry()
        frame = self.frameGeometry().height() - self.height()
        most = room.height() - frame
        wanted = min(max(needed, self.height()), most)
        if self.height() != wanted:
            self.resize(self.width(), wanted)
            # What grows down must not leave its buttons below the screen's edge.
            lowest = room.bottom() + 1 - frame - wanted
            if self.isVisible() and self.y() > lowest:
                self.move(self.x(), max(room.top(), lowest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape asks once more before it throws away what was typed; Enter goes on to the next empty field."""
        if event.key() == Qt.Key.Key_Escape and self._typed:
            self._typed = False
            self.notice.say(_UNSAVED, Tone.WARNING)
            return
        if is_enter(event):
            self._go_on()
            return
        super().keyPressEvent(event)

    def _go_on(self) -> None:
        """After the last field the main action has the focus: the next Enter presses it, unless it is dangerous."""
        if self.form is not None and self.form.go_on(self.focusWidget()):
            return
        if not self._danger and self.action.isEnabled():
            self.action.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field; a dangerous action is never where Enter would press it."""
        if not event.spontaneous() and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.resize(self.width(), self._needed())
            # Nobody has chosen this size: the next time it is shown it is measured again.
            self.setAttribute(Qt.WidgetAttribute.WA_Resized, False)
        super().showEvent(event)
        self._grow()
        if self.form is not None and self.form.fields:
            self.form.focus_first()
        elif self._danger:
            self.cancel.setFocus()
        else:
            self.action.setFocus()

    def _on_edited(self) -> None:
        self._typed = True
        self.notice.say("")


class Question(Dialog):
    """A question with the action as its answer: ``confirmed`` fires, then it closes by itself."""

    def __init__(
        self,
        title: str,
        text: str,
        parent: QWidget | None,
        *,
        action: str,
        cancel: str = "Batal",
        danger: bool = False,
    ) -> None:
        super().__init__(title, parent, action=action, cancel=cancel, danger=danger)
        self.words = Label(text, wrap=True)
        self.body.addWidget(self.words)
        self.confirmed.connect(self.accept)
