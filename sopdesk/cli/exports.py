"""``sopdesk export``: a year of one of the office's tables as a file for spreadsheet programs."""

from sopdesk.cli.papers import write_file
from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.services import exporting
from sopdesk.services.export_tables import TABLES, office_table
from sopdesk.services.office import open_office

_BY = "sopdesk export"


def run(call: Call) -> int:
    """Write the file. Raises WrongUseError, Refused, Trouble."""
    wanted = call.wanted
    if wanted.form not in exporting.FORMS:
        raise WrongUseError(f"{wanted.form} belum dapat dibuat. Pilihannya: {', '.join(exporting.FORMS)}.")
    if wanted.table not in TABLES:
        raise WrongUseError(f"Tabel {wanted.table} tidak ada. Pilihannya: {', '.join(TABLES)}.")
    now = call.clock()
    office = open_office(call.folder, now)
    try:
        known = office.look()
        year = wanted.year if wanted.year is not None else known.local(now).year
        table, rows = office_table(office, wanted.table, year, now=now)
        content = exporting.made_file(table, wanted.form, rows, made=known.local(now))
        write_file(wanted.out, content)
        exporting.log_export(
            office, name=table.name, form=wanted.form, rows=rows, file=wanted.out.name, by=_BY, now=now
        )
    finally:
        office.close()
    if call.json:
        told = {
            "table": wanted.table,
            "form": wanted.form,
            "year": year,
            "rows": rows,
            "file": str(wanted.out),
        }
        call.terminal.put_json({**told, "bytes": len(content)})
    call.say_unless_json(f"{table.name}: {rows} baris disimpan di {wanted.out}.")
    return 0
