"""The dossier's log in words, the newest first, by day."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.dates import clock_time, day_date, long_moment
from sopdesk.services.views import LogRow, Offer
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space
from sopdesk.ui.panel.actions import worded

_SHOWN = 40  # the rest comes on demand: a long log is looked at rarely


class Entry(QWidget):
    """One entry: its time at the left, what happened and who logged it at the right."""

    def __init__(self, row: LogRow) -> None:
        super().__init__()
        self.row = row
        self.time = Label(clock_time(row.at), size=Letter.TABLE, ink="muted")
        self.words = Label(row.words, size=Letter.TABLE, ink="muted" if row.countered else "text", wrap=True)
        self.about = QVBoxLayout()
        self.about.setSpacing(0)
        self.about.addWidget(self.words)
        if row.countered:
            self._add("Tidak berlaku lagi", "muted")
        if row.reason:
            self._add(f"Alasan: {row.reason}" if row.kind != "hand_on" else row.reason, "text")
        by = f"oleh {row.by}"
        self._add(by, "muted")
        if row.late_entry:
            self._add(f"Dicatat kemudian, {long_moment(row.logged_at)}", "waspada")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, Space.WITHIN, 0, Space.WITHIN)
        grid.setHorizontalSpacing(Space.BETWEEN)
        grid.addWidget(self.time, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(self.about, 0, 1)
        grid.setColumnStretch(1, 1)
        struck = ", tidak berlaku lagi" if row.countered else ""
        self.setAccessibleName(f"{clock_time(row.at)}, {row.words}{struck}, {by}")
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _add(self, text: str, ink: ColourName) -> None:
        self.about.addWidget(Label(text, size=Letter.SMALL, ink=ink, wrap=True))

    def _on_theme_changed(self) -> None:
        self.time.setMinimumWidth(theme_of(self).px(Size.ICON_EMPTY))
        font = self.words.font()
        font.setStrikeOut(self.row.countered)
        self.words.setFont(font)


class Log(QWidget):
    """All entries; the newest that counts carries its buttons."""

    offer_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[LogRow, ...] = ()
        self._offers: tuple[Offer, ...] = ()
        self._why: tuple[str, ...] = ()
        self._newest: int | None = None
        self._all = False
        self.entries: list[Entry] = []
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.WITHIN, 0, Space.WITHIN, 0)
        self._column.setSpacing(0)
        self._inside: QWidget | None = None

    def show_rows(
        self,
        rows: Sequence[LogRow],
        newest: int | None,
        offers: Sequence[Offer],
        *,
        hindered: Callable[[Offer], str],
    ) -> None:
        """Show these entries, newest first; ``hindered`` says why the clerk may not take one back."""
        wanted = (tuple(rows), newest, tuple(offers), tuple(hindered(offer) for offer in offers))
        if wanted == (self._rows, self._newest, self._offers, self._why) and self._inside is not None:
            return
        self._rows, self._newest, self._offers, self._why = wanted
        self._build()

    def forget(self) -> None:
        """Another dossier comes: show only its newest entries at first."""
        self._all = False

    def _build(self) -> None:
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self.entries, self.buttons = [], []
        day = None
        shown = self._rows if self._all else self._rows[:_SHOWN]
        for row in shown:
            if row.at.date() != day:
                if day is not None:
                    inside.addSpacing(Space.BETWEEN)
                day = row.at.date()
                inside.addWidget(Label(day_date(day), size=Letter.SMALL, bold=True))
                inside.addWidget(hairline())
            entry = Entry(row)
            if row.seq == self._newest and self._offers:
                self._add_buttons(entry)
            inside.addWidget(entry)
            self.entries.append(entry)
        if len(shown) < len(self._rows):
            more = Button(f"Tampilkan semua {len(self._rows)} catatan")
            more.clicked.connect(self._on_all)
            inside.addWidget(more)
        self._column.addWidget(self._inside)
        self._inside.show()

    def _add_buttons(self, entry: Entry) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.INSIDE)
        for offer, why in zip(self._offers, self._why, strict=True):
            button = Button(worded(offer), Kind.LINK)
            button.forbid(why)
            button.clicked.connect(partial(self._on_offer, offer))
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        entry.about.addLayout(row)

    def _on_offer(self, offer: Offer, _checked: bool = False) -> None:
        self.offer_chosen.emit(offer)

    def _on_all(self) -> None:
        self._all = True
        self._build()
