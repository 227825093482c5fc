"""The counts of the window's head, from levels that are reckoned already."""

from collections.abc import Iterable

from sopdesk.domain.clocks import Level
from sopdesk.services.board_views import Counts
from sopdesk.services.office import Known
from sopdesk.ui.board.entry import Entry


def tally(known: Known, entries: Iterable[Entry]) -> Counts:
    """How many run, warn and are late, in all and by SOP."""
    running = late = warning = 0
    by_sop = {key: [0, 0] for key in known.current}
    for entry in entries:
        level = entry.level
        running += 1
        warning += level is Level.WASPADA
        both = by_sop.setdefault(entry.card.sop, [0, 0])
        both[0] += 1
        if level is Level.TERLAMBAT:
            late += 1
            both[1] += 1
    return Counts(running, late, warning, {key: (n, of) for key, (n, of) in by_sop.items()})
