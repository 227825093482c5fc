"""Dialogs of the books that ask for a reason alone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.text import REASON_LIMIT
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.text import Label


class ReasonDialog(Dialog):
    """Asks why, and does it; ``performed`` carries nothing but that it was done."""

    performed = Signal()

    def __init__(
        self,
        desk: Desk,
        title: str,
        about: Sequence[str],
        action: str,
        do: Callable[[str], None],
        host: QWidget,
        *,
        suggestions: Sequence[str] = (),
        danger: bool = False,
    ) -> None:
        super().__init__(title, host, action=action, cancel="Kembali", danger=danger)
        self._do = do
        for place, words in enumerate(about):
            self.body.addWidget(Label(words, bold=not place, ink="muted" if place else "text", wrap=True))
        form = Form()
        self.reason = form.add(LineField("Alasan", required=True, limit=REASON_LIMIT))
        self.reason.set_suggestions(suggestions)
        note_clock(self, desk)
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        try:
            self._do(self.reason.value())
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.accept()
        self.performed.emit()
