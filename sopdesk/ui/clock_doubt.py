"""What a form says of a PC's clock that the log speaks against (rules 9): one sentence for every screen."""

from sopdesk.domain.dates import long_moment
from sopdesk.ui.desk import Desk


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
