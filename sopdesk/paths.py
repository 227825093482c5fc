"""Where the program's own files and the office's data are."""

import os
from pathlib import Path

import appdirs

SAMPLE = "contoh"
_MARK = "kantor-contoh"
_SERVER = "SOPDESK_DATABASE_URL"
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


def is_sample(folder: Path) -> bool:
    """Whether the office in ``folder`` is the sample office, a folder of that name inside the real one.

    The name alone is not enough: it is thrown away whole, and it is never kept on a server.
    """
    return folder.name == SAMPLE and ((folder / _MARK).is_file() or (folder.parent / "sopdesk.db").is_file())


def mark_sample(folder: Path) -> None:
    """Let ``folder`` be known as a sample's, also where the real office is on a server."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()


def forget_server() -> None:
    """Let no server that is set in this process's surroundings be used from here on."""
    os.environ.pop(_SERVER, None)


def database_url() -> str:
    """The address of the office's server from ``SOPDESK_DATABASE_URL``; empty where none is set."""
    return os.environ.get(_SERVER, "").strip()


def may_hold_office(folder: Path) -> bool:
    """Whether an office may be kept for ``folder``; where this says no, nothing need be loaded to look for one."""
    return bool(database_url()) or any((folder / name).exists() for name in ("sopdesk.db", "server.json"))
