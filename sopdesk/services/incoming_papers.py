"""What the papers of incoming letters say: disposition sheet, receipt, agenda stamp, the book (norms 1.5, 1.6, 2.1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sopdesk.domain.book_values import AgendaMasuk, Book, IncomingLine
from sopdesk.domain.dates import long_moment, month_name
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.forms import (
    MOST_TICKS,
    CapAgenda,
    DispositionBlock,
    LembarDisposisi,
    TandaTerima,
    Tick,
)
from sopdesk.domain.letters import LINE_LIMIT, TEXT_LIMIT, Kop, LineState, Signer
from sopdesk.domain.numbers import INCOMING, shown
from sopdesk.domain.signing import Form, printed_name, signer
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.answer_times import NATURE_WORDS
from sopdesk.services.disposition_lists import (
    Person,
    giver_of,
    instructions,
    people,
    person_at,
    person_from,
    receivers,
)
from sopdesk.services.incoming_lines import agenda_number, incoming_line
from sopdesk.services.incoming_views import NOT_NEEDED_WORDS, disposition_words
from sopdesk.services.letters import layout_of
from sopdesk.services.office import Known, Office
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.printing import kop_of
from sopdesk.store.dispositions import DispositionRow
from sopdesk.store.registers import LineRow

DISPOSISI, TANDA_TERIMA, CAP_AGENDA, AGENDA_MASUK = "disposisi", "tanda-terima", "cap-agenda", "agenda-masuk"
BLANK: Final = "kosong"  # an option: nothing ticked, to be filled in by hand
SECOND: Final = "lanjutan"  # with a block of the second level, also where none was given yet
HALF: Final = "setengah"  # a copy: on half sheets
_ON_SHEET: Final = ("sangat_segera", "segera", "biasa", "rahasia")
_A_READING = 500  # lines


def disposisi(
    office: Office, ids: Sequence[int], *, now: datetime, copy: str = "", option: str = ""
) -> Paper:
    """The disposition sheets of these letters, filled in as far as dispositions are recorded.

    ``option``: ``kosong`` ticks nothing, ``lanjutan`` adds the block of the second level; ``copy`` ``setengah``
    is for half sheets.
    """
    from sopdesk.papers import disposisi as drawn

    known, lines = _asked(office, ids)
    kop = kop_of(office, known)
    with office.store.read() as unit:
        given = unit.dispositions.of_lines([line.id for line in lines])
    made = drawn.render(
        [_sheet(known, kop, line, given.get(line.id, []), option, now) for line in lines],
        layout_of(known, DISPOSISI),
        half=copy == HALF,
    )
    name = f"lembar-disposisi-{_numbers(lines)}.pdf"
    return Paper(DISPOSISI, title_of(DISPOSISI), made.pdf, made.missing, copy, file_name=name)


def tanda_terima(office: Office, ids: Sequence[int]) -> Paper:
    """Receipts for letters that were brought: who brought what, and that the office has it."""
    from sopdesk.papers import tanda_terima as drawn

    known, lines = _asked(office, ids)
    kop = kop_of(office, known)
    slips = [_slip(known, kop, line) for line in lines]
    made = drawn.render(slips, layout_of(known, TANDA_TERIMA))
    name = f"tanda-terima-{_numbers(lines)}.pdf"
    return Paper(TANDA_TERIMA, title_of(TANDA_TERIMA), made.pdf, made.missing, file_name=name)


def cap_agenda(
    office: Office, ids: Sequence[int], *, x: float | None = None, y: float | None = None
) -> Paper:
    """The agenda stamp of the first of these letters alone, to be printed onto the letter itself.

    ``x``, ``y``: millimetres from the sheet's upper left corner.
    """
    from sopdesk.papers import cap_agenda as drawn

    known, lines = _asked(office, ids)
    line = lines[0]
    placed = {"x": x, "y": y}
    stamp = CapAgenda(
        office=f"Kecamatan {known.profile.kecamatan}"[:LINE_LIMIT],
        received=line.date,
        agenda_number=line.text,
        code=line.code,
        **{side: value for side, value in placed.items() if value is not None},
    )
    made = drawn.render(stamp, layout_of(known, CAP_AGENDA))
    name = f"cap-agenda-{_numbers(lines[:1])}.pdf"
    return Paper(CAP_AGENDA, title_of(CAP_AGENDA), made.pdf, made.missing, file_name=name)


def agenda_masuk(
    office: Office, year: int, *, now: datetime, month: int | None = None, progress: Progress | None = None
) -> Paper:
    """The register of a year, or of one of its months. Raises Cancelled where ``progress`` says to stop."""
    from sopdesk.papers import agenda_masuk as drawn

    known = office.look()
    if not 1900 <= year <= 2199:
        raise Refused(Rule.BAD_VALUE, field="year", value=year)
    lines: list[IncomingLine] = []
    with office.store.read() as unit:
        _seq, head = unit.log.head()
        rows = [
            row for row in unit.registers.of_year(INCOMING, year) if month is None or row.date.month == month
        ]
        for start in range(0, len(rows), _A_READING):
            tell(progress, 0, len(rows))
            part = rows[start : start + _A_READING]
            given = unit.dispositions.of_lines([row.id for row in part])
            lines += [_book_line(row, given.get(row.id, [])) for row in part]
    book = Book(
        kop=kop_of(office, known),
        year=year,
        period="" if month is None else f"bulan {month_name(month)}",
        printed=known.local(now),
        log_hash=head,
    )
    made = drawn.render(AgendaMasuk(book, tuple(lines)), layout_of(known, AGENDA_MASUK), progress)
    name = f"agenda-masuk-{year}" + (f"-{month:02d}" if month else "")
    return Paper(AGENDA_MASUK, title_of(AGENDA_MASUK), made.pdf, made.missing, file_name=f"{name}.pdf")


def _asked(office: Office, ids: Sequence[int]) -> tuple[Known, list[LineRow]]:
    """The letters, in the order in which they were asked for. Raises Refused where none is named."""
    if not ids:
        raise Refused(Rule.BAD_VALUE, field="incoming", value="")
    with office.store.read() as unit:
        return office.known(unit), [incoming_line(unit, line_id) for line_id in ids]


def _numbers(lines: Sequence[LineRow]) -> str:
    first = lines[0]
    more = f"-dan-{len(lines) - 1}-lagi" if len(lines) > 1 else ""
    return f"{first.year}-{shown(first.urut, first.sisipan).replace('.', '')}{more}"


def _sheet(
    known: Known, kop: Kop, line: LineRow, rows: Sequence[DispositionRow], option: str, now: datetime
) -> LembarDisposisi:
    standing = [row for row in rows if not row.withdrawn and row.receivers and option != BLANK]
    first = [row for row in standing if row.parent_id is None]
    further = [row for row in standing if row.parent_id is not None]
    second = None
    if further or option == SECOND:
        second = _block(known, further, None, now)
    return LembarDisposisi(
        kop=kop,
        sender=line.party,
        letter_number=line.ref,
        letter_day=line.ref_date,
        subject=line.subject,
        received=line.date,
        agenda_number=line.text,
        natures=tuple(Tick(NATURE_WORDS[n], line.nature == n) for n in _ON_SHEET),
        first=_block(known, first, giver_of(known, known.local(now).date()), now),
        second=second,
        code=line.code,
        enclosure=line.enclosure,
    )


def _block(
    known: Known, rows: Sequence[DispositionRow], giver: Person | None, now: datetime
) -> DispositionBlock:
    """One level: what the dispositions of it say together; without any, boxes for the hand."""
    newest = rows[-1] if rows else None
    day = known.local(newest.at if newest else now).date()
    chosen = [person_from(each).words for row in rows for each in row.receivers]
    offered = [person.words for person in receivers(known, day)]
    told = [text for row in rows for text in row.instructions]
    deadlines = [row.deadline for row in rows if row.deadline is not None]
    giver = person_from(newest.giver) if newest else giver
    return DispositionBlock(
        receivers=_ticks(offered, chosen),
        instructions=_ticks(instructions(known), told),
        note="; ".join(dict.fromkeys(row.note for row in rows if row.note))[:TEXT_LIMIT],
        deadline=long_moment(known.local(min(deadlines))) if deadlines else "",
        signer=_signer(known, giver, newest.at if newest else now) if giver else None,
        day=known.local(newest.at).date() if newest else None,
    )


def _ticks(offered: Sequence[str], chosen: Sequence[str]) -> tuple[Tick, ...]:
    """The boxes of a list: what was chosen is always among them, at the cost of what was not."""
    on = dict.fromkeys(chosen)
    texts = list(dict.fromkeys([*offered, *on]))
    while len(texts) > MOST_TICKS:
        spare = next((text for text in reversed(texts) if text not in on), texts[-1])
        texts.remove(spare)
    return tuple(Tick(text[:LINE_LIMIT], text in on) for text in texts)


def _signer(known: Known, giver: Person, at: datetime) -> Signer:
    """The block of the giver, with rank and NIP where he is one of the office's officials."""
    day = known.local(at).date()
    if giver in people(known, day):
        for appointment in known.appointments:
            if appointment.covers(day) and person_at(appointment) == giver:
                return signer(Form.LANGSUNG, [appointment])
    return Signer((f"{giver.title.upper()},",) if giver.title else (), printed_name(giver.name))


def _slip(known: Known, kop: Kop, line: LineRow) -> TandaTerima:
    return TandaTerima(
        kop=kop,
        giver=line.party,
        letter_number=line.ref,
        letter_day=line.ref_date,
        subject=line.subject,
        taker=f"Camat {known.profile.kecamatan}"[:LINE_LIMIT],
        items=line.enclosure,
        received=known.local(line.received_at) if line.received_at else None,
        receiver=line.actor[:LINE_LIMIT],
        reference=f"Agenda masuk {agenda_number(line)}",
        place=known.profile.place,
    )


def _book_line(row: LineRow, given: Sequence[DispositionRow]) -> IncomingLine:
    states = {"void": LineState.BATAL, "reserved": LineState.DICADANGKAN, "outside": LineState.DI_LUAR}
    words = NOT_NEEDED_WORDS if row.disposed == "not_needed" else disposition_words(given)
    notes = [NATURE_WORDS[row.nature]] if row.nature not in ("", "biasa") else []
    notes += [text for text in (row.reason, row.note) if text]
    return IncomingLine(
        urut=shown(row.urut, row.sisipan),
        received=row.date,
        number=row.ref,
        day=row.ref_date,
        sender=row.party,
        subject=row.subject,
        code=row.code,
        enclosure=row.enclosure,
        disposition=words[:TEXT_LIMIT],
        note="; ".join(notes)[:TEXT_LIMIT],
        state=states.get(row.state, LineState.TERBIT),
    )
