"""Where the program's own files and the office's data are."""

import os
from pathlib import Path

import appdirs

_PACKAGE = Path(__file__).resolve().parent


def _beside(name: str) -> Path:
    inside = _PACKAGE / name  # in a wheel and in a bundle
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """The folder of SOPs, calendars, fonts, icons and translations that ships with the program."""
    return _beside("resources")


def migrations() -> Path:
    """The folder of Alembic migrations."""
    return _beside("db")


def guide() -> Path:
    """The folder of the clerk's guide; it ships with the program."""
    return _beside("docs") / "panduan"


def default_data() -> Path:
    """The office's data folder: ``SOPDESK_DATA`` if set, else the user's data folder."""
    named = os.environ.get("SOPDESK_DATA")
    return Path(named) if named else Path(appdirs.user_data_dir("SOPDesk", appauthor=False))


def database_url() -> str:
    """The address of the office's server from ``SOPDESK_DATABASE_URL``; empty where none is set."""
    return os.environ.get("SOPDESK_DATABASE_URL", "").strip()
