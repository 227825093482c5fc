"""Who the office is: name, letterhead, place, unit code, time zone, mark."""

from dataclasses import dataclass
from datetime import timedelta, timezone

from sopdesk.domain.codes import is_mark
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import FORMAT_LIMIT, check_format
from sopdesk.domain.room import BLOCK_LIMIT, NAME_LIMIT, block_size
from sopdesk.domain.text import clean

ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}


@dataclass(frozen=True, slots=True)
class Profile:
    """The office profile; empty names mean that the office is not set up yet.

    ``logo`` is the name of a file in the data folder's ``lampiran``; ``mark`` goes into every dossier code.
    """

    kabupaten: str = ""
    kecamatan: str = ""
    address_lines: tuple[str, ...] = ()
    place: str = ""
    unit_code: str = "Kec"
    mark: str = ""
    zone: str = "WIB"
    logo: str = ""
    number_format: str = "{kode}/{urut}/{unit}/{tahun}"
    general_code: str = "000"
    kabupaten_seat: str = ""  # where the offices of the kabupaten are, "di – …" in letters

    @property
    def set_up(self) -> bool:
        """Whether the office has a name."""
        return bool(self.kecamatan)

    @property
    def tz(self) -> timezone:
        """The office's zone; Indonesia knows no summer time."""
        return timezone(timedelta(hours=ZONES[self.zone]), self.zone)


def bare_name(name: str, kind: str) -> str:
    """The name without the word before it that letters set themselves: ``Kabupaten Contoh`` is ``Contoh``."""
    first, _, rest = name.strip().partition(" ")
    return rest.strip() if rest.strip() and first.casefold() == kind else name


def checked(profile: Profile) -> Profile:
    """The profile with its texts cleaned, each short enough for paper. Raises Refused naming the field."""
    if profile.zone not in ZONES:
        raise Refused(Rule.BAD_VALUE, field="zone", value=profile.zone)
    mark = profile.mark.strip().upper()
    if not is_mark(mark):
        raise Refused(Rule.BAD_VALUE, field="mark", value=profile.mark)
    cleaned = (clean(line, field="address_lines", limit=120, empty=True) for line in profile.address_lines)
    lines = tuple(line for line in cleaned if line)
    if block_size(lines) > BLOCK_LIMIT:
        raise Refused(Rule.BAD_TEXT, field="address_lines", limit=BLOCK_LIMIT, reason="long")
    return Profile(
        kabupaten=clean(bare_name(profile.kabupaten, "kabupaten"), field="kabupaten", limit=NAME_LIMIT),
        kecamatan=clean(bare_name(profile.kecamatan, "kecamatan"), field="kecamatan", limit=NAME_LIMIT),
        address_lines=lines,
        place=clean(profile.place, field="place", limit=NAME_LIMIT),
        unit_code=clean(profile.unit_code, field="unit_code", limit=30),
        mark=mark,
        zone=profile.zone,
        logo=clean(profile.logo, field="logo", limit=80, empty=True),
        number_format=check_format(clean(profile.number_format, field="number_format", limit=FORMAT_LIMIT)),
        general_code=clean(profile.general_code, field="general_code", limit=30),
        kabupaten_seat=clean(profile.kabupaten_seat, field="kabupaten_seat", limit=NAME_LIMIT, empty=True),
    )
