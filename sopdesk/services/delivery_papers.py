"""What the papers of deliveries say: the book, receipts, envelopes, labels, the signing folder (norms 1.6, 2.1)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sopdesk.domain.book_values import Book, BukuEkspedisi, DeliveryLine
from sopdesk.domain.dates import day_moment, long_date, month_name
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.forms import Amplop, EnvelopeSize, TandaTerima
from sopdesk.domain.letters import LINE_LIMIT, TEXT_LIMIT, LineState
from sopdesk.domain.overviews import MapCamat, MapLine
from sopdesk.domain.sop import Desk
from sopdesk.domain.span_words import words
from sopdesk.papers.progress import Progress, tell
from sopdesk.services import signing_folder
from sopdesk.services.addresses import addresses_of
from sopdesk.services.letters import layout_of
from sopdesk.services.office import Known, Office
from sopdesk.services.orders import PaperOrder
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.paper_settings import envelope_size, label_sheet
from sopdesk.services.printing import kop_of
from sopdesk.store.deliveries import VOID, DeliveryQuestion, DeliveryRow

EKSPEDISI, TANDA_TERIMA, AMPLOP, LABEL, MAP_CAMAT = (
    "ekspedisi",
    "tanda-terima",
    "amplop",
    "label",
    "map-camat",
)
OF_DELIVERIES: Final = "kirim"  # an option of tanda terima: the ids are lines of the delivery book
_A_READING = 500  # lines


def ekspedisi(office: Office, order: PaperOrder, now: datetime, progress: Progress | None) -> Paper:
    """The delivery book of a year, of a month, or of the days from ``first`` to ``last``.

    Raises Cancelled where ``progress`` says to stop.
    """
    from sopdesk.papers import ekspedisi as drawn

    known = office.look()
    year = order.year if order.year is not None else known.local(now).year
    if not 1900 <= year <= 2199:
        raise Refused(Rule.BAD_VALUE, field="year", value=year)
    lines: list[DeliveryLine] = []
    with office.store.read() as unit:
        _seq, head = unit.log.head()
        asked = DeliveryQuestion(year=year)
        whole = unit.deliveries.count(asked)
        for start in range(0, whole, _A_READING):
            tell(progress, 0, whole)
            rows = unit.deliveries.window(asked, start, _A_READING)
            lines += [_book_line(known, row) for row in rows if _is_asked(known, row, order)]
    book = Book(
        kop=kop_of(office, known), year=year, period=_period(order), printed=known.local(now), log_hash=head
    )
    made = drawn.render(BukuEkspedisi(book, tuple(lines)), layout_of(known, EKSPEDISI), progress)
    name = f"ekspedisi-{year}" + (f"-{order.month:02d}" if order.month else "")
    return Paper(EKSPEDISI, title_of(EKSPEDISI), made.pdf, made.missing, file_name=f"{name}.pdf")


def _is_asked(known: Known, row: DeliveryRow, order: PaperOrder) -> bool:
    day = known.local(row.sent_at).date()
    return (
        (order.month is None or day.month == order.month)
        and (order.first is None or day >= order.first)
        and (order.last is None or day <= order.last)
    )


def _period(order: PaperOrder) -> str:
    if order.month is not None:
        return f"bulan {month_name(order.month)}"
    if order.first and order.last and order.first == order.last:
        return f"tanggal {long_date(order.first)}"
    begins = f"mulai {long_date(order.first)}" if order.first else ""
    ends = f"sampai {long_date(order.last)}" if order.last else ""
    return " ".join(filter(None, (begins, ends)))


def _book_line(known: Known, row: DeliveryRow) -> DeliveryLine:
    taken = ""
    if row.received_at is not None:
        who = ", ".join(filter(None, (row.receiver, row.position)))
        taken = f"{who}, {day_moment(known.local(row.received_at))}"
    return DeliveryLine(
        urut=str(row.urut),
        sent=known.local(row.sent_at).date(),
        number=row.letter[:LINE_LIMIT],
        day=row.letter_date,
        subject=row.subject,
        addressee=row.addressee,
        copies=row.copies,
        taken=taken[:TEXT_LIMIT],
        note=(row.reason or row.note)[:TEXT_LIMIT],
        state=LineState.BATAL if row.state == VOID else LineState.TERBIT,
    )


def tanda_terima(office: Office, order: PaperOrder, _now: datetime, _progress: Progress | None) -> Paper:
    """Receipts to be signed by those who get our letters; ``ids`` are lines of the delivery book."""
    from sopdesk.papers import tanda_terima as drawn

    with office.store.read() as unit:
        known = office.known(unit)
        rows = [row for row in unit.deliveries.some(order.ids) if row.state != VOID]
    if not rows:
        raise Refused(Rule.BAD_VALUE, field="paper", value=order.name)
    kop = kop_of(office, known)
    slips = [
        TandaTerima(
            kop=kop,
            giver=f"Camat {known.profile.kecamatan}"[:LINE_LIMIT],
            letter_number=row.letter[:LINE_LIMIT],
            letter_day=row.letter_date,
            subject=row.subject,
            taker=row.addressee,
            items=f"{row.copies} rangkap",
            received=known.local(row.received_at) if row.received_at else None,
            receiver=row.receiver,
            position=row.position,
            reference=f"Ekspedisi {row.urut}/{row.year}",
            place=known.profile.place,
        )
        for row in rows
    ]
    made = drawn.render(slips, layout_of(known, TANDA_TERIMA))
    name = f"tanda-terima-{_numbers(rows)}.pdf"
    return Paper(TANDA_TERIMA, title_of(TANDA_TERIMA), made.pdf, made.missing, OF_DELIVERIES, file_name=name)


def _numbers(rows: Sequence[DeliveryRow]) -> str:
    more = f"-dan-{len(rows) - 1}-lagi" if len(rows) > 1 else ""
    return f"ekspedisi-{rows[0].year}-{rows[0].urut}{more}"


def amplop(office: Office, order: PaperOrder, _now: datetime, _progress: Progress | None) -> Paper:
    """Envelopes for deliveries, a dossier, or a line of a register; ``option`` names their size, else the office's."""
    from sopdesk.papers import amplop as drawn

    try:
        wanted = order.option or order.copy
        size = EnvelopeSize(wanted) if wanted else envelope_size(office.look())
    except ValueError:
        raise Refused(Rule.BAD_VALUE, field="option", value=order.option or order.copy) from None
    known = office.look()
    asked = addresses_of(office, order)
    made = drawn.render(Amplop(kop_of(office, known), size, asked.addresses))
    name = f"amplop-{size.value}-{asked.name}.pdf"
    return Paper(AMPLOP, title_of(AMPLOP), made.pdf, made.missing, size.value, file_name=name)


def label(office: Office, order: PaperOrder, _now: datetime, _progress: Progress | None) -> Paper:
    """Address labels; ``option`` is how many of the first sheet are gone, with ``garis`` behind it their edges."""
    from sopdesk.papers import label as drawn

    skip, _, outline = order.option.partition("+")
    if not (skip or "0").isdecimal() or outline not in ("", "garis") or len(skip) > 3:
        raise Refused(Rule.BAD_VALUE, field="option", value=order.option)
    known = office.look()
    asked = addresses_of(office, order)
    own = label_sheet(known)
    sheet = replace(own, skip=int(skip or 0), outline=own.outline or bool(outline))
    made = drawn.render(asked.addresses, sheet, layout_of(known, LABEL))
    return Paper(LABEL, title_of(LABEL), made.pdf, made.missing, file_name=f"label-{asked.name}.pdf")


def map_camat(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    """What waits for the Camat's signature; with ``ids`` only those dossiers."""
    from sopdesk.papers import map_camat as drawn

    with office.store.read() as unit:
        known = office.known(unit)
        lines = signing_folder.lines_of(unit, known, now)
    holds = known.holder(Desk.CAMAT, now)
    signer = f"{holds.title} – {holds.official.name}" if holds else f"Camat {known.profile.kecamatan}"
    value = MapCamat(
        kop=kop_of(office, known),
        signer=signer,
        printed=known.local(now),
        lines=tuple(_map_line(known, x, now) for x in lines if not order.ids or x.id in order.ids),
    )
    made = drawn.render(value, layout_of(known, MAP_CAMAT))
    name = f"map-camat-{known.local(now):%Y-%m-%d}.pdf"
    return Paper(MAP_CAMAT, title_of(MAP_CAMAT), made.pdf, made.missing, file_name=name)


def _map_line(known: Known, line: signing_folder.FolderLine, now: datetime) -> MapLine:
    held = f"ditunda: {line.held}" if line.held else ""
    return MapLine(
        code=line.code,
        title=line.title,
        sop=line.label,
        letter=line.letter[:TEXT_LIMIT],
        waiting=words(known.worktime, line.since, max(now, line.since)),
        due=day_moment(line.due) if line.due else "",
        late=line.late,
        note=held[:TEXT_LIMIT],
    )
