"""Known values of working time, on the office's own hours."""

from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

import pytest

from sopdesk.domain.calendar import Calendar, DayOff, ExtraDay, Interval, Period, Week
from sopdesk.domain.duration import Duration, Unit
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.presets import default_calendar, preset
from sopdesk.domain.worktime import WorkingTime
from sopdesk.domain.worktime_explain import SegmentKind
from sopdesk.domain.worktime_plan import AnswerTerms, Nature, answer_deadline, fits
from tests.domain.worktime_oracle import WIB

OFFICE = WorkingTime(default_calendar(), WIB)
RAMADAN = Period("Ramadan", date(2026, 2, 18), date(2026, 3, 18), preset("ramadan-5").week)
FASTING = WorkingTime(Calendar(default_calendar().week, (RAMADAN,), default_calendar().off), WIB)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        ("2026-11-19 15:55", "10 menit", "2026-11-20 07:35"),  # Thursday to Friday
        ("2026-11-19 11:55", "5 menit", "2026-11-19 12:00"),  # the break's start, not its end
        ("2026-11-19 12:30", "5 menit", "2026-11-19 13:05"),
        ("2026-11-19 07:30", "1 hari", "2026-11-19 16:00"),  # the end of the day, not the next opening
        ("2026-11-19 16:00", "1 hari", "2026-11-20 16:30"),
        ("2026-11-20 16:30", "1 hari", "2026-11-23 16:00"),
        ("2026-11-21 09:00", "1 hari", "2026-11-23 16:00"),  # Saturday counts from Monday
        ("2026-11-19 10:00", "1 minggu", "2026-11-26 10:00"),
        ("2026-11-19 10:00", "2-3 hari", "2026-11-24 10:00"),
        ("2026-11-19 10:00", "1 hari 3 jam", "2026-11-20 14:30"),
        ("2026-12-23 16:00", "1 hari", "2026-12-28 16:00"),  # 24 and 25 December are off
        # A third of Thursday is a third of Friday: 2.5 of 7.5 hours, but another break.
        ("2026-11-19 13:00", "1 hari", "2026-11-20 13:30"),
    ],
)
def test_due(start: str, duration: str, due: str) -> None:
    assert OFFICE.due(at(start), Duration.parse(duration)) == at(due)


@pytest.mark.parametrize(
    ("start", "duration", "warn"),
    [
        ("2026-11-23 07:30", "2 jam", "2026-11-23 09:00"),
        ("2026-11-23 07:30", "4 hari", "2026-11-25 16:00"),
        ("2026-11-23 07:30", "1 minggu", "2026-11-26 14:07:30"),
        ("2026-11-19 10:00", "2-3 hari", "2026-11-23 10:00"),
        ("2026-11-23 07:30", "4 hari 4 jam", "2026-11-26 10:30"),
    ],
)
def test_warning(start: str, duration: str, warn: str) -> None:
    assert OFFICE.warn_from(at(start), Duration.parse(duration)) == at(warn)


def test_the_share_of_the_warning_is_a_setting() -> None:
    two = Duration.parse("2 jam")
    assert OFFICE.warn_from(at("2026-11-23 07:30"), two, Fraction(1, 2)) == at("2026-11-23 08:30")


@pytest.mark.parametrize(
    ("deadline", "duration", "start"),
    [
        ("2026-11-20 07:35", "10 menit", "2026-11-19 15:55"),
        ("2026-11-19 13:05", "5 menit", "2026-11-19 13:00"),  # the end of the break
        ("2026-11-19 16:00", "1 hari", "2026-11-19 07:30"),
        ("2026-11-22 09:00", "1 hari", "2026-11-20 07:30"),  # Sunday goes back to Friday's closing
        ("2026-11-23 07:30", "5 menit", "2026-11-20 16:25"),
        ("2026-11-23 10:00", "1 hari 3 jam", "2026-11-19 15:30"),
    ],
)
def test_latest_start(deadline: str, duration: str, start: str) -> None:
    assert OFFICE.latest_start(at(deadline), Duration.parse(duration)) == at(start)


def test_parts_apply_left_to_right_forward_and_right_to_left_backward() -> None:
    friday = at("2026-02-13 10:00")  # 7.5 hours long; the next working day, the 18th, has the 6.5 of Ramadan
    days_first, hours_first = Duration.parse("1 hari 1 jam"), Duration.parse("1 jam 1 hari")
    assert FASTING.due(friday, days_first) == at("2026-02-18 11:10")
    assert FASTING.due(friday, hours_first) == at("2026-02-18 11:02")
    assert FASTING.latest_start(at("2026-02-18 11:10"), days_first) == friday
    assert FASTING.latest_start(at("2026-02-18 11:02"), hours_first) == friday


def test_one_day_and_one_day_are_two_days_through_fridays_and_ramadan() -> None:
    one, two = Duration.parse("1 hari"), Duration.parse("2 hari")
    start = at("2026-02-12 14:07")
    for _ in range(25):
        parted = FASTING.due(FASTING.due(start, one), one)
        assert abs(parted - FASTING.due(start, two)) <= timedelta(microseconds=1)
        start = FASTING.due(start, one)


def test_a_share_that_does_not_divide_is_rounded_only_in_the_answer() -> None:
    calendar = Calendar(
        Week((((Interval(480, 487),)), (Interval(480, 483),), (Interval(480, 491),), (), (), (), ()))
    )
    worktime = WorkingTime(calendar, WIB)
    start = at("2026-11-23 08:01")  # a seventh of Monday
    assert worktime.due(start, Duration.parse("1 hari")) == at("2026-11-24 08:00:25.714286")
    assert worktime.due(start, Duration.parse("1 hari 1 hari 1 hari")) == at("2026-11-30 08:01")
    assert worktime.due(start, Duration.parse("1 hari 1 menit")) == at("2026-11-24 08:01:25.714286")
    assert worktime.latest_start(at("2026-11-24 08:00:25.714286"), Duration.parse("1 hari")) == at(
        "2026-11-23 08:01:00.000001"
    )


def test_between_and_positions() -> None:
    start, end = at("2026-11-19 10:00"), at("2026-11-23 09:00")
    assert OFFICE.between(start, end) == timedelta(hours=5 + 7.5 + 1.5)
    assert OFFICE.days_between(start, end) == 2 + Fraction(90 - 150, 450)
    assert OFFICE.position(at("2026-11-20 07:30")) == OFFICE.position(at("2026-11-19 16:00"))
    assert OFFICE.position(at("2020-01-01 00:00")) == 0
    assert OFFICE.position(at("2019-12-31 07:30")) == -1
    assert OFFICE.between(at("2018-01-01 00:00"), at("2018-01-02 00:00")) == timedelta(hours=7.5)


def test_positions_do_not_depend_on_what_was_asked_before() -> None:
    fresh, used = WorkingTime(default_calendar(), WIB), WorkingTime(default_calendar(), WIB)
    used.between(at("1901-05-05 10:00"), at("2190-05-05 10:00"))
    for moment in (at("1999-03-03 10:10"), at("2026-03-03 10:10"), at("2101-03-03 10:10")):
        assert fresh.position(moment) == used.position(moment)


def test_late_is_never_outside_working_time() -> None:
    due = at("2026-11-20 16:30")
    assert not OFFICE.is_late(due, due)
    assert not OFFICE.is_late(at("2026-11-23 07:30"), due)
    assert OFFICE.is_late(at("2026-11-23 07:30:00.000001"), due)


def test_opening_hours() -> None:
    assert OFFICE.is_working(at("2026-11-19 07:30"))
    assert not OFFICE.is_working(at("2026-11-19 12:00"))
    assert OFFICE.next_opening(at("2026-11-19 12:00")) == at("2026-11-19 13:00")
    assert OFFICE.next_opening(at("2026-11-20 17:00")) == at("2026-11-23 07:30")
    assert OFFICE.next_opening(at("2026-11-19 08:00")) == at("2026-11-19 08:00")
    assert OFFICE.work_day(date(2026, 11, 20)) == [
        (at("2026-11-20 07:30"), at("2026-11-20 11:30")),
        (at("2026-11-20 13:00"), at("2026-11-20 16:30")),
    ]
    assert OFFICE.work_day(date(2026, 11, 21)) == []
    assert OFFICE.working_days(date(2026, 11, 20), date(2026, 11, 23)) == 2
    assert OFFICE.working_days(date(2026, 11, 21), date(2026, 11, 22)) == 0


def test_a_hold_gives_back_days_as_shares_and_hours_as_minutes() -> None:
    held, due = at("2026-11-19 10:00"), at("2026-11-20 13:30")
    assert OFFICE.remaining(held, due, Unit.JAM) == Fraction(570)
    assert OFFICE.remaining(held, due, Unit.HARI) == 1 + Fraction(270 - 150, 450)
    resumed = at("2026-11-23 07:30")
    assert OFFICE.extend(resumed, Fraction(570), Unit.MENIT) == at("2026-11-24 09:30")
    assert OFFICE.extend(resumed, Fraction(4, 3), Unit.MINGGU) == at("2026-11-24 10:00")
    late = OFFICE.remaining(at("2026-11-20 14:00"), due, Unit.MENIT)
    assert late == -30
    assert OFFICE.extend(resumed, late, Unit.MENIT) == at("2026-11-20 16:00")


def test_extra_days_come_first_then_days_off_then_periods() -> None:
    calendar = Calendar(
        default_calendar().week,
        periods=(RAMADAN,),
        off=(DayOff(date(2026, 2, 23), "Libur"), DayOff(date(2026, 2, 24), "Libur")),
        extra=(
            ExtraDay(date(2026, 2, 24), (Interval(540, 600),), "Masuk"),
            ExtraDay(date(2026, 2, 28), (Interval(540, 660), Interval(660, 720)), "Lembur"),
        ),
    )
    worktime = WorkingTime(calendar, WIB)
    hours = {day: worktime.work_day(date(2026, 2, day)) for day in (23, 24, 25, 28)}
    assert hours[23] == []
    assert hours[24] == [(at("2026-02-24 09:00"), at("2026-02-24 10:00"))]
    assert hours[25][0] == (at("2026-02-25 08:00"), at("2026-02-25 12:00"))
    assert hours[28] == [(at("2026-02-28 09:00"), at("2026-02-28 12:00"))]  # touching hours are one


def test_explains_each_kind() -> None:
    segments = FASTING.explain(at("2026-03-17 14:00"), at("2026-03-25 08:00"))
    assert [
        (s.from_.strftime("%d %H.%M"), s.to.strftime("%d %H.%M"), str(s.kind), s.name) for s in segments
    ] == [
        ("17 14.00", "17 15.00", "work", "Ramadan"),
        ("17 15.00", "17 16.00", "period", "Ramadan"),
        ("17 16.00", "18 00.00", "closed", ""),
        ("18 00.00", "19 00.00", "off", "Cuti Bersama Hari Suci Nyepi"),
        ("19 00.00", "20 00.00", "off", "Hari Suci Nyepi"),
        ("20 00.00", "21 00.00", "off", "Cuti Bersama Hari Raya Idul Fitri"),
        ("21 00.00", "22 00.00", "off", "Hari Raya Idul Fitri"),
        ("22 00.00", "23 00.00", "off", "Hari kedua dari Hari Raya Idul Fitri"),
        ("23 00.00", "25 00.00", "off", "Cuti Bersama Hari Raya Idul Fitri"),
        ("25 00.00", "25 07.30", "closed", ""),
        ("25 07.30", "25 08.00", "work", ""),
    ]
    plain = OFFICE.explain(at("2026-11-20 11:00"), at("2026-11-23 07:31"))
    assert [(str(s.kind), s.to.strftime("%d %H.%M")) for s in plain] == [
        ("work", "20 11.30"),
        ("break", "20 13.00"),
        ("work", "20 16.30"),
        ("closed", "21 00.00"),
        ("weekend", "23 00.00"),
        ("closed", "23 07.30"),
        ("work", "23 07.31"),
    ]


def test_explains_whole_days_of_a_period_and_extra_days() -> None:
    closed = Week(((), (Interval(480, 600),), (), (), (), (), ()))
    calendar = Calendar(
        default_calendar().week,
        periods=(Period("Pengungsian", date(2026, 11, 20), date(2026, 11, 23), closed),),
        off=(DayOff(date(2026, 11, 19), "Satu"), DayOff(date(2026, 11, 19), "Dua")),
        extra=(ExtraDay(date(2026, 11, 21), (Interval(480, 720),), "Lembur"),),
    )
    segments = WorkingTime(calendar, WIB).explain(at("2026-11-19 00:00"), at("2026-11-24 00:00"))
    assert [(s.kind, s.name) for s in segments] == [
        (SegmentKind.OFF, "Satu, Dua"),
        (SegmentKind.PERIOD, "Pengungsian"),
        (SegmentKind.CLOSED, ""),
        (SegmentKind.WORK, "Lembur"),
        (SegmentKind.CLOSED, ""),
        (SegmentKind.WEEKEND, ""),
        (SegmentKind.PERIOD, "Pengungsian"),
    ]


def test_years_without_a_list_are_named() -> None:
    assert OFFICE.warnings(at("2026-12-01 08:00"), at("2027-01-05 08:00")) == []
    assert OFFICE.warnings(at("2029-01-01 08:00"), at("2027-12-30 08:00")) == [2028, 2029]


@pytest.mark.parametrize(
    ("nature", "received", "due"),
    [
        (Nature.SANGAT_SEGERA, "2026-11-18 10:00", "2026-11-19 10:00"),
        (Nature.SANGAT_SEGERA, "2026-11-18 12:30", "2026-11-19 12:00"),
        (Nature.SANGAT_SEGERA, "2026-11-20 09:00", "2026-11-20 16:30"),
        (Nature.SEGERA, "2026-11-18 10:00", "2026-11-20 10:00"),
        (Nature.SEGERA, "2026-11-20 10:00", "2026-11-20 16:30"),
        (Nature.BIASA, "2026-11-18 10:00", "2026-11-25 10:00"),
    ],
)
def test_answers_by_nature(nature: Nature, received: str, due: str) -> None:
    assert answer_deadline(OFFICE, nature, at(received)) == at(due)


def test_answer_terms_are_settings() -> None:
    terms = AnswerTerms(12, 36, Duration.parse("3 hari"))
    start = at("2026-11-18 10:00")
    assert answer_deadline(OFFICE, Nature.SANGAT_SEGERA, start, terms) == at("2026-11-18 16:00")
    assert answer_deadline(OFFICE, Nature.SEGERA, start, terms) == at("2026-11-19 16:00")
    assert answer_deadline(OFFICE, Nature.BIASA, start, terms) == at("2026-11-23 10:00")


def test_no_steps_fit_while_it_is_not_late() -> None:
    assert fits(OFFICE, at("2026-11-18 10:00"), at("2026-11-18 10:00"), [])
    assert not fits(OFFICE, at("2026-11-18 10:01"), at("2026-11-18 10:00"), [])


def test_naive_moments_and_moving_zones_are_our_mistakes() -> None:
    naive = at("2026-11-18 10:00").replace(tzinfo=None)
    hour = Duration.parse("1 jam")
    for ask in (OFFICE.is_working, OFFICE.next_opening, OFFICE.position, OFFICE.settle):
        with pytest.raises(TypeError):
            ask(naive)
    with pytest.raises(TypeError):
        OFFICE.due(naive, hour)
    with pytest.raises(TypeError):
        OFFICE.explain(naive, naive)
    with pytest.raises(TypeError):
        OFFICE.warnings(naive, naive)
    with pytest.raises(ValueError, match="ends before it starts"):
        OFFICE.explain(at("2026-11-18 10:01"), at("2026-11-18 10:00"))


@pytest.mark.parametrize("moment", ["1899-12-31 10:00", "2201-01-01 10:00"])
def test_outside_the_years_is_refused(moment: str) -> None:
    for ask in (OFFICE.position, OFFICE.is_working, OFFICE.next_opening):
        with pytest.raises(Refused) as refused:
            ask(at(moment))
        assert refused.value.rule is Rule.BAD_VALUE
    with pytest.raises(Refused):
        OFFICE.explain(*sorted((at(moment), at("2026-11-18 10:00"))))
    with pytest.raises(Refused):
        OFFICE.between(at(moment), at("2026-11-18 10:00"))


def test_answers_outside_the_years_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        OFFICE.due(at("2199-11-18 10:00"), Duration.parse("520 minggu"))
    assert refused.value.rule is Rule.BAD_VALUE
    with pytest.raises(Refused):
        OFFICE.latest_start(at("1901-11-18 10:00"), Duration.parse("20000 jam"))


def test_a_calendar_that_stays_closed_is_refused() -> None:
    worked = Week(((Interval(480, 540),), (), (), (), (), (), ()))
    never = tuple(
        DayOff(date(2000, 1, 3) + timedelta(weeks=week), "tutup")
        for week in range(52 * 55)
        if not 2020 <= (date(2000, 1, 3) + timedelta(weeks=week)).year <= 2025
    )
    worktime = WorkingTime(Calendar(worked, off=never), WIB)
    for ask in (worktime.next_opening, worktime.position):
        with pytest.raises(Refused) as refused:
            ask(at("2026-11-18 10:00"))
        assert refused.value.rule is Rule.BAD_CALENDAR
    with pytest.raises(Refused) as refused:
        worktime.latest_start(at("2020-01-01 10:00"), Duration.parse("1 hari"))
    assert refused.value.rule is Rule.BAD_CALENDAR


def test_questions_at_the_edge_of_the_compiled_years() -> None:
    """A fresh engine holds 2020 alone; each question has to widen it by itself, in its own direction."""

    def fresh() -> WorkingTime:
        return WorkingTime(default_calendar(), WIB)

    opening = at("2020-01-01 07:30")
    assert fresh().settle(opening) == at("2019-12-31 16:00")
    assert fresh().latest_start(opening, Duration.parse("1 hari")) == at("2019-12-31 07:30")
    assert fresh().latest_start(opening, Duration.parse("1 jam")) == at("2019-12-31 15:00")
    closing = at("2020-12-31 16:00")
    assert fresh().next_opening(closing) == at("2021-01-01 07:30")
    assert fresh().due(at("2020-12-31 15:30"), Duration.parse("1 jam")) == at("2021-01-01 08:00")
    assert fresh().due(at("2020-12-31 15:30"), Duration.parse("1 hari")) == at(
        "2021-01-01 16:00"
    )  # 7 of 7.5 hours


def test_a_latest_start_that_rounds_to_a_closing_is_the_next_opening() -> None:
    whole_day, one_minute = (Interval(0, 1440),), (Interval(480, 481),)
    worktime = WorkingTime(Calendar(Week((one_minute, whole_day, (), (), (), (), ()))), WIB)
    almost = at("2026-11-25 00:00") - timedelta(microseconds=1)
    assert worktime.latest_start(almost, Duration.parse("1 hari")) == at("2026-11-24 00:00")


def test_the_office_has_a_fixed_zone() -> None:
    class Moving(tzinfo):
        def utcoffset(self, moment: datetime | None) -> timedelta | None:
            return None if moment is None else timedelta(hours=7)

        def tzname(self, _moment: datetime | None) -> str:
            return "moving"

        def dst(self, _moment: datetime | None) -> timedelta | None:
            return None

    with pytest.raises(ValueError, match="fixed offset"):
        WorkingTime(default_calendar(), Moving())


def test_a_span_of_five_years_is_exact() -> None:
    """Counted another way: the hours of each date of five years, one by one."""
    first, last = date(2024, 12, 31), date(2029, 12, 31)
    total = timedelta(0)
    for number in range((last - first).days):
        for begin, end in OFFICE.work_day(first + timedelta(number)):
            total += end - begin
    assert OFFICE.between(at("2024-12-31 00:00"), at("2029-12-31 00:00")) == total


def test_a_week_is_as_long_as_the_standing_pattern() -> None:
    six = WorkingTime(Calendar(preset("umum-6").week), WIB)
    week = Duration.parse("1 minggu")
    assert six.due(at("2026-11-19 10:00"), week) == at("2026-11-26 10:00")
    assert six.due(at("2026-11-19 10:00"), week) == six.due(at("2026-11-19 10:00"), Duration.parse("6 hari"))
    # A period changes the hours of a week, never the number of its days.
    short = Period("Pendek", date(2026, 11, 1), date(2026, 12, 31), Week(((Interval(480, 540),), *[()] * 6)))
    five = WorkingTime(Calendar(preset("umum-5").week, (short,)), WIB)
    assert five.due(at("2026-11-23 08:30"), week) == at("2026-12-28 08:30")
