"""What stands in the window where the office cannot be opened: a sentence, and the ways on."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.errors import Fault
from sopdesk.services.whereabouts import whereabouts
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.empty import EmptyState

_RESTORABLE: Final = frozenset({Fault.DATABASE_DAMAGED, Fault.DATABASE_NEWER, Fault.ATTACHMENT_CHANGED})
_OF_SERVER: Final = frozenset(
    {Fault.SERVER_GONE, Fault.SERVER_REFUSED, Fault.SERVER_ADDRESS, Fault.SERVER_UNSURE}
)
_FIXED: Final = "Alamat server ditentukan oleh SOPDESK_DATABASE_URL pada komputer ini."


def is_on_server(folder: Path) -> bool:
    """Whether the office is kept on a server, or is meant to be."""
    try:
        return whereabouts(folder).server is not None
    except Trouble:
        return True


class TroubledPage(EmptyState):
    """``action_requested`` asks to try again, ``restore_requested`` for a backup, ``server_requested`` carries the wish
    to use another address."""

    restore_requested = Signal()
    server_requested = Signal(object)

    def __init__(self, folder: Path, error: Refused | Trouble, window: QWidget) -> None:
        words = sentence(error)
        fault = error.fault if isinstance(error, Trouble) else None
        fixed = fault in _OF_SERVER and _is_fixed(folder)
        super().__init__(
            "triangle-alert",
            "Server data tidak dapat dipakai" if fault in _OF_SERVER else "Data kantor tidak dapat dibuka",
            f"{words} {_FIXED}" if fixed else words,
            "Coba lagi",
        )
        self._folder = folder
        self._window = window
        # A backup put in the place of the data is a way on where they are there, and of no use as they are.
        # Where other PCs have the newer program, nobody with an old one puts an old office in its place.
        if fault in _RESTORABLE and not (fault is Fault.DATABASE_NEWER and is_on_server(folder)):
            self.add_way("Pulihkan dari cadangan …").clicked.connect(self.restore_requested)
        if fault in _OF_SERVER and not fixed:
            self.add_way("Pengaturan server …").clicked.connect(self._on_server)

    def _on_server(self) -> None:
        ask_server(self._folder, self._window, self.server_requested.emit)


def ask_server(folder: Path, window: QWidget, chosen: Callable[[object], object]) -> None:
    """Ask for the address of a server that has the office."""
    from sopdesk.ui.server.dialog import ServerDialog  # late: nobody needs it at a usual start

    dialog = ServerDialog(folder, window)
    dialog.chosen.connect(chosen)
    dialog.open()


def _is_fixed(folder: Path) -> bool:
    try:
        return whereabouts(folder).fixed
    except Trouble:
        return False
