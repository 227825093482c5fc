"""One line of ``batch``, with what every operation needs of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from sopdesk.cli import reading as r
from sopdesk.domain.errors import Refused, Rule
from sopdesk.services.office import Office

Line = Mapping[str, Any]


class Told(Protocol):
    """What an operation answers."""

    def to_json(self) -> dict[str, Any]:
        """The answer line."""


class Asked:
    """One line, with what every operation needs of it."""

    def __init__(self, office: Office, line: Line, now: datetime, user: str = "") -> None:
        self.office = office
        self.line = line
        self.now = now
        self.zone = office.look().profile.tz
        self.by = _by(line, user)
        self.action_id = _action_id(line)
        self.step = r.whole(line, "step")

    @property
    def at(self) -> datetime:
        """When it happened."""
        return r.moment(r.required(self.line, "at"), self.zone)

    @property
    def maybe_at(self) -> datetime | None:
        """When it happened, for operations that need not say so."""
        return r.moment(self.line["at"], self.zone) if self.line.get("at") is not None else None

    @property
    def dossier(self) -> str:
        """The code of the dossier."""
        return r.text(self.line, "dossier")

    def timed(self) -> dict[str, Any]:
        """The keywords of an action on a dossier."""
        return {"by": self.by, "at": self.at, "now": self.now, "step": self.step, "action_id": self.action_id}


def _by(line: Line, user: str) -> str:
    """Who does it: with PINs nobody logs in another's name."""
    if not user:
        return r.text(line, "by")
    if r.text(line, "by", user) != user:
        raise Refused(Rule.BAD_INPUT, why="by bukan petugas yang masuk dengan --user")
    return user


def _action_id(line: Line) -> str | None:
    value = line.get("id")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int) or not 1 <= len(str(value)) <= 200:
        raise Refused(Rule.BAD_INPUT, why="id bukan teks")
    return str(value)
