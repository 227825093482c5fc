"""Whom the office has written to and heard from: offered again while the name is typed."""

from sopdesk.services.office import Office

_LOOKED_AT = 400  # of the newest that match; further down nobody looks


def suggest(office: Office, typed: str, limit: int = 12) -> list[str]:
    """Names that hold every word typed: those that begin so first, then those with words that begin so, each the
    newest first. Nothing typed gives the newest."""
    words = tuple(typed.casefold().split())[:8]
    with office.store.read() as unit:
        found = unit.parties.having(words, _LOOKED_AT if words else limit)
    start = " ".join(words)
    return sorted(found, key=lambda name: _distance(name.casefold(), start, words))[:limit]


def _distance(name: str, start: str, words: tuple[str, ...]) -> int:
    if name.startswith(start):
        return 0
    own = name.split()
    return 1 if all(any(each.startswith(word) for each in own) for word in words) else 2
