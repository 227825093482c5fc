"""Whether everything still adds up: file, log chain, caches, numbers, letters, attachments (rules 26)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from sopdesk.papers.progress import Progress
from sopdesk.services import verify_deliveries, verify_numbers
from sopdesk.services.attachments import read_attachment
from sopdesk.services.findings import Finding, Room
from sopdesk.services.log_walk import Walk
from sopdesk.services.office import Known, Office
from sopdesk.services.sound_settings import spoiled_problems
from sopdesk.services.verify_backups import backup_problems
from sopdesk.services.verify_classification import code_problems
from sopdesk.services.verify_deadlines import deadline_problems
from sopdesk.services.verify_dossiers import dossier_problems
from sopdesk.services.verify_files import file_problems
from sopdesk.services.verify_imports import import_problems
from sopdesk.services.verify_incoming import incoming_problems
from sopdesk.services.verify_letters import letter_problems
from sopdesk.services.verify_papers import paper_problems
from sopdesk.services.verify_parties import party_problems
from sopdesk.services.verify_references import reference_problems
from sopdesk.services.verify_settings import official_problems, setting_problems
from sopdesk.services.verify_sops import sop_problems
from sopdesk.services.verify_users import user_problems
from sopdesk.store.store import Unit

_MOST = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; ``log_head`` is the hash of the newest entry, to compare with backups and printed books."""

    findings: tuple[Finding, ...]
    counts: dict[str, int]
    log_head: str

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def problems(self) -> tuple[str, ...]:
        """What was found, in sentences."""
        return tuple(finding.words for finding in self.findings)


def verify(office: Office, progress: Progress | None = None) -> Report:
    """Check the whole office. Problems are Indonesian sentences that name the place; 200 at most.

    ``progress`` is told how many entries of the log were read; ``printing.Cancelled`` when it says to stop.
    """
    with office.store.read() as unit:
        broken = tuple(Finding(f"Berkas database: {p}.") for p in unit.integrity_problems())
        if broken:
            return Report(broken, {}, "")
        walk = Walk(progress, unit.log.count() if progress else 0)
        findings = tuple(islice(_findings(office, unit, office.anew(unit), walk), _MOST))
        counts = {
            "log": walk.count,
            "dossiers": sum(unit.dossiers.counts().values()),
            "numbers": walk.numbers.count,
        }
        return Report(findings, counts, walk.head)


def _findings(office: Office, unit: Unit, known: Known, walk: Walk) -> Iterator[Finding]:
    # First and to its end: what comes after compares with what it has read.
    yield from tuple(walk.chain(unit))
    books, events = walk.of_books, walk.events
    yield from reference_problems(unit)
    yield from dossier_problems(unit, known, events)
    yield from _in(Room.NUMBERS, verify_numbers.problems(unit, walk.numbers, events, books))
    yield from _in(Room.DOSSIERS, deadline_problems(unit, known, events, books))
    yield from letter_problems(unit, books)
    yield from _in(Room.LETTERS, paper_problems(office, unit, books))
    yield from _in(Room.DELIVERIES, verify_deliveries.problems(unit, books, events))
    yield from _in(Room.INCOMING, incoming_problems(unit, books))
    yield from _in(Room.ATTACHMENTS, file_problems(office, unit, books))
    yield from _in(Room.IMPORTS, import_problems(unit, books, walk.numbers))
    yield from _in(Room.SETTINGS, spoiled_problems(known.spoiled, known.spoiled_sops))
    yield from setting_problems(unit, walk.newest, books, events)
    yield from _in(Room.SETTINGS, code_problems(unit, books))
    yield from party_problems(unit, books, events)
    yield from official_problems(unit, books)
    yield from _in(Room.PEOPLE, user_problems(unit, books))
    yield from _in(Room.BACKUPS, backup_problems(office, unit, books))
    yield from sop_problems(unit, known, books)
    if known.profile.logo and read_attachment(office, known.profile.logo) is None:
        yield Finding("Gambar lambang daerah hilang atau berubah.", Room.SETTINGS)


def _in(room: Room, problems: Iterable[str | Finding]) -> Iterator[Finding]:
    for problem in problems:
        yield replace(problem, room=room) if isinstance(problem, Finding) else Finding(problem, room)
