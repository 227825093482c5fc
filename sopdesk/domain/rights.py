"""Who may do what: the office's table of rights and roles, and nothing else (rules, "Roles")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sopdesk.domain.officials import Appointment, holder
from sopdesk.domain.sop import Desk


class Role(StrEnum):
    """What a person is in the office; one person may be several."""

    PETUGAS = "petugas"
    AGENDA = "agenda"  # Bagian Umum
    PEJABAT = "pejabat"  # Kasubbag, Sekcam, Camat: of which desks, their appointments say
    ADMIN = "admin"


class Right(StrEnum):
    """A row of the table, or a part of one."""

    LOG = "log"  # dossiers, and letters up to siap tanda tangan
    PRINT = "print"  # print, export, search
    BACKUP = "backup"  # make one; its place is a setting
    NUMBERS = "numbers"  # take, reserve, correct and void
    STAMP = "stamp"
    DISPATCH = "dispatch"  # send, and record what came back
    REGISTERS = "registers"  # incoming letters, dispositions, old books
    CLOSE_YEAR = "close_year"
    REPORTS = "reports"  # reports and the monitoring form
    CORRECT_OTHERS = "correct_others"
    OFFICE = "office"  # profile, paper, wording, numbering, codes
    OFFICIALS = "officials"
    CALENDAR = "calendar"
    SOPS = "sops"
    USERS = "users"
    BACKUP_PLACE = "backup_place"
    RESTORE = "restore"


class Reach(StrEnum):
    """How far a right goes."""

    NONE = "none"
    VIEW = "view"  # look, not change
    OWN = "own"  # at the desks that the person holds
    SEKCAM = "sekcam"  # for who holds the desk of the Sekcam
    ALL = "all"


_EVERYBODY: Final = dict.fromkeys(Role, Reach.ALL)
_AGENDA: Final = {
    Role.PETUGAS: Reach.NONE,
    Role.AGENDA: Reach.ALL,
    Role.PEJABAT: Reach.NONE,
    Role.ADMIN: Reach.ALL,
}
_ADMIN: Final = {**dict.fromkeys(Role, Reach.NONE), Role.ADMIN: Reach.ALL}

TABLE: Final[Mapping[Right, Mapping[Role, Reach]]] = {
    Right.LOG: {**_EVERYBODY, Role.PEJABAT: Reach.OWN},
    Right.PRINT: _EVERYBODY,
    Right.BACKUP: _EVERYBODY,
    Right.NUMBERS: _AGENDA,
    Right.STAMP: _AGENDA,
    Right.DISPATCH: _AGENDA,
    Right.REGISTERS: _AGENDA,
    Right.CLOSE_YEAR: _AGENDA,
    Right.REPORTS: {
        Role.PETUGAS: Reach.VIEW,
        Role.AGENDA: Reach.VIEW,
        Role.PEJABAT: Reach.ALL,
        Role.ADMIN: Reach.ALL,
    },
    Right.CORRECT_OTHERS: {**_ADMIN, Role.PEJABAT: Reach.SEKCAM},
    Right.OFFICE: _ADMIN,
    Right.OFFICIALS: _ADMIN,
    Right.CALENDAR: _ADMIN,
    Right.SOPS: _ADMIN,
    Right.USERS: _ADMIN,
    Right.BACKUP_PLACE: _ADMIN,
    Right.RESTORE: _ADMIN,
}
# What needs no name at all: a paper may be printed and a backup made by whoever stands before the PC.
FREE: Final = frozenset({Right.PRINT, Right.BACKUP})
# What a name is without an administrator's word: as long as no PINs are asked for, everybody may do everything.
EVERY_ROLE: Final = frozenset({Role.PETUGAS, Role.AGENDA, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class User:
    """A person who works with the program. ``official_id`` is the official that the person is, if any."""

    name: str
    roles: frozenset[Role] = EVERY_ROLE
    active: bool = True
    official_id: int | None = None
    has_pin: bool = False

    @property
    def is_admin(self) -> bool:
        """Whether this one may change users, now."""
        return self.active and Role.ADMIN in self.roles


def desks_of(user: User, appointments: Iterable[Appointment], day: date) -> frozenset[Desk]:
    """The desks at which the user is the acting official on ``day``."""
    if user.official_id is None:
        return frozenset()
    posts = tuple(appointments)
    held = ((desk, holder(posts, desk, day)) for desk in Desk)
    return frozenset(desk for desk, post in held if post is not None and post.official.id == user.official_id)


def allows(right: Right, user: User, desks: frozenset[Desk], desk: Desk | None = None) -> bool:
    """Whether a user who holds ``desks`` has the right, at ``desk`` where it is done at one."""
    return user.active and any(_reaches(TABLE[right][role], desks, desk) for role in user.roles)


def _reaches(reach: Reach, desks: frozenset[Desk], desk: Desk | None) -> bool:
    match reach:
        case Reach.ALL:
            return True
        case Reach.OWN:
            # What stands at no desk, such as an own nota dinas, is an official's own matter.
            return bool(desks) if desk is None else desk in desks
        case Reach.SEKCAM:
            return Desk.SEKCAM in desks
        case _:
            return False
