"""The minutes of a closed year: what the book came to, and each number that needs a word (norms 2.2)."""

from sopdesk.domain.dates import long_date
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import LINE_LIMIT, Signer
from sopdesk.domain.numbers import INCOMING, OUTGOING, NumberState
from sopdesk.domain.officials import holder
from sopdesk.domain.overviews import BeritaAcara
from sopdesk.domain.signing import Form, printed_name, signer
from sopdesk.domain.sop import Desk
from sopdesk.services.letters import layout_of, signer_of
from sopdesk.services.office import Known, Office
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.printing import kop_of
from sopdesk.services.wording import words
from sopdesk.services.year_closing import ClosedSeries, ClosedYear, closed_year

BERITA_ACARA = "berita-acara"
_BOOKS = {INCOMING: "surat masuk", OUTGOING: "surat keluar"}
_HEAD = ("Seri", "Nomor", "Keadaan", "Keterangan")
_NOTE = 400  # letters of a reason: the whole of it stands in the book
_ROWS = 600  # more are named by their sum alone: the book itself has them


def minutes_of_year(office: Office, register: str, year: int) -> Paper:
    """The Berita Acara of a closed year. Raises Refused(BAD_VALUE) while it is open."""
    from sopdesk.papers import berita_acara as drawn

    closed = closed_year(office, register or OUTGOING, year)
    if closed is None:
        raise Refused(Rule.BAD_VALUE, field="year", reason=f"buku agenda tahun {year} belum ditutup")
    known = office.look()
    made = drawn.render(_minutes(office, known, closed), layout_of(known, BERITA_ACARA))
    book = "masuk" if closed.register == INCOMING else "keluar"
    name = f"{BERITA_ACARA}-agenda-{book}-{year}.pdf"
    return Paper(BERITA_ACARA, title_of(BERITA_ACARA), made.pdf, made.missing, file_name=name)


def _minutes(office: Office, known: Known, closed: ClosedYear) -> BeritaAcara:
    profile, day = known.profile, closed.at.date()
    book = f"buku agenda {_BOOKS[closed.register]} tahun {closed.year}"
    opening = words(known, "berita-acara.pembuka", tanggal=long_date(day), buku=book, petugas=closed.by)
    return BeritaAcara(
        kop=kop_of(office, known),
        title=f"BERITA ACARA PENUTUPAN BUKU AGENDA {_BOOKS[closed.register].upper()} TAHUN {closed.year}",
        number="",
        opening=opening,
        paragraphs=tuple(_paragraphs(closed)),
        head=_HEAD,
        rows=_rows(closed),
        closing=words(known, "berita-acara.penutup", buku=book),
        place=profile.place or profile.kecamatan or "…",
        day=day,
        signers=(_keeper(known, closed), _of_desk(known, Desk.SEKCAM, "SEKRETARIS KECAMATAN", closed)),
        witnesses=(signer_of(known, Form.LANGSUNG, day),),
        log_hash=closed.head,
    )


def _paragraphs(closed: ClosedYear) -> list[str]:
    return [_series(each, many=len(closed.series) > 1) for each in closed.series] + [
        "Setiap nomor dari yang pertama sampai yang terakhir mempunyai baris di buku; tidak ada nomor yang masih "
        "dicadangkan dan tidak ada nomor tanpa penjelasan."
    ]


def _series(each: ClosedSeries, *, many: bool) -> str:
    name = f"Seri {each.name}: n" if many else "N"
    last = f" ({each.last_text})" if each.last_text and each.last_text != str(each.last) else ""
    parts = [
        f"{each.issued} terbit",
        f"{each.void} batal",
        f"{each.inserted} sisipan",
        f"{each.outside} dipakai di luar aplikasi",
        f"{each.corrected} dibetulkan",
    ]
    return f"{name}omor terakhir {each.last}{last}, seluruhnya {each.lines} baris: {', '.join(parts)}."


def _rows(closed: ClosedYear) -> tuple[tuple[str, ...], ...]:
    rows = [
        (each.name, number, _words(state, words), _short(reason))
        for each in closed.series
        for number, state, words, reason in each.special
    ]
    if len(rows) > _ROWS:
        rest = len(rows) - _ROWS
        rows = [*rows[:_ROWS], ("", "", f"{rest} baris lain", "Tercantum di buku agenda.")]
    return tuple(rows)


def _words(state: str, words: str) -> str:
    return words if state != NumberState.ISSUED else "Sisipan"


def _short(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= _NOTE else f"{one[: _NOTE - 1]}…"


def _keeper(known: Known, closed: ClosedYear) -> Signer:
    """Who keeps the book: Bagian Umum's official, or the clerk who closed it."""
    if holder(known.appointments, Desk.BAGIAN_UMUM, closed.at.date()) is None:
        return Signer(("PETUGAS AGENDA,",), printed_name(closed.by)[:LINE_LIMIT])
    return _of_desk(known, Desk.BAGIAN_UMUM, "BAGIAN UMUM", closed)


def _of_desk(known: Known, desk: Desk, title: str, closed: ClosedYear) -> Signer:
    found = holder(known.appointments, desk, closed.at.date())
    return signer(Form.LANGSUNG, [found]) if found else Signer((f"{title},",), "")
