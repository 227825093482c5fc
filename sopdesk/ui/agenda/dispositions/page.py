"""Every disposition of the office: what is open, what is late, who has it."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.rights import Right
from sopdesk.services.incoming_views import (
    DONE,
    NONE,
    OPEN,
    OVERDUE,
    WITHDRAWN,
    DispositionQuestion,
    DispositionView,
    disposition_count,
    disposition_place,
    disposition_window,
)
from sopdesk.services.orders import PaperOrder
from sopdesk.services.sentences import DESKS
from sopdesk.ui.agenda.asked import Asked
from sopdesk.ui.agenda.book import Book
from sopdesk.ui.agenda.dispositions.columns import COLUMNS, identity
from sopdesk.ui.agenda.incoming.deeds import LetterDeeds
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.lazy import LazyTableModel
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.resting import Action
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Space

_STATES: Final = (
    (OPEN, "Masih berjalan"),
    (OVERDUE, "Lewat batas waktu"),
    (DONE, "Selesai"),
    (WITHDRAWN, "Dicabut"),
    ("", "Semua disposisi"),
)
_ANYBODY: Final = ("", "Siapa saja")


class DispositionsPage(Book):
    """``letter_opened`` carries the line of the letter; ``paper_requested`` a ``PaperOrder``."""

    letter_opened = Signal(int)
    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    start_requested = Signal(int)
    done = Signal(str)

    def __init__(
        self, desk: Desk, _theme: Theme, remembered: Remembered | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.deeds = LetterDeeds(desk, self)
        self.sums = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        self.print = Button("Cetak lembar disposisi…", icon="printer")
        self.notice = Notice(closable=True)
        self.state = ChoiceField("Tampilkan", _STATES, value=OPEN)
        desks = [(key, words) for key, words in DESKS.items() if key not in ("camat", "bappeda")]
        self.receiver = ChoiceField("Penerima", [_ANYBODY, *desks], value="")
        self.words = LineField("Cari", placeholder="Pengirim, isi, penerima, instruksi …")
        self.words.line.setClearButtonEnabled(True)
        self.table: RecordTable[DispositionView] = RecordTable(
            COLUMNS,
            identity=identity,
            name="disposisi",
            remembered=remembered,
            empty=EmptyState(
                "corner-up-left",
                "Tidak ada disposisi",
                "Disposisi dicatat pada suratnya: buka Surat masuk, pilih surat, lalu Disposisi. "
                "Yang tampil di sini mengikuti saringan di atas.",
            ),
            filtered=False,
            unit="disposisi",
            model=LazyTableModel,
        )
        self.actions_: dict[str, QAction] = {}
        self._lay_out()
        self._connect()
        self._on_selected(None)

    def concerns(self, _changes: Changes) -> bool:
        """A dossier that is begun from one changes it too."""
        return True

    def _lay_out(self) -> None:
        self.table.view.setAccessibleName("Daftar disposisi")
        for key, words in (
            ("letter", "Buka surat masuk"),
            ("pass_on", "Teruskan…"),
            ("finish", "Tandai selesai"),
            ("unfinish", "Tandai belum selesai"),
            ("withdraw", "Cabut disposisi…"),
            ("start", "Mulai berkas…"),
            ("dossier", "Buka berkas"),
        ):
            action = Action(words, self)
            if key in ("pass_on", "finish", "unfinish", "withdraw"):
                self.gate.keep(Right.REGISTERS, action)
            action.triggered.connect(partial(self._on_deed, key))
            self.actions_[key] = action
            self.table.add_action(action)
        self.notice.hide()
        words_ = QVBoxLayout()
        words_.setSpacing(Space.TIGHT)
        words_.addWidget(Label("Disposisi", size=Letter.TITLE, bold=True))
        words_.addWidget(self.sums)
        head = QHBoxLayout()
        head.addLayout(words_, 1)
        head.addWidget(self.print)
        filters = QHBoxLayout()
        filters.setSpacing(Space.INSIDE)
        for field, share in ((self.state, 3), (self.receiver, 3), (self.words, 6)):
            filters.addWidget(field, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.AROUND, Space.AROUND, Space.AROUND, Space.BETWEEN)
        column.setSpacing(Space.INSIDE)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addLayout(filters)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.state.edited.connect(self._on_filter)
        self.receiver.edited.connect(self._on_filter)
        self.words.line.textChanged.connect(self.table.model.set_filter)
        self.table.nothing.action_requested.connect(self._on_clear)
        self.table.selected.connect(self._on_selected)
        self.table.activated.connect(self._on_activated)
        if isinstance(self.table.model, LazyTableModel):
            self.table.model.failed.connect(self._on_failed)
        self.print.clicked.connect(self._on_print)
        self.deeds.done.connect(self.done)
        self.deeds.refused.connect(self._on_failed)

    def _read(self) -> None:
        self._stale = False
        asked = DispositionQuestion(self._desk.now(), state=OPEN)
        try:
            open_ones = disposition_count(self._desk.office, asked)
            late = disposition_count(self._desk.office, replace(asked, state=OVERDUE))
        except (Refused, Trouble) as error:
            self._on_failed(sentence(error))
            return
        self.notice.say("")
        late_words = f", {late} lewat batas waktu" if late else ""
        self.sums.setText(
            f"{open_ones} masih berjalan{late_words}" if open_ones else "Tidak ada yang berjalan."
        )
        self._on_filter()

    def _on_filter(self) -> None:
        if isinstance(self.table.model, LazyTableModel):
            office = self._desk.office
            state, receiver = str(self.state.value() or ""), str(self.receiver.value() or "")
            source = Asked(
                partial(self._question, state, receiver),
                partial(disposition_count, office),
                partial(disposition_window, office),
                partial(disposition_place, office),
            )
            self.table.model.set_source(source)

    def _question(self, state: str, receiver: str) -> DispositionQuestion:
        """What is asked beside words and order; what is overdue changes with the time."""
        return DispositionQuestion(self._desk.now(), state=state, desk=receiver)

    def _on_clear(self) -> None:
        self.words.set_value("")

    def _on_selected(self, view: DispositionView | None) -> None:
        state = view.state if view is not None and len(self.table.chosen()) == 1 else ""
        for key, enabled in (
            ("letter", bool(state)),
            ("pass_on", state in (OPEN, OVERDUE)),
            ("finish", state in (OPEN, OVERDUE)),
            ("unfinish", state == DONE and view is not None and view.done_at is not None),
            ("withdraw", state in (OPEN, OVERDUE, DONE, NONE)),
            ("start", state in (OPEN, OVERDUE)),
            ("dossier", view is not None and view.dossier_id is not None),
        ):
            self.actions_[key].setEnabled(enabled)
        self.print.setEnabled(view is not None)

    def _on_activated(self, view: DispositionView) -> None:
        self.letter_opened.emit(view.line_id)

    def _on_deed(self, key: str, _checked: bool = False) -> None:
        view = self.table.current()
        if view is None:
            return
        match key:
            case "letter":
                self.letter_opened.emit(view.line_id)
            case "start":
                self.start_requested.emit(view.line_id)
            case "dossier" if view.dossier_id is not None:
                self.dossier_opened.emit(view.dossier_id)
            case _:
                self.deeds.of_disposition(key, view)

    def _on_print(self) -> None:
        ids = tuple(dict.fromkeys(view.line_id for view in self.table.chosen()))
        if ids:
            self.paper_requested.emit(PaperOrder("disposisi", ids=ids))

    def _on_failed(self, words: str) -> None:
        self.notice.say(words, Tone.ERROR)
