"""The minutes of a closed year: what the book came to, and each number that needs a word (norms 2.2)."""

from dataclasses import replace

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import INCOMING, OUTGOING, NumberState
from sopdesk.domain.overviews import BeritaAcara
from sopdesk.services.attachments import read_attachment
from sopdesk.services.minutes_frame import BERITA_ACARA as BERITA_ACARA
from sopdesk.services.minutes_frame import BOOKS, MinutesFrame
from sopdesk.services.office import Office
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.year_closing import ClosedSeries, ClosedYear, closed_year

_HEAD = ("Seri", "Nomor", "Keadaan", "Keterangan")
_NOTE = 400  # letters of a reason: the whole of it stands in the book
_ROWS = 600  # more are named by their sum alone: the book itself has them


def minutes_of_year(office: Office, register: str, year: int) -> Paper:
    """The Berita Acara of a closed year. Raises Refused(BAD_VALUE) while it is open."""
    from sopdesk.papers import berita_acara as drawn

    closed = closed_year(office, register or OUTGOING, year)
    if closed is None:
        raise Refused(Rule.BAD_VALUE, field="year", reason=f"buku agenda tahun {year} belum ditutup")
    frame = closed.frame
    made = drawn.render(_minutes(office, frame, closed), frame.layout)
    book = "masuk" if closed.register == INCOMING else "keluar"
    name = f"{BERITA_ACARA}-agenda-{book}-{year}.pdf"
    return Paper(BERITA_ACARA, title_of(BERITA_ACARA), made.pdf, made.missing, file_name=name)


def _minutes(office: Office, frame: MinutesFrame, closed: ClosedYear) -> BeritaAcara:
    return BeritaAcara(
        kop=replace(frame.kop, logo=read_attachment(office, frame.logo)),
        title=f"BERITA ACARA PENUTUPAN BUKU AGENDA {BOOKS[closed.register].upper()} TAHUN {closed.year}",
        number="",
        opening=frame.opening,
        paragraphs=tuple(_paragraphs(closed)),
        head=_HEAD,
        rows=_rows(closed),
        closing=frame.closing,
        place=frame.place,
        day=closed.at.date(),
        signers=frame.signers,
        witnesses=frame.witnesses,
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
