"""What a form says of a PC's clock that the log speaks against (rules 9): one sentence for every screen."""

from sopdesk.domain.dates import long_moment
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Notice, Tone


def doubt_words(desk: Desk) -> str:
    """The sentence, empty where nothing is wrong or the clerk has said today that the clock is right.

    Raises Trouble.
    """
    behind = desk.clock_is_behind()
    if behind is not None:
        return (
            f"Jam komputer lebih awal daripada catatan terakhir ({long_moment(desk.known.local(behind))}). "
            "Periksa jam sebelum menyimpan."
        )
    ahead = desk.clock_leaps_ahead()
    if ahead is not None and not desk.clock_agreed:
        return (
            f"Jam komputer jauh sesudah catatan terakhir ({long_moment(desk.known.local(ahead))}). "
            "Periksa jam sebelum menyimpan."
        )
    return ""


def note_clock(dialog: Dialog, desk: Desk) -> None:
    """Put the warning into the dialog's body, and let its action say that it is done all the same. Raises Trouble."""
    said = doubt_words(desk)
    if not said:
        return
    dialog.body.addWidget(Notice(said, Tone.WARNING))
    words = dialog.action.accessibleName()
    dialog.action.set_text(f"Tetap {words[:1].lower()}{words[1:]}")
    dialog.confirmed.connect(desk.agree_on_clock)
