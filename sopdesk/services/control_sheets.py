"""The control sheet of a dossier: its values, with the codes that log each step."""

from sopdesk.domain.codes import payload
from sopdesk.domain.letters import KendaliStep, LembarKendali
from sopdesk.domain.visits import Visit
from sopdesk.services.dossiers import ORIGINS
from sopdesk.services.entries import Case, DossierRef, case_of, find
from sopdesk.services.letters import layout_of
from sopdesk.services.office import Office
from sopdesk.services.panel import period_words
from sopdesk.services.printing import LEMBAR_KENDALI, Paper, kop_of
from sopdesk.services.scans import step_codes
from sopdesk.services.sentences import DESKS


def lembar_kendali(office: Office, ref: DossierRef) -> Paper:
    """The control sheet that travels with a dossier."""
    from sopdesk.papers import lembar_kendali as drawn

    with office.store.read() as unit:
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, ref))
    code = case.row.code
    sheet = LembarKendali(
        kop=kop_of(office, known),
        dossier_code=code,
        title=case.state.title,
        sop=f"{case.sop.label} – {case.sop.nama}"[:150],
        period=period_words(case.row.period),
        owner=case.row.owner,
        origin=_origin(case),
        addressee=case.row.addressees[0] if case.row.addressees else "",
        started=known.local(case.row.started_at),
        steps=tuple(_step(case, no) for no in range(1, case.sop.last + 1)),
        due=known.local(case.row.deadline) if case.row.deadline else None,
        scan=payload(known.profile.mark, code),
    )
    made = drawn.render(sheet, layout_of(known, LEMBAR_KENDALI))
    return Paper(
        LEMBAR_KENDALI,
        "Lembar kendali berkas",
        made.pdf,
        made.missing,
        file_name=f"lembar-kendali-{code}.pdf",
    )


def _origin(case: Case) -> str:
    # By hand says nothing of where a dossier came from.
    kind = str(case.row.origin.get("kind"))
    words = "" if kind == "by_hand" else ORIGINS.get(kind, "")
    return " ".join(t for t in (words, str(case.row.origin.get("note") or "")) if t)[:150]


def _step(case: Case, no: int) -> KendaliStep:
    step = case.sop.step(no)
    visits = [v for v in case.state.visits if v.step == no]
    last: Visit | None = visits[-1] if visits else None
    taken, handed = step_codes(case.known.profile.mark, case.row, case.sop, no)
    return KendaliStep(
        no=no,
        kegiatan=step.kegiatan,
        desk=DESKS[step.desk.value],
        mutu_baku=step.waktu,
        received=case.known.local(last.received) if last and last.received else None,
        sent=case.known.local(last.until) if last and last.until else None,
        note=f"putaran {last.round}" if last and last.round > 1 else "",
        brief=step.brief,
        receive_code=taken,
        send_code=handed,
    )
