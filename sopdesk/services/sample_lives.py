"""The lives of dossiers by the thousand: which deeds, how far apart. Chance decides, the seed decides chance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from random import Random

from sopdesk.domain.events import EventKind
from sopdesk.domain.sop import Kind, Sop
from sopdesk.domain.worktime_plan import Nature
from sopdesk.services.sample_plan import FACTS, span_of
from sopdesk.services.sample_setup import DRAFTER, SECOND_DRAFTER

# A year of an office: 130 handoffs a day were counted for 1,800 dossiers a year.
LETTERS_A_YEAR = 1500
DOSSIERS_A_YEAR = 300
OPEN_AT_ONCE = 90

_DAY = 450  # minutes of a usual working day: how long things take here, never a deadline
_SHARES = (("rfk", 45), ("rup", 20), ("lakip", 15), ("renja", 15), ("renstra", 5))
_ENTERED_LATE = 0.74  # of the letters are entered once their draft is ready
_RETURN_REASONS = ("Data belum lengkap", "Angka tidak sesuai bukti", "Salah ketik", "Lampiran kurang")
_HOLD_REASONS = ("Camat dinas luar", "Sekcam dinas luar", "Menunggu bahan dari PPTK", "Listrik padam")
_SUBJECTS = (
    "permintaan data",
    "permohonan rekomendasi",
    "undangan rapat",
    "permohonan narasumber",
    "konfirmasi batas desa",
    "permohonan izin pemakaian aula",
    "klarifikasi aset",
    "permintaan personel",
)
SENDERS = (
    "Kepala Dinas Contoh",
    "Kepala Badan Contoh",
    "Kepala Desa Contoh Jaya",
    "Kepala Desa Contoh Makmur",
    "Kepala Puskesmas Contoh",
    "Ketua Karang Taruna Contoh",
)
_NATURES = (Nature.BIASA,) * 7 + (Nature.SEGERA,) * 2 + (Nature.SANGAT_SEGERA,)


class Sort(Enum):
    """How a dossier of the sample came about."""

    CLOSED = "closed"
    OPEN = "open"
    OLD_BOOK = "old_book"  # entered near its end from the books that the office kept before


@dataclass(frozen=True, slots=True)
class Move:
    """A deed, so many working ``minutes`` after the start of the dossier."""

    kind: EventKind
    minutes: int
    step: int
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Life:
    """A dossier that chance made; ``rest`` is how many minutes ago its last deed was, where it is still open."""

    sort: Sort
    sop: str
    subject: str
    owner: str
    nature: str
    addressee: str
    first: int
    moves: tuple[Move, ...]
    rest: int


def life(sops: Mapping[str, Sop], minutes: Mapping[str, tuple[int, ...]], sort: Sort, chance: Random) -> Life:
    """A dossier's life, from the state of ``chance`` alone. ``minutes`` are those of each SOP's steps."""
    letter = chance.random() < LETTERS_A_YEAR / (LETTERS_A_YEAR + DOSSIERS_A_YEAR)
    key = "balasan" if letter else chance.choices([k for k, _ in _SHARES], [w for _, w in _SHARES])[0]
    sop = sops[key]
    first = _first(sop, sort, chance)
    moves = list(_moves(sop, minutes[key], sort, first, chance))
    rest = 0
    if sort is Sort.OPEN:
        ends = next(i for i in range(len(moves) - 1, -1, -1) if moves[i].kind is EventKind.DISPATCH)
        moves = moves[: chance.randrange(1, ends + 1)]
        rest = int(minutes[key][moves[-1].step - 1] * chance.uniform(0.05, 1.3))
    elif sort is Sort.CLOSED and chance.random() < 0.01:
        cut = moves[: chance.randrange(1, 4)]
        moves = [*cut, Move(EventKind.CANCEL, cut[-1].minutes + 60, 0, {"reason": "Permintaan ditarik"})]
    return Life(
        sort,
        key,
        f"Balasan {chance.choice(_SUBJECTS)}" if letter else "",
        chance.choice((DRAFTER, SECOND_DRAFTER)),
        chance.choice(_NATURES).value if letter else "",
        chance.choice(SENDERS) if letter else "",
        first,
        tuple(moves),
        rest,
    )


def minutes_of(sop: Sop, week_days: int) -> tuple[int, ...]:
    """About how many working minutes each step's standard time is."""
    spans = (span_of(step.duration, week_days) for step in sop.steps)
    return tuple(int(span.days * _DAY + span.minutes) for span in spans)


def _first(sop: Sop, sort: Sort, chance: Random) -> int:
    if sort is Sort.OLD_BOOK:
        return next(s.no for s in sop.steps if s.kind is Kind.PARAF)
    if sop.first_of_year_only:
        return sop.first_of_year_only[-1] + 1
    if sop.answer_by_nature and chance.random() < _ENTERED_LATE:
        return next(s.no for s in sop.steps if s.kind is Kind.KOREKSI) + 2
    return 1


def _moves(sop: Sop, minutes: tuple[int, ...], sort: Sort, first: int, chance: Random) -> Iterator[Move]:
    busy = sort is not Sort.OLD_BOOK
    at, step, sent = 0, first, False
    desk = sop.step(first).desk
    yield Move(EventKind.START, at, step, {})
    while True:
        row = sop.step(step)
        took = max(2, int(minutes[step - 1] * chance.uniform(0.25, 1.25)))
        if row.desk is not desk and busy and chance.random() < 0.22:
            yield Move(EventKind.RECEIVE, at + took // 4, step, {})
        desk = row.desk
        if busy and chance.random() < 0.015:
            yield Move(EventKind.HOLD, at + took // 2, step, {"reason": chance.choice(_HOLD_REASONS)})
            at += _DAY
            yield Move(EventKind.RESUME, at + took // 2, step, {})
        at += took
        if (
            busy
            and not sent
            and row.return_to
            and chance.random() < 0.06
            and row.kind is not Kind.AGENDA_KIRIM
        ):
            yield Move(EventKind.RETURN, at, step, {"reason": chance.choice(_RETURN_REASONS)})
            step = row.return_to
            continue
        for ask in row.asks:
            yield Move(EventKind.FACTS, at, step, FACTS[ask])
        if row.kind is not Kind.AGENDA_KIRIM:
            yield Move(EventKind.HAND_ON, at, step, {})
            step += 1
            continue
        yield Move(EventKind.NUMBER, at, step, {})
        yield Move(EventKind.STAMP, at + 3, step, {})
        at += 9
        yield Move(EventKind.DISPATCH, at, step, {})
        sent = True
        if chance.random() < 0.92 or step != sop.last:
            at += chance.randrange(120, 3 * _DAY)
            yield Move(EventKind.RECEIPT, at, step, {"name": "Penerima surat"})
        if step == sop.last:
            return
        step += 1
