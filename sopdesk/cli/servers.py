"""``sopdesk server``: where the office is kept, its way onto a PostgreSQL server, and a PC's way there and back."""

import getpass
import os
import sys
import warnings
from contextlib import closing
from typing import Any, Final

from sopdesk.cli.names import restorer
from sopdesk.cli.progress import Tenths
from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.moving import move_to_server, use_server
from sopdesk.services.office import open_office
from sopdesk.services.sentences import sentence
from sopdesk.services.whereabouts import asks_password, leave_server, whereabouts, with_password

PASSWORD: Final = "SOPDESK_DATABASE_PASSWORD"
_URL: Final = "SOPDESK_DATABASE_URL"
_BY: Final = "sopdesk"
_TROUBLE: Final = 3


def run(call: Call) -> int:
    """Do what ``deed`` says. Raises WrongUseError, Refused, Trouble."""
    match call.wanted.deed:
        case "copy":
            return _copy(call)
        case "use":
            return _use(call)
        case "back":
            return _back(call)
        case _:
            return _show(call)


def _show(call: Call) -> int:
    place = whereabouts(call.folder)
    setting = "environment" if place.fixed else "setting"
    told: dict[str, Any] = {
        "ok": True,
        "kept": "server" if place.server else "file",
        "server": place.server,
        "file": str(place.path),
        "set_by": setting if place.server else None,
        "office": False,
        "kecamatan": None,
        "clock_seconds": None,
    }
    try:
        told |= _asked(call)
    except Trouble as trouble:
        if trouble.fault is not Fault.NO_OFFICE:
            told |= {"ok": False, "code": trouble.fault.value, "message": sentence(trouble)}
    if call.json:
        call.terminal.put_json(told)
    else:
        call.terminal.put(_in_words(told))
    if told["ok"]:
        return 0
    call.terminal.say(told["message"])
    return _TROUBLE


def _asked(call: Call) -> dict[str, Any]:
    """What the office itself says. Raises Trouble."""
    with closing(open_office(call.folder, call.clock(), new=False)) as office:
        kecamatan = office.look().profile.kecamatan
        with office.store.read() as unit:
            clock = unit.its_time()
        ahead = None if clock is None else round((clock - call.clock()).total_seconds())
        return {"office": True, "kecamatan": kecamatan, "clock_seconds": ahead}


def _in_words(told: dict[str, Any]) -> str:
    where = f"server {told['server']}" if told["server"] else f"komputer ini, {told['file']}"
    by = f" (menurut {_URL})" if told["set_by"] == "environment" else ""
    if not told["ok"]:
        return f"Data kantor ada di {where}{by}."
    if not told["office"]:
        return f"Belum ada data kantor di {where}{by}."
    return f"Data {told['kecamatan'] or 'kantor ini'} ada di {where}{by}."


def _copy(call: Call) -> int:
    address = _address(call)
    by = restorer(call, _BY, local=True)
    moved = move_to_server(call.folder, address, by=by, now=call.clock(), progress=Tenths(call))
    if call.json:
        call.terminal.put_json(
            {"ok": True, "server": moved.shown, "counts": moved.counts, "log_head": moved.head}
        )
    call.say_unless_json(
        f"Data kantor selesai disalin ke server {moved.shown} dan isinya sama dengan di komputer ini. "
        "Mulai sekarang komputer ini memakai data di server; yang di komputer ini tinggal sebagai arsip."
    )
    _warn_of_environment(call, moved.shown)
    return 0


def _use(call: Call) -> int:
    shown = use_server(call.folder, _address(call))
    if call.json:
        call.terminal.put_json({"ok": True, "server": shown})
    call.say_unless_json(f"Komputer ini memakai data di server {shown}.")
    _warn_of_environment(call, shown)
    return 0


def _back(call: Call) -> int:
    place = whereabouts(call.folder)
    if place.fixed:
        raise WrongUseError(f"Server ditentukan oleh {_URL}. Hapus dahulu {_URL}, lalu ulangi.")
    leave_server(call.folder, by=restorer(call, _BY), now=call.clock())
    if call.json:
        call.terminal.put_json({"ok": True, "file": str(place.path)})
    call.say_unless_json(
        f"Komputer ini tidak lagi memakai server {place.server}, tetapi {place.path}. Data di server tidak diubah."
    )
    return 0


def _warn_of_environment(call: Call, shown: str) -> None:
    place = whereabouts(call.folder)
    if place.server != shown:
        call.terminal.say(
            f"{_URL} menunjuk ke server {place.server}, dan itu yang dipakai selama masih terisi."
        )


def _address(call: Call) -> str:
    """The address that was given, with the password that goes with it. Raises Trouble, WrongUseError."""
    address: str = call.wanted.to
    if not asks_password(address):
        return address
    given = os.environ.get(PASSWORD, "")
    if not given and sys.stdin is not None and sys.stdin.isatty():
        given = _typed()
    # Without one the driver looks where PostgreSQL's own programs do: PGPASSWORD, pgpass.
    return with_password(address, given) if given else address


def _typed() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass("Kata sandi server: ")
        except (getpass.GetPassWarning, EOFError, OSError):
            raise WrongUseError(f"Kata sandi tidak dapat ditanyakan di sini. Isi {PASSWORD}.") from None
