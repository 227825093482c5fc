"""Map tanda tangan Camat: what waits for the signature, its list on paper, and the folder that comes back."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.text import REASON_LIMIT
from sopdesk.services.delivery_papers import MAP_CAMAT
from sopdesk.services.orders import PaperOrder
from sopdesk.services.settings import keep_reason, reasons
from sopdesk.services.signing_folder import FolderLine, Outcome, waiting
from sopdesk.ui.deeds import acts
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Check, Kind
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.moment import MomentField
from sopdesk.ui.kit.scroll import FittedPage
from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space

LEFT, SIGNED, RETURNED = "left", "signed", "returned"
_CHOICES: Final = ((LEFT, "Masih di map"), (SIGNED, "Ditandatangani"), (RETURNED, "Dikembalikan"))
_EMPTY: Final = (
    "signature",
    "Tidak ada naskah yang menunggu",
    "Naskah tampil di sini begitu berkasnya diserahkan ke meja Camat.",
)


class FolderRow(QFrame):
    """A dossier in the folder, and what became of it."""

    edited = Signal()

    def __init__(self, line: FolderLine, offered: Sequence[str]) -> None:
        super().__init__()
        self.line = line
        self.setProperty("box", True)
        self.setAccessibleName(f"{line.code}: {line.title}")
        self.fate = ChoiceField("Keputusan", _CHOICES, value=LEFT)
        self.fate.hide_label()
        self.fate.setFixedWidth(theme_of(self).px(Size.FIELD_LEAST) + Space.AROUND)
        self.reason = LineField("Alasan dikembalikan", required=True, limit=REASON_LIMIT)
        self.reason.set_suggestions(offered)
        steps = [(no, f"{no}. {brief}") for no, brief in reversed(line.steps)]
        self.to_step = ChoiceField("Kembali ke langkah", steps, value=line.return_to, required=True)
        self.initialled = Check("Paraf hierarki sudah lengkap")
        self._lay_out()
        self.fate.setEnabled(not line.held)
        self.fate.edited.connect(self._on_fate)
        for field in (self.reason, self.to_step):
            field.edited.connect(self.edited)
        self.initialled.toggled.connect(self.edited)
        self._on_fate()

    def outcome(self) -> Outcome | None:
        """What became of it; None while it is still in the folder."""
        fate, line = self.fate.value(), self.line
        if fate == SIGNED:
            return Outcome(line.id, line.step, initialled=line.asks and self.initialled.isChecked())
        if fate == RETURNED:
            to = self.to_step.value()
            return Outcome(line.id, line.step, self.reason.value(), to if isinstance(to, int) else None)
        return None

    def is_good(self) -> bool:
        """Whether nothing is lacking; what is, is shown."""
        if self.fate.value() != RETURNED:
            return True
        good = [field.check() for field in (self.reason, self.to_step)]
        if not all(good):
            (self.reason if not good[0] else self.to_step).focus()
        return all(good)

    def sign(self) -> None:
        """Take it as signed, unless it is held or was decided already."""
        if not self.line.held and self.fate.value() == LEFT:
            self.fate.set_value(SIGNED)
            self._on_fate()

    def _lay_out(self) -> None:
        line = self.line
        held = f"Ditunda: {line.held}" if line.held else line.words[:1].upper() + line.words[1:]
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        words.addWidget(ElidedLabel(line.title, bold=True))
        words.addWidget(
            ElidedLabel(f"{line.label} · {line.code} · {line.letter}", size=Letter.TABLE, ink="muted")
        )
        words.addWidget(Label(held, size=Letter.TABLE, ink="terlambat" if line.late else "muted"))
        head = QHBoxLayout()
        head.setSpacing(Space.INSIDE)
        head.addLayout(words, 1)
        head.addWidget(self.fate)
        self._back = QWidget()
        below = QHBoxLayout(self._back)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(Space.INSIDE)
        below.addWidget(self.reason, 3)
        below.addWidget(self.to_step, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.INSIDE, Space.BETWEEN, Space.INSIDE, Space.BETWEEN)
        column.setSpacing(Space.WITHIN)
        column.addLayout(head)
        column.addWidget(self.initialled)
        column.addWidget(self._back)

    def _on_fate(self) -> None:
        fate = self.fate.value()
        self._back.setVisible(fate == RETURNED)
        self.initialled.setVisible(self.line.asks and fate == SIGNED)
        self.edited.emit()


class FolderDialog(Dialog):
    """``logged`` carries the sentence, ``warned`` the warnings, ``paper_requested`` a ``PaperOrder``."""

    logged = Signal(str)
    warned = Signal(tuple)
    paper_requested = Signal(object)

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(
            "Map tanda tangan Camat", host, action="Catat map kembali", cancel="Tutup", wide=True
        )
        self._desk = desk
        known = desk.office.look()
        offered = reasons(known, "return")
        self.rows = [FolderRow(line, offered) for line in waiting(desk.office, desk.now())]
        self.print = Button("Cetak daftar…", icon="printer")
        self.left.addWidget(self.print)
        self.all_signed = Button("Semua ditandatangani", Kind.LINK, icon="check")
        self.sums = Label("", size=Letter.TABLE, ink="muted")
        top = QHBoxLayout()
        top.addWidget(self.sums, 1)
        top.addWidget(self.all_signed)
        self.body.addLayout(top)
        self._page = page = FittedPage(most=Size.PANEL, least=Size.FIELD_LEAST)
        page.column.setSpacing(Space.BETWEEN)
        for row in self.rows:
            page.add(row)
            row.edited.connect(partial(self._on_row, row))
        self.body.addWidget(page, 1)
        fields = Form()
        self.when = fields.add(MomentField("Waktu map kembali", desk.local_now))
        self._opened_at = self.when.value()
        self.set_form(fields)
        if not self.rows:
            page.add(EmptyState(*_EMPTY))
            for part in (self.print, self.all_signed, self.action, fields):
                part.hide()
        self.all_signed.clicked.connect(self._on_all)
        self.print.clicked.connect(self._on_print)
        self.confirmed.connect(self._on_confirmed)
        self._typed = False
        self._tell()

    def outcomes(self) -> list[Outcome]:
        """What was decided."""
        return [found for row in self.rows if (found := row.outcome()) is not None]

    def _on_row(self, row: FolderRow) -> None:
        self._tell()
        if row.fate.value() == RETURNED:
            self._page.reveal(row)  # a reason is asked for below
        self._on_edited()

    def _tell(self) -> None:
        decided = self.outcomes()
        late = sum(row.line.late for row in self.rows)
        self.sums.setText(f"{len(self.rows)} naskah menunggu" + (f", {late} terlambat" if late else ""))
        self.action.setEnabled(bool(decided))
        self.action.set_text(f"Catat {len(decided)} naskah" if decided else "Catat map kembali")

    def _on_all(self) -> None:
        for row in self.rows:
            row.sign()

    def _on_print(self) -> None:
        self.paper_requested.emit(PaperOrder(MAP_CAMAT))

    def _on_confirmed(self) -> None:
        good = [row.is_good() for row in self.rows]  # every row shows what it lacks
        if not all(good):
            return
        decided = self.outcomes()
        at = self._desk.now() if self.when.value() == self._opened_at else self.when.value()
        try:
            back = acts.folder_back(self._desk, decided, at=at)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self._keep_reasons(decided)
        self.accept()
        parts = [f"{back.signed} naskah ditandatangani"] if back.signed else []
        parts += [f"{back.returned} dikembalikan"] if back.returned else []
        self.logged.emit(f"Map Camat dicatat: {', '.join(parts)}.")
        if back.warnings:
            self.warned.emit(back.warnings)

    def _keep_reasons(self, decided: Sequence[Outcome]) -> None:
        for each in decided:
            if each.reason:
                try:
                    keep_reason(self._desk.office, "return", each.reason)
                except Trouble:
                    return  # what was done is done
