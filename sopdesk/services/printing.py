"""Papers of the office as PDF: the cap paraf, the register of outgoing letters; and the names of the others."""

from datetime import datetime

from sopdesk.domain.dates import month_name
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import AgendaKeluar, AgendaLine, CapParaf, Kop, LineState
from sopdesk.domain.numbers import OUTGOING
from sopdesk.papers.progress import Cancelled as Cancelled
from sopdesk.papers.progress import Progress as Progress
from sopdesk.services.attachments import read_attachment
from sopdesk.services.letter_papers import ARCHIVE as ARCHIVE
from sopdesk.services.letter_papers import OVERPRINT as OVERPRINT
from sopdesk.services.letter_papers import SHEETS as SHEETS
from sopdesk.services.letter_papers import letter_draft as letter_draft
from sopdesk.services.letter_papers import letter_paper as letter_paper
from sopdesk.services.letters import layout_of, paraf_rows
from sopdesk.services.office import Known, Office
from sopdesk.services.paper import Paper as Paper
from sopdesk.services.paper import log_print as log_print
from sopdesk.services.paper import title_of as title_of
from sopdesk.services.queries import register
from sopdesk.services.views import RegisterRow

SURAT_PENGANTAR = "surat-pengantar"
SURAT_BALASAN = "surat-balasan"
NOTA_DINAS = "nota-dinas"
LEMBAR_KENDALI = "lembar-kendali"
CAP_PARAF = "cap-paraf"
AGENDA_KELUAR = "agenda-keluar"
PENGGARIS = "penggaris"


def cap_paraf(office: Office, *, now: datetime, x: float = 25.0, y: float = 250.0) -> Paper:
    """The cap paraf hierarki alone, to print onto a sheet; ``x``, ``y`` in millimetres from its upper left corner."""
    from sopdesk.papers import paraf as drawn

    known = office.look()
    made = drawn.render(
        CapParaf(paraf_rows(known, known.local(now).date()), x, y), layout_of(known, CAP_PARAF)
    )
    return Paper(CAP_PARAF, title_of(CAP_PARAF), made.pdf, made.missing, file_name="cap-paraf.pdf")


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
        kop=kop_of(office, known),
        year=year,
        period="" if month is None else f"bulan {month_name(month)}",
        lines=tuple(_agenda_line(r) for r in lines),
        printed=known.local(now),
        log_hash=head,
    )
    made = drawn.render(book, layout_of(known, AGENDA_KELUAR), progress)
    name = f"agenda-keluar-{year}" + (f"-{month:02d}" if month else "")
    return Paper(AGENDA_KELUAR, title_of(AGENDA_KELUAR), made.pdf, made.missing, file_name=f"{name}.pdf")


def _agenda_line(row: RegisterRow) -> AgendaLine:
    state = {
        "void": LineState.BATAL,
        "reserved": LineState.DICADANGKAN,
        "outside": LineState.DI_LUAR,
        "corrected": LineState.DIBETULKAN,
    }
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


def kop_of(office: Office, known: Known) -> Kop:
    """The office's letterhead."""
    profile = known.profile
    logo = read_attachment(office, profile.logo)
    return Kop(profile.kabupaten, profile.kecamatan, profile.address_lines, logo)


def penggaris(office: Office) -> Paper:
    """The page that shows what a printer does with millimetres and edges."""
    from sopdesk.papers import penggaris as drawn

    made = drawn.render(layout_of(office.look(), PENGGARIS))
    return Paper(PENGGARIS, title_of(PENGGARIS), made.pdf, made.missing, file_name="penggaris.pdf")


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
