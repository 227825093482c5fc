"""The Camat's signing folder: what waits for a signature, and the folder that comes back, logged in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sopdesk.domain import rules
from sopdesk.domain.clocks import Level
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.sop import Ask, Desk, Kind
from sopdesk.domain.text import clean_name
from sopdesk.services.dossiers import suggested_addressees
from sopdesk.services.entries import Action, Answer, Case, case_of, find, record_in, stop_if_answered
from sopdesk.services.faces import face
from sopdesk.services.handoffs import give_back_action, hand_on_action
from sopdesk.services.letter_states import current_sending
from sopdesk.services.letters import form_from, letter_row
from sopdesk.services.office import Known, Office
from sopdesk.services.queries import brief_card, ordered
from sopdesk.services.views import Card
from sopdesk.store.store import Unit

MOST: Final = 200  # of one folder


@dataclass(frozen=True, slots=True)
class FolderLine:
    """A dossier that waits for the Camat; ``words`` tell its clock.

    ``asks``: whether it must be known that the hierarchy has initialled.
    """

    id: int
    code: str
    label: str
    title: str
    step: int
    letter: str  # which letter, to whom
    since: datetime
    words: str
    due: datetime | None
    late: bool
    held: str  # why, empty where it is not
    asks: bool
    return_to: int | None
    steps: tuple[tuple[int, str], ...]  # where it can be returned to


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a dossier in the folder; one that stayed unsigned has none.

    ``step`` is where it was seen. With a ``reason`` or a ``to_step`` it was sent back, else it was signed.
    ``initialled`` answers the step that asks whether the hierarchy has initialled.
    """

    id: int
    step: int
    reason: str = ""
    to_step: int | None = None
    initialled: bool = False

    @property
    def signed(self) -> bool:
        """Whether it was signed: a return that lacks its reason is never taken for that."""
        return not self.reason and self.to_step is None


@dataclass(frozen=True, slots=True)
class FolderBack:
    """What was logged; ``warnings`` as an ``Answer`` has them."""

    signed: int
    returned: int
    answers: tuple[Answer, ...]
    warnings: tuple[str, ...] = ()


def waiting(office: Office, now: datetime) -> list[FolderLine]:
    """What lies on the Camat's desk to be signed, late first, then by time left."""
    with office.store.read() as unit:
        known = office.known(unit)
        return lines_of(unit, known, now)


def lines_of(unit: Unit, known: Known, now: datetime) -> list[FolderLine]:
    """``waiting`` within an open unit."""
    cards = [brief_card(known, row) for row in unit.dossiers.under_way_briefly()]
    mine = [card for card in cards if card.desk is Desk.CAMAT and card.kind is Kind.TANDA_TANGAN]
    return [_line(unit, known, card, now) for card in ordered(known, mine, now)]


def _line(unit: Unit, known: Known, card: Card, now: datetime) -> FolderLine:
    case = case_of(unit, known, find(unit, known, card.id))
    shown = face(known.worktime, card, now)
    step = case.sop.step(card.step)
    initialled = case.state.facts.get("hierarchy_initialled") is True
    return FolderLine(
        id=card.id,
        code=card.code,
        label=case.sop.label,
        title=case.state.title,
        step=card.step,
        letter=_letter(unit, case),
        since=known.local(card.since),
        words=shown.sentence,
        due=known.local(card.due) if card.due else None,
        late=shown.level is Level.TERLAMBAT,
        held=card.hold_reason if card.life == "held" else "",
        asks=Ask.HIERARCHY_INITIALLED in step.asks and not initialled,
        return_to=step.return_to,
        steps=tuple((s.no, s.brief) for s in case.sop.steps if s.no < card.step),
    )


def _letter(unit: Unit, case: Case) -> str:
    row = letter_row(unit, case.row.id, current_sending(case.sop, case.state))
    to = " ".join(form_from(row.form).addressee_lines) if row else ""
    to = to or next(iter((*case.row.addressees, *suggested_addressees(case.known, case.sop))), "")
    kind = row.kind.replace("-", " ").capitalize() if row else "Surat"
    return f"{kind} kepada {to}" if to else kind


def came_back(
    office: Office,
    outcomes: Sequence[Outcome],
    *,
    by: str,
    at: datetime,
    now: datetime,
    action_id: str | None = None,
) -> FolderBack:
    """Log what the Camat did with the folder: all of it or nothing.

    Raises Refused: FOLDER with ``lines``, pairs of a dossier's code and why it was refused (another ``Refused``);
    BAD_VALUE for an empty folder. Raises Trouble, Answered.
    """
    if not 1 <= len(outcomes) <= MOST or len({each.id for each in outcomes}) < len(outcomes):
        raise Refused(Rule.BAD_VALUE, field="folder", low=1, high=MOST)
    clean_name(by, field="by")
    answers: list[Answer] = []
    refused: list[tuple[str, Refused]] = []
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        for each in outcomes:
            try:
                answers.append(_one(unit, office, each, by, at, now))
            except Refused as no:
                row = unit.dossiers.get(each.id)
                refused.append((row.code if row else str(each.id), no))
        if refused:
            # Raised within the unit: what was written for the others is undone with it.
            raise Refused(Rule.FOLDER, lines=tuple(refused))
        returned = sum(not each.signed for each in outcomes)
        if action_id is not None:
            done = {"ok": True, "signed": len(outcomes) - returned, "returned": returned}
            unit.keep_answer(action_id, done)
    warnings = tuple(dict.fromkeys(w for answer in answers for w in answer.warnings))
    return FolderBack(len(outcomes) - returned, returned, tuple(answers), warnings)


def _one(unit: Unit, office: Office, each: Outcome, by: str, at: datetime, now: datetime) -> Answer:
    if not each.signed:
        action = give_back_action(at, each.reason, to_step=each.to_step, step=each.step)
        return record_in(unit, office, each.id, action, by=by, now=now)
    if each.initialled:
        facts = Action(
            EventKind.FACTS,
            lambda _unit, case: rules.facts(case.state, {"hierarchy_initialled": True}),
            step=each.step,
        )
        record_in(unit, office, each.id, facts, by=by, now=now)
    action = hand_on_action(at, step=each.step)
    known = office.known(unit)
    case = case_of(unit, known, find(unit, known, each.id))
    if case.sop.step(case.state.step).kind is not Kind.TANDA_TANGAN:
        raise Refused(Rule.STALE, seen=each.step, step=case.state.step, life=case.state.life.value)
    return record_in(unit, office, each.id, action, by=by, now=now)
