"""The lists of a dossier: kelengkapan of a step, and what is done after the signature. They never block."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sopdesk.domain import rules
from sopdesk.domain.checklist import KELENGKAPAN, SIGNING, Item, signing_list, step_list
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Kind
from sopdesk.domain.text import clean, clean_name
from sopdesk.services.entries import Case, DossierRef, case_of, find, remark, stop_if_answered
from sopdesk.services.letter_states import current_sending
from sopdesk.services.office import Office
from sopdesk.services.rights import require

_PARTS: Final = re.compile(r"\s*;\s*|\s*,\s+|\n")
_LONGEST: Final = 500  # characters of an item


@dataclass(frozen=True, slots=True)
class TickAnswer:
    """A tick was set or taken back; ``event`` is 0 where it stood so already."""

    dossier: str
    event: int

    def to_json(self) -> dict[str, Any]:
        """The answer line of ``batch``."""
        return {"ok": True, "dossier": self.dossier, "event": self.event}


def parts(text: str) -> tuple[str, ...]:
    """The items of a step's kelengkapan, as the SOP strings them together; each once."""
    found = (part for part in _PARTS.split(text.strip().rstrip(".;")) if part)
    return tuple(dict.fromkeys(found))


def after_signing(case: Case) -> tuple[Item, ...]:
    """The list of the letter on its way, or of the last one; empty before the signature."""
    if not (rules.signed(case.state) or case.state.dispatched):
        return ()
    return signing_list(case.sop, case.state, case.events, signing_place(case))


def kelengkapan(case: Case, step: int | None = None) -> tuple[Item, ...]:
    """The kelengkapan of a step, by default of the one at hand."""
    no = step or case.state.step
    return step_list(parts(case.sop.step(no).kelengkapan), case.events, no)


def check(
    office: Office,
    dossier: DossierRef,
    item: str,
    *,
    done: bool,
    by: str,
    now: datetime,
    which: str = SIGNING,
    place: int | None = None,
    action_id: str | None = None,
) -> TickAnswer:
    """Tick an item of a list, or take the tick back.

    ``place`` is the step of the list: the one at hand, or the one that sends the letter. A tick that stands as it
    is wished leaves no entry. Raises Refused(BAD_VALUE) for what is on no list or what the log itself knows.
    """
    clerk = clean_name(by, field="by")
    text = clean(item, field="item", limit=_LONGEST)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, dossier))
        require(known, clerk, Right.LOG, now=now, desk=case.state.desk)
        no, items = _list(case, which, place)
        found = next((each for each in items if each.text == text), None)
        if found is None or found.known is not None:
            raise Refused(Rule.BAD_VALUE, field="item", value=text)
        seq = 0
        if found.done != done:
            data: rules.Data = {"list": which, "place": no, "item": text, "done": done}
            seq = remark(unit, case, EventKind.CHECK, data, by=clerk, now=now)
        answer = TickAnswer(case.row.code, seq)
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def _list(case: Case, which: str, place: int | None) -> tuple[int, tuple[Item, ...]]:
    if which == KELENGKAPAN:
        no = case.state.step if place is None else place
        if not 1 <= no <= case.sop.last:
            raise Refused(Rule.BAD_VALUE, field="step", value=place)
        return no, kelengkapan(case, no)
    if which != SIGNING:
        raise Refused(Rule.BAD_VALUE, field="list", value=which)
    no = signing_place(case) if place is None else place
    if not 1 <= no <= case.sop.last or case.sop.step(no).kind is not Kind.AGENDA_KIRIM:
        raise Refused(Rule.BAD_VALUE, field="step", value=place)
    return no, signing_list(case.sop, case.state, case.events, no)


def signing_place(case: Case) -> int:
    """The step that sends the letter on its way, or the one that sent the last."""
    if case.state.open and not rules.signed(case.state) and case.state.dispatched:
        return case.state.dispatched[-1].step
    return current_sending(case.sop, case.state)
