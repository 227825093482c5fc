"""Who a command works for: a name as text, or where PINs are asked for a user with the PIN."""

import getpass
import os
import warnings
from typing import Final

from sopdesk.cli.terminal import Call, WrongUseError
from sopdesk.domain.errors import Refused, Trouble
from sopdesk.services.office import Office, open_office
from sopdesk.services.rights import pin_rules
from sopdesk.services.shared_clock import clock_of
from sopdesk.services.users import sign_in

PIN: Final = "SOPDESK_PIN"


def name_for(call: Call, office: Office, unnamed: str) -> str:
    """Who is named, signed in where PINs are asked for; ``unnamed`` where nobody is.

    What needs a right refuses ``unnamed`` then: it is no user. Raises Refused, WrongUseError without a PIN.
    """
    named: str = getattr(call.wanted, "by", "")
    if not named:
        return unnamed
    if not pin_rules(office.look()).on:
        return named
    return sign_in(office, named, _pin(named), now=clock_of(office, call.clock)()).name


def user_for(call: Call, office: Office) -> str:
    """The user that ``batch`` works for; empty where no PINs are asked for. Raises Refused, WrongUseError."""
    if not pin_rules(office.look()).on:
        return ""
    if not call.wanted.by:
        raise WrongUseError(f"Kantor ini memakai PIN. Tambahkan --user NAMA; PIN ditanyakan, atau isi {PIN}.")
    return name_for(call, office, "")


def restorer(call: Call, unnamed: str, *, local: bool = False) -> str:
    """Who restores, or moves the office. One that is not there or cannot be read knows no PIN to ask for.

    ``local`` asks for the file of this PC, whatever server is set.
    """
    named: str = call.wanted.by
    if not named:
        return unnamed
    try:
        office = open_office(call.folder, call.clock(), new=False, local=local)
    except (Refused, Trouble):
        return named
    try:
        return name_for(call, office, unnamed)
    finally:
        office.close()


def _pin(name: str) -> str:
    given = os.environ.get(PIN, "")
    if given:
        return given
    with warnings.catch_warnings():
        # Where there is no terminal to ask at, the PIN would stand on the screen.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(f"PIN {name}: ")
        except (getpass.GetPassWarning, EOFError, OSError):
            raise WrongUseError(f"PIN {name} tidak dapat ditanyakan di sini. Isi {PIN}.") from None
