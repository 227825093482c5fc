"""Taking back a wrong line of a letter that belongs to no dossier: the receipt first, else the sending."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.text import REASON_LIMIT
from sopdesk.services.delivery_views import BACK, DeliveryView
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.deeds import acts
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.text import Label


class TakeBackDialog(Dialog):
    """Asks for the reason; ``taken_back`` carries the sentence."""

    taken_back = Signal(str)

    def __init__(self, desk: Desk, row: DeliveryView, parent: QWidget | None = None) -> None:
        self._receipt = row.state == BACK
        what = "penerimaan" if self._receipt else "pengiriman"
        super().__init__(
            f"Batalkan catatan {what}", parent, action="Batalkan catatan", cancel="Kembali", danger=True
        )
        self._desk = desk
        self._row = row
        self.body.addWidget(Label(f"No. {row.urut} · {row.letter}", bold=True, wrap=True))
        self.body.addWidget(Label(f"{row.addressee} – {row.subject}", ink="muted", wrap=True))
        self.body.addWidget(
            Label(
                "Lembar 2 kembali ditunggu lagi."
                if self._receipt
                else "Semua tujuan pengiriman ini bertanda BATAL; barisnya tetap ada di buku.",
                wrap=True,
            )
        )
        note_clock(self, desk)
        form = Form()
        self.reason = form.add(LineField("Alasan", required=True, limit=REASON_LIMIT))
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        try:
            acts.take_back(self._desk, self._row.id, self.reason.value())
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.accept()
        what = "Penerimaan" if self._receipt else "Pengiriman"
        self.taken_back.emit(f"{what} ekspedisi no. {self._row.urut} dibatalkan.")
