"""Sending a letter of the register that belongs to no dossier: found, then sent."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.numbers import OUTGOING
from sopdesk.services.books import BookQuestion
from sopdesk.services.views import RegisterRow
from sopdesk.ui.agenda.outgoing.columns import COLUMNS, identity
from sopdesk.ui.agenda.outgoing.source import book_source
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.deeds import acts
from sopdesk.ui.deeds.recipients import RecipientsField
from sopdesk.ui.deeds.sending import METHODS
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lazy import LazyTableModel
from sopdesk.ui.kit.moment import MomentField
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size

_RULES = {"time_backwards": "at", "time_in_future": "at"}
_STATES: Final = ("issued", "outside")
_CHOOSE: Final = "Pilih dahulu surat yang dikirim."


# Those of the book, narrower; what was sent before is told.
_OF_BOOK: Final = {column.key: column for column in COLUMNS}
_COLUMNS: Final = (
    replace(_OF_BOOK["text"], width=140, bold=True),
    replace(_OF_BOOK["date"], title="Tgl surat", width=92),
    replace(_OF_BOOK["party"], width=150),
    replace(_OF_BOOK["subject"], width=120),
    replace(_OF_BOOK["sent_on"], title="Dikirim", width=92),
)


class SendDialog(Dialog):
    """Which letter, to whom, how and when; ``sent`` carries the sentence."""

    sent = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Kirim surat tanpa berkas", parent, action="Kirim surat", wide=True)
        self._desk = desk
        self._offered = ""
        note_clock(self, desk)
        self.letters: RecordTable[RegisterRow] = RecordTable(
            _COLUMNS,
            identity=identity,
            empty=EmptyState(
                "mail",
                "Tidak ada surat tanpa berkas",
                "Surat yang nomornya diambil dari agenda tampil di sini. Surat berkas dikirim dari berkasnya.",
            ),
            unit="surat",
            model=LazyTableModel,
        )
        self.letters.view.setAccessibleName("Surat keluar tanpa berkas")
        self.letters.view.setMinimumHeight(theme_of(self).px(Size.FIELD_LEAST))
        self.body.addWidget(self.letters, 1)
        form = Form()
        self.to = form.add(RecipientsField("Dikirim kepada", desk))
        self.method = ChoiceField("Cara kirim", METHODS, value="kurir")
        self.when = MomentField("Waktu kirim", desk.local_now)
        form.add_row(self.method, self.when)
        self._opened_at = self.when.value()
        self.set_form(form)
        self.keep_draft(desk.office.folder, "kirim-surat", desk.local_now)
        model = self.letters.model
        if isinstance(model, LazyTableModel):
            model.failed.connect(self.fail)
            loose = BookQuestion(OUTGOING, states=_STATES, loose=True)
            model.set_source(book_source(desk.office, loose, ("date", True)))
        self.letters.selected.connect(self._on_selected)
        self.confirmed.connect(self._on_confirmed)

    def _on_selected(self, row: RegisterRow | None) -> None:
        if row is None or len(self.to.rows) > 1:
            return
        name = self.to.rows[0].name
        if name.value() in ("", self._offered):  # what the clerk typed stays
            self._offered = row.party
            name.set_value(row.party)
            self.to.clear_error()

    def _on_confirmed(self) -> None:
        row = self.letters.current()
        if row is None:
            self.fail(_CHOOSE)
            return
        at = self._desk.now() if self.when.value() == self._opened_at else self.when.value()
        try:
            done = acts.send_line(
                self._desk, row.id, self.to.value(), at=at, method=str(self.method.value() or "")
            )
        except (Refused, Trouble) as error:
            self._on_refused(error)
            return
        self.accept()
        numbers = ", ".join(str(n) for n in done.numbers[:6])
        self.sent.emit(f"Surat {row.text} dikirim: ekspedisi no. {numbers}.")

    def _on_refused(self, error: Refused | Trouble) -> None:
        places = {
            "at": self.when,
            "recipients": self.to,
            "copies": self.to,
            "to": self.to,
            "method": self.method,
        }
        name = ""
        if isinstance(error, Refused):
            name = _RULES.get(error.rule.value, str(error.data.get("field", "")))
        field = places.get(name)
        if field is not None and self.form is not None:
            self.form.fail(field, sentence(error))
        else:
            self.fail(sentence(error))
