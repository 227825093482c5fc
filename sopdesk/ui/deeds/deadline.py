"""The dialog in which a dossier's own deadline is set, moved or taken away."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import day_moment
from sopdesk.services.entries import Answer
from sopdesk.ui.deeds.dialog import DeedDialog, Sight
from sopdesk.ui.deeds.reason import ReasonField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter

_REASONS = ("Menurut surat edaran", "Disepakati dengan penerima", "Permintaan pimpinan", "Salah catat")


class DeadlineDialog(DeedDialog):
    """A day and why; an empty day takes the deadline away."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        super().__init__(sight, sight.offer.label, "Simpan batas waktu", host, timed=False)

    def build(self, fields: Form) -> None:
        """The last day, and where it comes from."""
        was = self.sight.view.deadline
        if was is not None:
            said = f"Sekarang {day_moment(was)}. Kosongkan tanggalnya untuk menghapus batas waktu."
            self.now = Label(said, size=Letter.TABLE, ink="muted", wrap=True)
            fields.add_widget(self.now)
        self.day = fields.add(
            DateField(
                "Selesai paling lambat",
                self.sight.desk.today,
                was.date() if was else None,
                required=was is None,
            )
        )
        self.reason = fields.add(ReasonField(_REASONS, label="Dasar"))
        self.places |= {"deadline": self.day, "reason": self.reason}

    def act(self, at: datetime) -> Answer:  # noqa: ARG002 - it tells no time
        """Log it."""
        return self.sight.desk.set_deadline(
            self.sight.id, self.day.value(), self.reason.value(), step=self.sight.step
        )
