"""How far a long command is, told on standard error."""

from sopdesk.cli.terminal import Call


class Tenths:
    """Tells every tenth part of the way."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._tenths = 0

    def __call__(self, done: int, whole: int) -> bool:
        """Go on."""
        tenths = 10 * done // max(whole, 1)
        if tenths > self._tenths:
            self._tenths = tenths
            self._call.say_unless_json(f"{tenths * 10} %")
        return True


def at_terminal(call: Call) -> Tenths | None:
    """Tells it to a person who looks on; a script has no use for it."""
    return Tenths(call) if call.terminal.stderr.isatty() else None
