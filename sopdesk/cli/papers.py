"""``sopdesk paper``: one paper as a PDF file, entered in the log like any other printing."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.text import clean_name
from sopdesk.services import control_sheets, printing
from sopdesk.services.facts import letter_place
from sopdesk.services.office import Office, open_office

_TAKES: Mapping[str, frozenset[str]] = {
    printing.SURAT_PENGANTAR: frozenset({"dossier", "letter"}),
    printing.LEMBAR_KENDALI: frozenset({"dossier"}),
    printing.CAP_PARAF: frozenset({"dossier"}),  # or nothing: the block is the office's
    printing.AGENDA_KELUAR: frozenset({"year"}),
}


def run(call: Call) -> int:
    """Make the paper and write it. Raises WrongUseError, Refused, Trouble."""
    _check(call)
    by = clean_name(call.wanted.by or "sopdesk paper", field="by")
    office = open_office(call.folder, call.clock())
    try:
        paper, ref = _made(call, office)
        write_file(call.wanted.out, paper.pdf)
        again = printing.log_print(office, paper, by=by, now=call.clock(), ref=ref, how="pdf")
    finally:
        office.close()
    if call.json:
        call.terminal.put_json(
            {
                "paper": paper.name,
                "copy": paper.copy or None,
                "state": paper.state or None,
                "file": str(call.wanted.out),
                "bytes": len(paper.pdf),
                "again": again,
                "missing": list(paper.missing),
            }
        )
    call.say_unless_json(f"{paper.title} disimpan di {call.wanted.out}.")
    if paper.missing:
        call.say_unless_json(f"Huruf yang tidak dapat dicetak: {' '.join(paper.missing)}")
    return 0


def _check(call: Call) -> None:
    wanted = call.wanted
    if wanted.name not in printing.PAPERS:
        raise WrongUseError(f"{wanted.name} belum dapat dibuat. Pilihannya: {', '.join(printing.PAPERS)}.")
    if wanted.copy and wanted.name != printing.SURAT_PENGANTAR:
        raise WrongUseError("--copy hanya untuk surat-pengantar.")
    given = {name for name in ("dossier", "letter", "year") if getattr(wanted, name) is not None}
    takes = _TAKES[wanted.name]
    if given - takes or (not given and wanted.name != printing.CAP_PARAF):
        raise WrongUseError(
            f"{wanted.name} memerlukan {' atau '.join(f'--{name}' for name in sorted(takes))}."
        )


def _made(call: Call, office: Office) -> tuple[printing.Paper, str | None]:
    """The paper, and the dossier in whose log its printing goes."""
    wanted, now = call.wanted, call.clock()
    if wanted.name == printing.AGENDA_KELUAR:
        return printing.agenda_keluar(office, wanted.year, now=now), None
    ref, sending = (wanted.dossier, None) if wanted.letter is None else letter_place(office, wanted.letter)
    match wanted.name:
        case printing.SURAT_PENGANTAR:
            made = printing.surat_pengantar(office, ref, now=now, copy=wanted.copy or "", sending=sending)
        case printing.LEMBAR_KENDALI:
            made = control_sheets.lembar_kendali(office, ref)
        case _:
            made = printing.cap_paraf(office, now=now)
    return made, ref


def write_file(path: Path, content: bytes) -> None:
    """Write the whole file or nothing: a printer never meets half a PDF. Raises Trouble."""
    try:
        if path.exists() and not path.is_file():
            # A pipe or a device is written into: a file put in its place would be its end.
            path.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp hides its file from everybody else; a paper is as readable as any other file here.
            mask = os.umask(0)
            os.umask(mask)
            beside.chmod(0o666 & ~mask)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        full = error.errno in (28, 122)
        fault = Fault.DISK_FULL if full else Fault.FOLDER_READ_ONLY
        raise Trouble(fault if path.parent.is_dir() else Fault.FOLDER_MISSING, path=str(path)) from error
