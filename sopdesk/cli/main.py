"""One command: read the arguments, do it, tell how it went.

Exit codes: 0 done, 1 refused by a rule of the office, 2 wrong use, 3 trouble of the environment.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sopdesk import paths
from sopdesk.cli.options import read
from sopdesk.cli.terminal import Call, Clock, Terminal, WrongUseError
from sopdesk.cli.wording import AskedError
from sopdesk.domain.errors import Fault, Refused, Trouble

DONE: Final = 0
REFUSED: Final = 1
WRONG_USE: Final = 2
TROUBLE: Final = 3


def data_folder(wanted: argparse.Namespace) -> Path:
    """The office's data folder: ``--data``, else ``SOPDESK_DATA``, else the user's own."""
    named: Path | None = getattr(wanted, "data", None)
    return named.expanduser() if named is not None else paths.default_data()


def arguments(argv: Sequence[str], terminal: Terminal) -> argparse.Namespace | int:
    """What the arguments ask for, or the exit code where that is told already. Raises OutputClosedError."""
    try:
        return read(argv)
    except AskedError as asked:
        terminal.put(str(asked).rstrip("\n"))
        return DONE
    except WrongUseError as wrong:
        terminal.say(str(wrong))
        return WRONG_USE


def run(wanted: argparse.Namespace, clock: Clock, terminal: Terminal) -> int:
    """Do the command; the exit code. Raises OutputClosedError; anything else that comes out is a bug."""
    call = Call(wanted, data_folder(wanted), clock, terminal)
    try:
        _reach(call.folder)
        return _command(wanted.command)(call)
    except WrongUseError as wrong:
        terminal.say(str(wrong))
        return WRONG_USE
    except Refused as error:
        return _told(call, error, error.rule.value, REFUSED)
    except Trouble as trouble:
        return _told(call, trouble, trouble.fault.value, TROUBLE)
    except MemoryError:
        return _told(call, Trouble(Fault.OUT_OF_MEMORY), Fault.OUT_OF_MEMORY.value, TROUBLE)


def _reach(folder: Path) -> None:
    """Raise Trouble for a name that the system does not even look up, such as one that is too long."""
    try:
        folder.exists()
    except OSError as error:
        raise Trouble(Fault.FOLDER_MISSING, path=str(folder)) from error


def _told(call: Call, error: Refused | Trouble, code: str, exit_code: int) -> int:
    from sopdesk.services.sentences import sentence

    said = sentence(error)
    call.terminal.say(said)
    if call.json:
        call.terminal.put_json({"ok": False, "code": code, "message": said})
    return exit_code


def _command(name: str) -> Callable[[Call], int]:
    """The command, imported only when it is wanted: each brings libraries that take their time to load."""
    match name:
        case "time":
            from sopdesk.cli import times

            return times.run
        case "calendar":
            from sopdesk.cli import calendars

            return calendars.run
        case "sop":
            from sopdesk.cli import sops

            return sops.run
        case "dossier":
            from sopdesk.cli import dossiers

            return dossiers.run
        case "duty":
            from sopdesk.cli import duties

            return duties.run
        case "register":
            from sopdesk.cli import registers

            return registers.run
        case "paper":
            from sopdesk.cli import papers

            return papers.run
        case "export":
            from sopdesk.cli import exports

            return exports.run
        case "batch":
            from sopdesk.cli import batch

            return batch.run
        case "backup" | "restore":
            from sopdesk.cli import backups

            return backups.run
        case "server":
            from sopdesk.cli import servers

            return servers.run
        case "verify":
            from sopdesk.cli import checks

            return checks.run
        case _:
            from sopdesk.cli import samples

            return samples.run
