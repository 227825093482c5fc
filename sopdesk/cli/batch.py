"""``sopdesk batch``: JSON lines in, one use case and one transaction each; an answer line after its commit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sopdesk.cli import reading as r
from sopdesk.cli.asked import Asked, Line
from sopdesk.cli.names import user_for
from sopdesk.cli.operations import OPERATIONS
from sopdesk.cli.terminal import Call
from sopdesk.domain.errors import Refused, Rule, Trouble
from sopdesk.services.answers import keep_refusal
from sopdesk.services.entries import Answered
from sopdesk.services.office import Office, open_office
from sopdesk.services.sentences import sentence
from sopdesk.services.shared_clock import clock_of


def parse(raw: bytes | None) -> tuple[str, Line]:
    """The operation and the fields of a line: ``{"op": "start", …}`` or ``{"start": {…}}``.

    Raises Refused(BAD_INPUT).
    """
    value = r.json_object(raw)
    name = value.get("op")
    if isinstance(name, str) and name in OPERATIONS:
        return name, {k: v for k, v in value.items() if k != "op"}
    if name is None:
        named = [k for k in value if k in OPERATIONS and isinstance(value[k], dict)]
        if len(named) == 1:
            rest = {k: v for k, v in value.items() if k not in (named[0], "op")}
            return named[0], {**rest, **value[named[0]]}
    raise Refused(Rule.BAD_INPUT, why="bukan perintah yang dikenal")


def refusal(error: Refused) -> dict[str, Any]:
    """The answer line of a refusal."""
    return {"ok": False, "code": error.rule.value, "message": sentence(error)}


def answer_line(office: Office, raw: bytes | None, now: datetime, user: str = "") -> dict[str, Any]:
    """What one line is answered; ``user`` is who works where PINs are asked for. Raises Trouble."""
    action_id = None
    try:
        name, line = parse(raw)
        call = Asked(office, line, now, user)
        action_id = call.action_id
        return _in_order(OPERATIONS[name](call).to_json())
    except Answered as before:
        return _in_order(before.answer)
    except Refused as error:
        said = refusal(error)
        if action_id is not None and error.rule is not Rule.BAD_INPUT:
            return _in_order(keep_refusal(office, action_id, said))
        return said


_ORDER = (
    "ok",
    "dossier",
    "step",
    "desk",
    "due",
    "event",
    "year",
    "series",
    "number",
    "insert",
    "text",
    "code",
)


def _in_order(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with its names in one order, so that the one from the record is the same line as the first."""
    return {name: answer[name] for name in dict.fromkeys((*_ORDER, *sorted(answer))) if name in answer}


def run(command: Call) -> int:
    """Answer every line until the input ends; 0, or 3 after the line that the environment failed.

    Raises Trouble where the office cannot be opened.
    """
    terminal = command.terminal
    office = open_office(command.folder, command.clock())
    try:
        clock = clock_of(office, command.clock)
        user = user_for(command, office)
        for raw in r.lines(terminal.stdin):
            try:
                answer = answer_line(office, raw, clock(), user)
            except Trouble as trouble:
                # The line was not done, and the next would only fail alike.
                said = sentence(trouble)
                terminal.put_json({"ok": False, "code": trouble.fault.value, "message": said}, indent=None)
                terminal.say(said)
                return 3
            terminal.put_json(answer, indent=None)
    finally:
        office.close()
    return 0
