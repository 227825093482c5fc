"""``sopdesk export``: a year of the office's tables as a file for spreadsheet programs."""

from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.services import exporting
from sopdesk.services.export_tables import DOSSIERS, REPORTS, TABLES, office_table
from sopdesk.services.office import open_office
from sopdesk.services.shared_clock import clock_of
from sopdesk.services.written_files import write_whole

_BY = "sopdesk export"


def run(call: Call) -> int:
    """Write the file. Raises WrongUseError, Refused, Trouble."""
    wanted = call.wanted
    names = _names(wanted.form, wanted.table)
    office = open_office(call.folder, call.clock(), new=False)
    try:
        now = clock_of(office, call.clock)()
        known = office.look()
        year = wanted.year if wanted.year is not None else known.local(now).year
        made = [office_table(office, name, year, now=now) for name in names]
        rows = sum(count for _table, count in made)
        if len(made) == 1:
            content = exporting.made_file(made[0][0], wanted.form, rows, made=known.local(now))
        else:
            content = exporting.made_book([table for table, _count in made], made=known.local(now))
        write_whole(wanted.out, content)
        for table, count in made:
            exporting.log_export(
                office, name=table.name, form=wanted.form, rows=count, file=wanted.out.name, by=_BY, now=now
            )
    finally:
        office.close()
    if call.json:
        told = {
            "table": names[0] if len(names) == 1 else None,
            "form": wanted.form,
            "year": year,
            "rows": rows,
            "file": str(wanted.out),
        }
        call.terminal.put_json({**told, "bytes": len(content)})
    named = made[0][0].name if len(made) == 1 else f"{len(made)} tabel {year}"
    call.say_unless_json(f"{named}: {rows} baris disimpan di {wanted.out}.")
    return 0


def _names(form: str, table: str | None) -> tuple[str, ...]:
    """The tables that are asked for: without a name all of them, in a form that holds several."""
    if form not in exporting.FORMS:
        raise WrongUseError(f"{form} belum dapat dibuat. Pilihannya: {', '.join(exporting.FORMS)}.")
    if table is None:
        return TABLES if form == exporting.XLSX else (DOSSIERS,)
    if table not in TABLES and table.partition(":")[0] not in REPORTS:
        raise WrongUseError(f"Tabel {table} tidak ada. Pilihannya: {', '.join((*TABLES, *REPORTS))}.")
    return (table,)
