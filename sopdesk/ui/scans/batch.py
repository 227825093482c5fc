"""*Terima banyak*: control sheets scanned one after the other, and logged together."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sopdesk.domain.scanned import as_meant
from sopdesk.domain.step_codes import Action
from sopdesk.services import scans
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form, is_enter
from sopdesk.ui.kit.moment import MomentField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.scans.acts import act
from sopdesk.ui.scans.row import ScanRow

_START = "Pindai lembar kendali satu per satu. Kode berkas berarti diterima; kode langkah sesuai kolomnya."
_AGAIN = "Kode ini sudah ada di daftar."


class _CodeLine(QLineEdit):
    """Enter is the end of a code, not a step to the next field."""

    entered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.text().strip():
            text = self.text()
            self.clear()
            self.entered.emit(text)
            return
        super().keyPressEvent(event)


class _CodeField(Field):
    def __init__(self) -> None:
        super().__init__("Kode", note="Dipindai masuk sendiri; kode yang diketik diakhiri dengan Enter.")
        self.line = _CodeLine()
        self.add_editor(self.line)


class _List(ScrollPage):
    def sizeHint(self) -> QSize:
        """Tall enough for a pile of sheets, so that the dialog does not jump with each of them."""
        return QSize(super().sizeHint().width(), theme_of(self).px(Size.PANEL) * 2 // 3)


class BatchDialog(Dialog):
    """``logged`` carries how many were logged; the dialog stays to show what was not."""

    logged = Signal(int)
    warned = Signal(tuple)

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__("Terima banyak", host, action="Catat", wide=True)
        self._desk = desk
        self.rows: list[ScanRow] = []
        self.state = Notice(_START, Tone.INFO)
        self._list = _List(surface=True)
        self._list.column.setContentsMargins(0, 0, Space.BETWEEN, 0)
        self._list.column.setSpacing(Space.TIGHT)
        self.body.addWidget(self.state)
        self.body.addWidget(self._list, 1)
        fields = Form()
        self.code = fields.add(_CodeField())
        self.when = fields.add(MomentField("Waktu kejadian", desk.local_now))
        self._opened_at = self.when.value()
        self.set_form(fields)
        self.code.line.entered.connect(self.take)
        self.confirmed.connect(self._on_confirmed)
        self._count()

    def take(self, text: str) -> None:
        """A code that was scanned or typed: list it with what it will do, or why not."""
        wanted = as_meant(text)
        if any(row.text == wanted and not row.done for row in self.rows):
            self.state.say(_AGAIN, Tone.INFO)
            return
        row = ScanRow(wanted)
        self._read(row)
        same = [r for r in self.rows if row.scan is not None and r.scan == row.scan and not r.done]
        if same:
            self.state.say(_AGAIN, Tone.INFO)
            row.deleteLater()
            return
        row.dropped.connect(self._on_dropped)
        self.rows.append(row)
        # The newest on top: where the eyes are while the next sheet is taken up.
        self._list.column.insertWidget(0, row)
        self._typed = True
        code = row.scan.code if row.scan is not None else wanted
        tone = Tone.GOOD if row.ready else Tone.WARNING
        self.state.say(f"{code}: {row.words.text()}" if row.scan else row.words.text(), tone)
        self._count()

    def _read(self, row: ScanRow) -> None:
        try:
            row.show_scan(scans.read(self._desk.office, row.text, meant=Action.TERIMA))
        except (Refused, Trouble) as error:
            row.scan = None
            row.say("refused", sentence(error))

    def _count(self) -> None:
        ready = sum(row.ready for row in self.rows)
        self.action.set_text(f"Catat {ready} berkas" if ready else "Catat")
        self.action.setEnabled(ready > 0)

    def _on_dropped(self, row: object) -> None:
        if isinstance(row, ScanRow) and row in self.rows:
            self.rows.remove(row)
            self._list.column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._count()
            self.code.focus()

    def _on_confirmed(self) -> None:
        untouched = self.when.value() == self._opened_at
        done = 0
        warnings: tuple[str, ...] = ()
        for row in self.rows:
            if row.done:
                continue
            # Read anew: what came before it in the pile may have made it possible, or impossible.
            self._read(row)
            if row.scan is None or not row.ready:
                continue
            at = self._desk.now() if untouched else self.when.value()
            try:
                answer = act(self._desk, row.scan, at)
            except (Refused, Trouble) as error:
                row.say("refused", sentence(error))
                row.scan = None
                continue
            done += 1
            warnings += answer.warnings
            row.finish("Sudah diterima." if row.scan.action is Action.TERIMA else "Sudah diserahkan.")
        if done:
            self.logged.emit(done)
        if warnings:
            self.warned.emit(warnings)
        left = sum(not row.done for row in self.rows)
        if not left:
            self.accept()
            return
        self.state.say(f"{done} dicatat, {left} belum: lihat sebabnya di daftar.", Tone.WARNING)
        self._typed = False
        self._count()
