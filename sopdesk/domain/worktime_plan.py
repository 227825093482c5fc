"""Deadlines by nature of a letter, plans forward and backward, and whether a plan fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sopdesk.domain.duration import Duration
from sopdesk.domain.worktime import WorkingTime


class Nature(StrEnum):
    """How soon a letter wants its answer (sifat)."""

    SANGAT_SEGERA = "sangat_segera"
    SEGERA = "segera"
    BIASA = "biasa"


_FIVE_DAYS: Final = Duration.parse("5 hari")


@dataclass(frozen=True, slots=True)
class AnswerTerms:
    """The time for an answer (PermenPAN 22/2008): by the wall clock for the two urgent natures."""

    sangat_segera_hours: int = 24
    segera_hours: int = 48
    biasa: Duration = _FIVE_DAYS


DEFAULT_TERMS: Final = AnswerTerms()


def answer_deadline(
    worktime: WorkingTime, nature: Nature, received: datetime, terms: AnswerTerms = DEFAULT_TERMS
) -> datetime:
    """When the answer to a letter registered at ``received`` is due (rules 20).

    The urgent natures run by the wall clock and are shown as the last working moment before that: a letter
    received on a Friday evening may so be due at that Friday's closing, and is late once work begins again.
    """
    if nature is Nature.BIASA:
        return worktime.due(received, terms.biasa)
    hours = terms.sangat_segera_hours if nature is Nature.SANGAT_SEGERA else terms.segera_hours
    return worktime.settle(received + timedelta(hours=hours))


def plan_forward(worktime: WorkingTime, start: datetime, durations: Sequence[Duration]) -> list[datetime]:
    """The deadline of each step when they follow one another from ``start`` (never their sum)."""
    return worktime.chain(start, durations)


def plan_backward(worktime: WorkingTime, deadline: datetime, durations: Sequence[Duration]) -> list[datetime]:
    """The latest start of each step, first step first, so that the last one ends by ``deadline``."""
    return worktime.chain_back(deadline, durations)


def fits(worktime: WorkingTime, start: datetime, deadline: datetime, durations: Sequence[Duration]) -> bool:
    """Whether the steps, one after the other, can all be done from ``start`` to ``deadline``."""
    if not durations:
        return not worktime.is_late(start, deadline)
    return not worktime.is_late(start, plan_backward(worktime, deadline, durations)[0])
