"""What can be done with the numbers of the book: the actions of its menus, and the dialogs behind them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from sopdesk.domain.numbers import OUTGOING, NumberState
from sopdesk.domain.rights import Right
from sopdesk.services.views import RegisterRow
from sopdesk.ui.agenda.outgoing.correct import CorrectDialog
from sopdesk.ui.agenda.outgoing.line import LineDialog
from sopdesk.ui.agenda.outgoing.reserve import OutsideDialog, ReserveDialog
from sopdesk.ui.agenda.outgoing.void import VoidDialog
from sopdesk.ui.agenda.year_deeds import YearDeeds
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Trouble, sentence
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.resting import Action, TellingMenu
from sopdesk.ui.users.gate import Gate

_STANDS: Final = frozenset({NumberState.ISSUED, NumberState.RESERVED, NumberState.OUTSIDE})


class NumberDeeds(QObject):
    """The actions, enabled for what is chosen. ``told`` carries what was done, ``failed`` why it could not be begun."""

    told = Signal(str)
    failed = Signal(str)
    dossier_opened = Signal(int)
    paper_requested = Signal(object)

    def __init__(self, desk: Desk, host: QWidget, remembered: Remembered | None) -> None:
        super().__init__(host)
        self._desk = desk
        self._host = host
        self._rows: tuple[RegisterRow, ...] = ()
        self.whole = YearDeeds(desk, OUTGOING, host, remembered)
        self.whole.told.connect(self.told)
        self.whole.failed.connect(self.failed)
        self.whole.paper_requested.connect(self.paper_requested)
        self.open_dossier = self._action("Buka berkas", self._on_open)
        self.detail = self._action("Rincian nomor…", self.show_detail, "Ctrl+I")
        self.copy_number = self._action("Salin nomor surat", self._on_copy)
        self.correct = self._action("Pembetulan…", self._on_correct)
        self.void = self._action("Batalkan nomor…", self._on_void, "Ctrl+Delete")
        self.reserve = self._action("Cadangkan nomor…", self._on_reserve)
        self.outside = self._action("Nomor dipakai di luar aplikasi…", self._on_outside)
        self.check = self._action("Pemeriksaan nomor…", self.whole.show_check)
        self.close_year = self._action("Tutup tahun…", self.whole.show_close)
        self.minutes = self._action("Cetak berita acara penutupan…", self.whole.print_minutes)
        self.gate = Gate(desk, self)
        self.gate.keep(Right.NUMBERS, self.correct, self.void, self.reserve, self.outside)
        self.gate.keep(Right.CLOSE_YEAR, self.close_year)
        self.choose(())
        self.set_year(desk.today().year, closed=False)

    def of_line(self) -> tuple[QAction, ...]:
        """What is done with a line."""
        return (self.open_dossier, self.detail, self.copy_number, self.correct, self.void)

    def choose(self, rows: tuple[RegisterRow, ...]) -> None:
        """These lines are chosen."""
        self._rows = rows
        alone = rows[0] if len(rows) == 1 else None
        self.open_dossier.setEnabled(alone is not None and alone.dossier_id is not None)
        self.copy_number.setEnabled(bool(rows))
        self.detail.setEnabled(alone is not None)
        self.correct.setEnabled(alone is not None and alone.state == NumberState.ISSUED)
        self.void.setEnabled(alone is not None and alone.state in _STANDS)
        kept = alone is not None and alone.state == NumberState.RESERVED
        self.void.setText("Lepaskan cadangan…" if kept else "Batalkan nomor…")

    def set_year(self, year: int, *, closed: bool) -> None:
        """The book of that year is shown."""
        self.whole.year = year
        self.check.setText(f"Pemeriksaan nomor {year}…")
        self.close_year.setText(f"Tutup tahun {year}…")
        self.close_year.setVisible(not closed)
        self.minutes.setVisible(closed)

    def pop_up(self, place: QPoint) -> None:
        """Show all of it in a menu at that place of the screen."""
        menu = TellingMenu(self._host)
        menu.setObjectName("lainnya-agenda")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions([self.reserve, self.outside])
        menu.addSeparator()
        menu.addActions([self.detail, self.correct, self.void])
        menu.addSeparator()
        menu.addActions([self.check, self.close_year, self.minutes])
        menu.popup(place)

    def open_line(self, row: RegisterRow) -> None:
        """Open what a line stands for: its dossier, else its detail."""
        self.choose((row,))
        if row.dossier_id is not None:
            self.dossier_opened.emit(row.dossier_id)
        else:
            self.show_detail()

    def show_detail(self) -> None:
        """All that the book says of the line that is chosen."""
        if not self._rows:
            return
        try:
            dialog = LineDialog(self._desk, self._rows[0], self._host)
        except Trouble as error:
            self.failed.emit(sentence(error))
            return
        dialog.dossier_opened.connect(self.dossier_opened)
        dialog.open()

    def _action(self, words: str, deed: Callable[[], None], keys: str = "") -> Action:
        action = Action(words, self)
        if keys:
            action.setShortcut(keys)
        action.triggered.connect(deed)
        return action

    def _on_open(self) -> None:
        if self._rows and self._rows[0].dossier_id is not None:
            self.dossier_opened.emit(self._rows[0].dossier_id)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(row.text for row in self._rows))

    def _on_correct(self) -> None:
        if not self._rows:
            return
        try:
            dialog = CorrectDialog(self._desk, self._rows[0], self._host)
        except Trouble as error:
            self.failed.emit(sentence(error))
            return
        dialog.told.connect(self.told)
        dialog.open()

    def _on_void(self) -> None:
        if not self._rows:
            return
        try:
            dialog = VoidDialog(self._desk, self._rows[0], self._host)
        except Trouble as error:
            self.failed.emit(sentence(error))
            return
        dialog.voided.connect(self.told)
        dialog.open()

    def _on_reserve(self) -> None:
        try:
            dialog = ReserveDialog(self._desk, self._host)
        except Trouble as error:
            self.failed.emit(sentence(error))
            return
        dialog.told.connect(self.told)
        dialog.open()

    def _on_outside(self) -> None:
        try:
            dialog = OutsideDialog(self._desk, self._host)
        except Trouble as error:
            self.failed.emit(sentence(error))
            return
        dialog.told.connect(self.told)
        dialog.open()
