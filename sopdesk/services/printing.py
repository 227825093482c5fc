"""Papers of the office as PDF, and the entry that each printing leaves."""

from dataclasses import dataclass, replace
from datetime import datetime

from sopdesk.domain.codes import payload
from sopdesk.domain.dates import month_name
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import (
    AgendaKeluar,
    AgendaLine,
    CapParaf,
    KendaliStep,
    Kop,
    LembarKendali,
    LetterState,
    LineState,
)
from sopdesk.domain.numbers import OUTGOING
from sopdesk.domain.text import NAME_LIMIT, clean
from sopdesk.domain.visits import Visit
from sopdesk.papers.progress import Cancelled as Cancelled
from sopdesk.papers.progress import Progress as Progress
from sopdesk.services.attachments import read_attachment
from sopdesk.services.dossiers import ORIGINS
from sopdesk.services.entries import Case, DossierRef, case_of, find
from sopdesk.services.letters import (
    LetterAtHand,
    LetterForm,
    layout_of,
    letter_at_hand,
    paraf_rows,
    signer_of,
)
from sopdesk.services.office import Known, Office
from sopdesk.services.panel import period_words
from sopdesk.services.queries import register
from sopdesk.services.sentences import DESKS
from sopdesk.services.views import RegisterRow
from sopdesk.store.log import DOSSIER, OFFICE

SURAT_PENGANTAR = "surat-pengantar"
LEMBAR_KENDALI = "lembar-kendali"
CAP_PARAF = "cap-paraf"
AGENDA_KELUAR = "agenda-keluar"
PAPERS = (SURAT_PENGANTAR, LEMBAR_KENDALI, CAP_PARAF, AGENDA_KELUAR)

SHEETS, ARCHIVE, OVERPRINT = "lembar", "arsip", "tindih"
_TITLES = {
    SURAT_PENGANTAR: "Surat pengantar",
    LEMBAR_KENDALI: "Lembar kendali berkas",
    CAP_PARAF: "Cap paraf hierarki",
    AGENDA_KELUAR: "Buku agenda surat keluar",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to show, print or save. ``missing`` are characters that no shipped font has (rules 24)."""

    name: str
    title: str
    pdf: bytes
    missing: tuple[str, ...]
    copy: str = ""
    state: str = ""
    file_name: str = ""
    letter: str = ""  # which of a dossier's letters: the step that sends it, and its number


def surat_pengantar(
    office: Office, ref: DossierRef, *, now: datetime, copy: str = "", sending: int | None = None
) -> Paper:
    """The cover letter of a dossier in the state it is in.

    ``copy``: ``lembar`` (sheets 1 and 2), ``arsip`` (the one copy with the paraf block) or ``tindih`` (only number
    and date, for the gap of the signed sheet). By default a draft prints its archive copy.
    Raises Refused(NEEDS_NUMBER) for an overprint without a number.
    """
    from sopdesk.papers import surat_pengantar as drawn

    hand = letter_at_hand(office, ref, now=now, sending=sending)
    letter = hand.letter
    wanted = copy or (ARCHIVE if letter.state is LetterState.KONSEP else SHEETS)
    if wanted == OVERPRINT:
        if letter.state is not LetterState.TERBIT:
            raise Refused(Rule.NEEDS_NUMBER, action="overprint")
        made = drawn.render_overprint(letter, hand.layout)
    elif wanted in (SHEETS, ARCHIVE):
        made = drawn.render(replace(letter, archive=wanted == ARCHIVE), hand.layout)
    else:
        raise Refused(Rule.BAD_VALUE, field="copy", value=copy)
    words = {SHEETS: "lembar 1 dan 2", ARCHIVE: "rangkap arsip", OVERPRINT: "nomor dan tanggal saja"}
    return Paper(
        SURAT_PENGANTAR,
        f"{_TITLES[SURAT_PENGANTAR]} – {words[wanted]}",
        made.pdf,
        made.missing,
        wanted,
        letter.state.value,
        f"surat-pengantar-{letter.dossier_code}-langkah-{hand.step}-{letter.state.value}-{wanted}.pdf",
        f"{hand.step}/{letter.number or ''}",
    )


def letter_draft(hand: LetterAtHand, form: LetterForm, known: Known, now: datetime) -> Paper:
    """The letter at hand as ``form`` would make it, saved or not: no query, so that it can follow typing.

    Raises Refused for a text without room on paper and for a signer whom the office has not named.
    """
    from sopdesk.papers import surat_pengantar as drawn

    letter = replace(
        hand.letter,
        addressee_lines=form.addressee_lines,
        addressee_place=form.addressee_place,
        items=form.items,
        signer=signer_of(known, form.form, known.local(now).date()),
        archive=True,
    )
    made = drawn.render(letter, hand.layout)
    return Paper(
        SURAT_PENGANTAR, _TITLES[SURAT_PENGANTAR], made.pdf, made.missing, ARCHIVE, letter.state.value
    )


def lembar_kendali(office: Office, ref: DossierRef) -> Paper:
    """The control sheet that travels with a dossier."""
    from sopdesk.papers import lembar_kendali as drawn

    with office.store.read() as unit:
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, ref))
    code = case.row.code
    sheet = LembarKendali(
        kop=_kop(office, known),
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
    made = drawn.render(sheet, layout_of(known))
    return Paper(
        LEMBAR_KENDALI,
        _TITLES[LEMBAR_KENDALI],
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
    return KendaliStep(
        no=no,
        kegiatan=step.kegiatan,
        desk=DESKS[step.desk.value],
        mutu_baku=step.waktu,
        received=case.known.local(last.received) if last and last.received else None,
        sent=case.known.local(last.until) if last and last.until else None,
        note=f"putaran {last.round}" if last and last.round > 1 else "",
    )


def cap_paraf(office: Office, *, now: datetime, x: float = 25.0, y: float = 250.0) -> Paper:
    """The cap paraf hierarki alone, to print onto a sheet; ``x``, ``y`` in millimetres from its upper left corner."""
    from sopdesk.papers import paraf as drawn

    known = office.look()
    made = drawn.render(CapParaf(paraf_rows(known, known.local(now).date()), x, y), layout_of(known))
    return Paper(CAP_PARAF, _TITLES[CAP_PARAF], made.pdf, made.missing, file_name="cap-paraf.pdf")


def agenda_keluar(
    office: Office, year: int, *, now: datetime, month: int | None = None, progress: Progress | None = None
) -> Paper:
    """The register of outgoing letters of a year, or of one of its months."""
    from sopdesk.papers import agenda_keluar as drawn

    if not 1900 <= year <= 2199:
        raise Refused(Rule.BAD_VALUE, field="year", value=year)
    lines = [r for r in register(office, OUTGOING, year) if month is None or r.date.month == month]
    known = office.look()
    with office.store.read() as unit:
        _seq, head = unit.log.head()
    book = AgendaKeluar(
        kop=_kop(office, known),
        year=year,
        period="" if month is None else f"bulan {month_name(month)}",
        lines=tuple(_agenda_line(r) for r in lines),
        printed=known.local(now),
        log_hash=head,
    )
    made = drawn.render(book, layout_of(known), progress)
    name = f"agenda-keluar-{year}" + (f"-{month:02d}" if month else "")
    return Paper(AGENDA_KELUAR, _TITLES[AGENDA_KELUAR], made.pdf, made.missing, file_name=f"{name}.pdf")


def _agenda_line(row: RegisterRow) -> AgendaLine:
    state = {"void": LineState.BATAL, "reserved": LineState.DICADANGKAN, "outside": LineState.DI_LUAR}
    return AgendaLine(
        urut=row.shown,
        number=row.text,
        day=row.date,
        addressee=row.party,
        subject=row.subject,
        sent=row.sent_on,
        note=row.reason[:500],
        state=state.get(row.state, LineState.TERBIT),
    )


def _kop(office: Office, known: Known) -> Kop:
    profile = known.profile
    logo = read_attachment(office, profile.logo)
    return Kop(profile.kabupaten, profile.kecamatan, profile.address_lines, logo)


def kop_preview(office: Office, kop: Kop, layout: Layout) -> Paper:
    """An empty cover letter under a letterhead that is not saved yet, for the settings."""
    from sopdesk.domain.letters import LetterItem, Signer, SuratPengantar
    from sopdesk.papers import surat_pengantar as drawn

    letter = SuratPengantar(
        kop=kop,
        place=office.look().profile.place or kop.kecamatan,
        addressee_lines=("…",),
        addressee_place="…",
        items=(LetterItem("…", "…"),),
        signer=Signer((f"CAMAT {kop.kecamatan}".upper() + ",",), ""),
        archive=True,
    )
    made = drawn.render(letter, layout)
    return Paper("kop", "Kepala surat", made.pdf, made.missing, file_name="kop.pdf")


def log_print(
    office: Office,
    paper: Paper,
    *,
    by: str,
    now: datetime,
    ref: DossierRef | None = None,
    how: str = "print",
    copies: int = 1,
) -> bool:
    """Enter a printing in the log; whether the same paper had left the same way before.

    ``how``: ``print``, ``pdf`` or ``hand`` (the number was written onto the signed sheet by hand).
    """
    body: dict[str, object] = {
        "paper": paper.title,
        "name": paper.name,
        "copy": paper.copy,
        "letter": paper.letter,
        "state": paper.state,
        "how": how,
        "copies": copies,
    }
    by = clean(by, field="by", limit=NAME_LIMIT, empty=True)
    with office.store.write() as unit:
        known = office.known(unit)
        if ref is None:
            unit.log.append(OFFICE, EventKind.PRINT.value, actor=by, at=now, now=now, body=body)
            return False
        row = find(unit, known, ref)
        again = any(
            e.kind is EventKind.PRINT
            and (e.text("name"), e.text("copy"), e.text("letter"), e.text("state"), e.text("how"))
            == (paper.name, paper.copy, paper.letter, paper.state, how)
            for e in unit.log.of_dossier(row.id)
        )
        unit.log.append(
            DOSSIER,
            EventKind.PRINT.value,
            actor=by,
            at=now,
            now=now,
            body={**body, "again": again},
            dossier_id=row.id,
        )
        return again
