"""Whether the log still holds what it held when a book was printed: the hash at the foot of its pages (rules 26)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sopdesk.domain.dates import long_moment
from sopdesk.domain.errors import Refused, Rule
from sopdesk.services.findings import Finding, Room
from sopdesk.services.office import Known, Office

LEAST: Final = 8
"""So many of the 64 characters are enough: that another entry begins with the same is as good as impossible."""
_SIGNS: Final = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """The entry that was the newest when the book was printed; ``later`` were entered since. ``seq`` 0: none is."""

    typed: str
    seq: int = 0
    logged_at: datetime | None = None
    later: int = 0

    @property
    def found(self) -> bool:
        """Whether the log still holds it."""
        return self.seq > 0


def look_up(office: Office, typed: str) -> PrintedHead:
    """Find the entry with the hash that begins so, as it is typed from paper.

    Raises Refused(BAD_VALUE) for what cannot be the beginning of one.
    """
    plain = "".join(typed.split()).lower()
    if not LEAST <= len(plain) <= 64 or not set(plain) <= _SIGNS:
        reason = f"ketik paling sedikit {LEAST} huruf dan angka pertama sesudah kata Log di kaki buku"
        raise Refused(Rule.BAD_VALUE, field="log_head", value=typed, reason=reason)
    with office.store.read() as unit:
        place = unit.log.place_of(plain)
        last, _hash = unit.log.head()
    return PrintedHead(plain, place[0], place[1], last - place[0]) if place else PrintedHead(plain)


def head_words(known: Known, head: PrintedHead) -> str:
    """What to tell of it."""
    if head.logged_at is None:
        return missing(head).words
    when = long_moment(known.local(head.logged_at))
    later = f"{head.later} catatan ditambahkan sesudahnya" if head.later else "tidak ada catatan sesudahnya"
    return f"Cocok: log masih memuat catatan nomor {head.seq}, dicatat {when}; {later}."


def missing(head: PrintedHead) -> Finding:
    """What the absence of it means."""
    words = (
        f"Sidik {head.typed[:16]} tidak ada di log: catatan dihapus atau diubah sesudah buku itu dicetak, "
        "atau sidiknya salah ketik."
    )
    return Finding(words, Room.LOG)
