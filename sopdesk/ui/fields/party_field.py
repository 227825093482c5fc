"""The field of an office or a person outside: offered again from what was typed before."""

from typing import Final

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter, QListView

from sopdesk.domain.text import NAME_LIMIT
from sopdesk.services.parties import suggest
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Trouble
from sopdesk.ui.kit.lines import LineField

_SHOWN: Final = 12


class PartyField(LineField):
    """A line that offers senders and addressees while one types, wherever the words stand in them."""

    def __init__(
        self,
        label: str,
        desk: Desk,
        value: str = "",
        *,
        note: str = "",
        required: bool = False,
        limit: int = NAME_LIMIT,
    ) -> None:
        super().__init__(label, value, note=note, required=required, limit=limit)
        self._desk = desk
        self._names = QStringListModel(self)
        self.completer = QCompleter(self._names, self.line)
        # The database has chosen already, by words in any order: the completer is only to show them.
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(_SHOWN)
        popup = QListView()
        popup.setProperty("popup", True)
        self.completer.setPopup(popup)
        self.line.setCompleter(self.completer)
        # Before the completer looks at what was typed: it shows what stands in the model by then.
        self.line.textEdited.connect(self._on_typed)
        self.completer.activated.connect(self._on_edited)

    def offered(self) -> list[str]:
        """The names that are offered now."""
        return self._names.stringList()

    def _on_typed(self, text: str) -> None:
        try:
            found = suggest(self._desk.office, text, _SHOWN) if text.strip() else []
        except Trouble:
            found = []  # told when the form is saved; here it is a plain line
        # What stands there whole already needs no offer.
        self._names.setStringList([] if found == [text.strip()] else found)
