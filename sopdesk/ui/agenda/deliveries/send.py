"""Sending a letter of the register that belongs to no dossier: found, then sent."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import short_date
from sopdesk.domain.numbers import OUTGOING
from sopdesk.services import books
from sopdesk.services.books import BookQuestion
from sopdesk.services.views import RegisterRow
from sopdesk.ui.agenda.clock_note import note_clock
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
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size

_RULES = {"time_backwards": "at", "time_in_future": "at"}
_STATES: Final = ("issued", "outside")
_CHOOSE: Final = "Pilih dahulu surat yang dikirim."


def _identity(row: RegisterRow) -> int:
    return row.id


def _number(row: RegisterRow) -> str:
    return row.text


def _date(row: RegisterRow) -> str:
    return short_date(row.date)


def _party(row: RegisterRow) -> str:
    return row.party


def _subject(row: RegisterRow) -> str:
    return row.subject


def _sent(row: RegisterRow) -> str:
    return short_date(row.sent_on) if row.sent_on else ""


_COLUMNS: Final = (
    Column("text", "Nomor surat", _number, width=190, bold=True),
    Column("date", "Tgl surat", _date, width=88, right=True),
    Column("party", "Ditujukan kepada", _party, width=140),
    Column("subject", "Isi singkat", _subject, width=120, stretch=True),
    Column("sent_on", "Dikirim", _sent, width=88, right=True),
)


class _Loose:
    """Letters of the register that no dossier has, the newest first."""

    def __init__(self, desk: Desk) -> None:
        self._office = desk.office
        self._asked = BookQuestion(OUTGOING, states=_STATES, loose=True)

    def count(self, words: tuple[str, ...]) -> int:
        return books.count(self._office, replace(self._asked, words=words))

    def window(
        self, words: tuple[str, ...], order: str, backwards: bool, offset: int, limit: int
    ) -> Sequence[RegisterRow]:
        return books.window(self._office, self._question(words, order, backwards), offset, limit)

    def place_of(self, words: tuple[str, ...], order: str, backwards: bool, identity: Hashable) -> int:
        if not isinstance(identity, int):
            return -1
        place = books.place_of(self._office, self._question(words, order, backwards), identity)
        return -1 if place is None else place

    def _question(self, words: tuple[str, ...], order: str, backwards: bool) -> BookQuestion:
        if not order:
            return replace(self._asked, words=words, order="date", backwards=True)
        return replace(self._asked, words=words, order=order, backwards=backwards)


class SendDialog(Dialog):
    """Which letter, to whom, how and when; ``sent`` carries the sentence."""

    sent = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Kirim surat tanpa berkas", parent, action="Kirim surat", wide=True)
        self._desk = desk
        note_clock(self, desk)
        self.letters: RecordTable[RegisterRow] = RecordTable(
            _COLUMNS,
            identity=_identity,
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
        model = self.letters.model
        if isinstance(model, LazyTableModel):
            model.failed.connect(self.fail)
            model.set_source(_Loose(desk))
        self.letters.selected.connect(self._on_selected)
        self.confirmed.connect(self._on_confirmed)

    def _on_selected(self, row: RegisterRow | None) -> None:
        if row is not None and len(self.to.rows) == 1:
            self.to.rows[0].name.set_value(row.party)
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
