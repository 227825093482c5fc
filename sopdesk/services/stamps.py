"""The scanned stamp: none unless the office adds one, and only on letters that are signed and numbered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.rights import Right
from sopdesk.services.attachments import FOLDER, read_attachment
from sopdesk.services.office import Known, Office
from sopdesk.services.rights import require
from sopdesk.services.settings import note

STAMP: Final = "stamp"  # the setting
USUAL_MM: Final = 38.0
STAMP_WORDS: Final = "Gambar stempel"
_LEAST, _MOST = 15.0, 60.0


@dataclass(frozen=True, slots=True)
class StampSetting:
    """The picture's name in the data folder (empty for none) and how wide it is printed, in millimetres."""

    picture: str = ""
    diameter: float = USUAL_MM


def stamp_setting(known: Known) -> StampSetting:
    """What the office has set."""
    value = known.settings.get(STAMP)
    if not isinstance(value, dict):
        return StampSetting()
    return StampSetting(str(value.get("picture") or ""), float(value.get("diameter") or USUAL_MM))


def stamp_picture(office: Office, known: Known) -> bytes:
    """The picture to print. Raises Refused(NO_STAMP) where the office keeps none, Trouble(ATTACHMENT_CHANGED) where it
    is gone or another."""
    name = stamp_setting(known).picture
    if not name:
        raise Refused(Rule.NO_STAMP)
    picture = read_attachment(office, name)
    if picture is None:
        raise Trouble(Fault.ATTACHMENT_CHANGED, file=STAMP_WORDS, path=str(office.folder / FOLDER / name))
    return picture


def save_stamp(office: Office, setting: StampSetting, *, by: str, now: datetime) -> None:
    """Set the scanned stamp, or with an empty picture have none. Raises Refused naming the field."""
    if not _LEAST <= setting.diameter <= _MOST:
        raise Refused(Rule.BAD_VALUE, field="diameter", low=_LEAST, high=_MOST)
    if setting.picture and read_attachment(office, setting.picture) is None:
        raise Refused(Rule.BAD_VALUE, field="stamp", value=setting.picture)
    value = {"picture": setting.picture, "diameter": setting.diameter}
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        unit.office.put_setting(STAMP, value)
        note(unit, STAMP, {"value": value}, by=by, now=now)
