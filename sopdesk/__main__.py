"""The program's door: ``python3 -m sopdesk`` in a checkout, ``sopdesk`` where it is installed."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sopdesk import provision

if TYPE_CHECKING:
    from sopdesk.cli.terminal import Terminal

_INTERRUPTED: Final = 130
_TROUBLE: Final = 3
_NO_DISPLAY = "Tidak ada layar, jadi jendela tidak dibuka. Sebagai gantinya tur dibuat di folder tour."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with ``argv`` (default: the process's own) and give its exit code."""
    try:
        return _guarded(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _guarded(argv: Sequence[str]) -> int:
    # late: in a fresh checkout its packages come only with the set-up
    from sopdesk import bootstrap, paths
    from sopdesk.cli.main import arguments, data_folder
    from sopdesk.cli.terminal import OutputClosedError

    terminal = bootstrap.terminal()
    folder = paths.default_data()
    try:
        wanted = arguments(argv, terminal)
        if isinstance(wanted, int):
            return wanted
        folder = data_folder(wanted)
        return _run(wanted, folder, terminal)
    except OutputClosedError as closed:
        bootstrap.forget_output()
        if str(closed):
            terminal.say(str(closed))
        return _TROUBLE
    except Exception as error:
        # A bug: people get one sentence, the log gets the rest.
        terminal.say(bootstrap.keep_crash(folder, error))
        return _TROUBLE


def _run(wanted: argparse.Namespace, folder: Path, terminal: "Terminal") -> int:
    from sopdesk import bootstrap
    from sopdesk.cli.main import run

    if wanted.self_check:
        from sopdesk import tour

        return tour.self_check()
    if wanted.command == "tour":
        from sopdesk import tour

        return tour.main(wanted.out)
    if wanted.command is not None:
        return run(wanted, bootstrap.now, terminal)
    if provision.has_display():
        return bootstrap.open_window(folder)
    from sopdesk import tour

    terminal.say(_NO_DISPLAY)
    return tour.main(Path("tour"))


if __name__ == "__main__":
    provision.ensure("sopdesk", provision.RUN, *([provision.WINDOW] if provision.has_display() else []))
    sys.exit(main())
