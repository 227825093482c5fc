"""The split clock of a dossier: how its working time was spent in the step at hand and over all its visits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sopdesk.domain.clocks import Split, split
from sopdesk.services.entries import DossierRef, case_of, find
from sopdesk.services.office import Office


@dataclass(frozen=True, slots=True)
class SplitClock:
    """``step`` is the visit that runs, or the last one; ``whole`` all visits together, every round."""

    step: Split
    whole: Split


def split_clock(office: Office, dossier: DossierRef, now: datetime) -> SplitClock:
    """Where the time of a dossier went, up to its end or to ``now``. Raises Refused(UNKNOWN_DOSSIER), Trouble."""
    with office.store.read() as unit:
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, dossier))
    parts = [split(known.worktime, visit, now) for visit in case.state.visits]
    return SplitClock(
        parts[-1],
        Split(
            waiting=sum((part.waiting for part in parts), timedelta(0)),
            at_desk=sum((part.at_desk for part in parts), timedelta(0)),
            held=sum((part.held for part in parts), timedelta(0)),
            outside=sum((part.outside for part in parts), timedelta(0)),
        ),
    )
