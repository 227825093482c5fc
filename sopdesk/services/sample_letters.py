"""The letters that come to the sample office, and what becomes of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.disposition_lists import Person, receivers
from sopdesk.services.dispositions import DispositionWish, finish, give, not_needed
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.office import Office
from sopdesk.services.sample_setup import AGENDA
from sopdesk.services.sample_stories import INCOMING, letter_moments

_NATURES = ("biasa", "segera", "biasa", "", "sangat_segera")
_ON_THE_WAY = timedelta(days=4)
_LEFT_ALONE = 3  # the newest wait for their disposition
_LAST_DONE = 5
_NOT_NEEDED = 4  # of the list: a letter for information only


@dataclass(slots=True)
class Letter:
    """A letter on its way through the office; ``line`` is known once it is entered."""

    place: int
    line: int = 0

    def enter(self, office: Office, at: datetime) -> None:
        """Enter it as Bagian Umum does."""
        sender, subject = INCOMING[self.place]
        day = (at - _ON_THE_WAY).date()
        initials = "".join(word[0] for word in sender.split()).upper()
        wish = IncomingWish(
            sender,
            subject,
            at,
            ref=f"{100 + 7 * self.place}/{initials}/{day.year}",
            ref_date=day,
            nature=_NATURES[self.place % len(_NATURES)],
            enclosure="1 berkas" if self.place % 3 == 0 else "",
        )
        self.line = register_incoming(office, wish, by=AGENDA, now=at).line_id

    def pass_on(self, office: Office, at: datetime) -> None:
        """Record what the Camat wrote on the sheet, and what the Sekcam wrote below."""
        if self.place == _NOT_NEEDED:
            not_needed(office, self.line, "Untuk diketahui", by=AGENDA, now=at)
            return
        known = office.look()
        offered = [person for person in receivers(known, known.local(at).date()) if person.desk]
        told = ("Siapkan bahan", "Buat konsep balasan") if self.place % 2 else ("Proses lebih lanjut",)
        first = self._give(office, offered[: 1 + self.place % 2], told, at, days=2 + self.place % 4)
        if self.place % 4 == 1 and len(offered) > 1:
            self._give(office, offered[1:2], ("Koordinasi/konfirmasikan",), at, parent=first)
        if self.place < _LAST_DONE:
            finish(office, first, by=AGENDA, at=at, now=at)

    def _give(
        self,
        office: Office,
        people: list[Person],
        told: tuple[str, ...],
        at: datetime,
        *,
        days: int = 0,
        parent: int | None = None,
    ) -> int:
        deadline = (at + timedelta(days=days)).date() if days else None
        wish = DispositionWish(self.line, tuple(people), told, deadline=deadline, parent=parent)
        return give(office, wish, by=AGENDA, at=at, now=at).id


def happenings(
    office: Office, worktime: WorkingTime, begin: datetime, now: datetime
) -> Iterator[tuple[datetime, Callable[[datetime], None]]]:
    """When each letter came and when it was passed on, with what does it."""
    moments = letter_moments(begin, now, len(INCOMING))
    for place, when in enumerate(moments):
        letter = Letter(place)
        came = worktime.settle(when)
        yield came, partial(letter.enter, office)
        if place < len(moments) - _LEFT_ALONE:
            yield worktime.settle(came + timedelta(hours=3)), partial(letter.pass_on, office)
