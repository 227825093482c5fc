"""Really? A number far ahead of the next is asked for once more before it is taken."""

from sopdesk.domain.errors import Rule
from sopdesk.ui.errors import Refused, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Tone


class Jump:
    """Turns a dialog's main action into its confirmation after a refused jump, until something is typed again."""

    def __init__(self, dialog: Dialog, action: str, anyway: str) -> None:
        self._dialog = dialog
        self._action = action
        self._anyway = anyway
        self.confirmed = False

    def asked(self, error: Refused) -> bool:
        """Whether the refusal is a jump that may be confirmed; the dialog asks for that then."""
        if error.rule is not Rule.NUMBER_JUMP or error.data.get("most") is not None:
            return False
        self.confirmed = True
        self._dialog.action.set_text(self._anyway)
        self._dialog.notice.say(sentence(error), Tone.WARNING)
        return True

    def forget(self) -> None:
        """Something else is wished now."""
        if self.confirmed:
            self.confirmed = False
            self._dialog.action.set_text(self._action)
