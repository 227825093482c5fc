"""Whether users, roles and PINs are as the log says: a role given by another program is found here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sopdesk.domain.rights import EVERY_ROLE
from sopdesk.services.users import PIN, RECOVERY, USER
from sopdesk.store.log import Entry
from sopdesk.store.pins import mark
from sopdesk.store.store import Unit

USER_KINDS: Final = frozenset({USER, PIN, RECOVERY})
_NOTHING: Final = mark("")


def user_problems(unit: Unit, of_books: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    """Each user against the newest entries about them."""
    told = {str(entry.body.get("name")): entry.body for entry in of_books.get(USER, ())}
    marks = {
        kind: {str(entry.body.get("name")): entry.body.get("mark") for entry in of_books.get(kind, ())}
        for kind in (PIN, RECOVERY)
    }
    standing = {row["name"]: row for row in unit.users.rows()}
    for name in sorted(told.keys() | standing.keys()):
        body, user = told.get(name), standing.get(name)
        if body is None or user is None:
            yield f"Petugas {name} {'tidak ada di log' if body is None else 'hilang dari daftar'}."
            continue
        # Entries from before there were roles tell none.
        roles = body.get("roles", sorted(EVERY_ROLE))
        if (body.get("active"), roles, body.get("official")) != (
            user["active"],
            user["roles"],
            user["official_id"],
        ):
            yield f"Petugas {name}: peran atau keterangannya tidak sama dengan log."
        for kind, kept, words in (
            (PIN, user["pin"], "PIN"),
            (RECOVERY, user["recovery"], "kode pemulihan"),
        ):
            if marks[kind].get(name, _NOTHING) != mark(kept):
                yield f"Petugas {name}: {words} diubah di luar SOP Desk."
