"""Who is at the desk: the office's names as large buttons."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from sopdesk.services import settings
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Check, Kind
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Size, Space

_MANY = 8  # names; more stand in two columns
_KEYS = 9
_ROWS = 6
_LONGEST = 34  # letters shown of a name; the whole is in the tooltip


class ClerkDialog(Dialog):
    """``picked`` carries the name; the keys 1 to 9 pick as well. *Nama lain* adds one to the list."""

    picked = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Siapa yang bertugas?", parent, action="Masuk")
        self._desk = desk
        self._theme = theme
        names = self.names(desk)
        self.buttons: list[Button] = []
        self.other = Button("Nama lain…", Kind.LINK)
        self.name = LineField("Nama petugas", limit=80, required=True)
        self.keep = Check("Simpan nama ini di daftar petugas", checked=True)
        self.typed = Form()
        self.typed.add(self.name)
        self.typed.add_widget(self.keep)
        if names:
            self.body.addWidget(Label("Nama ini tercatat pada setiap tindakan.", ink="muted", wrap=True))
            self._offer(names)
            self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.typed)
        self._show_typed(not names)
        self.name.edited.connect(self._on_edited)
        self.other.clicked.connect(self._on_other)
        self.confirmed.connect(self._on_confirmed)

    @staticmethod
    def names(desk: Desk) -> list[str]:
        """The names on the office's list."""
        return settings.clerks(desk.office)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure picks the name beside it."""
        place = event.key() - Qt.Key.Key_1
        if not self.typed.isVisible() and 0 <= place < min(_KEYS, len(self.buttons)):
            self.buttons[place].click()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the name that is at the desk now, else at the first."""
        super().showEvent(event)
        if not self.buttons:
            self.name.focus()
            return
        here = [each for each in self.buttons if each.property("clerk") == self._desk.clerk]
        (here or self.buttons)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _offer(self, names: list[str]) -> None:
        place = QWidget()
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.BETWEEN)
        columns = 2 if len(names) > _MANY else 1
        height = self._theme.px(Size.CONTROL + Space.INSIDE)
        for number, name in enumerate(names):
            figure = f"{number + 1}   " if number < _KEYS else ""
            shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
            here = "   (sedang bertugas)" if name == self._desk.clerk else ""
            button = Button(f"{figure}{shown}{here}")
            button.setAccessibleName(name)
            button.set_tip(name)
            button.setProperty("clerk", name)
            button.setFont(self._theme.font(Letter.BODY, bold=True))
            button.setFixedHeight(height)
            button.clicked.connect(partial(self._on_picked, name))
            grid.addWidget(button, number // columns, number % columns)
            self.buttons.append(button)
        rows = -(-len(names) // columns)
        if rows <= _ROWS:
            self.body.addWidget(place)
            return
        page = ScrollPage(surface=True)
        page.column.setContentsMargins(0, 0, Space.BETWEEN, 0)
        page.add(place)
        bar = page.verticalScrollBar().sizeHint().width()
        page.setMinimumWidth(place.sizeHint().width() + bar + 2 * Space.BETWEEN)
        page.setFixedHeight(_ROWS * (height + Space.BETWEEN) + height // 2)
        self.body.addWidget(page)

    def _show_typed(self, shown: bool) -> None:
        self.typed.setVisible(shown)
        self.action.setVisible(shown)
        self.other.setVisible(not shown)

    def _on_other(self) -> None:
        self._show_typed(True)
        self.name.focus()

    def _on_picked(self, name: str) -> None:
        self.picked.emit(name)
        self.accept()

    def _on_confirmed(self) -> None:
        if not self.typed.isVisible() or not self.typed.validate():
            return
        name = " ".join(self.name.value().split())
        same = next((each for each in self.names(self._desk) if each.casefold() == name.casefold()), None)
        if same is None and self.keep.isChecked():
            from sopdesk.ui.settings.acts import Acts  # late: the question stands before the start is over

            try:
                name = Acts(self._desk, by=name).save_clerk(name)
            except (Refused, Trouble) as error:
                self.typed.fail(self.name, sentence(error))
                return
        self._on_picked(same or name)
