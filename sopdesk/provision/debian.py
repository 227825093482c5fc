"""The system's libraries and commands that the packages do not bring along, and the Debian packages with them.

They are looked for as the loader and the shell look for them, not in dpkg's list: so the answer holds on every
release and on other systems too, whatever the package is called there.
"""

from __future__ import annotations

import ctypes
import importlib.util
import shutil
import sys
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """One thing the system must bring.

    ``kind`` is library (a soname), command, file (a path, with * for any name), or module (of Python itself).
    """

    kind: str
    name: str
    package: str


def _libraries(names: dict[str, str]) -> tuple[Need, ...]:
    return tuple(Need("library", soname, package) for soname, package in names.items())


def _commands(names: dict[str, str]) -> tuple[Need, ...]:
    return tuple(Need("command", command, package) for command, package in names.items())


def _files(paths: dict[str, str]) -> tuple[Need, ...]:
    return tuple(Need("file", path, package) for path, package in paths.items())


# Debian keeps the part of venv that installs pip in a package of its own.
_VENV = (Need("module", "ensurepip", "python3-venv"),)

_QT = _libraries({
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
})  # fmt: skip

_XCB_AND_CUPS = _libraries({
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",
})  # fmt: skip

_TOOLS = _commands({
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "pdftoppm": "poppler-utils",
    "zbarimg": "zbar-tools",
    "strace": "strace",
    "objdump": "binutils",  # PyInstaller asks it what a library needs
}) + _libraries({"libzbar.so.0": "libzbar0"})  # fmt: skip

# A printer that prints into a file. None of it is on the path of a plain user.
_QUEUE = _files({
    "/usr/lib/cups/daemon/cups-driverd": "cups",
    "/usr/lib/cups/filter/pdftopdf": "cups-filters",
    "/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
})  # fmt: skip

# A server for several PCs; its programs lie in a folder of their version.
_SERVER = _files({"/usr/lib/postgresql/*/bin/initdb": "postgresql"})

NEEDS: dict[str, tuple[Need, ...]] = {
    "run": _VENV + _QT,
    "window": _XCB_AND_CUPS,
    "tests": _TOOLS + _QUEUE + _SERVER,
}
"""What each part wants; measured on Debian 12 with PySide6 6.11."""


def _python() -> tuple[Need, ...]:
    """Python as a library: PyInstaller bundles it, and Debian's own Python does without it."""
    version = "{}.{}".format(*sys.version_info)
    return (
        (Need("library", f"libpython{version}.so.1.0", f"libpython{version}"),)
        if sys.base_prefix == "/usr"
        else ()
    )


def _there(need: Need) -> bool:
    if need.kind == "command":
        return shutil.which(need.name) is not None
    if need.kind == "file":
        return any(Path("/").glob(need.name.lstrip("/")))
    if need.kind == "module":
        return importlib.util.find_spec(need.name) is not None
    try:
        ctypes.CDLL(need.name)
    except OSError:
        return False
    return True


def lacking(parts: list[str]) -> list[str]:
    """The Debian packages, each once and in a steady order, of what ``parts`` need and this system lacks."""
    needs = [need for part in parts for need in NEEDS[part]] + [*(_python() if "tests" in parts else ())]
    return list(dict.fromkeys(need.package for need in needs if not _there(need)))
