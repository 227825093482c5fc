"""Hari ini: what is late, due, close, or about to arrive, by desk or person; below it the recurring duties."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sopdesk.domain.dates import day_date
from sopdesk.domain.rights import Right
from sopdesk.services.duties import DutyRow, open_one
from sopdesk.services.orders import PaperOrder
from sopdesk.services.today import GROUP_WORDS, Group, Line, choices, counts, own_choice, queue
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme, on_surface
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.today.columns import DUTIES, LINES, STATES, duty_identity, line_identity
from sopdesk.ui.today.ledger import Ledger
from sopdesk.ui.users.gate import hindrance

MORNING = "pagi"
QUEUE, DUTY = 0, 1
_ABOUT = (
    "Program membuka berkas tugas berkala pada waktunya; yang belum dibuka dapat dimulai di sini. "
    "Aturannya di Pengaturan, bagian Tugas berkala."
)
_NOBODY = "Belum ada petugas yang masuk. Tekan Ctrl+L untuk memilih nama, lalu ulangi."


class TodayPage(QWidget):
    """``paper_requested`` carries a ``PaperOrder``, ``done`` a sentence for the toast."""

    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    done = Signal(str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        ledger: Ledger,
        remembered: Remembered | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._first = desk.clerk
        self._theme = theme
        self._ledger = ledger
        self._group: Group | None = None
        self._lines: tuple[Line, ...] = ()
        self._shown: object = None
        self.title = Label("Hari ini", size=Letter.TITLE, bold=True)
        self.day = Label("", size=Letter.TABLE, ink="muted")
        self.whose = ChoiceField("Antrean", [("", "Semua meja")], value="")
        self.whose.hide_label()
        self.print = Button("Cetak daftar pagi…", icon="printer")
        self.print.set_tip("Satu halaman untuk apel pagi, menurut sisa waktu")
        self.pills = {
            group: Pill("", STATES.get(group), pressable=True, tip=f"Hanya: {GROUP_WORDS[group].lower()}")
            for group in Group
        }
        self.notice = Notice("", Tone.WARNING, closable=True)
        self.bar = QTabBar()
        self._stack = QStackedWidget()
        self.table: RecordTable[Line] = RecordTable(
            LINES,
            identity=line_identity,
            name="hari-ini",
            remembered=remembered,
            empty=EmptyState(
                "circle-check",
                "Tidak ada yang mendesak",
                "Berkas yang terlambat, jatuh tempo hari ini, mendekati batas, atau tiba dalam tiga hari kerja "
                "tercantum di sini.",
            ),
            unit="baris",
        )
        self.duties: RecordTable[DutyRow] = RecordTable(
            DUTIES,
            identity=duty_identity,
            name="tugas-berkala",
            remembered=remembered,
            empty=EmptyState(
                "calendar-days",
                "Belum ada tugas berkala",
                "Tugas berkala dan batasnya diatur di Pengaturan, bagian Tugas berkala.",
            ),
            filtered=False,
            unit="tugas",
        )
        self.start = Button("Mulai berkas", icon="file-plus")
        self.start.set_tip("Buka berkas untuk tugas berkala yang dipilih")
        self._lay_out()
        self._connect()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The queue that was chosen, whatever pill is pressed."""
        return self._lines

    def tick(self, now: datetime) -> None:
        """Tell the time anew."""
        if self.isVisible():
            self._show(now)

    def refresh(self) -> None:
        """Something changed; while the page is hidden it is shown as soon as the page is."""
        if self.isVisible():
            self._show(self._desk.now())

    def showEvent(self, event: QShowEvent) -> None:
        """Show how things stand now."""
        super().showEvent(event)
        self._show(self._desk.now())

    def _lay_out(self) -> None:
        on_surface(self)
        head = QHBoxLayout()
        head.setSpacing(Space.BETWEEN)
        head.addWidget(self.title)
        head.addWidget(self.day)
        head.addStretch(1)
        head.addWidget(self.whose, 3)
        head.addWidget(self.print)
        for place, pill in enumerate(self.pills.values()):
            pill.setCheckable(True)
            self.table.tools.insertWidget(place, pill)
        duties = QWidget()
        under = QVBoxLayout(duties)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(Space.BETWEEN)
        row = QHBoxLayout()
        row.addWidget(Label(_ABOUT, size=Letter.TABLE, ink="muted", wrap=True), 1)
        row.addWidget(self.start)
        under.addLayout(row)
        under.addWidget(self.duties, 1)
        self._stack.addWidget(self.table)
        self._stack.addWidget(duties)
        for words in ("Antrean", "Tugas berkala"):
            self.bar.addTab(words)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName("Bagian Hari ini")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.AROUND, Space.INSIDE, Space.AROUND, Space.INSIDE)
        column.setSpacing(Space.BETWEEN)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self._on_theme_changed()

    def _connect(self) -> None:
        self._ledger.changed.connect(self.refresh)
        self._theme.changed.connect(self._on_theme_changed)
        self.whose.combo.activated.connect(self._on_whose)
        self.print.clicked.connect(self._on_print)
        self.bar.currentChanged.connect(self._on_bar)
        self.table.activated.connect(self._on_line)
        self.duties.activated.connect(self._on_duty)
        self.duties.selected.connect(self._on_duty_selected)
        self.start.clicked.connect(self._on_start)
        self._desk.clerk_changed.connect(self._on_clerk)
        self._desk.changed.connect(self._on_changed)
        for group, pill in self.pills.items():
            pill.clicked.connect(partial(self._on_pill, group))
        self._on_duty_selected(None)

    def _show(self, now: datetime) -> None:
        known, stand = self._desk.known, self._ledger.stand
        offered = choices(known, stand.cards, now)
        chosen = self.whose.value()
        if self._first:
            # Whoever comes in sees the own desk first; from then on what was chosen.
            chosen, self._first = own_choice(known, self._first, now), ""
        here = next((each for each in offered if each.key == chosen), offered[0])
        self.whose.set_choices([(each.key, each.words) for each in offered], here.key)
        self.day.setText(day_date(known.local(now).date()))
        self._lines = queue(known, stand.cards, now, here.whose)
        for group, count in counts(self._lines).items():
            self.pills[group].setVisible(count > 0 or group is self._group)
            self.pills[group].set_text(f"{count} {GROUP_WORDS[group].lower()}")
            self.pills[group].setChecked(group is self._group)
        shown = tuple(line for line in self._lines if self._group in (None, line.group))
        # A table that is set anew each minute would lose the eye's place.
        if (shown, stand.duties) != self._shown:
            self._shown = (shown, stand.duties)
            self.table.set_records(shown)
            self.duties.set_records(stand.duties)

    def _on_bar(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.whose.setVisible(place == QUEUE)

    def _on_whose(self) -> None:
        self._show(self._desk.now())

    def _on_pill(self, group: Group) -> None:
        self._group = None if self._group is group else group
        self._show(self._desk.now())

    def _on_print(self) -> None:
        key = self.whose.value()
        self.paper_requested.emit(PaperOrder(MORNING, option=key if isinstance(key, str) else ""))

    def _on_line(self, line: object) -> None:
        if isinstance(line, Line):
            self.dossier_opened.emit(line.card.id)

    def _on_duty(self, row: object) -> None:
        if isinstance(row, DutyRow) and row.dossier_id is not None:
            self.dossier_opened.emit(row.dossier_id)

    def _on_duty_selected(self, row: object) -> None:
        self.start.setEnabled(isinstance(row, DutyRow) and row.wants_start)
        if isinstance(row, DutyRow):
            self.start.forbid(hindrance(self._desk, Right.LOG, self._desk.known.sop(row.sop).step(1).desk))

    def _on_clerk(self, name: str) -> None:
        self._first = name
        self._on_duty_selected(self.duties.current())
        self.refresh()

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.office:
            self._on_duty_selected(self.duties.current())

    def _on_start(self) -> None:
        row = self.duties.current()
        if row is None:
            return
        if not self._desk.clerk:
            self.notice.say(_NOBODY, Tone.WARNING)
            return
        try:
            answer = open_one(
                self._desk.office, row.sop, row.period, by=self._desk.clerk, now=self._desk.now()
            )
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.WARNING)
            return
        self.notice.say("")
        self._desk.tell(Changes(dossiers=frozenset({answer.dossier_id})))
        self.done.emit(f"Berkas {row.label} {row.words} dimulai: {answer.dossier}.")
        self.dossier_opened.emit(answer.dossier_id)

    def _on_theme_changed(self) -> None:
        # Beside a panel and with large letters there is less room than the longest name would like.
        self.whose.setMinimumWidth(self._theme.px(Size.FIELD_LEAST))
        self.whose.setMaximumWidth(self._theme.px(Size.PANEL_LEAST))
