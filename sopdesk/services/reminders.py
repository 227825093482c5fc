"""Reminders before and at a deadline: which are due now, told once each and only in office hours (product 8)."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from sopdesk.domain.dates import day_moment
from sopdesk.domain.duration import Duration
from sopdesk.services.duties import DutyRow, Standing
from sopdesk.services.faces import face
from sopdesk.services.office import Known
from sopdesk.services.sentences import DESKS
from sopdesk.services.today import Stand
from sopdesk.services.views import Card


class Cause(StrEnum):
    """What is told of."""

    NEAR = "waspada"
    DUE = "tempo"
    OUTSIDE = "luar"
    RECEIPT = "lembar2"
    DUTY = "tugas"


@dataclass(frozen=True, slots=True)
class Reminder:
    """``key`` tells it from every other; ``also`` are those that this one makes needless."""

    key: str
    cause: Cause
    words: str
    dossier: int | None = None
    also: tuple[str, ...] = ()


def reminders(known: Known, stand: Stand, now: datetime, already: Container[str]) -> list[Reminder]:
    """What is to be told now and was not before, no query; nothing outside office hours."""
    if not known.worktime.is_working(now):
        return []
    # Most that could be said was: its words are not made again.
    found = [
        *(each for card in stand.cards for each in _of_card(known, card, now, already)),
        *(each for card in stand.waiting for each in _of_receipt(known, card, stand.receipt_days, now)),
        *(each for row in stand.duties for each in _of_duty(row, now)),
    ]
    return [each for each in found if each.key not in already]


def _of_card(known: Known, card: Card, now: datetime, already: Container[str]) -> Iterator[Reminder]:
    """Of the step's clock for each visit, of the dossier's own for each deadline; a hold stops the step's alone."""
    due, warn = card.due, card.warn_from
    if card.life == "running" and due is not None and warn is not None and now >= min(warn, due):
        yield from _of_clock(known, card, _visit(card), warn, due, now, already)
    due, warn = card.deadline, card.deadline_warn
    if due is not None and warn is not None and now >= min(warn, due):
        base = f"{card.id}:batas:{_stamp(due)}"
        yield from _of_clock(known, card, base, warn, due, now, already, of_dossier=True)


def _of_clock(
    known: Known,
    card: Card,
    base: str,
    warn: datetime,
    due: datetime,
    now: datetime,
    already: Container[str],
    *,
    of_dossier: bool = False,
) -> Iterator[Reminder]:
    near, over = f"{base}:{Cause.NEAR}", f"{base}:{Cause.DUE}"
    outside = card.desk.outside and not of_dossier
    if (over if now >= due else near) in already:
        return
    if now >= due:
        cause = Cause.OUTSIDE if outside else Cause.DUE
        yield Reminder(over, cause, _words(known, card, now, due, of_dossier=of_dossier), card.id, (near,))
    elif now >= warn:
        cause = Cause.OUTSIDE if outside else Cause.NEAR
        yield Reminder(near, cause, _words(known, card, now, due, of_dossier=of_dossier), card.id)


def _words(known: Known, card: Card, now: datetime, due: datetime, *, of_dossier: bool) -> str:
    what = f"{card.label} {card.code}"
    if of_dossier:
        gone = "lewat" if known.worktime.is_late(now, due) else "sampai"
        return f"{what}: batas waktu berkas {gone} {day_moment(known.local(due))}."
    said = face(known.worktime, card._replace(deadline=None, deadline_warn=None), now).sentence
    return f"{what} di {DESKS[card.desk.value]}: {said[:1].lower()}{said[1:]}."


def _of_receipt(known: Known, card: Card, days: int, now: datetime) -> Iterator[Reminder]:
    if card.ended_at is None or now < known.worktime.due(card.ended_at, _days(days)):
        return
    key = f"{card.id}:{_stamp(card.ended_at)}:{Cause.RECEIPT}"
    words = f"{card.label} {card.code}: lembar 2 belum kembali sesudah {days} hari kerja."
    yield Reminder(key, Cause.RECEIPT, words, card.id)


def _of_duty(row: DutyRow, now: datetime) -> Iterator[Reminder]:
    """A duty whose dossier nobody has opened: once when it is time, once more at the latest start."""
    if row.standing in (Standing.RUNNING, Standing.FINISHED, Standing.CANCELLED, Standing.MISSED):
        return
    first, last = (f"tugas:{row.key}:{part}" for part in ("buka", "akhir"))
    if now >= row.latest:
        words = f"{row.label} {row.words} seharusnya dimulai paling lambat {day_moment(row.latest)}."
        yield Reminder(last, Cause.DUTY, words, None, (first,))
    elif now >= row.opens:
        words = f"{row.label} {row.words} belum dimulai: mulai paling lambat {day_moment(row.latest)}."
        yield Reminder(first, Cause.DUTY, words)


def _visit(card: Card) -> str:
    return f"{card.id}:{_stamp(card.since)}"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _days(count: int) -> Duration:
    return Duration.parse(f"{count} hari")


_PARTS: Final = (
    (Cause.DUE, "{} jatuh tempo atau terlambat"),
    (Cause.NEAR, "{} mendekati batas"),
    (Cause.OUTSIDE, "{} di luar kantor perlu ditanyakan"),
    (Cause.RECEIPT, "{} lembar 2 belum kembali"),
    (Cause.DUTY, "{} tugas berkala belum dimulai"),
)


def together(told: Sequence[Reminder]) -> str:
    """One sentence for all that is told at a time; empty for nothing."""
    if len(told) == 1:
        return told[0].words
    numbers = ((sum(each.cause is cause for each in told), words) for cause, words in _PARTS)
    said = [words.format(count) for count, words in numbers if count]
    return f"{', '.join(said)}. Lihat Hari ini (Ctrl+T)." if said else ""
