"""The queue of today: what is late, what falls due today, what is close, at a glance."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.clocks import Level
from sopdesk.services.faces import face, reading
from sopdesk.services.office import Known
from sopdesk.services.queries import ordered
from sopdesk.services.sentences import DESKS
from sopdesk.services.views import Card
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import STATE_ICONS, STATE_INK, ColourName, Size, Space, State


@dataclass(frozen=True, slots=True)
class _Row:
    place: int
    card: Card
    words: str
    state: State


def due_today(known: Known, cards: list[Card], now: datetime) -> list[_Row]:
    """Late cards, those that warn, and those due on this working day; late first, then by time left."""
    today = known.local(now).date()
    rows = []
    for place, card in enumerate(ordered(known, cards, now)):
        found = reading(known.worktime, card, now)
        due = known.local(found.due).date() if found.due else None
        close = found.level in (Level.TERLAMBAT, Level.WASPADA) or due == today
        if close and found.level is not Level.DITUNDA:
            rows.append(_Row(place, card, face(known.worktime, card, now).words, State(found.level.value)))
    return rows


def _icon(row: _Row) -> str:
    return STATE_ICONS[row.state]


def _ink(row: _Row) -> ColourName | None:
    return STATE_INK[row.state]


def _number(row: _Row) -> int:
    return row.place


def _desk(row: _Row) -> str:
    return DESKS[row.card.desk.value]


def _sop(row: _Row) -> str:
    return row.card.label


def _title(row: _Row) -> str:
    return row.card.title


def _step(row: _Row) -> str:
    return f"{row.card.step}/{row.card.steps} {row.card.brief}"


def _words(row: _Row) -> str:
    return row.words


class TodayDialog(Dialog):
    """The queue; Enter or a double click opens a dossier."""

    opened = Signal(int)

    def __init__(self, rows: list[_Row], parent: QWidget) -> None:
        super().__init__("Hari ini", parent, action="Buka berkas", cancel="Tutup", wide=True)
        columns: tuple[Column[_Row], ...] = (
            Column("waktu", "Waktu", _words, sort=_number, width=170, icon=_icon, ink=_ink, bold=True),
            Column("meja", "Di meja", _desk, width=100),
            Column("sop", "SOP", _sop, width=100),
            Column("judul", "Judul", _title, stretch=True, tip=_title),
            Column("langkah", "Langkah", _step, width=180),
        )
        empty = EmptyState(
            "circle-check",
            "Tidak ada yang mendesak",
            "Tidak ada berkas yang terlambat atau jatuh tempo hari ini.",
        )
        self.table: RecordTable[_Row] = RecordTable(
            columns, identity=_identity, name="Hari ini", empty=empty, unit="berkas"
        )
        self.table.set_records(rows)
        self.body.addWidget(self.table)
        self.action.setVisible(bool(rows))
        theme, room = theme_of(self), self.screen().availableGeometry()
        self.table.setMinimumHeight(theme.px(Size.DIALOG) * 3 // 4)
        # Said outright: of itself a dialog takes two thirds of the screen, and this one is read from afar.
        self.resize(min(theme.px(2 * Size.DIALOG), room.width() - 2 * Space.GROUPS), self.sizeHint().height())
        self.table.activated.connect(self._on_activated)
        self.confirmed.connect(self._on_confirmed)
        if rows:
            self.table.select(rows[0].card.id)

    def _on_confirmed(self) -> None:
        self._on_activated(self.table.current())

    def _on_activated(self, row: object) -> None:
        if isinstance(row, _Row):
            self.opened.emit(row.card.id)
            self.accept()


def _identity(row: _Row) -> int:
    return row.card.id
