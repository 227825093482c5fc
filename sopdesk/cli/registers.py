"""``sopdesk register``: the lines of an agenda register."""

from typing import Any

from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.domain.numbers import INCOMING, REGISTERS
from sopdesk.services.office import open_office
from sopdesk.services.queries import register
from sopdesk.services.views import RegisterRow

_STATES = {"issued": "terbit", "void": "BATAL", "reserved": "dicadangkan", "outside": "di luar", "corrected": "dibetulkan"}


def run(call: Call) -> int:
    """Show a year of a register. Raises WrongUseError, Trouble."""
    name = call.wanted.name
    if name not in REGISTERS:
        raise WrongUseError("Buku ekspedisi belum ada. Pilihannya: incoming, outgoing.")
    now = call.clock()
    office = open_office(call.folder, now)
    try:
        year = call.wanted.year if call.wanted.year is not None else office.look().local(now).year
        lines = register(office, name, year)
    finally:
        office.close()
    if call.json:
        call.terminal.put_json([_flat(line) for line in lines])
        return 0
    call.terminal.table(
        (
            "NOMOR",
            "TANGGAL",
            "NOMOR SURAT",
            "KEADAAN",
            "DARI" if name == INCOMING else "KEPADA",
            "ISI SINGKAT",
        ),
        [
            (x.shown, x.date.isoformat(), x.text, _STATES.get(x.state, x.state), x.party, x.subject)
            for x in lines
        ],
    )
    return 0


def _flat(line: RegisterRow) -> dict[str, Any]:
    incoming = line.register == INCOMING
    return {
        "number": line.urut,
        "insert": line.insert or None,
        "series": line.series,
        "text": line.text,
        "date": line.date.isoformat(),
        "from": line.party if incoming else None,
        "to": None if incoming else line.party,
        "subject": line.subject,
        "state": line.state,
    }
