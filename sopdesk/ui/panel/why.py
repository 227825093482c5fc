"""The dialog *Kenapa terlambat?*: one clock, segment by segment."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from sopdesk.domain.dates import clock_time, day_name, short_date
from sopdesk.services.panel import at_hand
from sopdesk.services.views import WhyLine
from sopdesk.services.why import OVER, clocks, why, worst_clock
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Size


class WhyDialog(Dialog):
    """Reads the dossier once; another clock is chosen above the table."""

    def __init__(self, desk: Desk, dossier: int, parent: QWidget) -> None:
        super().__init__("Kenapa terlambat?", parent, action="Tutup", cancel="", wide=True)
        self._now = desk.now()
        self._case = at_hand(desk.office, dossier).case
        self.clock = ChoiceField(
            "Yang dijelaskan", clocks(self._case), value=worst_clock(self._case, self._now)
        )
        self.head = Label("", wrap=True)
        self.total = Label("", bold=True, wrap=True)
        self.warning = Notice("", Tone.WARNING)
        columns: tuple[Column[WhyLine], ...] = (
            Column("dari", "Dari", _from, width=160),
            Column("sampai", "Sampai", _to, width=160),
            Column("sebab", "Keterangan", _words, stretch=True, tip=_words, ink=_ink),
            Column("lama", "Dihitung", _span, width=115, right=True, ink=_ink),
        )
        self.table: RecordTable[WhyLine] = RecordTable(
            columns, identity=_identity, name="Bagian waktu", filtered=False, unit="bagian"
        )
        self.table.setMinimumHeight(theme_of(self).px(Size.PANEL_LEAST))
        self.setMinimumWidth(theme_of(self).px(Size.DIALOG_WIDE + Size.FIELD_LEAST))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for part in (self.clock, self.head, self.warning):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.total)
        self.clock.edited.connect(self._on_clock)
        self.confirmed.connect(self.accept)
        self._show()

    def _on_clock(self) -> None:
        self._show()

    def _show(self) -> None:
        told = why(self._case, self._now, str(self.clock.value()))
        self.setWindowTitle(told.title)
        self.title.setText(told.title)
        self.head.setText(told.head)
        self.total.setText(told.total)
        self.table.set_records(told.lines)
        self.warning.say(" ".join(told.warnings), Tone.WARNING)
        self.action.setFocus(Qt.FocusReason.OtherFocusReason)


def _moment(moment: datetime) -> str:
    return f"{day_name(moment.date())[:3]} {short_date(moment.date())} {clock_time(moment)}"


def _from(line: WhyLine) -> str:
    return _moment(line.from_)


def _to(line: WhyLine) -> str:
    same_day = line.to.date() == line.from_.date()
    return clock_time(line.to) if same_day else _moment(line.to)


def _words(line: WhyLine) -> str:
    return line.words


def _span(line: WhyLine) -> str:
    return line.span


def _ink(line: WhyLine) -> ColourName | None:
    if not line.counted:
        return "muted"
    return "terlambat" if line.words.endswith(OVER) else None


def _identity(line: WhyLine) -> object:
    return line.from_
