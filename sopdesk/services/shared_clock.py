"""The clock that counts: with a server it is the server's, for the clocks of several PCs differ."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sopdesk.domain.span_words import span
from sopdesk.services.office import Office
from sopdesk.store.store import Unit

Clock = Callable[[], datetime]
TOLERATED: Final = timedelta(seconds=2)  # less is the way to the server and back
TOLD: Final = timedelta(minutes=2)  # more is a clock that somebody should set
_STEADY: Final = timedelta(seconds=1)


class SharedClock:
    """This PC's clock, set right by the office's server; as it is where the office is a file."""

    def __init__(self, own: Clock) -> None:
        self.own = own
        self.apart = timedelta(0)

    def __call__(self) -> datetime:
        """What time it is."""
        return self.own() + self.apart

    def set_apart(self, apart: timedelta) -> None:
        """The server's clock is so far before this PC's."""
        wanted = apart if abs(apart) > TOLERATED else timedelta(0)
        # Each way to the server takes another time: a clock that trembles would sometimes run backwards.
        if abs(wanted - self.apart) > _STEADY:
            self.apart = wanted


def clock_of(office: Office, own: Clock) -> SharedClock:
    """The clock that counts in ``office``. Raises Trouble."""
    clock = SharedClock(own)
    if office.store.on_server:
        clock.set_apart(apart_from(office, own))
    return clock


def apart_from(office: Office, own: Clock) -> timedelta:
    """How far the clock of the office's server is before ``own``, give or take half the way there. Raises Trouble."""
    with office.store.read() as unit:
        before = own()
        its = unit.its_time()
        after = own()
    return timedelta(0) if its is None else its - (before + (after - before) / 2)


def its_moment(unit: Unit, now: datetime) -> datetime:
    """``now``, set right by the clock that counts where ``unit`` reads. Raises Trouble."""
    its = unit.its_time()
    clock = SharedClock(lambda: now)
    clock.set_apart(timedelta(0) if its is None else its - now)
    return clock()


def apart_words(apart: timedelta) -> str:
    """What is said of a PC's clock that is far from the server's; empty where it is near enough."""
    if abs(apart) <= TOLD:
        return ""
    way = "lebih lambat" if apart > timedelta(0) else "lebih cepat"
    days, rest = divmod(abs(apart), timedelta(days=1))
    return f"Jam komputer ini {span(days, rest)} {way} dari jam server; yang dicatat jam server."
