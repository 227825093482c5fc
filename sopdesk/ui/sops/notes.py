"""Catatan penelaahan: what looks wrong in the official text, beside it and never in its place."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from sopdesk.domain.sop import Note, Sop
from sopdesk.services.sop_views import steps_of
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.sops.steps import selectable

_INTRO = (
    "Naskah SOP ditampilkan kata demi kata seperti aslinya. Yang tampak keliru dicatat di sini; "
    "perbaikannya dilakukan sebagai revisi baru, dan berkas yang sedang berjalan tetap memakai revisi lamanya."
)


class NotesPage(ScrollPage):
    """All notes with their places, or those of one step; ``step_requested`` goes to a step in the table."""

    step_requested = Signal(int)

    def __init__(self, sop: Sop, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._notes = sop.notes
        self._rows: list[tuple[Note, list[QWidget]]] = []
        self.head = Label("", bold=True)
        self.all = Button("Tampilkan semua", Kind.LINK)
        line = QHBoxLayout()
        line.setSpacing(Space.BETWEEN)
        line.addWidget(self.head)
        line.addWidget(self.all)
        line.addStretch(1)
        self.add(Label(_INTRO, size=Letter.TABLE, ink="muted", wrap=True))
        self.column.addLayout(line)
        if self._notes:
            self.add(self._table())
        else:
            self.add(
                EmptyState("list-checks", "Tidak ada catatan", "Penelaahan tidak menemukan kejanggalan.")
            )
        self.all.clicked.connect(self.show_all)
        self.show_all()

    def show_all(self) -> None:
        """Show every note."""
        self._show(None)

    def show_step(self, step: int) -> None:
        """Show the notes of one step."""
        self._show(step)

    def shown(self) -> list[Note]:
        """The notes that are shown."""
        return [note for note, parts in self._rows if not parts[0].isHidden()]

    def _show(self, step: int | None) -> None:
        for note, parts in self._rows:
            for part in parts:
                part.setVisible(step is None or step in steps_of(note.place))
        count = len(self.shown())
        self.head.setText(f"{count} catatan" if step is None else f"{count} catatan untuk langkah {step}")
        self.all.setVisible(step is not None)
        self.verticalScrollBar().setValue(0)

    def _table(self) -> QFrame:
        box = QFrame()
        box.setProperty("box", True)
        grid = QGridLayout(box)
        grid.setContentsMargins(Space.AROUND, Space.INSIDE, Space.AROUND, Space.INSIDE)
        grid.setHorizontalSpacing(Space.AROUND)
        grid.setVerticalSpacing(Space.BETWEEN)
        grid.setColumnStretch(0, 16)
        grid.setColumnStretch(1, 76)
        for number, note in enumerate(self._notes):
            line = hairline()
            place = selectable(note.place[:1].upper() + note.place[1:], ink_muted=True)
            text = selectable(note.text)
            opener = Button("Lihat langkah", Kind.LINK)
            opener.setAccessibleName(f"Lihat {note.place}")
            steps = steps_of(note.place)
            if steps:
                opener.clicked.connect(partial(self._on_step, min(steps)))
            parts: list[QWidget] = [place, text, line]
            grid.addWidget(place, 2 * number, 0)
            grid.addWidget(text, 2 * number, 1)
            if steps:
                grid.addWidget(opener, 2 * number, 2, Qt.AlignmentFlag.AlignTop)
                parts.append(opener)
            grid.addWidget(line, 2 * number + 1, 0, 1, 3)
            self._rows.append((note, parts))
        return box

    def _on_step(self, step: int) -> None:
        self.step_requested.emit(step)
