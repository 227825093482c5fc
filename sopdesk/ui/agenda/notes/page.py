"""The nota dinas of the office: drafts first, then those with their number."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import short_date
from sopdesk.domain.rights import Right
from sopdesk.services.notes import NoteRow, drop_note, notes
from sopdesk.services.orders import PaperOrder
from sopdesk.services.printing import NOTA_DINAS
from sopdesk.ui.agenda.book import Book
from sopdesk.ui.agenda.laid import lay_book
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import ColourName, Letter
from sopdesk.ui.papers.note import NoteDialog
from sopdesk.ui.papers.note_number import NoteNumberDialog


def _identity(row: NoteRow) -> int:
    return row.id


def _day(row: NoteRow) -> str:
    return short_date(row.day) if row.day else ""


def _age(row: NoteRow) -> tuple[bool, str, int]:
    return row.day is None, row.day.isoformat() if row.day else "", row.id


def _number(row: NoteRow) -> str:
    return row.number or "Konsep"


def _number_ink(row: NoteRow) -> ColourName | None:
    return None if row.number else "waspada"


def _to(row: NoteRow) -> str:
    return row.to


def _sender(row: NoteRow) -> str:
    return row.sender


def _subject(row: NoteRow) -> str:
    return row.subject


def _dossier(row: NoteRow) -> str:
    return row.dossier


COLUMNS: Final = (
    Column("number", "Nomor", _number, width=176, bold=True, ink=_number_ink),
    Column("day", "Tanggal", _day, sort=_age, width=110, right=True),
    Column("to", "Kepada", _to, width=170),
    Column("sender", "Dari", _sender, width=170),
    Column("subject", "Hal", _subject, width=260, stretch=True, tip=_subject),
    Column("dossier", "Berkas", _dossier, width=110),
)


class NotesPage(Book):
    """Reads the notes when it is first shown, and again when something changed."""

    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    done = Signal(str)

    def __init__(
        self, desk: Desk, _theme: Theme, remembered: Remembered | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.title = Label("Nota dinas", size=Letter.TITLE, bold=True)
        self.sums = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.new = Button("Nota dinas baru…", Kind.MAIN, icon="plus")
        self.print = Button("Cetak…", icon="printer")
        self.number = Button("Beri nomor…")
        self.notice = Notice(closable=True)
        self.table: RecordTable[NoteRow] = RecordTable(
            COLUMNS,
            identity=_identity,
            name="nota-dinas",
            remembered=remembered,
            empty=EmptyState(
                "mail",
                "Belum ada nota dinas",
                "Surat yang tetap di dalam kantor: dari Kasubbag kepada Camat, misalnya. Dapat dibuat tersendiri atau "
                "menyertai berkas.",
                "Nota dinas baru…",
            ),
            unit="nota dinas",
        )
        self.gate.keep(Right.LOG, self.new)
        self.gate.keep(Right.NUMBERS, self.number)
        self.open = QAction("Lihat isi…", self)
        self.open_dossier = QAction("Buka berkas", self)
        self.drop = QAction("Buang konsep…", self)
        self._lay_out()
        self.new.clicked.connect(self._on_new)
        self.table.empty.action_requested.connect(self._on_new)
        self.print.clicked.connect(self._on_print)
        self.number.clicked.connect(self._on_number)
        self.table.selected.connect(self._on_selected)
        self.table.activated.connect(self._on_activated)
        self.open.triggered.connect(self._on_open)
        self.open_dossier.triggered.connect(self._on_open_dossier)
        self.drop.triggered.connect(self._on_drop)

    def _lay_out(self) -> None:
        self.table.view.setAccessibleName("Daftar nota dinas")
        for action in (self.open, self.open_dossier, self.drop):
            self.table.add_action(action)
        self.notice.hide()
        lay_book(self, self.title, self.sums, (self.number, self.print, self.new), (self.notice, self.table))
        self._on_selected(None)

    def _read(self) -> None:
        try:
            rows = notes(self._desk.office)
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        self._stale = False
        self.notice.say("")
        self.table.set_records(rows)
        drafts = sum(not row.number for row in rows)
        state = f"{drafts} belum bernomor" if drafts else "semua bernomor"
        self.sums.setText(f"{len(rows)} nota dinas, {state}" if rows else "")
        self.sums.setVisible(bool(rows))

    def _on_selected(self, row: NoteRow | None) -> None:
        self.print.setEnabled(row is not None)
        self.open.setEnabled(row is not None)
        self.open_dossier.setEnabled(row is not None and row.dossier_id is not None)
        for part in (self.number, self.drop):
            part.setEnabled(row is not None and not row.number)

    def _on_new(self) -> None:
        self._show_note(None)

    def _on_activated(self, row: NoteRow) -> None:
        self._show_note(row.id)

    def _on_open(self) -> None:
        row = self.table.current()
        if row is not None:
            self._show_note(row.id)

    def _show_note(self, letter: int | None) -> None:
        try:
            dialog = NoteDialog(self._desk, letter, None, self)
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        dialog.saved.connect(self.done)
        dialog.open()

    def _on_print(self) -> None:
        row = self.table.current()
        if row is not None:
            self.paper_requested.emit(PaperOrder(NOTA_DINAS, row.dossier_id, letter=row.id))

    def _on_number(self) -> None:
        row = self.table.current()
        if row is not None:
            dialog = NoteNumberDialog(self._desk, row.id, self)
            dialog.numbered.connect(self.done)
            dialog.open()

    def _on_open_dossier(self) -> None:
        row = self.table.current()
        if row is not None and row.dossier_id is not None:
            self.dossier_opened.emit(row.dossier_id)

    def _on_drop(self) -> None:
        row = self.table.current()
        if row is None:
            return
        asked = Question(
            "Buang konsep nota dinas?",
            f"“{row.subject[:120]}” belum bernomor. Isinya akan hilang.",
            self,
            action="Buang konsep",
            danger=True,
        )
        asked.confirmed.connect(self._drop_current)
        asked.open()

    def _drop_current(self) -> None:
        row = self.table.current()
        if row is None:
            return
        try:
            drop_note(self._desk.office, row.id, by=self._desk.clerk, now=self._desk.now())
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        self._desk.tell(Changes(registers=True))
        self.done.emit("Konsep nota dinas dibuang.")
