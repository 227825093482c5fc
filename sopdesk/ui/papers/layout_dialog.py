"""Paper, margins and letters of one kind of paper, or the office's again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.layout import Layout
from sopdesk.services.letters import layout_of
from sopdesk.services.paper import title_of
from sopdesk.services.paper_settings import own_layouts, save_paper_layout
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.text import Label
from sopdesk.ui.papers.layout_fields import LayoutForm


class LayoutDialog(Dialog):
    """Sets the layout of the paper so named; ``saved`` fires once it is set."""

    saved = Signal()

    def __init__(self, desk: Desk, name: str, parent: QWidget | None) -> None:
        super().__init__(f"Kertas {title_of(name).lower()}", parent)
        self._desk = desk
        self._name = name
        own = name in own_layouts(desk.known)
        self.words = Label(
            "Kertas ini diatur tersendiri." if own else "Kertas ini mengikuti aturan kantor di Pengaturan.",
            ink="muted",
            wrap=True,
        )
        self.body.addWidget(self.words)
        self.fields = LayoutForm()
        self.fields.set_layout_values(layout_of(desk.known, name))
        self.set_form(self.fields)
        self.reset = Button("Ikuti aturan kantor", tip="Hapus aturan tersendiri kertas ini")
        self.reset.setVisible(own)
        self.left.addWidget(self.reset)
        self.reset.clicked.connect(self._on_reset)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        try:
            layout = self.fields.layout_values()
        except Refused as error:
            self._say(error)
            return
        self._keep(layout)

    def _on_reset(self) -> None:
        self._keep(None)

    def _keep(self, layout: Layout | None) -> None:
        desk = self._desk
        try:
            save_paper_layout(desk.office, self._name, layout, by=desk.clerk, now=desk.now())
        except Refused as error:
            self._say(error)
            return
        except Trouble as error:
            self.fail(sentence(error))
            return
        self.accept()
        desk.tell(Changes(office=True))
        self.saved.emit()

    def _say(self, error: Refused) -> None:
        field = self.fields.named.get(str(error.data.get("field")))
        if field is None:
            self.fail(sentence(error))
        else:
            self.fields.fail(field, sentence(error))
