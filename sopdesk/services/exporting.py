"""Tables as files for other programs: made, and entered in the log."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.rights import Right
from sopdesk.domain.spreadsheet import ROWS_MOST, Cell, Table
from sopdesk.domain.text import clean_name
from sopdesk.papers.progress import Cancelled as Cancelled
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.office import Office
from sopdesk.services.rights import require
from sopdesk.store.log import OFFICE

XLSX, CSV = "xlsx", "csv"
FORMS: Final = (XLSX, CSV)
EXPORT: Final = "export"
_NOBODY = "Tanpa nama petugas"
_TELL_EVERY = 100  # rows


def made_file(
    table: Table, form: str, total: int, *, made: datetime, progress: Progress | None = None
) -> bytes:
    """The file of a table with ``total`` rows; ``made`` is the moment by the office's clock.

    Raises Refused for another form than ``xlsx`` and ``csv`` and for more rows than a worksheet has,
    Trouble(OUT_OF_MEMORY), and ``Cancelled`` when ``progress`` says to stop.
    """
    if form not in FORMS:
        raise Refused(Rule.BAD_VALUE, field="form", value=form)
    if form == XLSX and total > ROWS_MOST:
        raise Refused(
            Rule.BAD_VALUE, field="rows", reason=f"lebih dari {ROWS_MOST} baris; simpan sebagai CSV"
        )
    counted = Table(table.name, table.titles, _told(table.rows, total, progress))
    try:
        if form == XLSX:
            from sopdesk.exchange import xlsx_out

            return xlsx_out.render(counted, made)
        from sopdesk.exchange import csv_out

        return csv_out.render(counted)
    except MemoryError as error:
        raise Trouble(Fault.OUT_OF_MEMORY) from error


def made_book(tables: Sequence[Table], *, made: datetime) -> bytes:
    """An xlsx file with a sheet for each table; ``made`` is the moment by the office's clock."""
    from sopdesk.exchange import xlsx_out

    return xlsx_out.render_all(tables, made)


def _told(rows: Iterable[Sequence[Cell]], total: int, progress: Progress | None) -> Iterator[Sequence[Cell]]:
    for done, row in enumerate(rows):
        if done % _TELL_EVERY == 0:
            tell(progress, min(done, total), total)
        yield row


def log_export(office: Office, *, name: str, form: str, rows: int, file: str, by: str, now: datetime) -> None:
    """Enter that a table left the program as the file named ``file``; nobody needs to be at the desk for that."""
    body = {"table": name, "form": form, "rows": rows, "file": file}
    actor = clean_name(by or _NOBODY, field="by")
    with office.store.write() as unit:
        require(office.known(unit), by, Right.PRINT, now=now)
        unit.log.append(OFFICE, EXPORT, actor=actor, at=now, now=now, body=body)
