"""Handing on several dossiers together: one list, each with its own result."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from sopdesk.services.panel import at_hand
from sopdesk.services.views import Deed, DossierView
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.moment import MomentField
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space

_ASKS = "Perlu diisi dahulu: buka berkasnya, lalu serahkan sendiri."
_OTHER = "Langkah berikutnya bukan penyerahan: buka berkasnya."


@dataclass(slots=True)
class _Line:
    """A dossier of the list; ``step`` is where it was seen."""

    id: int
    step: int
    view: DossierView | None
    can: bool
    icon: QLabel
    words: Label


class _List(ScrollPage):
    def sizeHint(self) -> QSize:
        inside = self.widget()
        height = inside.sizeHint().height() if inside is not None else 0
        return QSize(super().sizeHint().width(), min(height, theme_of(self).px(Size.PANEL)))


class ManyDialog(Dialog):
    """``finished_with`` carries how many were handed on; the dialog stays to show what was not."""

    finished_with = Signal(int)
    warned = Signal(tuple)

    def __init__(self, desk: Desk, pairs: Sequence[tuple[int, int]], host: QWidget) -> None:
        super().__init__("Serahkan bersama", host, action="Serahkan", wide=True)
        self._desk = desk
        self._done = False
        self.lines: list[_Line] = []
        self._list = _List(surface=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.INSIDE)
        self._grid.setVerticalSpacing(Space.TIGHT)
        self._grid.setColumnStretch(1, 1)
        self._list.column.setContentsMargins(0, 0, Space.BETWEEN, 0)
        self._list.column.addLayout(self._grid)
        for dossier, step in dict(pairs).items():
            self._add(dossier, step)
        self.body.addWidget(self._list, 1)
        fields = Form()
        self.when = fields.add(MomentField("Waktu kejadian", desk.local_now))
        self._opened_at = self.when.value()
        self.set_form(fields)
        count = sum(line.can for line in self.lines)
        self.action.set_text(f"Serahkan {count} berkas")
        self.action.setEnabled(count > 0)
        self.confirmed.connect(self._on_confirmed)

    def _add(self, dossier: int, step: int) -> None:
        row = len(self.lines) * 3
        icon = QLabel()
        words = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        view: DossierView | None = None
        can = False
        ink: ColourName = "muted"
        try:
            view = at_hand(self._desk.office, dossier).view(self._desk.now())
        except (Refused, Trouble) as error:
            head, said, ink, mark = f"Berkas {dossier}", sentence(error), "terlambat", "circle-alert"
        else:
            head = f"{view.label} · {view.code} · {view.title}"
            offer = view.main
            hands_on = offer is not None and offer.deed is Deed.HAND_ON
            can = bool(hands_on and offer is not None and not offer.asks)
            said = offer.label if can and offer is not None else (_ASKS if hands_on else _OTHER)
            ink, mark = ("muted", "arrow-right") if can else ("waspada", "triangle-alert")
        title = ElidedLabel(head, bold=True)
        self._grid.addWidget(icon, row, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(title, row, 1)
        self._grid.addWidget(words, row + 1, 1)
        self._grid.setRowMinimumHeight(row + 2, Space.INSIDE)
        line = _Line(dossier, step, view, can, icon, words)
        self.lines.append(line)
        self._say(line, said, mark, ink)

    def _say(self, line: _Line, text: str, icon: str, ink: ColourName) -> None:
        line.words.setText(text)
        line.words.set_ink(ink)
        line.icon.setPixmap(theme_of(self).pixmap(icon, ink, Size.ICON_LARGE, self.devicePixelRatioF()))

    def _on_confirmed(self) -> None:
        if self._done:
            self.accept()
            return
        untouched = self.when.value() == self._opened_at
        done = 0
        warnings: tuple[str, ...] = ()
        for line in self.lines:
            if not line.can:
                continue
            at = self._desk.now() if untouched else self.when.value()
            try:
                answer = self._desk.hand_on(line.id, step=line.step, at=at)
            except (Refused, Trouble) as error:
                self._say(line, sentence(error), "circle-alert", "terlambat")
                continue
            line.can = False
            done += 1
            warnings += answer.warnings
            self._say(line, "Sudah diserahkan.", "check", "aman")
        left = [line for line in self.lines if line.can]
        if done:
            self.finished_with.emit(done)
        if warnings:
            self.warned.emit(warnings)
        if not left and done == len(self.lines):
            self.accept()
            return
        # What was refused stays to be read, and can be tried again at another time.
        self.action.set_text(f"Serahkan {len(left)} berkas" if left else "Tutup")
        self._done = not left
        self.cancel.setVisible(bool(left))
        self.when.setVisible(bool(left))
        self._typed = False
