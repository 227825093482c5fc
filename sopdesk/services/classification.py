"""Classification codes: found while they are typed, the office's own ones, and which code an SOP's letters bear."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sopdesk.domain.classification import (
    CHOICES,
    NEW,
    OWN,
    Code,
    CodeBook,
    check_code,
    check_code_name,
    merged,
)
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Sop
from sopdesk.domain.text import clean_name
from sopdesk.services.office import Known, Office, bump
from sopdesk.services.rights import require
from sopdesk.store.classification import shipped_codes
from sopdesk.store.log import OFFICE
from sopdesk.store.store import Unit

CODE_LISTS: Final = "code_lists"
SOP_CODES: Final = "sop_codes"
CLASSIFICATION: Final = "classification"  # the kind of the entries


def chosen_lists(known: Known) -> str:
    """Which shipped lists are in force: ``2022``, ``2012`` or ``both``."""
    chosen = known.settings.get(CODE_LISTS, NEW)
    return chosen if chosen in CHOICES else NEW


def code_book(office: Office) -> CodeBook:
    """Every code of the lists in force and the office's own, for searching without asking the database again."""
    with office.store.read() as unit:
        return _book(unit, office.known(unit))


def _book(unit: Unit, known: Known) -> CodeBook:
    lists = CHOICES[chosen_lists(known)]
    shipped = [code for name in lists for code in shipped_codes(name)]
    return CodeBook(merged(shipped, unit.classification.own()), unit.classification.used())


def search(office: Office, words: str, limit: int = 20) -> list[Code]:
    """The codes that answer to what was typed, best first; without words those most used of late."""
    return code_book(office).search(words, limit)


def name_of(office: Office, code: str) -> str:
    """What a code stands for; empty for one that is in no list in force."""
    return code_book(office).name_of(code)


def sop_codes(known: Known) -> Mapping[str, str]:
    """The codes that the office has set for its SOPs, by key."""
    kept = known.settings.get(SOP_CODES, {})
    return kept if isinstance(kept, dict) else {}


def code_for(known: Known, sop: Sop) -> str:
    """The code of an SOP's letters: the office's own choice, else that of the SOP, else the office's general one."""
    return sop_codes(known).get(sop.key) or sop.letter_code or known.profile.general_code


@dataclass(frozen=True, slots=True)
class CodeWish:
    """An own entry as it is filled in; ``was`` is the code of the entry that it replaces."""

    code: str
    name: str
    hidden: bool = False
    was: str = ""


def save_code(office: Office, wish: CodeWish, *, by: str, now: datetime) -> Code:
    """Add an own entry or change one; a shipped one is changed by an own entry in its place.

    Raises Refused naming ``code`` or ``code_name``; BAD_VALUE for a new code that is in the lists already.
    """
    kept = Code(check_code(wish.code), check_code_name(wish.name), OWN, wish.hidden)
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        book = _book(unit, office.known(unit))
        if kept.code != wish.was and any(each.code == kept.code and not each.hidden for each in book.codes):
            raise Refused(Rule.BAD_VALUE, field="code", value=kept.code, reason=f"{kept.code} sudah ada")
        if wish.was and wish.was != kept.code:
            _drop(unit, wish.was, by=by, now=now)
        unit.classification.put(kept)
        _note(unit, _said(kept), by=by, now=now)
    return kept


def hide_code(office: Office, code: str, *, hidden: bool, by: str, now: datetime) -> Code:
    """Offer a code no more, or again. Raises Refused(BAD_VALUE) for one that is in no list."""
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        book = _book(unit, office.known(unit))
        found = next((each for each in book.codes if each.code == code), None)
        if found is None:
            raise Refused(Rule.BAD_VALUE, field="code", value=code)
        kept = Code(found.code, found.name, OWN, hidden)
        unit.classification.put(kept)
        _note(unit, _said(kept), by=by, now=now)
    return kept


def drop_code(office: Office, code: str, *, by: str, now: datetime) -> None:
    """Remove an own entry; a shipped code of that name is as it was shipped again. Raises Refused(BAD_VALUE)."""
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        if all(each.code != code for each in unit.classification.own()):
            raise Refused(Rule.BAD_VALUE, field="code", value=code)
        _drop(unit, code, by=by, now=now)


def choose_lists(office: Office, choice: str, *, by: str, now: datetime) -> None:
    """Set which shipped lists are in force. Raises Refused(BAD_VALUE)."""
    if choice not in CHOICES:
        raise Refused(Rule.BAD_VALUE, field="code_lists", value=choice)
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        unit.office.put_setting(CODE_LISTS, choice)
        _log(unit, CODE_LISTS, {"value": choice}, by=by, now=now)


def choose_sop_code(office: Office, sop: str, code: str, *, by: str, now: datetime) -> None:
    """Set the code of an SOP's letters; an empty one goes back to the SOP's own. Raises Refused."""
    kept = check_code(code) if code.strip() else ""
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.OFFICE, now=now)
        known.sop(sop)
        chosen = {key: value for key, value in sop_codes(known).items() if key != sop}
        if kept:
            chosen[sop] = kept
        unit.office.put_setting(SOP_CODES, chosen)
        _log(unit, SOP_CODES, {"value": chosen}, by=by, now=now)


def put_all(unit: Unit, codes: list[Code], *, by: str, now: datetime) -> None:
    """Keep many own entries, each with its note in the log."""
    for code in codes:
        unit.classification.put(code)
        unit.log.append(OFFICE, CLASSIFICATION, actor=by, at=now, now=now, body=_said(code))
    bump(unit)


def _drop(unit: Unit, code: str, *, by: str, now: datetime) -> None:
    unit.classification.drop(code)
    _note(unit, {"code": code, "dropped": True}, by=by, now=now)


def _said(code: Code) -> dict[str, Any]:
    return {"code": code.code, "name": code.name, "hidden": code.hidden}


def _note(unit: Unit, body: dict[str, Any], *, by: str, now: datetime) -> None:
    _log(unit, CLASSIFICATION, body, by=by, now=now)


def _log(unit: Unit, kind: str, body: dict[str, Any], *, by: str, now: datetime) -> None:
    unit.log.append(OFFICE, kind, actor=clean_name(by, field="by"), at=now, now=now, body=body)
    bump(unit)
