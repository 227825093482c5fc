"""``python3 -m tests.faults.crowd_deeds FOLDER ME SECONDS OUT``: one of eight clerks at one office, without a pause.

Does what a day is made of, much of it on the dossiers and letters that the others work on too, and writes to OUT what
was promised, refused and how long each deed took.
"""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.errors import Refused, Trouble
from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.sop import Desk
from sopdesk.services import delivery_views, incoming, numbering, queries, reserving, settings
from sopdesk.services.deliveries import receive, send_line
from sopdesk.services.disposition_lists import Person
from sopdesk.services.dispositions import DispositionWish, give, not_needed
from sopdesk.services.dossiers import Start, start
from sopdesk.services.handoffs import give_back, hand_on, hold, resume
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.numbering import NumberWish
from sopdesk.services.office import Office, open_office
from sopdesk.services.register_lines import LineRef
from tests.services.desk import WIB

NEAR: Final = 8  # of the newest letters, which all eight reach for
REASONS_EACH: Final = 2


def clerk_of(me: int) -> str:
    """The name of a clerk."""
    return f"Petugas {me}"


class Clerk:
    """One of the eight; every deed is one transaction with one entry in the log."""

    def __init__(self, office: Office, me: int, shared: list[int]) -> None:
        self.office = office
        self.by = clerk_of(me)
        self.me = me
        self.chance = random.Random(me)
        self.shared = shared
        self.seen = {INCOMING: 0, OUTGOING: 0}
        self.delivery = 0
        self.kept = 0
        self.taken: list[tuple[str, int, int, str]] = []
        self.handed: list[tuple[int, int, int]] = []  # dossier, the step it was seen at, the entry
        self.receipts: list[tuple[int, int]] = []
        self.dispositions: list[int] = []
        self.appointments: list[int] = []

    def now(self) -> datetime:
        """The PC's clock, in the office's zone: its day and year are those of the books."""
        return datetime.now(WIB)

    def _when(self) -> dict[str, Any]:
        now = self.now()
        return {"by": self.by, "at": now, "now": now}

    def _near(self, register: str) -> LineRef:
        newest = max(self.seen[register], 1)
        return LineRef(register, self.now().year, max(1, newest + 1 - self.chance.randrange(NEAR)))

    def begin(self) -> None:
        """Start a dossier."""
        start(self.office, Start("lakip", f"Berkas {self.me}"), **self._when())

    def hand_on(self) -> None:
        """Move a dossier that all have before them, from where it was seen; or send it back."""
        dossier = self.chance.choice(self.shared)
        (card,) = queries.cards(self.office, [dossier])
        when = self._when() | {"step": card.step}
        if self.chance.random() < 0.3:
            answer = give_back(self.office, dossier, "Angka belum cocok", to_step=1, **when)
        else:
            answer = hand_on(self.office, dossier, **when)
        self.handed.append((dossier, card.step, answer.event))

    def hold(self) -> None:
        """Put a dossier that all have aside, or take it up."""
        dossier = self.chance.choice(self.shared)
        if self.chance.random() < 0.4:
            hold(self.office, dossier, "Camat dinas luar", **self._when())
        else:
            resume(self.office, dossier, **self._when())

    def number(self) -> None:
        """The next number of the outgoing book."""
        now = self.now()
        wish = NumberWish(OUTGOING, f"Hal {self.me}", "Bupati", now.date())
        answer = numbering.take_number(self.office, wish, by=self.by, now=now)
        self._took(OUTGOING, answer.year, answer.number, answer.insert or "")

    def reserve(self) -> None:
        """Two numbers put aside."""
        now = self.now()
        span = reserving.reserve(
            self.office, OUTGOING, now.date(), person="Camat", reason="Menyusul", count=2, by=self.by, now=now
        )
        for number in range(span.first, span.last + 1):
            self._took(OUTGOING, span.year, number, "")

    def void(self) -> None:
        """Make a number void that anyone took."""
        ref = self._near(OUTGOING)
        numbering.void_number(
            self.office,
            register=ref.register,
            year=ref.year,
            number=ref.number,
            reason="Salah isi",
            by=self.by,
            now=self.now(),
        )

    def incoming(self) -> None:
        """The next number of the incoming book."""
        now = self.now()
        wish = IncomingWish(f"Dinas {self.me}", "Undangan", now)
        answer = register_incoming(self.office, wish, by=self.by, now=now)
        self._took(INCOMING, answer.year, answer.number, answer.insert or "")

    def _took(self, register: str, year: int, number: int, insert: str) -> None:
        self.taken.append((register, year, number, insert))
        self.seen[register] = max(self.seen[register], number)

    def dispose(self) -> None:
        """A disposition on a letter that anyone entered; of two who say none is needed, one comes late."""
        ref = self._near(INCOMING)
        line = incoming.line_of_number(self.office, ref.year, ref.number, "")
        if self.chance.random() < 0.3:
            answer = not_needed(self.office, line, "Untuk diketahui", **self._when())
        else:
            wish = DispositionWish(line, (Person(name="Staf Satu"),), ("Tindak lanjuti",))
            answer = give(self.office, wish, **self._when())
        self.dispositions.append(answer.id)

    def send(self) -> None:
        """Send a letter that anyone numbered."""
        answer = send_line(self.office, self._near(OUTGOING), [("Dinas", 1)], **self._when())
        self.delivery = max(self.delivery, *answer.numbers)

    def receipt(self) -> None:
        """A second sheet that comes back; of two who enter it, one comes late."""
        year = self.now().year
        place = max(1, self.delivery - self.chance.randrange(NEAR))
        found = delivery_views.at_place(self.office, year, place)
        if found is not None:
            receive(self.office, (found,), "Penerima", **self._when())
            self.receipts.append((year, place))
        else:
            self.begin()

    def set_office(self) -> None:
        """Change a setting: an official's post, or what the office is called."""
        now = self.now()
        if self.chance.random() < 0.5:
            wish = settings.AppointmentWish(
                Desk.KASUBBAG,
                "Kasubbag",
                f"Pejabat {self.me}",
                begins=date(2020, 1, 1),
                ends=date(2020, 2, 1),
            )
            self.appointments.append(settings.save_appointment(self.office, wish, by=self.by, now=now))
        else:
            profile = replace(self.office.look().profile, place=f"Kecamatan {self.me}")
            settings.save_profile(self.office, profile, by=self.by, now=now)

    def keep_reason(self) -> None:
        """Add to a list that all add to, as the window does after a dossier was put aside for it."""
        reason = f"Sebab {self.me}-{self.kept}"
        begun = start(self.office, Start("lakip", reason), **self._when())
        hold(self.office, begun.dossier_id, reason, **self._when())
        settings.keep_reason(self.office, "hold", reason)
        self.kept += 1


DEEDS: Final[tuple[tuple[Callable[[Clerk], None], int], ...]] = (
    (Clerk.begin, 4),
    (Clerk.hand_on, 24),
    (Clerk.hold, 6),
    (Clerk.number, 14),
    (Clerk.reserve, 2),
    (Clerk.void, 3),
    (Clerk.incoming, 14),
    (Clerk.dispose, 12),
    (Clerk.send, 10),
    (Clerk.receipt, 8),
    (Clerk.set_office, 1),
)


def work(clerk: Clerk, seconds: float) -> dict[str, Any]:
    """Work so long, and each deed at least once; what came of it."""
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    troubles: list[str] = []
    waits: list[float] = []
    ways, weights = [way for way, _ in DEEDS], [weight for _, weight in DEEDS]
    first = clerk.chance.sample(ways, len(ways))
    end = time.monotonic() + seconds
    while first or time.monotonic() < end:
        way = first.pop() if first else clerk.chance.choices(ways, weights)[0]
        begun = time.monotonic()
        try:
            way(clerk)
            done[way.__name__] += 1
        except Refused as no:
            refused[f"{way.__name__} {no.rule.value}"] += 1
        except Trouble as trouble:
            troubles.append(f"{way.__name__} {trouble.fault.value} after {time.monotonic() - begun:.1f} s")
        waits.append(time.monotonic() - begun)
        if clerk.kept < REASONS_EACH:
            clerk.keep_reason()
            done.update(("begin", "hold"))
        if clerk.chance.random() < 0.02:
            queries.board(clerk.office, clerk.now())  # what every window reads anew after another's deed
    told = ("taken", "handed", "receipts", "dispositions", "appointments")
    return {
        "done": done,
        "refused": refused,
        "troubles": troubles,
        "waits": [round(each, 5) for each in waits],
        **{name: getattr(clerk, name) for name in told},
    }


def main(argv: list[str]) -> None:
    """Say that one is ready, wait for a line, work."""
    folder, me, seconds, out = argv
    office = open_office(Path(folder), datetime.now(UTC))
    shared = [
        card.id for cards in queries.board(office, datetime.now(UTC)).columns.values() for card in cards
    ]
    clerk = Clerk(office, int(me), sorted(shared))
    print("ready", flush=True)
    sys.stdin.readline()
    told = work(clerk, float(seconds))
    office.close()
    Path(out).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
