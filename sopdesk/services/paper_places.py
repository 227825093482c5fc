"""Lines of the books by the numbers that people read in them, for a paper that is asked for by number."""

import re
from typing import Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.services.entries import find
from sopdesk.services.office import Office

_SHOWN: Final = re.compile(r"([0-9]{1,9})(?:\.?([a-z]{1,8}))?\Z")


def register_line(office: Office, register: str, year: int, shown: str, series: str = "") -> int:
    """The id of the line with that number (``12``, ``12.a``), in ``series`` or in the first that has it.

    Raises Refused(NUMBER_UNKNOWN, BAD_VALUE).
    """
    found = _SHOWN.match(shown.strip().casefold())
    if found is None:
        raise Refused(Rule.BAD_VALUE, field="number", value=shown)
    urut, sisipan = int(found[1]), found[2] or ""
    with office.store.read() as unit:
        for line in unit.registers.of_year(register, year):
            same = (line.urut, line.sisipan.lstrip(".")) == (urut, sisipan)
            if same and series in ("", line.series):
                return line.id
    raise Refused(Rule.NUMBER_UNKNOWN, number=shown, year=year)


def delivery_line(office: Office, year: int, urut: int) -> int:
    """The id of the delivery with that number. Raises Refused(NUMBER_UNKNOWN)."""
    with office.store.read() as unit:
        row = unit.deliveries.at_place(year, urut)
    if row is None:
        raise Refused(Rule.NUMBER_UNKNOWN, number=urut, year=year)
    return row.id


def dossier_id(office: Office, code: str) -> int:
    """The id of the dossier with that code. Raises Refused(UNKNOWN_DOSSIER, BAD_CODE, OTHER_OFFICE)."""
    with office.store.read() as unit:
        return find(unit, office.known(unit), code).id
