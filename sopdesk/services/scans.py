"""What a scanned or typed code of a control sheet means now, and its deed."""

from dataclasses import dataclass, replace
from datetime import datetime

from sopdesk.domain import rules
from sopdesk.domain.codes import looks_like_code, make_code
from sopdesk.domain.dossier import State
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.scanned import as_meant
from sopdesk.domain.sop import Desk, Kind, Sop
from sopdesk.domain.step_codes import Action, StepCode, is_step_code, make_step_code, read_step_code
from sopdesk.domain.visits import Life
from sopdesk.services import handoffs
from sopdesk.services.entries import Answer, Case, case_of, find
from sopdesk.services.offers import hand_on_offer
from sopdesk.services.office import Known, Office
from sopdesk.services.sentences import DESKS, sentence
from sopdesk.services.views import Deed, Offer
from sopdesk.store.dossiers import DossierRow
from sopdesk.store.store import Unit

_ASKS = "Perlu diisi dahulu: buka berkasnya."


@dataclass(frozen=True, slots=True)
class Scan:
    """A code that was read. ``step`` and ``action`` are None for a code that only opens the dossier.

    ``offer`` is what the code asks for, None where it cannot be done now; ``ready`` says that it asks nothing, so
    that ``act`` can log it. ``words`` tell what it would do, or why not.
    """

    dossier: int
    code: str
    label: str
    title: str
    step: int | None
    action: Action | None
    offer: Offer | None
    words: str

    @property
    def ready(self) -> bool:
        """Whether ``act`` can log it with no question."""
        return self.offer is not None and self.offer.deed in _AT_ONCE and not self.offer.asks


_AT_ONCE = frozenset({Deed.RECEIVE, Deed.HAND_ON})


def read(office: Office, text: str, *, meant: Action | None = None) -> Scan:
    """What the code means now. ``meant`` is what a code that names only the dossier stands for.

    Raises Refused: BAD_CODE, OTHER_OFFICE, UNKNOWN_DOSSIER.
    """
    wanted = as_meant(text)
    with office.store.read() as unit:
        known = office.known(unit)
        if is_step_code(wanted) and not looks_like_code(wanted):
            code, row = _of_step(unit, known, wanted)
            return _read(case_of(unit, known, row), code.step, code.action)
        case = case_of(unit, known, find(unit, known, wanted))
        return _read(case, case.state.step if meant else None, meant)


def act(office: Office, scan: Scan, *, by: str, at: datetime, now: datetime) -> Answer:
    """Log what a ready scan stands for, at the step that its code names.

    Raises Refused where it is not ready, with STALE where the papers have moved since.
    """
    if not scan.ready or scan.step is None:
        raise Refused(Rule.BAD_VALUE, field="code", value=scan.code)
    deed = handoffs.receive if scan.action is Action.TERIMA else handoffs.hand_on
    return deed(office, scan.dossier, by=by, at=at, now=now, step=scan.step)


def step_codes(mark: str, row: DossierRow, sop: Sop, no: int) -> tuple[str, str]:
    """The codes of a step on the control sheet, for *diterima* and for *diserahkan*; empty where there is none.

    Papers are taken up after a change of desk only: from the step before, or by the usual way back. Outside the
    office nobody scans; what is scanned there is that the papers are back.
    """
    step = sop.step(no)
    desk = step.desk
    comes = [sop.step(no - 1)] if no > 1 else []
    comes += [other for other in sop.steps if other.return_to == no]
    taken = not desk.outside and any(other.desk is not desk for other in comes)

    def shown(action: Action) -> str:
        return str(make_step_code(mark, row.year, row.running, no, action))

    return shown(Action.TERIMA) if taken else "", shown(Action.SERAH)


def _of_step(unit: Unit, known: Known, text: str) -> tuple[StepCode, DossierRow]:
    mark = known.profile.mark
    try:
        code = read_step_code(text, mark)
    except Refused as no:
        if not mark or not no.data.get("check"):
            raise
        # A sheet from before the office had its mark; only a dossier from then can have one.
        try:
            code = read_step_code(text, "")
        except Refused:
            raise no from None
        row = unit.dossiers.by_code(str(make_code("", code.year, code.running)))
        if row is None:
            raise no from None
        return code, row
    for made_with in dict.fromkeys((mark, "")):
        row = unit.dossiers.by_code(str(make_code(made_with, code.year, code.running)))
        if row is not None:
            return code, row
    raise Refused(Rule.UNKNOWN_DOSSIER, dossier=f"{code.year:04d}-{code.running:04d}")


def _read(case: Case, step: int | None, action: Action | None) -> Scan:
    seen = Scan(case.row.id, case.row.code, case.sop.label, case.state.title, step, action, None, "")
    if step is None or action is None:
        return replace(seen, words=where(case.sop, case.state))
    if not case.state.open or step != case.state.step:
        return replace(seen, words=_stale(case.sop, case.state, step, action))
    if action is Action.TERIMA:
        return _receive(seen, case)
    return _hand_on(seen, case)


def _receive(seen: Scan, case: Case) -> Scan:
    desk = DESKS[case.state.desk.value]
    if not case.state.visit.waiting:
        return replace(seen, words=f"Berkas sudah diterima di meja {desk}.")
    offer = Offer(Deed.RECEIVE, f"Terima di meja {desk}")
    return replace(seen, offer=offer, words=offer.label)


def _hand_on(seen: Scan, case: Case) -> Scan:
    sop, state = case.sop, case.state
    kind = sop.step(state.step).kind
    try:
        if kind is Kind.AGENDA_KIRIM:
            rules.dispatch(sop, state, "?")
            return replace(seen, offer=Offer(Deed.DISPATCH, "Kirim surat"), words=_ASKS)
        offer = hand_on_offer(sop, state.step)
        rules.hand_on(sop, state)
    except Refused as no:
        if no.rule in (Rule.NEEDS_FACTS, Rule.PERCENT):
            return replace(seen, offer=offer, words=_ASKS)
        return replace(seen, words=sentence(no))
    return replace(seen, offer=offer, words=_ASKS if offer.asks else offer.label)


def where(sop: Sop, state: State) -> str:
    """Where the papers are now, as one sentence."""
    match state.life:
        case Life.FINISHED:
            return "Berkas ini sudah selesai."
        case Life.CANCELLED:
            return "Berkas ini sudah dibatalkan."
    desk, step = DESKS[state.desk.value], f"langkah {state.step} ({sop.step(state.step).brief})"
    if state.life is Life.HELD:
        return f"Berkas ditunda di {step}, meja {desk}."
    if state.desk is Desk.BAPPEDA:
        return f"Berkas di luar kantor: {step}, {desk}."
    waits = "menunggu diambil di " if state.visit.waiting else ""
    return f"Berkas di {step}, {waits}meja {desk}."


def _stale(sop: Sop, state: State, step: int, action: Action) -> str:
    now = where(sop, state)
    if not state.open:
        return f"{now} Kode langkah {step} tidak berlaku lagi."
    if step < state.step:
        done = "diterima" if action is Action.TERIMA else "diserahkan"
        return f"Langkah {step} sudah {done}. {now}"
    return f"Berkas belum sampai di langkah {step}. {now}"
