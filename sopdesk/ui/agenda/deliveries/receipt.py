"""Recording the second sheets of the chosen lines, of several at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services.delivery_views import DeliveryView
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.deeds import acts
from sopdesk.ui.deeds.receipt_fields import OpenLine, ReceiptFields
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.text import Label

_RULES = {"time_backwards": "at", "time_in_future": "at"}


class ReceiveDialog(Dialog):
    """Who signed for these lines, and when; ``received`` carries the sentence."""

    received = Signal(str)

    def __init__(self, desk: Desk, rows: Sequence[DeliveryView], parent: QWidget | None = None) -> None:
        super().__init__("Catat lembar 2 kembali", parent, action="Catat")
        self._desk = desk
        lines = [OpenLine((row.year, row.urut), row.addressee, row.letter) for row in rows]
        if len(lines) == 1:
            self.body.addWidget(Label(lines[0].words, ink="muted", wrap=True))
        note_clock(self, desk)
        form = Form()
        self.receipt = ReceiptFields(desk, lines, form, all_of_them=True)
        self.set_form(form)
        first = rows[0]
        self.keep_draft(desk.office.folder, f"lembar-2-{first.year}-{first.urut}-{len(rows)}", desk.local_now)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        ids = self.receipt.ids_of(self.receipt.chosen())
        try:
            done = acts.receive(self._desk, ids, self.receipt.name.value(), self.receipt.told())
        except (Refused, Trouble) as error:
            self._on_refused(error)
            return
        self.accept()
        numbers = ", ".join(str(n) for n in done.numbers[:6])
        more = " dan lainnya" if len(done.numbers) > 6 else ""
        self.received.emit(f"Lembar 2 ekspedisi no. {numbers}{more} dicatat kembali.")

    def _on_refused(self, error: Refused | Trouble) -> None:
        name = ""
        if isinstance(error, Refused):
            name = _RULES.get(error.rule.value, str(error.data.get("field", "")))
        field = self.receipt.places.get(name)
        if field is not None and self.form is not None:
            self.form.fail(field, sentence(error))
        else:
            self.fail(sentence(error))
