"""What a form of the books says when the PC's clock is behind the log (rules 9)."""

from sopdesk.domain.dates import long_moment
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Notice, Tone


def note_clock(dialog: Dialog, desk: Desk) -> None:
    """Put the warning into the dialog's body, and let its action say that it is done all the same. Raises Trouble."""
    behind = desk.clock_is_behind()
    if behind is None:
        return
    newest = desk.known.local(behind)
    dialog.body.addWidget(
        Notice(
            f"Jam komputer lebih awal daripada catatan terakhir ({long_moment(newest)}). "
            "Periksa jam sebelum menyimpan.",
            Tone.WARNING,
        )
    )
    words = dialog.action.accessibleName()
    dialog.action.set_text(f"Tetap {words[:1].lower()}{words[1:]}")
