"""Whether the names that are offered were ever written to or came with a letter."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sopdesk.domain.events import Event, EventKind
from sopdesk.services.deliveries import SEND
from sopdesk.services.findings import Finding, Room
from sopdesk.services.incoming import AMEND
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit

_KINDS: Final = frozenset({EventKind.NUMBER, EventKind.CORRECT_NUMBER, EventKind.DISPATCH, AMEND, SEND})


def party_problems(
    unit: Unit, of_books: Mapping[str, Sequence[Entry]], events: Mapping[int, Sequence[Event]]
) -> Iterator[Finding]:
    """Names that no entry holds. One that is missing is no loss: it is offered again when it is next typed."""
    names: set[str] = set()
    times: set[datetime] = set()
    for kind in _KINDS:
        for entry in of_books.get(kind, ()):
            times.add(entry.logged_at)
            names |= _named(entry.body)
    for each in events.values():
        for event in each:
            if event.kind in _KINDS:
                times.add(event.logged_at)
                names |= _named(event.data)
    for party in unit.parties.every():
        if party.name not in names or party.used_at not in times or party.folded != party.name.casefold():
            yield Finding(f"Nama tujuan “{party.name}” tidak sama dengan log.", Room.SETTINGS)


def _named(body: Mapping[str, Any]) -> set[str]:
    said = [body.get("party"), body.get("to")]
    changed, recipients = body.get("changed"), body.get("recipients")
    if isinstance(changed, Mapping):
        said += changed.get("party") or ()
    for each in recipients if isinstance(recipients, list) else ():
        said.append(each.get("to") if isinstance(each, Mapping) else each)
    return {" ".join(name.split()) for name in said if isinstance(name, str)}
