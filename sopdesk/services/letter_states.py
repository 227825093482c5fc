"""Which letters a dossier has, and in which printed state each is (rules 23)."""

from datetime import date

from sopdesk.domain.dossier import State
from sopdesk.domain.letters import LetterState
from sopdesk.domain.sop import Kind, Sop
from sopdesk.services.entries import Case
from sopdesk.services.letter_forms import COVER as COVER
from sopdesk.services.letter_forms import KIND_WORDS, KINDS, NOTE
from sopdesk.services.views import LetterCard
from sopdesk.store.letters import LetterRow


def sending_steps(sop: Sop) -> list[int]:
    """The steps that send a letter."""
    return [s.no for s in sop.steps if s.kind is Kind.AGENDA_KIRIM]


def default_kind(sop: Sop) -> str:
    """The kind of letter that the SOP's dossiers send; a cover letter where it does not say."""
    return sop.letter or COVER


def current_sending(sop: Sop, state: State) -> int:
    """The step that sends the letter on its way; of an ended dossier the last one that was sent."""
    if not state.open and state.dispatched:
        return state.dispatched[-1].step
    return next(n for n in sending_steps(sop) if n >= state.step)


def letter_state(sop: Sop, state: State, sending: int) -> LetterState:
    """The printed state of the letter that step ``sending`` sends."""
    if any(d.step == sending for d in state.dispatched) and (not state.open or sending < state.step):
        return LetterState.TERBIT
    # Returned past the signature, a letter that has its number already is a draft again (rules 5).
    if state.number is not None and state.signatures and sending == current_sending(sop, state):
        return LetterState.TERBIT
    signs = [s.no for s in sop.steps if s.kind is Kind.TANDA_TANGAN and s.no < sending]
    return LetterState.SIAP if signs and state.step >= signs[-1] else LetterState.KONSEP


def letter_cards(case: Case, rows: list[LetterRow]) -> tuple[LetterCard, ...]:
    """The letters of a dossier for its panel: those that were sent, the one on its way, the notes beside it."""
    sop, state = case.sop, case.state
    by_step = {row.step: row for row in rows if row.kind in KINDS}
    steps = [n for n in sending_steps(sop) if n <= current_sending(sop, state)]
    cards = []
    for no in steps:
        row = by_step.get(no)
        kind = row.kind if row else default_kind(sop)
        printed = letter_state(sop, state, no)
        issued = row.issued if row and printed is LetterState.TERBIT else None
        letter = issued.get("letter", {}) if isinstance(issued, dict) else {}
        day = letter.get("day")
        taken = state.number.text if state.number and no == current_sending(sop, state) else ""
        cards.append(
            LetterCard(
                id=row.id if row else None,
                kind=kind,
                title=KIND_WORDS[kind]
                if len(sending_steps(sop)) == 1
                else f"{KIND_WORDS[kind]} (langkah {no})",
                state=printed.value,
                number=str(letter.get("number") or taken),
                day=date.fromisoformat(day) if day else None,
                step=no,
            )
        )
    return (*cards, *(_note_card(row) for row in rows if row.kind == NOTE))


def _note_card(row: LetterRow) -> LetterCard:
    letter = row.issued["letter"] if isinstance(row.issued, dict) else {}
    return LetterCard(
        id=row.id,
        kind=NOTE,
        title=f"Nota dinas: {row.form.get('subject', '')}",
        state=(LetterState.TERBIT if letter else LetterState.KONSEP).value,
        number=str(letter.get("number") or ""),
        day=date.fromisoformat(letter["day"]) if letter.get("day") else None,
        step=0,
    )
