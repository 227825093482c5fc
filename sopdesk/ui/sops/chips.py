"""The running dossiers of a step, as marks beside it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sopdesk.services.faces import face
from sopdesk.services.office import Known
from sopdesk.services.views import Card, Face
from sopdesk.ui.kit.button import escaped
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.tokens import Space, State

_MOST = 12
_TITLE = 60


def state_of(shown: Face) -> State | None:
    """The colour of a face; None where nothing is due."""
    return State(shown.level.value) if shown.level.value in set(State) else None


def short_code(card: Card) -> str:
    """The running number of a dossier's code, as cards show it."""
    parts = card.code.split("-")
    return parts[1] if len(parts) > 1 else card.code


class DossierChips(QWidget):
    """As many chips as there is room for, late first; the others are in the menu of the last one.

    ``opened`` carries the dossier's id.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()
        self._faces: dict[int, Face] = {}
        self._pills: list[Pill] = []
        self.more = Pill("+0", pressable=True, small=True, parent=self)
        self.more.clicked.connect(self._on_more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more.hide()

    @property
    def pills(self) -> tuple[Pill, ...]:
        """The chips that are shown."""
        return tuple(pill for pill in self._pills if not pill.isHidden())

    def set_cards(self, cards: Sequence[Card], known: Known, now: datetime) -> None:
        """Show these dossiers, in this order."""
        self._cards = tuple(cards)
        while len(self._pills) > min(len(self._cards), _MOST):
            pill = self._pills.pop()
            pill.hide()
            pill.deleteLater()
        while len(self._pills) < min(len(self._cards), _MOST):
            pill = Pill("", pressable=True, small=True, tip=" ", parent=self)
            pill.clicked.connect(partial(self._on_chip, len(self._pills)))
            self._pills.append(pill)
        self.tick(known, now)

    def tick(self, known: Known, now: datetime) -> None:
        """Paint the states of that moment: no query."""
        self._faces = {card.id: face(known.worktime, card, now) for card in self._cards}
        for pill, card in zip(self._pills, self._cards, strict=False):
            shown = self._faces[card.id]
            pill.set_text(short_code(card))
            pill.set_state(state_of(shown))
            pill.setAccessibleName(f"{card.title}, {card.code}, {shown.sentence}")
            pill.setToolTip(plain_tip(f"{card.title}\n{card.code} · {shown.sentence}{_revision(card)}"))
        self._place()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """One line of chips."""
        wide = sum(pill.sizeHint().width() + Space.WITHIN for pill in self._pills)
        return QSize(wide, self.more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the one that holds the others."""
        return self.more.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        fit = self._fitting()
        left = 0
        for number, pill in enumerate(self._pills):
            pill.resize(pill.sizeHint())
            pill.move(left, 0)
            pill.setVisible(number < fit)
            if number < fit:
                left += pill.width() + Space.WITHIN
        hidden = len(self._cards) - fit
        self.more.set_text(f"+{hidden}")
        self.more.setAccessibleName(f"{hidden} berkas lain di langkah ini")
        self.more.setToolTip(plain_tip(f"{hidden} berkas lain di langkah ini"))
        self.more.resize(self.more.sizeHint())
        self.more.move(left, 0)
        self.more.setVisible(hidden > 0)

    def _fitting(self) -> int:
        widths = [pill.sizeHint().width() + Space.WITHIN for pill in self._pills]
        if len(widths) == len(self._cards) and sum(widths) <= self.width() + Space.WITHIN:
            return len(widths)
        room, fit = self.width() - self.more.sizeHint().width() - 2 * Space.WITHIN, 0
        while fit < len(widths) and widths[fit] <= room:
            room -= widths[fit]
            fit += 1
        return fit

    def _on_chip(self, number: int) -> None:
        if number < len(self._cards):
            self.opened.emit(self._cards[number].id)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("berkas-lain")
        menu.aboutToHide.connect(menu.deleteLater)
        for card in self._cards[len(self.pills) :]:
            title = card.title if len(card.title) <= _TITLE else f"{card.title[: _TITLE - 1]}…"
            words = f"{short_code(card)}  {' '.join(title.split())}  –  {self._faces[card.id].words}"
            menu.addAction(escaped(words)).triggered.connect(partial(self._on_chosen, card.id))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_chosen(self, dossier: int) -> None:
        self.opened.emit(dossier)


def _revision(card: Card) -> str:
    return f" · revisi {card.revision}"
