"""How a person comes to the desk: by a name, or where PINs are asked for by the lock page."""

from PySide6.QtCore import QObject, Signal

from sopdesk.domain.rights import Right
from sopdesk.services import settings
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Trouble, sentence
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.shell.window import Shell
from sopdesk.ui.users.acts import UserActs
from sopdesk.ui.users.gate import Gate
from sopdesk.ui.users.guard import Guard


class Entry(QObject):
    """``refused`` carries a sentence, ``order_requested`` the ``PaperOrder`` of a recovery code."""

    refused = Signal(str)
    order_requested = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, shell: Shell) -> None:
        super().__init__(shell)
        self._desk = desk
        self._theme = theme
        self._shell = shell
        self._next_code: tuple[str, str] | None = None
        self.guard = Guard(desk, theme, shell)
        self.gate = Gate(desk, self)
        self.gate.keep(Right.LOG, shell.header.new)
        self.guard.forgotten.connect(self._on_forgotten)
        self.guard.locking.connect(self._on_locking)
        self.guard.locked_changed.connect(self._on_locked)

    def ask(self) -> None:
        """Ask who is at the desk; a single name needs no question at the start, where no PIN is asked for."""
        try:
            if self.guard.stands:
                self.guard.renew()
                self.guard.lock()
                return
            names = settings.clerks(self._desk.office)
        except Trouble as error:
            self.refused.emit(sentence(error))
            return
        if not self._desk.clerk and len(names) == 1:
            self._desk.sign_in(names[0])
            return
        from sopdesk.ui.welcome.clerk import ClerkDialog

        dialog = ClerkDialog(self._desk, self._theme, self._shell)
        dialog.picked.connect(self._on_picked)
        dialog.open()

    def stop(self) -> None:
        """The office is left."""
        self.guard.stop()

    def _on_picked(self, name: str) -> None:
        if self.guard.stands:
            self.guard.lock()
        else:
            self._desk.sign_in(name)

    def _on_locking(self) -> None:
        from sopdesk.ui.welcome.clerk import ClerkDialog

        # Else a name could be picked after the lock without its PIN.
        for dialog in self._shell.findChildren(ClerkDialog):
            dialog.reject()

    def _on_locked(self, locked: bool) -> None:
        # A code of a sheet opens nothing behind the lock page, nor is a PIN typed quickly taken for one.
        self._shell.scans.blockSignals(locked)
        if not locked and self._next_code is not None:
            self._show_code(*self._next_code)

    def _on_forgotten(self, name: str) -> None:
        from sopdesk.ui.users.dialogs import ForgottenDialog

        dialog = ForgottenDialog(UserActs(self._desk), name, self._shell)
        dialog.recovered.connect(self._on_recovered)
        dialog.open()

    def _on_recovered(self, code: str) -> None:
        page = self.guard.page
        name = page.chosen if page is not None else self._desk.clerk
        self._next_code = (name, code)
        if page is None:
            self._show_code(name, code)
            return
        page.choose(name)

    def _show_code(self, name: str, code: str) -> None:
        from sopdesk.ui.users.dialogs import CodeDialog

        self._next_code = None
        dialog = CodeDialog(name, code, self._shell)
        dialog.order_requested.connect(self.order_requested)
        dialog.open()
