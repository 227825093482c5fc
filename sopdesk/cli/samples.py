"""``sopdesk sample``: years of an office's work in a new data folder, the same for the same seed."""

import math

from sopdesk.cli.progress import Tenths
from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.services.office import open_office
from sopdesk.services.whereabouts import is_there, whereabouts

_MOST_YEARS = 50
_MOST_SCALE = 1000.0


def run(call: Call) -> int:
    """Fill the folder. Raises WrongUseError where an office is in it already, Trouble."""
    wanted = call.wanted
    if not 1 <= wanted.years <= _MOST_YEARS:
        raise WrongUseError(f"--years harus 1 sampai {_MOST_YEARS}.")
    if not (math.isfinite(wanted.scale) and 0 < wanted.scale <= _MOST_SCALE):
        raise WrongUseError(f"--scale harus lebih dari 0 dan paling banyak {_MOST_SCALE:.0f}.")
    if min(wanted.open or 0, wanted.closed or 0) < 0:
        raise WrongUseError("--open dan --closed tidak boleh kurang dari 0.")
    place = whereabouts(call.folder)
    if is_there(call.folder):
        # Made-up dossiers among an office's own could never be told apart again.
        raise WrongUseError(
            f"Server {place.server} sudah berisi kantor. Buat basis data baru yang kosong."
            if place.server
            else f"Folder data ini sudah berisi kantor: {call.folder}. Pilih folder baru dengan --data."
        )
    from sopdesk.services.sample_fill import fill  # late: a wrong use needs none of the stories that it loads

    now = call.clock()
    office = open_office(call.folder, now)
    try:
        fill(
            office,
            years=wanted.years,
            scale=wanted.scale,
            open_=wanted.open,
            closed=wanted.closed,
            seed=wanted.seed,
            now=now,
            progress=Tenths(call),
        )
    finally:
        office.close()
    call.terminal.say(f"Kantor contoh selesai dibuat di {place.server or call.folder}.")
    return 0
