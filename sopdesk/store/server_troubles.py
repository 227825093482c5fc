"""What a PostgreSQL server and the line to it say, as troubles of the environment."""

import re
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError

from sopdesk.domain.errors import Fault

# SQLSTATE, whole or its class (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_STATES: Final = {
    "53100": Fault.DISK_FULL,
    "53": Fault.SERVER_GONE,  # no memory, no connection left
    "25006": Fault.SERVER_REFUSED,  # a server that only reads
    "25P03": Fault.SERVER_GONE,  # it has ended a unit that stood still
    "42501": Fault.SERVER_REFUSED,
    "28": Fault.SERVER_REFUSED,
    "3D": Fault.SERVER_REFUSED,
    "42P01": Fault.DATABASE_DAMAGED,
    "42703": Fault.DATABASE_DAMAGED,
    "55P03": Fault.FILE_LOCKED,
    "40P01": Fault.FILE_LOCKED,
    "40001": Fault.FILE_LOCKED,
    "57": Fault.SERVER_GONE,
    "58": Fault.SERVER_GONE,
    "08": Fault.SERVER_GONE,
    "XX001": Fault.DATABASE_DAMAGED,
    "XX002": Fault.DATABASE_DAMAGED,
}
# While connecting the server's refusal comes as text alone; these are the words that do not depend on its language.
_LOGIN: Final = ("password", "authentication", "pg_hba", "28P01", "3D000", "does not exist", "role ")
# In another language it still names the user or the database; of being started or shut down there is nothing to name.
_NAMED: Final = re.compile(r"failed: [^:\n]+:\s+[^\n]*[\"»«“„]")
# What the driver says of a line that it was asked to have encrypted.
_UNSAFE: Final = ("SSL was required", "invalid sslmode", "certificate")
# The same of a server that answers, and has no connection left for this PC.
_FULL: Final = ("too many", "connection slots")


def is_crowded(error: BaseException) -> bool:
    """Whether the server has used up its connections, or those of the database or the user."""
    if isinstance(error, DBAPIError):
        error = error.orig or error
    if not isinstance(error, psycopg.OperationalError):
        return False
    return error.sqlstate == "53300" or (not error.sqlstate and any(word in str(error) for word in _FULL))


def is_undone(error: BaseException) -> bool:
    """Whether the server itself had ended the unit, which had stood still, before it was asked to keep it."""
    if isinstance(error, DBAPIError):
        error = error.orig or error
    return isinstance(error, psycopg.errors.IdleInTransactionSessionTimeout)


def server_fault_of(error: BaseException) -> Fault | None:
    """Which trouble an error of psycopg is; None for another's."""
    if isinstance(error, DBAPIError):
        error = error.orig or error
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate or ""
    if state:
        return _STATES.get(state) or _STATES.get(state[:2])
    if isinstance(error, psycopg.OperationalError):
        words = str(error)
        if is_crowded(error):
            return Fault.SERVER_GONE
        refused = any(word in words for word in (*_LOGIN, *_UNSAFE)) or _NAMED.search(words)
        return Fault.SERVER_REFUSED if refused else Fault.SERVER_GONE
    if isinstance(error, psycopg.InterfaceError):
        return Fault.SERVER_GONE  # the connection was closed under it
    return None
