"""Sending the letter, and the second sheet that comes back."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from sopdesk.domain.text import NAME_LIMIT
from sopdesk.services.entries import Answer
from sopdesk.ui.deeds.dialog import DeedDialog, Sight
from sopdesk.ui.kit.button import Check
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter

_SENDS = ("kirim", "bukti terima", "lembar kedua")  # what the sending itself is, or what comes after it


class DispatchDialog(DeedDialog):
    """To whom and when; the list of what belongs to it only reminds."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        super().__init__(sight, f"Kirim surat {sight.view.card.number_text}".strip(), "Kirim surat", host)

    def build(self, fields: Form) -> None:
        """The addressee, and the reminders."""
        self.to = fields.add(
            LineField("Dikirim kepada", self.sight.hand.addressee(), required=True, limit=NAME_LIMIT)
        )
        self.to.set_suggestions(self.sight.view.addressees)
        self.places["to"] = self.to
        self.ticks = [
            Check(item) for item in self.sight.view.checklist if not item.lower().startswith(_SENDS)
        ]
        if self.ticks:
            fields.add_widget(Label("Sebelum dikirim", size=Letter.TABLE, bold=True))
            for tick in self.ticks:
                fields.add_widget(tick)
            fields.add_widget(
                Label("Tanda ini hanya pengingat dan tidak dicatat.", size=Letter.SMALL, ink="muted")
            )

    def act(self, at: datetime) -> Answer:
        """Log the sending."""
        return self.sight.desk.dispatch(self.sight.id, self.to.value(), step=self.sight.step, at=at)


class ReceiptDialog(DeedDialog):
    """Who signed the second sheet, and when it came back."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        super().__init__(sight, "Catat lembar 2 kembali", "Catat", host)

    def build(self, fields: Form) -> None:
        """The name on the sheet."""
        self.name = fields.add(
            LineField(
                "Nama penerima",
                required=True,
                limit=NAME_LIMIT,
                note="Seperti tertulis pada lembar 2 yang ditandatangani.",
            )
        )
        self.places["name"] = self.name

    def act(self, at: datetime) -> Answer:
        """Log it."""
        return self.sight.desk.receipt(self.sight.id, self.name.value(), step=self.sight.step, at=at)
