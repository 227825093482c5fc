"""The registers as screens leaf through them: a window at a time, whatever the number of lines."""

from collections.abc import Sequence

from sopdesk.services.office import Office
from sopdesk.services.queries import register_row
from sopdesk.services.views import RegisterRow
from sopdesk.store.books import BookQuestion as BookQuestion
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit


def count(office: Office, asked: BookQuestion) -> int:
    """How many lines answer."""
    with office.store.read() as unit:
        return unit.books.count(asked)


def window(office: Office, asked: BookQuestion, offset: int, limit: int) -> list[RegisterRow]:
    """``limit`` lines at most, from the place ``offset`` (from 0) on."""
    with office.store.read() as unit:
        return rows_of(unit, unit.books.window(asked, offset, limit))


def place_of(office: Office, asked: BookQuestion, line_id: int) -> int | None:
    """The place (from 0) of a line among those that answer; None where it does not."""
    with office.store.read() as unit:
        return unit.books.place_of(asked, line_id)


def line(office: Office, line_id: int) -> RegisterRow | None:
    """The line with this id."""
    with office.store.read() as unit:
        found = unit.registers.line_by_id(line_id)
        return rows_of(unit, [found])[0] if found else None


def years(office: Office, register: str) -> list[int]:
    """The years that have lines, newest first."""
    with office.store.read() as unit:
        return unit.books.years(register)


def months(office: Office, register: str, year: int) -> list[int]:
    """The months of a year that have lines, newest first."""
    with office.store.read() as unit:
        return unit.books.months(register, year)


def rows_of(unit: Unit, lines: Sequence[LineRow]) -> list[RegisterRow]:
    """Lines as screens show them, with the codes of their dossiers."""
    ids = sorted({line.dossier_id for line in lines if line.dossier_id is not None})
    codes = unit.dossiers.codes(ids)
    return [register_row(line, codes) for line in lines]
