"""The morning list of the office, of a desk or of a person, as it is printed for the roll call."""

from datetime import datetime
from typing import Final

from sopdesk.domain.dates import day_moment
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import LINE_LIMIT
from sopdesk.domain.overviews import DaftarPagi, MorningLine, MorningPart
from sopdesk.papers.progress import Progress
from sopdesk.services.duties import DutyRow, Standing
from sopdesk.services.letters import layout_of
from sopdesk.services.office import Office
from sopdesk.services.orders import PaperOrder
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.printing import kop_of
from sopdesk.services.sentences import DESKS
from sopdesk.services.today import GROUP_WORDS, Group, Line, choices, queue, stand

PAGI: Final = "pagi"
_WAITING: Final = frozenset({Standing.DUE, Standing.UNCLEAR, Standing.MISSED})


def pagi(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    """What presses now, by time left; ``option`` is the key of a queue (``meja:camat``), empty for the whole office.

    Raises Refused(BAD_VALUE) for a queue that the office does not have.
    """
    from sopdesk.papers import pagi as drawn

    known, read = office.look(), stand(office, now)
    chosen = next((each for each in choices(known, read.cards, now) if each.key == order.option), None)
    if chosen is None:
        raise Refused(Rule.BAD_VALUE, field="option", value=order.option)
    lines = queue(known, read.cards, now, chosen.whose)
    value = DaftarPagi(
        kop=kop_of(office, known),
        printed=known.local(now),
        chosen=chosen.words[:LINE_LIMIT],
        parts=tuple(
            MorningPart(GROUP_WORDS[group], tuple(_line(each) for each in lines if each.group is group))
            for group in Group
        ),
        duties=tuple(_duty(row) for row in read.duties if row.standing in _WAITING),
    )
    made = drawn.render(value, layout_of(known, PAGI))
    name = f"daftar-pagi-{known.local(now):%Y-%m-%d}.pdf"
    return Paper(PAGI, title_of(PAGI), made.pdf, made.missing, file_name=name)


def _line(line: Line) -> MorningLine:
    arriving = line.group is Group.ARRIVING
    where = f"{DESKS[line.desk.value]}: {line.step} {line.brief}"
    return MorningLine(
        code=line.card.code,
        title=line.card.title,
        sop=line.card.label,
        where=(f"{where}, dari {DESKS[line.card.desk.value]}" if arriving else where)[:LINE_LIMIT],
        words=line.words[:LINE_LIMIT],
        level="" if arriving else line.level.value,
    )


def _duty(row: DutyRow) -> str:
    return f"{row.label} {row.words}: mulai paling lambat {day_moment(row.latest)}, batas {day_moment(row.deadline)}"
