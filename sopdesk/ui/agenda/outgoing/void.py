"""Batalkan nomor: the line stays in the book, marked BATAL, and the number is never given again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import short_date
from sopdesk.domain.text import REASON_LIMIT
from sopdesk.services.agenda_views import RESERVED
from sopdesk.services.settings import keep_reason, reasons
from sopdesk.services.views import RegisterRow
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.text import Label


class VoidDialog(Dialog):
    """Asks for the reason and makes the number void; ``voided`` carries the sentence."""

    voided = Signal(str)

    def __init__(self, desk: Desk, row: RegisterRow, parent: QWidget | None = None) -> None:
        kept = row.state == RESERVED
        action = "Lepaskan cadangan" if kept else "Batalkan nomor"
        super().__init__(f"{action} {row.shown}", parent, action=action, cancel="Kembali", danger=True)
        self._desk = desk
        self._row = row
        self.body.addWidget(Label(f"{row.text} · {short_date(row.date)}", bold=True, wrap=True))
        whose = " – ".join(part for part in (row.party, row.subject) if part)
        self.body.addWidget(Label(f"Dicadangkan untuk {whose}" if kept else whose, ink="muted", wrap=True))
        stays = "Baris tetap ada di buku dengan tanda BATAL, dan nomor ini tidak diberikan lagi."
        if row.dossier and row.sent_on is None:
            stays += f" Surat berkas {row.dossier} menunggu nomor baru."
        self.body.addWidget(Label(stays, wrap=True))
        note_clock(self, desk)
        form = Form()
        self.reason = form.add(
            LineField(
                "Alasan", required=True, limit=REASON_LIMIT, note="Tercetak di kolom Keterangan buku agenda."
            )
        )
        self.reason.set_suggestions(reasons(desk.office.look(), "void"))
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        row, why = self._row, self.reason.value()
        try:
            self._desk.void_number(
                register=row.register,
                year=row.year,
                series=row.series,
                number=row.urut,
                insert=row.insert,
                reason=why,
            )
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self._remember(why)
        gone = "dilepas dan menjadi BATAL" if row.state == RESERVED else "dibatalkan"
        self.voided.emit(f"Nomor {row.shown} {gone}.")
        self.accept()

    def _remember(self, why: str) -> None:
        try:
            keep_reason(self._desk.office, "void", why)
        except (Refused, Trouble):
            # The number is void already; a suggestion that is not kept is no reason to say otherwise.
            return
