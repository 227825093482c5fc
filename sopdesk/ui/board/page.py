"""The board's page: it loads the cards, moves those that changed, and passes on what the clerk wishes."""

from collections.abc import Collection
from datetime import datetime
from functools import cached_property, partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sopdesk.domain.clocks import Level
from sopdesk.services import queries
from sopdesk.services.board_views import Card, Counts
from sopdesk.ui.board.column import Column
from sopdesk.ui.board.entry import Filter, is_open
from sopdesk.ui.board.field import BoardField
from sopdesk.ui.board.filters import FilterBar
from sopdesk.ui.board.painting import CardPaint
from sopdesk.ui.board.print_order import order_of
from sopdesk.ui.board.tally import tally
from sopdesk.ui.board.wishes import Wishes
from sopdesk.ui.board.year_notice import YearNotice
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.theme import Theme


class BoardPage(QWidget):
    """The kanban. ``many_requested`` carries (dossier, step) of several that are to be handed on together,
    ``board_paper_requested`` a ``PaperOrder``.

    Connect ``Desk.changed`` to ``refresh`` and the minute's clock to ``tick``. The first showing loads.
    """

    dossier_opened = Signal(int)
    offer_requested = Signal(int, int, object)
    many_requested = Signal(object)
    paper_requested = Signal(int, str, str)
    board_paper_requested = Signal(object)
    counts_changed = Signal(object)
    new_requested = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._paint = CardPaint(theme)
        self._loaded = False
        self._counts: Counts | None = None
        self.notice = Notice(closable=True, parent=self)
        self.year = YearNotice(self)
        self._stack = QStackedWidget(self)
        self._board = QWidget(self._stack)
        self.filters = FilterBar(theme, self._board)
        self.field = BoardField(self._paint, self._board)
        self.wishes = Wishes(desk, theme, self.field)
        shown = (self.notice, self.year, self._stack)
        for host, parts in ((self._board, (self.filters, self.field)), (self, shown)):
            column = QVBoxLayout(host)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for part in parts:
                column.addWidget(part, 1 if part in (self.field, self._stack) else 0)
        self._stack.addWidget(self._board)
        self._connect(theme)

    @cached_property
    def empty(self) -> EmptyState:
        """What stands here before the first dossier; an office at work never sees it made."""
        made = EmptyState(
            "inbox",
            "Belum ada berkas",
            "Papan ini menunjukkan di meja siapa setiap berkas berada dan berapa lama lagi waktunya.",
            "Berkas baru",
            parent=self._stack,
        )
        made.action_requested.connect(self.new_requested)
        self._stack.addWidget(made)
        return made

    # What the window tells

    def refresh(self, changes: Changes | None = None) -> None:
        """Re-read the dossiers named in ``changes``; without names everything."""
        told = changes or Changes()
        ids = set(told.dossiers)
        if not self._loaded or told.office or not (ids or told.registers):
            self._load()
        elif ids:
            self._read_again(ids)

    def tick(self, now: datetime) -> None:
        """A minute has gone by: paint the words anew, and sort what has become late. No query."""
        if not self._loaded:
            return
        changed = False
        for column in self.field.order:
            changed |= column.model.tick(now)
            column.view.paint_faded()
        self._drop_old(now)
        self.year.tell(now)
        if changed:
            self._tell_counts()

    def show_state(self, level: Level | str | None) -> None:
        """Show only the cards that stand so; None shows all again."""
        if level is None:
            self.filters.reset()
        else:
            self.filters.show_level(Level(level))

    def select(self, dossier: int) -> None:
        """Mark the dossier's card and bring it into sight, without opening it."""
        column = self.field.column_of(dossier)
        row = column.model.row_of(dossier) if column else -1
        for other in self.field.order:
            if other is not column or row < 0:
                other.view.clearSelection()
        if column is not None and row >= 0:
            column.view.go_to(row)
            self.field.reveal(column)

    def selected(self) -> list[int]:
        """The dossiers marked now."""
        return [dossier for column in self.field.order for dossier in column.view.chosen()]

    def showEvent(self, event: QShowEvent) -> None:
        """What was never seen has not been read."""
        super().showEvent(event)
        if not self._loaded:
            self._load()

    # Reading

    def _load(self) -> None:
        now = self._desk.now()
        try:
            known = self._desk.known
            board = queries.board(self._desk.office, now, sort=False)
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        self._paint.number_format = known.profile.number_format
        self.year.tell(now, known)
        self.filters.set_sops([(key, sop.label) for key, sop in known.current.items()])
        for column in self.field.order:
            chosen, at = column.view.chosen(), column.view.verticalScrollBar().value()
            cards = board.done if column.lane is None else board.columns.get(column.lane, ())
            column.model.load(known, cards, now)
            self._mark(column, chosen)
            if at:
                column.view.show_from(at)
        self._loaded = True
        self.notice.say("")
        self._settle()

    def _read_again(self, ids: Collection[int]) -> None:
        now = self._desk.now()
        try:
            cards = {card.id: card for card in queries.cards(self._desk.office, sorted(ids))}
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        for dossier in sorted(ids):
            self._place(dossier, cards.get(dossier), now)
        self._drop_old(now)
        self._settle()

    def _place(self, dossier: int, card: Card | None, now: datetime) -> None:
        old = self.field.column_of(dossier)
        new = self._column_for(card, now) if card else None
        if old is not None and old is not new:
            followed = dossier in old.view.chosen()
            focused = old.view.hasFocus()
            old.model.remove(dossier)
        else:
            followed = focused = False
        if new is None or card is None:
            return
        new.model.put(card, now)
        row = new.model.row_of(dossier)
        if followed and row >= 0:
            # The mark goes where the papers went, and the keys with it.
            new.view.go_to(row)
            self.field.reveal(new)
            if focused:
                new.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _column_for(self, card: Card, now: datetime) -> Column | None:
        if is_open(card):
            return self.field.columns[card.desk]
        recent = card.ended_at is not None and card.ended_at >= now - queries.DONE_FOR
        return self.field.columns[None] if card.life == "finished" and recent else None

    def _drop_old(self, now: datetime) -> None:
        done = self.field.columns[None].model
        for card in [e.card for e in done.entries]:
            if card.ended_at is not None and card.ended_at < now - queries.DONE_FOR:
                done.remove(card.id)

    def _settle(self) -> None:
        """After cards came or went: counts, the way in by Tab, and whether there is a board at all."""
        self._tell_counts()
        self._mend_way_in()
        any_cards = any(column.model.total for column in self.field.order)
        self._stack.setCurrentWidget(self._board if any_cards else self.empty)

    def _tell_counts(self) -> None:
        entries = (e for c in self.field.order if c.lane is not None for e in c.model.entries)
        counts = tally(self._desk.known, entries)
        if counts != self._counts:
            self._counts = counts
            self.counts_changed.emit(counts)

    def _mark(self, column: Column, chosen: Collection[int]) -> None:
        select = QItemSelectionModel.SelectionFlag.Select
        for row in filter(lambda row: row >= 0, map(column.model.row_of, chosen)):
            index = column.model.index(row)
            column.view.selectionModel().setCurrentIndex(index, select)

    # Within

    def _connect(self, theme: Theme) -> None:
        for column in self.field.order:
            view = column.view
            view.entered.connect(partial(self._on_entered, column))
            view.selectionModel().selectionChanged.connect(partial(self._on_selection, column))
            view.opened.connect(self.dossier_opened)
            view.sidewards.connect(partial(self._on_sidewards, column))
        self.filters.changed.connect(self._on_filter)
        self.filters.left_downwards.connect(self._on_left_downwards)
        self.filters.print.clicked.connect(self._on_print)
        wishes = self.wishes
        wishes.refused.connect(self._on_refused)
        wishes.offered.connect(self.offer_requested)
        wishes.many.connect(self.many_requested)
        wishes.menu.open_chosen.connect(self.dossier_opened)
        wishes.menu.paper_chosen.connect(self.paper_requested)
        theme.changed.connect(self._on_theme_changed)

    def _on_selection(self, column: Column, *_change: object) -> None:
        if column.view.selectionModel().hasSelection():
            for other in self.field.order:
                if other is not column:
                    other.view.clearSelection()

    def _on_sidewards(self, column: Column, step: int) -> None:
        target = self.field.neighbour(column, step)
        if target is not None:
            target.view.enter_at(column.view.current_height())
            self.field.reveal(target)

    def _on_entered(self, column: Column) -> None:
        for other in self.field.order:
            other.view.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if other is column else Qt.FocusPolicy.ClickFocus
            )
        self.field.reveal(column)

    def _mend_way_in(self) -> None:
        order = self.field.order
        way = next((c for c in order if c.view.focusPolicy() is Qt.FocusPolicy.StrongFocus), None)
        if way is None or not way.model.rowCount() or sum(_strong(c) for c in order) > 1:
            way = next((c for c in order if c.model.rowCount()), order[0])
            for column in order:
                column.view.setFocusPolicy(
                    Qt.FocusPolicy.StrongFocus if column is way else Qt.FocusPolicy.ClickFocus
                )

    def _on_left_downwards(self) -> None:
        for column in self.field.order:
            if column.model.rowCount():
                column.view.enter_at(0)
                self.field.reveal(column)
                return

    def _on_filter(self, chosen: Filter) -> None:
        for column in self.field.order:
            marked = column.view.chosen()
            column.model.set_filter(chosen)
            self._mark(column, marked)
        self._mend_way_in()

    def _on_print(self) -> None:
        labels = {key: sop.label for key, sop in self._desk.known.current.items()}
        shown = (dossier for column in self.field.order for dossier in column.model.ids())
        self.board_paper_requested.emit(order_of(self.filters.chosen, labels, shown))

    def _on_refused(self, words: str) -> None:
        self.notice.say(words, Tone.WARNING)

    def _on_theme_changed(self) -> None:
        self._paint.renew()
        self.filters.renew()
        self.field.renew()


def _strong(column: Column) -> bool:
    return column.view.focusPolicy() is Qt.FocusPolicy.StrongFocus
