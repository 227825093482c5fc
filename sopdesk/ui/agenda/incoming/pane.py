"""One letter beside the book: what it says, how it stands, its dispositions and its files."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import day_moment, long_moment, short_date
from sopdesk.domain.rights import Right
from sopdesk.services.files import LINE
from sopdesk.services.incoming import GIVEN, NOT_NEEDED
from sopdesk.services.incoming_views import DispositionView, IncomingRow, dispositions_of
from sopdesk.ui.agenda.incoming.boxes import DispositionBox
from sopdesk.ui.agenda.incoming.columns import nature_words
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.files.list import FileList
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.tab_order import in_order
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import on_surface, theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.panel.looks import INK
from sopdesk.ui.users.gate import Gate, hindrance

_TOP = Qt.AlignmentFlag.AlignTop


class LetterPane(QWidget):
    """``chosen`` carries what is wished for: ``dispose``, ``not_needed``, ``start``, ``amend``.

    ``of_disposition`` carries ``pass_on``, ``finish``, ``unfinish`` or ``withdraw`` with the disposition.
    """

    chosen = Signal(str)
    of_disposition = Signal(str, object)
    dossier_opened = Signal(int)
    closed = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        on_surface(self)
        self._desk = desk
        self.row: IncomingRow | None = None
        self.files: FileList | None = None
        self.boxes: list[DispositionBox] = []
        self._inside: QWidget | None = None
        self._narrow = False
        self.title = Label("", size=Letter.TITLE, bold=True, wrap=True)
        self.close_button = IconButton("x", "Tutup rincian", Kind.GHOST)
        self.notice = Notice("", Tone.ERROR)
        self.dispose = Button("Disposisi…", Kind.MAIN)
        self.skip = Button("Tidak perlu…")
        self.start = Button("Mulai berkas…", icon="file-plus")
        self.amend = Button("Betulkan…", icon="pencil")
        self.open_dossier = Button("", Kind.LINK, icon="folder-open")
        self.gate = Gate(desk, self)
        self.gate.keep(Right.REGISTERS, self.dispose, self.skip, self.amend)
        self._page = ScrollPage(surface=True)
        self._page.setAccessibleName("Rincian surat masuk")
        self._page.column.setSpacing(Space.BETWEEN)
        self._lay_out()
        for button, wish in (
            (self.dispose, "dispose"),
            (self.skip, "not_needed"),
            (self.start, "start"),
            (self.amend, "amend"),
        ):
            button.clicked.connect(partial(self._on_chosen, wish))
        self.open_dossier.clicked.connect(self._on_dossier)
        self.close_button.clicked.connect(self.closed)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_letter(self, row: IncomingRow) -> None:
        """Show a letter as it stands now."""
        try:
            given = dispositions_of(self._desk.office, row.id, now=self._desk.now())
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return
        self.notice.say("")
        self.row = row
        self.title.setText(f"Surat masuk {row.agenda}")
        self._fill(row, given)
        self._offer(row)
        if self.files is None:
            self.files = FileList(self._desk, LINE, row.id)
            self.files.done.connect(self.done)
            self._page.add(self.files)
        else:
            self.files.show_owner(LINE, row.id)
        in_order(self.close_button, self._page, self.dispose, self.skip, self.start, self.amend)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.AROUND, Space.INSIDE, Space.BETWEEN, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        deeds = QGridLayout()
        deeds.setContentsMargins(Space.AROUND, Space.BETWEEN, Space.AROUND, Space.INSIDE)
        deeds.setSpacing(Space.BETWEEN)
        deeds.addWidget(self.dispose, 0, 0)
        deeds.addWidget(self.skip, 0, 1)
        deeds.addWidget(self.start, 1, 0)
        deeds.addWidget(self.amend, 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self._page, 1)
        column.addWidget(hairline())
        column.addLayout(deeds)

    def _fill(self, row: IncomingRow, given: Sequence[DispositionView]) -> None:
        if self._inside is not None:
            self._page.column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        column.addWidget(Label(row.subject, bold=True, wrap=True))
        if row.void:
            column.addWidget(Label(f"BATAL: {row.reason}", ink="terlambat", wrap=True))
        column.addLayout(_facts(row))
        self.open_dossier = Button("", Kind.LINK, icon="folder-open")
        self.open_dossier.clicked.connect(self._on_dossier)
        self.open_dossier.set_text(f"Buka berkas {row.dossier}")
        column.addWidget(self.open_dossier)
        self.open_dossier.setVisible(bool(row.dossier))
        column.addWidget(Label("Disposisi", size=Letter.TABLE, bold=True))
        self.boxes = [DispositionBox(view, hindrance(self._desk, Right.REGISTERS)) for view in given]
        for box in self.boxes:
            box.wished.connect(self.of_disposition)
            column.addWidget(box)
        if not given:
            column.addWidget(Label("Belum ada.", size=Letter.TABLE, ink="muted"))
        self._page.column.insertWidget(0, inside)
        inside.show()

    def _offer(self, row: IncomingRow) -> None:
        waiting = row.disposed not in (GIVEN, NOT_NEEDED)
        self.dispose.setEnabled(not row.void)
        self.dispose.set_kind(Kind.MAIN if waiting else Kind.PLAIN)
        self.skip.setEnabled(not row.void and waiting)
        self.amend.setEnabled(not row.void)
        self.start.setEnabled(not row.void)
        self.start.set_kind(Kind.MAIN if row.disposed == GIVEN and not row.dossier else Kind.PLAIN)

    def _on_chosen(self, wish: str, _checked: bool = False) -> None:
        self.chosen.emit(wish)

    def _on_dossier(self) -> None:
        if self.row is not None and self.row.dossier_id is not None:
            self.dossier_opened.emit(self.row.dossier_id)

    def set_narrow(self, narrow: bool) -> None:
        """Take less room, where the book beside it has little."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(theme_of(self).px(Size.PANEL_LEAST if self._narrow else Size.PANEL))


def _facts(row: IncomingRow) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.INSIDE)
    grid.setVerticalSpacing(Space.WITHIN)
    grid.setColumnStretch(1, 1)
    dated = f"{row.ref or '–'}, {short_date(row.ref_date)}" if row.ref_date else row.ref
    received = long_moment(row.received_at) if row.received_at else short_date(row.date)
    told = [
        ("Pengirim", row.party, None),
        ("Nomor surat", dated, None),
        ("Diterima", received, None),
        ("Sifat", nature_words(row), None),
        ("Batas jawab", _answer(row), row.level),
        ("Kode", row.code, None),
        ("Lampiran", row.enclosure, None),
        ("Sisipan", row.reason if row.insert and not row.void else "", None),
        ("Catatan", row.note, None),
        ("Dicatat", f"{row.by}, {long_moment(row.logged_at)}", None),
    ]
    for place, (name, words, level) in enumerate(t for t in told if t[1]):
        label = Label(name, size=Letter.TABLE, ink="muted")
        value = Label(words, size=Letter.TABLE, wrap=True, ink=INK[level] if level else "text")
        grid.addWidget(label, place, 0)
        grid.addWidget(value, place, 1)
        grid.setAlignment(label, _TOP)
    return grid


def _answer(row: IncomingRow) -> str:
    if row.answer_due is None or row.level is None:
        return ""
    if row.level is Level.SELESAI:
        return "Sudah dijawab" if row.answer == "dijawab" else "Sudah ditangani"
    return f"{day_moment(row.answer_due)}, {row.answer}"
