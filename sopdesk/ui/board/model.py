"""The cards of one column, sorted; a change moves just its own row."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sopdesk.domain.clocks import Level
from sopdesk.services.board_views import Card, Face
from sopdesk.services.faces import face
from sopdesk.services.office import Known
from sopdesk.ui.board.dragged import MIME, dragged, dropped_ids
from sopdesk.ui.board.entry import Entry, Filter, is_open
from sopdesk.ui.board.words import card_sentence, card_tip

_KEY: Final = attrgetter("key")
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """Every card of a column, of which the filter shows some; nothing here asks the database.

    ``counted`` fires when the number of cards, shown or late may have changed. A drop only asks:
    ``dropped`` carries the ids, and the rows move when the use case has said so.
    """

    counted = Signal()
    dropped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: Known | None = None
        self._now = datetime.min.replace(tzinfo=UTC)
        self._filter = Filter()
        self._entries: dict[int, Entry] = {}
        self._rows: list[Entry] = []
        self._glances: dict[int, Face] = {}
        self._faded: list[int] = []  # dossiers whose glances hold no longer
        self._wake = float("-inf")  # before it no card changes its place or level
        self.late = 0  # of those shown

    # What stands

    @property
    def total(self) -> int:
        """How many cards there are, shown or not."""
        return len(self._entries)

    @property
    def entries(self) -> Iterable[Entry]:
        """Every card with its place, in no order."""
        return self._entries.values()

    def card(self, row: int) -> Card:
        """The card that is shown at that row."""
        return self._rows[row].card

    def level(self, row: int) -> Level:
        """How the clock of that row stands."""
        return self._rows[row].level

    def face(self, row: int) -> Face:
        """How the card stands now, in whole words too."""
        if self._known is None:
            raise LookupError("no cards are loaded")
        return face(self._known.worktime, self._rows[row].card, self._now)

    def glance(self, row: int) -> Face:
        """The same as far as a card shows it; its ``sentence`` may be of an earlier minute.

        Reckoned when it is first painted, and anew only when level, words or share may be others.
        """
        entry = self._rows[row]
        found = self._glances.get(entry.card.id)
        if found is None or found.level is not entry.level:
            found = self._glances[entry.card.id] = self.face(row)
        return found

    def take_faded(self) -> list[int]:
        """The rows that may show what holds no longer since this was asked last; what moved has been told as such."""
        faded, self._faded = self._faded, []
        return [row for row in map(self.row_of, faded) if row >= 0]

    def row_of(self, dossier: int) -> int:
        """The row at which the dossier is shown; -1 where it is not."""
        entry = self._entries.get(dossier)
        return self._place_of(entry) if entry is not None else -1

    def ids(self) -> list[int]:
        """The dossiers shown, from the top."""
        return [entry.card.id for entry in self._rows]

    def has(self, dossier: int) -> bool:
        """Whether the dossier is in this column, shown or not."""
        return dossier in self._entries

    def find(self, dossier: int) -> Card | None:
        """The dossier's card as it is now known."""
        entry = self._entries.get(dossier)
        return entry.card if entry else None

    # What changes

    def load(self, known: Known, cards: Sequence[Card], now: datetime) -> None:
        """Show these cards instead."""
        self.beginResetModel()
        self._known, self._now = known, now
        self._glances.clear()
        self._faded.clear()
        self._entries = {card.id: Entry(card) for card in cards}
        for entry in self._entries.values():
            entry.stand(known, now)
        self._wake = float("-inf")
        self._rows = self._shown()
        self.endResetModel()
        self._count()

    def put(self, card: Card, now: datetime) -> None:
        """Add a card, or show one anew at its place."""
        if self._known is None:
            return
        self._go_on(max(self._now, now))
        entry = Entry(card)
        entry.stand(self._known, self._now)
        old = self._entries.get(card.id)
        self._entries[card.id] = entry
        self._wake = min(self._wake, entry.wake)
        self._glances.pop(card.id, None)
        self._replace(old, entry)
        self._count()

    def remove(self, dossier: int) -> None:
        """Take a card away; an unknown one is ignored."""
        entry = self._entries.get(dossier)
        if entry is None:
            return
        row = self._place_of(entry)
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
        del self._entries[dossier]
        self._glances.pop(dossier, None)
        if row >= 0:
            self.endRemoveRows()
        self._count()

    def tick(self, now: datetime) -> bool:
        """Let the clocks go on; whether any level changed. Only what can have changed is reckoned."""
        known = self._known
        if known is None:
            return False
        due = float("inf") if now < self._now else now.timestamp()
        self._go_on(now)
        if due < self._wake:
            return False
        changed = False
        for entry in [entry for entry in self._entries.values() if entry.wake <= due]:
            # The old place is looked up by the old key, so it must be found before the clock is read.
            was = self._place_of(entry)
            if entry.stand(known, now):
                changed = True
                self._move(was, entry)
        self._wake = min((entry.wake for entry in self._entries.values()), default=float("inf"))
        if changed:
            self._count()
        return changed

    def set_filter(self, chosen: Filter) -> None:
        """Show only what the filter shows; no query."""
        if chosen == self._filter:
            return
        self._filter = chosen
        if self._known is None:
            return
        self.beginResetModel()
        self._rows = self._shown()
        self.endResetModel()
        self._count()

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The cards shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """The title, the tooltip, and the sentence that is read out."""
        if not index.isValid():
            return None
        row = index.row()
        if role == _ROLE.DisplayRole:
            return self._rows[row].card.title
        if role == _ROLE.AccessibleTextRole:
            return card_sentence(self._rows[row].card, self.face(row))
        if role == _ROLE.ToolTipRole and self._known is not None:
            return card_tip(self._rows[row].card, self.face(row), self._known)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """An open card can be dragged."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.isValid() and is_open(self._rows[index.row()].card):
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        """Ours alone: a card dropped on another program says nothing."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the cards."""
        return dragged([self._rows[index.row()].card.id for index in indexes])

    def supportedDragActions(self) -> Qt.DropAction:
        """A card is in one place."""
        return Qt.DropAction.MoveAction

    def supportedDropActions(self) -> Qt.DropAction:
        """A card is in one place."""
        return Qt.DropAction.MoveAction

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index
    ) -> bool:
        """Ask for the handoff; always False, for the rows move only after it."""
        ids = dropped_ids(data)
        if ids:
            self.dropped.emit(ids)
        return False

    # Within

    def _go_on(self, now: datetime) -> None:
        old, same, on = self._glances, now == self._now, now > self._now
        self._glances = {k: f for k, f in old.items() if same or (on and f.until and now < f.until)}
        self._faded += old.keys() - self._glances.keys()
        self._now = now

    def _shown(self) -> list[Entry]:
        known, chosen = self._known, self._filter
        rows = list(self._entries.values())
        if chosen.active and known is not None:
            rows = [entry for entry in rows if chosen.shows(entry, known, self._now)]
        rows.sort(key=_KEY)
        return rows

    def _shows(self, entry: Entry) -> bool:
        return self._known is not None and self._filter.shows(entry, self._known, self._now)

    def _place_of(self, entry: Entry) -> int:
        row = bisect_left(self._rows, entry.key, key=_KEY)
        return row if row < len(self._rows) and self._rows[row] is entry else -1

    def _replace(self, old: Entry | None, entry: Entry) -> None:
        row = self._place_of(old) if old is not None else -1
        if row >= 0:
            self._rows[row] = entry
        self._move(row, entry)

    def _move(self, was: int, entry: Entry) -> None:
        """Bring the entry, shown at row ``was`` (-1: not), to the row of its present key."""
        top = QModelIndex()
        if not self._shows(entry):
            if was >= 0:
                self.beginRemoveRows(top, was, was)
                del self._rows[was]
                self.endRemoveRows()
            return
        if was < 0:
            row = bisect_left(self._rows, entry.key, key=_KEY)
            self.beginInsertRows(top, row, row)
            self._rows.insert(row, entry)
            self.endInsertRows()
            return
        rest = self._rows[:was] + self._rows[was + 1 :]
        row = bisect_left(rest, entry.key, key=_KEY)
        if row == was:
            index = self.index(was)
            self.dataChanged.emit(index, index)
            return
        self.beginMoveRows(top, was, was, top, row + 1 if row > was else row)
        insort(rest, entry, key=_KEY)
        self._rows = rest
        self.endMoveRows()

    def _count(self) -> None:
        self.late = sum(entry.level is Level.TERLAMBAT for entry in self._rows)
        self.counted.emit()
