"""The register of incoming letters, as the office knows it from paper, with the letter at hand beside it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.numbers import INCOMING
from sopdesk.domain.rights import Right
from sopdesk.services import books
from sopdesk.services.agenda_views import AgendaYear, agenda
from sopdesk.services.incoming import GIVEN, NOT_NEEDED
from sopdesk.services.incoming_views import DispositionView, IncomingRow, incoming_letter
from sopdesk.services.orders import PaperOrder
from sopdesk.ui.agenda.book import Book
from sopdesk.ui.agenda.incoming.columns import COLUMNS, UNSTRUCK, identity, is_void
from sopdesk.ui.agenda.incoming.deeds import LetterDeeds
from sopdesk.ui.agenda.incoming.filters import UNANSWERED, UNDISPOSED, IncomingFilters
from sopdesk.ui.agenda.incoming.pane import LetterPane
from sopdesk.ui.agenda.incoming.papers import paper_menu
from sopdesk.ui.agenda.incoming.sums import BookHead, gap_words
from sopdesk.ui.agenda.year_deeds import YearDeeds
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.lazy import LazyTableModel
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.resting import Action
from sopdesk.ui.kit.strike import Strike
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import hairline
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size, Space

_DEEDS: Final = (
    ("dispose", "Disposisi…", "Ctrl+D"),
    ("not_needed", "Tidak perlu disposisi…", ""),
    ("start", "Mulai berkas…", ""),
    ("dossier", "Buka berkas", ""),
    ("amend", "Betulkan isian…", "F2"),
    ("void", "Batalkan nomor…", "Ctrl+Delete"),
)


class IncomingPage(Book):
    """Reads the register when it is first shown, and again when a line of it changed.

    ``start_requested`` carries the line of the letter for which a dossier is to be begun; ``paper_requested`` a
    ``PaperOrder``.
    """

    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    start_requested = Signal(int)
    done = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, remembered: Remembered | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._theme = theme
        self._shown: AgendaYear | None = None
        self.deeds = LetterDeeds(desk, self)
        self.whole = YearDeeds(desk, INCOMING, self, remembered)
        self.head = BookHead()
        self.notice = Notice(closable=True)
        self.integrity = Notice()
        self.filters = IncomingFilters(desk)
        self.table: RecordTable[IncomingRow] = RecordTable(
            COLUMNS,
            identity=identity,
            name="agenda-masuk",
            remembered=remembered,
            empty=EmptyState(
                "mail",
                "Belum ada surat masuk",
                "Setiap surat yang diterima dicatat di sini seperti di buku agenda: nomor urut, pengirim, isi, "
                "disposisi, dan batas jawabnya.",
                "Surat masuk baru…",
            ),
            filtered=False,
            unit="surat",
            model=LazyTableModel,
        )
        self.pane = LetterPane(desk)
        self.pane.hide()
        self.actions_: dict[str, QAction] = {}
        self._lay_out()
        self._connect()
        self._on_selected(None)

    def concerns(self, _changes: Changes) -> bool:
        """A dossier's end changes the register too."""
        return True

    def show_line(self, line: int) -> None:
        """Go to a letter, whatever is filtered; it is shown beside the book."""
        row = self._letter(line)
        if row is None:
            return
        if not self.table.select(line):
            self.filters.clear()
            if row.year != self.filters.chosen_year():
                self.filters.year.set_value(row.year)
                self._on_filter()
            self.table.select(line)

    def _lay_out(self) -> None:
        self.table.view.setItemDelegate(Strike(self.table.model, is_void, UNSTRUCK))
        self.table.view.setAccessibleName("Buku agenda surat masuk")
        self.table.nothing.set_words("Tidak ada surat yang cocok dengan saringan ini.")
        for key, words, shortcut in _DEEDS:
            action = Action(words, self)
            if key not in ("start", "dossier"):
                self.gate.keep(Right.REGISTERS, action)
            if shortcut:
                action.setShortcut(shortcut)
            action.triggered.connect(partial(self._on_deed, key))
            self.actions_[key] = action
            self.table.add_action(action)
        new = Action("Surat masuk baru…", self)
        self.gate.keep(Right.REGISTERS, new, self.head.enter, self.table.empty.action)
        new.setShortcut("Insert")
        new.triggered.connect(self.deeds.enter)
        self.check = Action("Pemeriksaan nomor…", self)
        self.check.triggered.connect(self.whole.show_check)
        for action in (new, self.check):
            self.table.add_action(action)
        # Also while the book is empty, and from the tabs: the table then has no keys.
        new.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.addAction(new)
        for hidden in (self.notice, self.integrity):
            hidden.hide()
        column = QVBoxLayout()
        column.setContentsMargins(Space.AROUND, Space.AROUND, Space.AROUND, Space.BETWEEN)
        column.setSpacing(Space.INSIDE)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.integrity)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        self._edge = hairline(upright=True)
        self._edge.hide()
        whole.addWidget(self._edge)
        whole.addWidget(self.pane)

    def _connect(self) -> None:
        self.head.enter.clicked.connect(self.deeds.enter)
        self.table.empty.action_requested.connect(self.deeds.enter)
        self.table.nothing.action_requested.connect(self.filters.clear)
        self.head.print.clicked.connect(self._on_print)
        self.head.waiting.clicked.connect(partial(self.filters.show_only, UNDISPOSED))
        self.head.unanswered.clicked.connect(partial(self.filters.show_only, UNANSWERED))
        self.filters.changed.connect(self._on_filter)
        self.filters.words_changed.connect(self.table.model.set_filter)
        self.table.selected.connect(self._on_selected)
        self.table.activated.connect(self._on_activated)
        if isinstance(self.table.model, LazyTableModel):
            self.table.model.failed.connect(self._on_failed)
        self.deeds.done.connect(self.done)
        self.deeds.refused.connect(self._on_failed)
        self.whole.told.connect(self.done)
        self.whole.failed.connect(self._on_failed)
        self.whole.paper_requested.connect(self.paper_requested)
        self.deeds.entered.connect(self.show_line)
        self.pane.chosen.connect(self._on_deed)
        self.pane.of_disposition.connect(self._on_disposition)
        self.pane.dossier_opened.connect(self.dossier_opened)
        self.pane.done.connect(self.done)
        self.pane.closed.connect(self._on_pane_closed)

    def _read(self) -> None:
        """Read the sums and forget the lines: those on the screen are read again."""
        self._stale = False
        try:
            this_year = self._desk.today().year
            year = self.whole.year = self.filters.chosen_year()
            self._shown = agenda(self._desk.office, INCOMING, year)
            self.filters.offer(sorted({*self._shown.years, this_year, year}, reverse=True), year)
            office = self._desk.office
            waiting = self.filters.count_of(office, UNDISPOSED)
            unanswered = self.filters.count_of(office, UNANSWERED)
        except (Refused, Trouble) as error:
            self._on_failed(sentence(error))
            return
        self.notice.say("")
        self.head.count(waiting, unanswered)
        self.head.tell(self._shown)
        self.integrity.say(gap_words(self._shown), Tone.ERROR)
        self._on_filter()
        row = self.pane.row
        if row is not None and not self.pane.isHidden():
            self._show_letter(row.id)

    def _on_filter(self) -> None:
        if self._shown is not None and self._shown.year != self.filters.chosen_year():
            self._read()
            return
        if isinstance(self.table.model, LazyTableModel):
            self.table.model.set_source(self.filters.source())

    def _letter(self, line: int) -> IncomingRow | None:
        try:
            return incoming_letter(self._desk.office, line, now=self._desk.now())
        except (Refused, Trouble) as error:
            self._on_failed(sentence(error))
            return None

    def _show_letter(self, line: int) -> None:
        row = self._letter(line)
        if row is not None:
            self.pane.show_letter(row)

    def _on_selected(self, row: IncomingRow | None) -> None:
        alone = row is not None and len(self.table.chosen()) == 1
        alive = row is not None and not row.void and alone
        waiting = row is not None and row.disposed not in (GIVEN, NOT_NEEDED)
        for key, enabled in (
            ("dispose", alive),
            ("not_needed", alive and waiting),
            ("start", alive),
            ("amend", alive),
            ("void", alive),
            ("dossier", row is not None and row.dossier_id is not None),
        ):
            self.actions_[key].setEnabled(enabled)
        # A book that is read again selects the same line again: a pane that was closed stays closed.
        other = self.pane.row is None or row is None or self.pane.row.id != row.id
        if row is not None and alone and (other or not self.pane.isHidden()):
            self._show_letter(row.id)
            self._show_pane(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up what can be done without where the window is narrow."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        theme = self._theme
        beside = theme.px(Size.PANEL) if not self.pane.isHidden() else 0
        narrow = self.width() - beside < theme.px(Size.DIALOG_WIDE + Size.FIELD_LEAST)
        self.filters.set_narrow(narrow)
        self.head.set_narrow(narrow)
        self.pane.set_narrow(narrow)

    def _show_pane(self, shown: bool) -> None:
        self.pane.setVisible(shown)
        self._make_room()
        self._edge.setVisible(shown)

    def _on_pane_closed(self) -> None:
        self._show_pane(False)
        self.table.view.setFocus()

    def _on_activated(self, row: IncomingRow) -> None:
        self._show_letter(row.id)
        self._show_pane(True)

    def _on_deed(self, key: str, _checked: bool = False) -> None:
        row = self.table.current() or self.pane.row
        if row is None:
            return
        if key == "start":
            self.start_requested.emit(row.id)
        elif key == "dossier" and row.dossier_id is not None:
            self.dossier_opened.emit(row.dossier_id)
        else:
            self.deeds.of_letter(key, row)

    def _on_disposition(self, wish: str, view: object) -> None:
        if isinstance(view, DispositionView):
            self.deeds.of_disposition(wish, view)

    def _on_print(self) -> None:
        year = self.filters.chosen_year()
        try:
            months = books.months(self._desk.office, INCOMING, year)
        except (Refused, Trouble) as error:
            self._on_failed(sentence(error))
            return
        menu = paper_menu(self, self.table.chosen(), year, months, self._on_paper)
        menu.popup(self.head.print.mapToGlobal(self.head.print.rect().bottomLeft()))

    def _on_paper(self, order: PaperOrder, _checked: bool = False) -> None:
        self.paper_requested.emit(order)

    def _on_failed(self, words: str) -> None:
        self.notice.say(words, Tone.ERROR)
