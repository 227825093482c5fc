"""Rincian nomor: all that the book says of a line, and how it came to say so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from sopdesk.domain.dates import long_date, long_moment
from sopdesk.services.agenda_views import note_words, state_words
from sopdesk.services.gaps import LineEvent, line_history
from sopdesk.services.views import RegisterRow
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import EMPTY_CELL, Letter, Size, Space


class LineDialog(Dialog):
    """Shows a line. ``dossier_opened`` carries its dossier. Raises Trouble where the history cannot be read."""

    dossier_opened = Signal(int)

    def __init__(self, desk: Desk, row: RegisterRow, parent: QWidget | None = None) -> None:
        super().__init__(f"Nomor {row.shown}", parent, action="Tutup", cancel="")
        self._row = row
        self.history = line_history(desk.office, row.id)
        page = ScrollPage(surface=True)
        page.setAccessibleName("Rincian nomor")
        page.column.setContentsMargins(0, 0, 0, 0)
        page.column.setSpacing(Space.AROUND)
        if row.text != row.shown:
            page.column.addWidget(Label(row.text, size=Letter.TITLE, bold=True, wrap=True))
        page.column.addLayout(_facts(row))
        page.column.addWidget(Label("Riwayat", bold=True))
        for event in self.history:
            page.column.addWidget(_entry(event))
        page.column.addStretch(1)
        page.setMinimumHeight(theme_of(self).px(Size.FIELD_LEAST) * 2)
        self.body.addWidget(page)
        self.open_dossier = Button(f"Buka berkas {row.dossier}", icon="folder-open")
        self.open_dossier.setVisible(row.dossier_id is not None)
        self.left.addWidget(self.open_dossier)
        self.open_dossier.clicked.connect(self._on_open)
        self.confirmed.connect(self.accept)

    def _on_open(self) -> None:
        if self._row.dossier_id is not None:
            self.accept()
            self.dossier_opened.emit(self._row.dossier_id)


def _facts(row: RegisterRow) -> QGridLayout:
    state = state_words(row.state, inserted=bool(row.insert))
    said = (
        ("Keadaan", note_words(row) or state),
        ("Tanggal surat", long_date(row.date)),
        ("Ditujukan kepada", row.party),
        ("Isi singkat", row.subject),
        ("Kode klasifikasi", row.code),
        ("Tanggal kirim", long_date(row.sent_on) if row.sent_on else ""),
        ("Seri", row.series),
        ("Dicatat oleh", row.by),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.AROUND)
    grid.setVerticalSpacing(Space.WITHIN)
    grid.setColumnStretch(1, 1)
    for place, (name, text) in enumerate(said):
        grid.addWidget(Label(name, size=Letter.TABLE, ink="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(text or EMPTY_CELL, size=Letter.TABLE, wrap=True), place, 1)
    return grid


def _entry(event: LineEvent) -> QFrame:
    box = QFrame()
    box.setProperty("box", True)
    column = QVBoxLayout(box)
    column.setContentsMargins(Space.INSIDE, Space.BETWEEN, Space.INSIDE, Space.BETWEEN)
    column.setSpacing(Space.TIGHT)
    column.addWidget(Label(event.words, size=Letter.TABLE, wrap=True))
    if event.reason:
        column.addWidget(Label(f"Alasan: {event.reason}", size=Letter.TABLE, wrap=True))
    column.addWidget(
        Label(f"{event.by} · {long_moment(event.at)}", size=Letter.SMALL, ink="muted", wrap=True)
    )
    return box
