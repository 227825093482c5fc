"""Another office in the place of the one in the window, done while none is open."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sopdesk.ui.backups.exchange import OfficeExchange
from sopdesk.ui.backups.words import RestoreWish, UndoWish
from sopdesk.ui.server.exchange import ServerExchange
from sopdesk.ui.server.wishes import CopyWish, LeaveWish, UseWish
from sopdesk.ui.shell.window import Shell

_RESTORES = (RestoreWish, UndoWish)
_MOVES = (CopyWish, UseWish, LeaveWish)


def is_wish(wish: object) -> bool:
    """Whether ``exchange`` knows what to do with it."""
    return isinstance(wish, (*_RESTORES, *_MOVES))


def exchange(
    wish: object,
    by: str,
    folder: Path,
    clock: Callable[[], datetime],
    shell: Shell,
    ended: Callable[[str, bool], None],
) -> None:
    """Do it beside the window; ``ended`` hears the sentence of how it went, and whether it went well."""
    if isinstance(wish, (RestoreWish, UndoWish)):
        restoring = OfficeExchange(folder, clock, shell)
        restoring.ended.connect(ended)
        restoring.ended.connect(restoring.deleteLater)
        restoring.begin(wish, by)
    elif isinstance(wish, (CopyWish, UseWish, LeaveWish)):
        moving = ServerExchange(folder, clock, shell)
        moving.ended.connect(ended)
        moving.ended.connect(moving.deleteLater)
        moving.begin(wish, by)
