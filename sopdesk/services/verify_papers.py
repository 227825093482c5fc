"""Whether each nota dinas numbered by hand is what the log says of it, and the scanned stamp what was kept."""

from collections.abc import Iterator, Mapping, Sequence

from sopdesk.services.attachments import read_attachment
from sopdesk.services.notes import BY_HAND
from sopdesk.services.office import Office
from sopdesk.services.printing import NOTA_DINAS
from sopdesk.services.stamps import stamp_setting
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit


def paper_problems(office: Office, unit: Unit, of_books: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    """What is wrong, in sentences; ``of_books`` are the entries that speak of the books, by kind."""
    picture = stamp_setting(office.known(unit)).picture
    if picture and read_attachment(office, picture) is None:
        yield "Gambar stempel hilang atau berubah."
    said = {e.body.get("letter"): (e.body.get("text"), e.body.get("date")) for e in of_books.get(BY_HAND, ())}
    seen = set()
    for row in unit.letters.of_kind(NOTA_DINAS):
        if row.line_id is not None or not isinstance(row.issued, dict):
            continue
        seen.add(row.id)
        letter = row.issued.get("letter", {})
        if said.get(row.id) != (letter.get("number"), letter.get("day")):
            yield f"Nota dinas bernomor {letter.get('number') or '–'} tidak sama dengan log."
    for letter_id in said.keys() - seen:
        yield f"Nota dinas bernomor {said[letter_id][0]} ada di log tetapi tidak ada di daftar surat."
