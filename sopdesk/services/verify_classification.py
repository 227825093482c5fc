"""Whether the office's own codes are as the log says."""

from collections.abc import Iterator, Mapping, Sequence

from sopdesk.services.classification import CLASSIFICATION
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit


def code_problems(unit: Unit, of_books: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    """Own codes against the newest entry about each."""
    told: dict[str, tuple[str, bool]] = {}
    for entry in of_books.get(CLASSIFICATION, ()):
        code = str(entry.body.get("code"))
        if entry.body.get("dropped"):
            told.pop(code, None)
        else:
            told[code] = (str(entry.body.get("name")), bool(entry.body.get("hidden")))
    standing = {code.code: (code.name, code.hidden) for code in unit.classification.own()}
    for code in sorted(told.keys() | standing.keys()):
        if told.get(code) != standing.get(code):
            yield f"Kode klasifikasi {code} tidak sama dengan log."
