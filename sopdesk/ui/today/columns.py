"""The columns of the queue and of the duties."""

from datetime import datetime

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import clock_time, day_name, short_date
from sopdesk.services.duties import STANDING_WORDS, DutyRow, Standing
from sopdesk.services.sentences import DESKS
from sopdesk.services.sop_views import unlisted_words
from sopdesk.services.today import GROUP_WORDS, Group, Line
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.tokens import STATE_ICONS, STATE_INK, ColourName, State

STATES = {Group.LATE: State.TERLAMBAT, Group.TODAY: State.WASPADA, Group.NEAR: State.WASPADA}
_ORDER = {group: place for place, group in enumerate(Group)}
_ARRIVING_ICON = "arrow-right"


def _icon(line: Line) -> str:
    return _ARRIVING_ICON if line.group is Group.ARRIVING else STATE_ICONS[_state(line)]


def _ink(line: Line) -> ColourName | None:
    return "muted" if line.group is Group.ARRIVING else STATE_INK[_state(line)]


def _state(line: Line) -> State:
    # Due today and still with time to spare is no warning.
    return State.AMAN if line.level is Level.AMAN else STATES[line.group]


def _time(line: Line) -> str:
    return line.words


def _place(line: Line) -> tuple[int, float, int]:
    return _ORDER[line.group], *line.place


def _group(line: Line) -> str:
    return GROUP_WORDS[line.group]


def _desk(line: Line) -> str:
    name = DESKS[line.desk.value]
    return f"{name}, dari {DESKS[line.card.desk.value]}" if line.group is Group.ARRIVING else name


def _sop(line: Line) -> str:
    return line.card.label


def _title(line: Line) -> str:
    return line.card.title


def _step(line: Line) -> str:
    return f"{line.step}/{line.card.steps} {line.brief}"


def _owner(line: Line) -> str:
    return line.card.owner


def line_identity(line: Line) -> tuple[int, str]:
    """What tells a line from every other."""
    return line.key


LINES: tuple[Column[Line], ...] = (
    Column("waktu", "Waktu", _time, sort=_place, width=200, icon=_icon, ink=_ink, bold=True),
    Column("judul", "Judul", _title, width=250, stretch=True, tip=_title),
    Column("meja", "Di meja", _desk, width=190),
    Column("sop", "SOP", _sop, width=110),
    Column("langkah", "Langkah", _step, width=190),
    Column("sebab", "Sebab", _group, sort=_place, width=150),
    Column("pelaksana", "Pelaksana", _owner, width=130),
)


def _moment(moment: datetime) -> str:
    return f"{day_name(moment)}, {short_date(moment)} {clock_time(moment)}"


def _duty(row: DutyRow) -> str:
    return row.label


def _period(row: DutyRow) -> str:
    return row.words


def _period_order(row: DutyRow) -> str:
    return row.period


def _standing(row: DutyRow) -> str:
    words = STANDING_WORDS[row.standing]
    if row.code:
        return f"{words}, {row.code}"
    # Else its dates would be wrong in silence: no day off on the way is known.
    return f"{words} · {unlisted_words(row.unlisted)}" if row.unlisted else words


def _standing_icon(row: DutyRow) -> str:
    return _STANDING[row.standing][0]


def _standing_ink(row: DutyRow) -> ColourName | None:
    return _STANDING[row.standing][1]


_STANDING: dict[Standing, tuple[str, ColourName]] = {
    Standing.LATER: ("", "muted"),
    Standing.DUE: ("clock", "waspada"),
    Standing.UNCLEAR: ("circle-question-mark", "waspada"),
    Standing.MISSED: ("circle-alert", "terlambat"),
    Standing.RUNNING: ("play", "aman"),
    Standing.FINISHED: ("check", "aman"),
    Standing.CANCELLED: ("ban", "muted"),
}


def _deadline(row: DutyRow) -> str:
    return _moment(row.deadline)


def _deadline_order(row: DutyRow) -> datetime:
    return row.deadline


def _latest(row: DutyRow) -> str:
    return _moment(row.latest)


def _latest_order(row: DutyRow) -> datetime:
    return row.latest


def _opens(row: DutyRow) -> str:
    return f"{day_name(row.opens)}, {short_date(row.opens)}"


def _opens_order(row: DutyRow) -> datetime:
    return row.opens


def duty_identity(row: DutyRow) -> str:
    """What tells a duty's period from every other."""
    return row.key


DUTIES: tuple[Column[DutyRow], ...] = (
    Column("tugas", "Tugas", _duty, width=120, bold=True),
    Column("periode", "Periode", _period, sort=_period_order, width=140),
    Column(
        "keadaan",
        "Keadaan",
        _standing,
        width=230,
        icon=_standing_icon,
        ink=_standing_ink,
        stretch=True,
        tip=_standing,
    ),
    Column("dibuka", "Dibuka mulai", _opens, sort=_opens_order, width=170, right=True),
    Column("mulai", "Mulai paling lambat", _latest, sort=_latest_order, width=200, right=True),
    Column("batas", "Batas", _deadline, sort=_deadline_order, width=200, right=True),
)
