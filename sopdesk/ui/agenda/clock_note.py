"""What a form of the books says when the log speaks against the PC's clock (rules 9)."""

from sopdesk.ui.clock_doubt import doubt_words
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Notice, Tone


def note_clock(dialog: Dialog, desk: Desk) -> None:
    """Put the warning into the dialog's body, and let its action say that it is done all the same. Raises Trouble."""
    said = doubt_words(desk)
    if not said:
        return
    dialog.body.addWidget(Notice(said, Tone.WARNING))
    words = dialog.action.accessibleName()
    dialog.action.set_text(f"Tetap {words[:1].lower()}{words[1:]}")
    dialog.confirmed.connect(desk.agree_on_clock)
