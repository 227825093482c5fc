"""By when a letter wants its answer: the times of each nature, as the office sets them (rules 20)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sopdesk.domain.duration import Duration
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.worktime_plan import AnswerTerms, Nature, answer_deadline
from sopdesk.services.office import Known, Office
from sopdesk.services.settings import put_setting

ANSWER_TIMES = "answer_times"
SECRET = "rahasia"
NATURES = (*(nature.value for nature in Nature), SECRET)
NATURE_WORDS = {
    Nature.BIASA.value: "Biasa",
    Nature.SEGERA.value: "Segera",
    Nature.SANGAT_SEGERA.value: "Sangat segera",
    SECRET: "Rahasia",
}
_MOST_HOURS = 24 * 30
_MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """Hours by the wall clock for the urgent natures, working days for the ordinary one (PermenPAN 22/2008)."""

    sangat_segera_hours: int = 24
    segera_hours: int = 48
    biasa_days: int = 5


def answer_times(known: Known) -> AnswerTimes:
    """The times in force."""
    return AnswerTimes(**known.settings.get(ANSWER_TIMES, {}))


def terms_of(known: Known) -> AnswerTerms:
    """The times in force, as the working calendar takes them."""
    times = answer_times(known)
    return AnswerTerms(
        times.sangat_segera_hours, times.segera_hours, Duration.parse(f"{times.biasa_days} hari")
    )


def answer_due(known: Known, nature: str, received: datetime) -> datetime | None:
    """When the answer to a letter is due; None for a letter of no nature that asks for one."""
    if nature not in {each.value for each in Nature}:
        return None
    return answer_deadline(known.worktime, Nature(nature), received, terms_of(known))


def save_answer_times(office: Office, times: AnswerTimes, *, by: str, now: datetime) -> None:
    """Set the times of letters that come from now on. Raises Refused(BAD_VALUE) naming the field."""
    for field, most in (
        ("sangat_segera_hours", _MOST_HOURS),
        ("segera_hours", _MOST_HOURS),
        ("biasa_days", _MOST_DAYS),
    ):
        if not 1 <= getattr(times, field) <= most:
            raise Refused(Rule.BAD_VALUE, field=field, low=1, high=most)
    put_setting(office, ANSWER_TIMES, asdict(times), by=by, now=now)
