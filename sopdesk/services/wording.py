"""The wording of the letters: what ships, what the office has put in its place (text only, never markup)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from sopdesk import paths
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.rights import Right
from sopdesk.domain.templates import Template, parse
from sopdesk.services.office import Known, Office
from sopdesk.services.rights import require
from sopdesk.services.settings import note

WORDING: Final = "wording"  # the setting: what the office wrote, by name
OFFICE_TOKENS: Final[Mapping[str, str]] = {"kecamatan": "Nama kecamatan", "kabupaten": "Nama kabupaten"}


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a paper as it ships. ``tokens`` names the values that it may show; ``sample`` has one of each."""

    name: str
    title: str
    paper: str
    use: str
    tokens: Mapping[str, str]
    sample: Mapping[str, str]
    text: str


@cache
def shipped_wordings(folder: Path | None = None) -> Mapping[str, Wording]:
    """The wordings that ship, by name. Raises Trouble(RESOURCE_DAMAGED)."""
    path = (folder or paths.resources() / "wording") / "wordings.json"
    try:
        found = {}
        for entry in json.loads(path.read_text(encoding="utf-8")):
            wording = Wording(**{**entry, "tokens": {**entry["tokens"], **OFFICE_TOKENS}})
            parse(wording.text, wording.tokens)
            found[wording.name] = wording
        return found
    except (OSError, ValueError, TypeError, KeyError, Refused) as error:
        raise Trouble(Fault.RESOURCE_DAMAGED, file=path.name) from error


def words(known: Known, name: str, **values: str) -> str:
    """The text of the wording ``name`` with the values in place, as the office has it.

    What is not known shows as ``…``. KeyError for a name that does not ship.
    """
    return _template(known, shipped_wordings()[name]).fill({**office_values(known), **values})


def office_values(known: Known) -> dict[str, str]:
    """The values that every wording may show."""
    return {"kecamatan": known.profile.kecamatan, "kabupaten": known.profile.kabupaten}


def text_of(known: Known, name: str) -> str:
    """The wording with its tokens, as the office has it."""
    own = _own(known).get(name)
    return own if isinstance(own, str) else shipped_wordings()[name].text


def check_wording(name: str, text: str) -> Template:
    """Read a text for that place. Raises Refused(BAD_TEMPLATE) with the place of the mistake."""
    return parse(text, shipped_wordings()[name].tokens)


def save_wording(office: Office, name: str, text: str, *, by: str, now: datetime) -> None:
    """Put the office's own text in the place of the shipped one.

    Raises Refused: BAD_TEMPLATE with the place of the mistake, BAD_VALUE for an unknown name.
    """
    _set(office, name, text, by=by, now=now)


def reset_wording(office: Office, name: str, *, by: str, now: datetime) -> None:
    """Take the shipped text again."""
    _set(office, name, None, by=by, now=now)


def _set(office: Office, name: str, text: str | None, *, by: str, now: datetime) -> None:
    if name not in shipped_wordings():
        raise Refused(Rule.BAD_VALUE, field="wording", value=name)
    if text is not None:
        text = text.replace("\r\n", "\n").strip()
        check_wording(name, text)
        if text == shipped_wordings()[name].text:
            text = None
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        own = dict(unit.office.settings().get(WORDING, {}))
        own.pop(name, None)
        if text is not None:
            own[name] = text
        unit.office.put_setting(WORDING, own)
        note(unit, WORDING, {"name": name, "text": text}, by=by, now=now)


def _own(known: Known) -> Mapping[str, str]:
    own = known.settings.get(WORDING, {})
    return own if isinstance(own, dict) else {}


def _template(known: Known, wording: Wording) -> Template:
    try:
        return parse(text_of(known, wording.name), wording.tokens)
    except Refused:
        # A token of a later or earlier release: the letter is made all the same, in the words that ship.
        return parse(wording.text, wording.tokens)
