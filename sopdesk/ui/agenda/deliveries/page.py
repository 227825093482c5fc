"""The delivery book: what left, to whom, and whose second sheet is still out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sopdesk.domain.rights import Right
from sopdesk.services import delivery_views
from sopdesk.services.delivery_views import OUT, VOID, DeliveryQuestion, DeliveryView
from sopdesk.ui.agenda.book import Book
from sopdesk.ui.agenda.deliveries.columns import COLUMNS, UNSTRUCK, identity, is_void
from sopdesk.ui.agenda.deliveries.filters import DeliveryFilters
from sopdesk.ui.agenda.deliveries.printing import PrintMenu
from sopdesk.ui.agenda.deliveries.receipt import ReceiveDialog
from sopdesk.ui.agenda.deliveries.send import SendDialog
from sopdesk.ui.agenda.deliveries.source import delivery_source
from sopdesk.ui.agenda.deliveries.take_back import TakeBackDialog
from sopdesk.ui.agenda.laid import lay_book
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.lazy import LazyTableModel
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.resting import Action
from sopdesk.ui.kit.strike import Strike
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter


class DeliveriesPage(Book):
    """Reads the book when it is first shown, and again when a line of it changed.

    ``paper_requested`` carries a ``PaperOrder``.
    """

    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    done = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, remembered: Remembered | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._theme = theme
        self.title = Label("Buku ekspedisi", size=Letter.TITLE, bold=True)
        self.sums = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.take = Button("Catat lembar 2…", Kind.MAIN, icon="mail-open")
        self.take.set_tip("Catat lembar 2 dari baris yang dipilih", "Ctrl+B")
        self.send = Button("Kirim surat…", icon="send")
        self.send.set_tip("Kirim surat yang bukan milik berkas")
        self.print = Button("Cetak…", icon="printer")
        self.notice = Notice(closable=True)
        self.filters = DeliveryFilters(desk)
        self.table: RecordTable[DeliveryView] = RecordTable(
            COLUMNS,
            identity=identity,
            name="ekspedisi",
            remembered=remembered,
            empty=EmptyState(
                "send",
                "Belum ada pengiriman",
                "Setiap surat yang dikirim dari berkasnya tercatat di sini sendiri, satu baris untuk setiap "
                "tujuan, sampai lembar 2 kembali.",
                "Kirim surat tanpa berkas…",
            ),
            filtered=False,
            unit="kiriman",
            model=LazyTableModel,
        )
        self.receive = Action("Catat lembar 2…", self)
        self.open_dossier = QAction("Buka berkas", self)
        self.back = Action("Batalkan catatan…", self)
        self.gate.keep(Right.DISPATCH, self.take, self.send, self.receive, self.back)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.table.view.setItemDelegate(Strike(self.table.model, is_void, UNSTRUCK))
        self.table.view.setAccessibleName("Buku ekspedisi")
        self.table.nothing.set_words("Tidak ada kiriman yang cocok dengan saringan ini.")
        self.receive.setShortcut("Ctrl+B")
        for action in (self.receive, self.open_dossier, self.back):
            self.table.add_action(action)
        self.notice.hide()
        lay_book(
            self,
            self.title,
            self.sums,
            (self.print, self.send, self.take),
            (self.notice, self.filters, self.table),
        )
        self._on_selected(None)

    def _connect(self) -> None:
        self.take.clicked.connect(self._on_receive)
        self.receive.triggered.connect(self._on_receive)
        self.send.clicked.connect(self._on_send)
        self.print.clicked.connect(self._on_print)
        self.open_dossier.triggered.connect(self._on_open)
        self.back.triggered.connect(self._on_take_back)
        self.filters.changed.connect(self._on_filter)
        self.filters.words_changed.connect(self.table.model.set_filter)
        self.table.empty.action_requested.connect(self._on_send)
        self.table.nothing.action_requested.connect(self.filters.clear)
        self.table.selected.connect(self._on_selected)
        self.table.activated.connect(self._on_activated)
        model = self.table.model
        if isinstance(model, LazyTableModel):
            model.failed.connect(self._say)

    def _read(self) -> None:
        this_year = self._desk.today().year
        year = self.filters.chosen_year()
        try:
            years = delivery_views.years(self._desk.office)
            self._tell_sums()
        except (Refused, Trouble) as error:
            self._say(sentence(error))
            return
        self._stale = False
        self.notice.say("")
        self.filters.offer(sorted({*years, this_year, year}, reverse=True), year)
        self._on_filter()

    def _tell_sums(self) -> None:
        office, asked = self._desk.office, DeliveryQuestion(states=(OUT,))
        missing = delivery_views.count(office, asked)
        if not missing:
            self.sums.setText("Semua lembar 2 sudah kembali.")
            return
        first = DeliveryQuestion(states=(OUT,), order="sent")
        oldest = delivery_views.window(office, first, 0, 1, now=self._desk.now())
        age = oldest[0].age if oldest else None
        longest = f", yang terlama {age} hari kerja" if age else ""
        self.sums.setText(f"{missing} lembar 2 belum kembali{longest}.")

    def _on_filter(self) -> None:
        self.title.setText(
            "Lembar 2 yang belum kembali"
            if self.filters.out.isChecked()
            else f"Buku ekspedisi {self.filters.chosen_year()}"
        )
        model = self.table.model
        if isinstance(model, LazyTableModel):
            model.set_source(delivery_source(self._desk, self.filters.question()))
        self._on_selected(self.table.current())

    def _on_selected(self, row: DeliveryView | None) -> None:
        rows = self.table.chosen() if row is not None else ()
        for part in (self.take, self.receive):
            part.setEnabled(any(each.state == OUT for each in rows))
        self.open_dossier.setEnabled(row is not None and row.dossier_id is not None)
        alone = len(rows) == 1 and row is not None
        self.back.setEnabled(alone and row is not None and row.dossier_id is None and row.state != VOID)

    def _on_activated(self, row: DeliveryView) -> None:
        if row.dossier_id is not None:
            self.dossier_opened.emit(row.dossier_id)
        elif row.state == OUT:
            self._on_receive()

    def _on_open(self) -> None:
        row = self.table.current()
        if row is not None and row.dossier_id is not None:
            self.dossier_opened.emit(row.dossier_id)

    def _on_receive(self) -> None:
        rows = [row for row in self.table.chosen() if row.state == OUT]
        if not rows:
            return
        try:
            dialog = ReceiveDialog(self._desk, rows, self)
        except (Refused, Trouble) as error:
            self._say(sentence(error))
            return
        dialog.received.connect(self.done)
        dialog.open()

    def _on_send(self) -> None:
        try:
            dialog = SendDialog(self._desk, self)
        except (Refused, Trouble) as error:
            self._say(sentence(error))
            return
        dialog.sent.connect(self.done)
        dialog.open()

    def _on_take_back(self) -> None:
        row = self.table.current()
        if row is None or row.dossier_id is not None:
            return
        try:
            dialog = TakeBackDialog(self._desk, row, self)
        except (Refused, Trouble) as error:
            self._say(sentence(error))
            return
        dialog.taken_back.connect(self.done)
        dialog.open()

    def _on_print(self) -> None:
        year = self.filters.chosen_year()
        try:
            months = delivery_views.months(self._desk.office, year)
        except Trouble as error:
            self._say(sentence(error))
            return
        menu = PrintMenu(self._desk, year, months, self.table.chosen(), self)
        menu.chosen.connect(self.paper_requested)
        menu.popup(self.print.mapToGlobal(self.print.rect().bottomLeft()))

    def _say(self, words: str) -> None:
        self.notice.say(words, Tone.ERROR)
