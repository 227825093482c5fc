"""Pemeriksaan nomor: why the book has the numbers it has, and the closing of its year."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import long_moment, short_date
from sopdesk.domain.numbers import INCOMING, OUTGOING, NumberState
from sopdesk.domain.rights import Right
from sopdesk.services.agenda_views import sums_words, whole_words
from sopdesk.services.gaps import Integrity, SeriesReport, Special, integrity
from sopdesk.services.year_closing import hindrances
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size
from sopdesk.ui.numbers.acts import NumberActs
from sopdesk.ui.users.gate import hindrance

BOOKS: Final = {INCOMING: "surat masuk", OUTGOING: "surat keluar"}
_ICONS: Final = {
    NumberState.VOID: "ban",
    NumberState.CORRECTED: "pencil",
    NumberState.RESERVED: "hourglass",
    NumberState.OUTSIDE: "book-open",
}


def _identity(special: Special) -> int:
    return special.line_id


def _shown(special: Special) -> str:
    return special.shown


def _order(special: Special) -> tuple[str, int]:
    return special.series, special.line_id


def _state(special: Special) -> str:
    return special.words


def _icon(special: Special) -> str:
    return _ICONS.get(NumberState(special.state), "info")


def _ink(special: Special) -> ColourName:
    return "terlambat" if special.state in (NumberState.VOID, NumberState.CORRECTED) else "waspada"


def _reason(special: Special) -> str:
    return special.reason


def _whose(special: Special) -> str:
    return special.whose


def _day(special: Special) -> str:
    return short_date(special.day)


def _day_order(special: Special) -> int:
    return special.day.toordinal()


def _by(special: Special) -> str:
    return special.by


def _at(special: Special) -> str:
    return f"{short_date(special.at.date())} {special.at:%H.%M}"


def _at_order(special: Special) -> float:
    return special.at.timestamp()


def _series(special: Special) -> str:
    return special.series


_COLUMNS: Final = (
    Column("nomor", "Nomor", _shown, sort=_order, width=100, right=True, bold=True),
    Column("keadaan", "Keadaan", _state, width=144, icon=_icon, ink=_ink),
    Column("alasan", "Alasan", _reason, width=170, stretch=True),
    Column("isi", "Untuk siapa / isi", _whose, width=150),
    Column("oleh", "Oleh", _by, width=104),
    Column("waktu", "Dicatat", _at, sort=_at_order, width=124, right=True),
    Column("tanggal", "Tanggal surat", _day, sort=_day_order, width=110, right=True, hidden=True),
    Column("seri", "Seri", _series, width=90, hidden=True),
)


class IntegrityDialog(Dialog):
    """The report of a year. ``close_requested`` asks to close it, ``minutes_requested`` for its Berita Acara.

    Raises Trouble where the book cannot be read.
    """

    close_requested = Signal()
    minutes_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        register: str,
        year: int,
        remembered: Remembered | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"Pemeriksaan nomor {BOOKS[register]} {year}", parent, action="Tutup", cancel="", wide=True
        )
        self.found = integrity(desk.office, register, year)
        told, tone = _verdict(self.found)
        self.verdict = Notice(told, tone)
        self.body.addWidget(self.verdict)
        many = len(self.found.series) > 1
        for each in self.found.series:
            said = sums_words(each.sums)
            line = f"Seri {each.sums.series}: {said}" if many else said
            self.body.addWidget(Label(line, size=Letter.TABLE, ink="muted", wrap=True))
        self.table: RecordTable[Special] = RecordTable(
            _COLUMNS,
            identity=_identity,
            name="pemeriksaan-nomor",
            remembered=remembered,
            empty=EmptyState(
                "circle-check",
                "Tidak ada nomor yang istimewa",
                "Setiap nomor tahun ini diberikan berurutan kepada suratnya: tidak ada yang batal, dicadangkan, "
                "disisipkan, dibetulkan, atau dipakai di luar aplikasi.",
            ),
            unit="penjelasan",
        )
        self.table.set_records([special for each in self.found.series for special in each.special])
        theme = theme_of(self)
        self.table.setMinimumHeight(theme.px(Size.DIALOG) // 2)
        self.setMinimumWidth(theme.px(Size.DIALOG_WIDE) + theme.px(Size.FIELD_LEAST))
        self.body.addWidget(self.table, 1)
        closed = self.found.closed_at is not None
        self.close_year = Button(f"Tutup tahun {year}…", icon="lock")
        self.close_year.setVisible(not closed and bool(self.found.series))
        self.close_year.forbid(hindrance(desk, Right.CLOSE_YEAR))
        self.minutes = Button("Berita acara…", icon="printer")
        self.minutes.setVisible(closed)
        self.left.addWidget(self.close_year)
        self.left.addWidget(self.minutes)
        self.close_year.clicked.connect(self._on_close)
        self.minutes.clicked.connect(self._on_minutes)
        self.confirmed.connect(self.accept)

    def _on_close(self) -> None:
        self.accept()
        self.close_requested.emit()

    def _on_minutes(self) -> None:
        self.accept()
        self.minutes_requested.emit()


def _verdict(found: Integrity) -> tuple[str, Tone]:
    if not found.series:
        return f"Belum ada nomor pada tahun {found.year}.", Tone.INFO
    if not found.whole:
        return " ".join(_named(each, found) for each in found.series if each.missing), Tone.ERROR
    said = " ".join(_named(each, found) for each in found.series)
    if found.closed_at is not None:
        said += f" Buku ditutup oleh {found.closed_by}, {long_moment(found.closed_at)}."
    return said, Tone.GOOD


def _named(each: SeriesReport, found: Integrity) -> str:
    said = whole_words(each.sums)
    return f"Seri {each.sums.series}: {said}" if len(found.series) > 1 else said


class CloseYearDialog(Dialog):
    """Says what closing means, or why it cannot be yet. ``closed`` carries the year. Raises Trouble."""

    closed = Signal(int)

    def __init__(self, desk: Desk, register: str, year: int, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Tutup buku agenda {BOOKS[register]} {year}",
            parent,
            action=f"Tutup tahun {year}",
            cancel="Kembali",
            danger=True,
        )
        self._register = register
        self._year = year
        self._acts = NumberActs(desk)
        found = integrity(desk.office, register, year).series
        no = hindrances(desk.office, register, year, desk.now())
        if no is not None:
            words = (
                sentence(no) if found else f"Belum ada nomor pada tahun {year}, jadi tidak ada yang ditutup."
            )
            self.body.addWidget(Notice(words, Tone.WARNING))
            self.action.setEnabled(False)
            return
        for each in found:
            self.body.addWidget(Label(sums_words(each.sums), bold=True, wrap=True))
        self.body.addWidget(
            Label(
                "Sesudah ditutup, buku tahun ini hanya menerima nomor sisipan dengan alasan, dan penutupan tidak "
                "dapat dibatalkan. Surat bertanggal tahun itu yang belum bernomor sebaiknya diberi nomor dahulu. "
                "Berita acara penutupan dapat langsung dicetak.",
                wrap=True,
            )
        )
        note_clock(self, desk)
        self.body.addStretch(1)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        try:
            self._acts.close_year(self._register, self._year)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.accept()
        self.closed.emit(self._year)
