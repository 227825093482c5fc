"""Sending the letter, and the second sheets that come back."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from sopdesk.domain.checklist import Item
from sopdesk.services.checklists import after_signing
from sopdesk.services.delivery_views import METHOD_WORDS
from sopdesk.services.entries import Answer
from sopdesk.ui.deeds import acts
from sopdesk.ui.deeds.dialog import DeedDialog, Sight
from sopdesk.ui.deeds.receipt_fields import OpenLine, ReceiptFields
from sopdesk.ui.deeds.recipients import RecipientsField
from sopdesk.ui.kit.button import Check
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.scroll import FittedPage
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space

METHODS = tuple((key, words or "Tidak dicatat") for key, words in METHOD_WORDS.items())
_USUAL = "kurir"


class DispatchDialog(DeedDialog):
    """To whom, how and when; the list of what belongs to it is asked and never blocks."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        super().__init__(sight, f"Kirim surat {sight.view.card.number_text}".strip(), "Kirim surat", host)
        self.keep_draft(sight.desk.office.folder, f"kirim-{sight.id}-{sight.step}", sight.desk.local_now)

    def build(self, fields: Form) -> None:
        """The addressees, the way, and the list."""
        first = self.sight.hand.addressee()
        names = [first, *(name for name in self.sight.view.addressees if name != first)]
        self.to = fields.add(
            RecipientsField("Dikirim kepada", self.sight.desk, [name for name in names if name])
        )
        self.method = fields.add(ChoiceField("Cara kirim", METHODS, value=_USUAL))
        for field in ("to", "recipients", "copies"):
            self.places[field] = self.to
        self.places["method"] = self.method
        items = [item for item in after_signing(self.sight.hand.case) if item.known not in ("sent", "back")]
        self.ticks = [Check(item.text, checked=item.done) for item in items if item.known is None]
        if items:
            fields.add_widget(_Before(items, self.ticks))

    def act(self, at: datetime) -> Answer:
        """Log the sending, with what is ticked."""
        return acts.dispatch(
            self.sight.desk,
            self.sight.id,
            self.to.value(),
            step=self.sight.step,
            at=at,
            method=str(self.method.value() or ""),
            done=[tick.accessibleName() for tick in self.ticks if tick.isChecked()],
        )


class _Before(FittedPage):
    """What belongs to the sending: what the log knows is said, the rest is ticked."""

    def __init__(self, items: Sequence[Item], ticks: Sequence[Check]) -> None:
        super().__init__()
        column = self.column
        column.addWidget(Label("Sebelum dikirim", size=Letter.TABLE, bold=True))
        waiting = list(ticks)
        for item in items:
            column.addWidget(waiting.pop(0) if item.known is None else _Known(item))
        column.addWidget(
            Label(
                "Yang ditandai dicatat bersama pengiriman; yang belum tidak menghalangi.",
                size=Letter.SMALL,
                ink="muted",
                wrap=True,
            )
        )


class _Known(QWidget):
    """An item that the log itself tells of."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        theme = theme_of(self)
        mark = QLabel()
        icon = "check" if item.done else "circle-alert"
        ink: ColourName = "aman" if item.done else "waspada"
        mark.setPixmap(theme.pixmap(icon, ink, Size.ICON, self.devicePixelRatioF()))
        words = item.text if item.done else f"{item.text} (belum)"
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(mark)
        row.addWidget(Label(words, size=Letter.TABLE, ink="muted"), 1)
        self.setAccessibleName(f"{item.text}: {'sudah' if item.done else 'belum'}")


class ReceiptDialog(DeedDialog):
    """Which second sheets came back, who signed them, and when."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        super().__init__(sight, "Catat lembar 2 kembali", "Catat", host, timed=False)
        self.keep_draft(sight.desk.office.folder, f"lembar-2-berkas-{sight.id}", sight.desk.local_now)

    def build(self, fields: Form) -> None:
        """What the sheets say."""
        waiting = [
            OpenLine(recipient.line, recipient.to, sent.letter)
            for sent in reversed(self.sight.hand.case.state.dispatched)
            for recipient in sent.recipients
            if recipient.at is None
        ]
        self.receipt = ReceiptFields(self.sight.desk, waiting, fields)
        self.name = self.receipt.name
        self.places |= self.receipt.places

    def act(self, at: datetime) -> Answer:
        """Log it."""
        sight, told = self.sight, self.receipt.told()
        chosen = self.receipt.chosen()
        ids = self.receipt.ids_of(chosen)
        if not ids:
            # A sending from before there was a delivery book.
            return acts.receipt(sight.desk, sight.id, self.name.value(), told, step=sight.step, at=at)
        done = acts.receive(sight.desk, ids, self.name.value(), told)
        state = sight.hand.case.state
        return Answer(sight.id, sight.view.code, state.step, state.desk.value, None, done.event)
