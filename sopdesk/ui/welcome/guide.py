"""Siapkan kantor: four short steps, and nothing is saved before the last."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.form import is_enter
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.settings.acts import Acts
from sopdesk.ui.welcome.steps import ClerksStep, GuideStep, HoursStep, OfficeStep, OfficialsStep


class Guide(QWidget):
    """``finished`` when the office is set up; ``left`` when one goes back before the first step."""

    finished = Signal()
    left = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self.office = OfficeStep(desk)
        self.officials = OfficialsStep(desk, self.office)
        self.hours = HoursStep()
        self.clerks = ClerksStep()
        self.steps: tuple[GuideStep, ...] = (self.office, self.officials, self.hours, self.clerks)
        self._place = 0
        self.marks = [Label("") for _ in self.steps]
        self.notice = Notice("", Tone.ERROR)
        self.back = Button("Kembali")
        self.next = Button("Lanjut", Kind.MAIN)
        self.next.set_tip("Lanjut", "Ctrl+Return")
        self._stack = QStackedWidget()
        self._pages: list[ScrollPage] = []
        for step in self.steps:
            page = ScrollPage(surface=True)
            page.column.setContentsMargins(Space.GROUPS, Space.AROUND, Space.GROUPS, Space.AROUND)
            page.add(step)
            self._stack.addWidget(page)
            self._pages.append(page)
            step.edited.connect(self._on_edited)
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.go_on)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.go_to(0)

    @property
    def place(self) -> int:
        """Which step is shown, from 0."""
        return self._place

    def go_to(self, place: int) -> None:
        """Show a step; what was typed in the others stays."""
        self._place = place
        self.notice.say("")
        self._stack.setCurrentIndex(place)
        last = place == len(self.steps) - 1
        self.next.set_text("Selesai, buka papan" if last else "Lanjut")
        for number, (mark, step) in enumerate(zip(self.marks, self.steps, strict=True)):
            mark.setText(f"{number + 1}  {step.name}")
            mark.set_ink("accent" if number == place else "muted")
            mark.setAccessibleName(f"Langkah {number + 1} dari {len(self.steps)}: {step.name}")
            mark.setFont(self._theme.font(bold=number == place))
        self.steps[place].enter()

    def go_on(self) -> None:
        """To the next step if this one is good; after the last one, save."""
        self.notice.say("")
        if not self.steps[self._place].good():
            return
        if self._place + 1 < len(self.steps):
            self.go_to(self._place + 1)
        else:
            self._finish()

    def go_back(self) -> None:
        """To the step before."""
        if self._place:
            self.go_to(self._place - 1)
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next empty field, then to *Lanjut*."""
        if not is_enter(event):
            super().keyPressEvent(event)
        elif self.steps[self._place].form.go_on(self.focusWidget()):
            self._show_focus()
        else:
            self.next.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_focus(self) -> None:
        focused = self.focusWidget()
        if focused is not None:
            self._pages[self._place].ensureWidgetVisible(focused)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.GROUPS, Space.AROUND, Space.GROUPS, Space.INSIDE)
        head.setSpacing(Space.GROUPS)
        for mark in self.marks:
            head.addWidget(mark)
        head.addStretch(1)
        said = QVBoxLayout()
        said.setContentsMargins(Space.GROUPS, 0, Space.GROUPS, Space.BETWEEN)
        said.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.GROUPS, Space.INSIDE, Space.GROUPS, Space.INSIDE)
        foot.setSpacing(Space.BETWEEN)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        column.addLayout(said)
        column.addWidget(hairline())
        column.addLayout(foot)
        self.setMaximumWidth(self._theme.px(Size.DIALOG_WIDE) + 2 * Space.GROUPS)

    def _finish(self) -> None:
        names = self.clerks.names()
        acts = Acts(self._desk, by=names[0])
        try:
            acts.together(self._save)
        except (Refused, Trouble) as error:
            field = error.data.get("field") if isinstance(error, Refused) else None
            wrong = self.office.places.by_name().get(str(field))
            if wrong is not None:
                self.go_to(0)
                self.office.form.fail(wrong, sentence(error))
            else:
                self.notice.say(sentence(error), Tone.ERROR)
            return
        self._desk.sign_in(names[0])
        self.finished.emit()

    def _save(self) -> None:
        """The profile comes last: only with it the office is set up, so that a failure can be repeated."""
        names = self.clerks.names()
        acts = Acts(self._desk, by=names[0])
        here = {
            (each.desk, each.official.name, each.begins) for each in self._desk.office.look().appointments
        }
        for wish in self.officials.wishes():
            if (wish.desk, wish.name, wish.begins) not in here:
                acts.save_appointment(wish)
        calendar = self._desk.office.look().calendar
        acts.save_calendar(replace(calendar, week=self.hours.preset().week))
        for name in names:
            acts.save_clerk(name)
        acts.save_profile(self.office.profile())

    def _on_edited(self) -> None:
        self.notice.say("")
