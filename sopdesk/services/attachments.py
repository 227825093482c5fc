"""Files that belong to the office, kept in the data folder under the hash of what is in them."""

import hashlib
import re
from pathlib import Path

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.services.office import Office
from sopdesk.store.contents import FOLDER as FOLDER
from sopdesk.store.contents import coming

_NAME = re.compile(r"[0-9a-f]{64}\.(png|jpg)\Z")
_LARGEST = 5_000_000
_SIGNS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


def read_attachment(office: Office, name: str) -> bytes | None:
    """The file's bytes; None where there is none by that name, or it is not what it was."""
    if not _NAME.match(name):
        return None
    try:
        data = office.contents.path(name).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == name[:64] else None


def keep_picture(office: Office, source: Path) -> str:
    """Copy a PNG or JPEG picture into the data folder; the name it is kept under.

    Raises Trouble(FILE_UNREADABLE, DISK_FULL …) and Refused(BAD_VALUE) for a file that is no such picture.
    """
    try:
        data = source.read_bytes()
    except OSError as error:
        raise Trouble(Fault.FILE_UNREADABLE, file=source.name) from error
    kind = next((k for sign, k in _SIGNS.items() if data.startswith(sign)), None)
    if kind is None or len(data) > _LARGEST:
        raise Refused(Rule.BAD_VALUE, field="logo", value=source.name)
    name = f"{hashlib.sha256(data).hexdigest()}.{kind}"
    folder = office.folder / FOLDER
    try:
        with coming(folder, name) as out:
            out.write(data)
        office.contents.keep(name)
    except OSError as error:
        fault = Fault.DISK_FULL if error.errno == 28 else Fault.FOLDER_READ_ONLY
        raise Trouble(fault, path=str(folder)) from error
    return name
