"""The register of outgoing letters, as the office knows it from paper."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from sopdesk.domain.dates import month_name
from sopdesk.domain.numbers import OUTGOING
from sopdesk.domain.rights import Right
from sopdesk.services import books
from sopdesk.services.agenda_views import AgendaYear, SeriesSum, agenda, sums_words, whole_words
from sopdesk.services.orders import PaperOrder
from sopdesk.services.views import RegisterRow
from sopdesk.ui.agenda.book import Book
from sopdesk.ui.agenda.laid import lay_book
from sopdesk.ui.agenda.outgoing.columns import COLUMNS, UNSTRUCK, identity, is_gone
from sopdesk.ui.agenda.outgoing.deeds import NumberDeeds
from sopdesk.ui.agenda.outgoing.filters import AgendaFilters
from sopdesk.ui.agenda.outgoing.source import BookModel, book_source
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.strike import Strike
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter

_PAPER = "agenda-keluar"


class OutgoingPage(Book):
    """Reads the register when it is first shown, and again when a line of it changed.

    ``number_requested`` asks for *Ambil nomor*; ``paper_requested`` carries a ``PaperOrder``.
    """

    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    number_requested = Signal()
    done = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, remembered: Remembered | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._theme = theme
        self._year: int | None = None
        self._seen: int | None = None
        self._shown: AgendaYear | None = None
        self.title = Label("Agenda surat keluar", size=Letter.TITLE, bold=True)
        self.sums = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.take = Button("Ambil nomor…", Kind.MAIN, icon="plus")
        self.print = Button("Cetak buku agenda…", icon="printer")
        self.more = Button("Lainnya", icon="ellipsis")
        self.more.set_tip("Cadangkan, betulkan, batalkan, dan periksa nomor")
        self.deeds = NumberDeeds(desk, self, remembered)
        self.notice = Notice(closable=True)
        self.integrity = Notice()
        self.filters = AgendaFilters(desk)
        self.table: RecordTable[RegisterRow] = RecordTable(
            COLUMNS,
            identity=identity,
            name="agenda-keluar",
            remembered=remembered,
            empty=EmptyState(
                "book-open",
                "Belum ada surat keluar",
                "Setiap nomor yang diambil tercatat di sini seperti di buku agenda: nomor urut, nomor surat, "
                "tujuan, isi, dan tanggal kirim.",
                "Ambil nomor…",
            ),
            filtered=False,
            unit="nomor",
            model=BookModel,
        )
        self.gate.keep(Right.NUMBERS, self.take, self.table.empty.action)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.table.view.setItemDelegate(Strike(self.table.model, is_gone, UNSTRUCK))
        self.table.view.setAccessibleName("Buku agenda surat keluar")
        self.table.nothing.set_words("Tidak ada nomor yang cocok dengan saringan ini.")
        for action in self.deeds.of_line():
            self.table.add_action(action)
        self.notice.hide()
        self.integrity.hide()
        lay_book(
            self,
            self.title,
            self.sums,
            (self.more, self.print, self.take),
            (self.notice, self.integrity, self.filters, self.table),
        )
        self._on_selected(None)

    def _connect(self) -> None:
        self.take.clicked.connect(self.number_requested)
        self.table.empty.action_requested.connect(self.number_requested)
        self.table.nothing.action_requested.connect(self.filters.clear)
        self.print.clicked.connect(self._on_print)
        self.filters.year_chosen.connect(self._on_year)
        self.filters.changed.connect(self._on_filter)
        self.filters.words_changed.connect(self.table.model.set_filter)
        self.table.selected.connect(self._on_selected)
        self.table.activated.connect(self.deeds.open_line)
        self.more.clicked.connect(self._on_more)
        self.deeds.told.connect(self.done)
        self.deeds.failed.connect(self._on_failed)
        self.deeds.dossier_opened.connect(self.dossier_opened)
        self.deeds.paper_requested.connect(self.paper_requested)
        if isinstance(self.table.model, BookModel):
            self.table.model.failed.connect(self._on_failed)

    def _read(self) -> None:
        this_year = self._desk.today().year
        year = self._year or this_year
        before = self._shown.lines if self._shown is not None else 0
        try:
            self._shown = agenda(self._desk.office, OUTGOING, year)
        except (Refused, Trouble) as error:
            self._on_failed(sentence(error))
            return
        self._stale = False
        self.notice.say("")
        opened, self._seen = self._seen != year, year
        years = sorted({*self._shown.years, this_year, year}, reverse=True)
        self.filters.offer(years, year, [each.series for each in self._shown.sums])
        self.deeds.set_year(year, closed=self._shown.closed)
        self._on_filter()
        if opened or self._shown.lines > before:
            # As a book on the desk lies open: where the next line goes.
            self.table.view.scrollToBottom()

    def _on_filter(self) -> None:
        shown = self._shown
        if shown is None or not isinstance(self.table.model, BookModel):
            return
        self.table.model.lines = shown.lines
        self.table.model.set_source(book_source(self._desk.office, self.filters.question(shown.year)))
        self._tell(shown)

    def _tell(self, shown: AgendaYear) -> None:
        wanted = self.filters.chosen_series()
        sums = [each for each in shown.sums if not wanted or each.series == wanted]
        self.title.setText(f"Agenda surat keluar {shown.year}")
        self.sums.setText("\n".join(self._sum_line(each, many=len(sums) > 1) for each in sums))
        self.sums.setVisible(bool(sums))
        self.print.setEnabled(shown.lines > 0)
        gaps = [
            self._named(each, whole_words(each), many=len(shown.sums) > 1) for each in sums if not each.whole
        ]
        self.integrity.say(" ".join(gaps), Tone.ERROR)

    def _sum_line(self, total: SeriesSum, *, many: bool) -> str:
        said = sums_words(total)
        if total.whole:
            said = f"{said}  ·  {whole_words(total)}"
        return self._named(total, said, many=many)

    def _named(self, total: SeriesSum, said: str, *, many: bool) -> str:
        return f"Seri {total.series}: {said}" if many else said

    def _on_year(self, year: int) -> None:
        self._year = year
        self._read()

    def _on_selected(self, _row: RegisterRow | None) -> None:
        self.deeds.choose(self.table.chosen())

    def _on_more(self) -> None:
        self.deeds.pop_up(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_failed(self, words: str) -> None:
        self.notice.say(words, Tone.ERROR)

    def _on_print(self) -> None:
        if self._shown is None:
            return
        try:
            months = books.months(self._desk.office, OUTGOING, self._shown.year)
        except Trouble as error:
            self._on_failed(sentence(error))
            return
        menu = QMenu(self)
        menu.setObjectName("cetak-agenda")
        menu.aboutToHide.connect(menu.deleteLater)
        for month in (None, *months):
            words = (
                f"{month_name(month)} {self._shown.year}" if month else f"Seluruh tahun {self._shown.year}"
            )
            action = menu.addAction(words)
            action.triggered.connect(
                partial(self._on_book, PaperOrder(_PAPER, year=self._shown.year, month=month))
            )
            if month is None:
                menu.addSeparator()
        menu.popup(self.print.mapToGlobal(self.print.rect().bottomLeft()))

    def _on_book(self, spec: PaperOrder) -> None:
        self.paper_requested.emit(spec)
