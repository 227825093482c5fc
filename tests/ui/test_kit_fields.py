"""Fields and forms: what is typed stays, and the first wrong field gets the focus."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.calendar import FIRST_YEAR, LAST_YEAR
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, NumberField, TextField
from sopdesk.ui.kit.moment import DateField, MomentField

TODAY = date(2026, 11, 23)
WIB = timezone(timedelta(hours=7))


def today() -> date:
    return TODAY


def now() -> datetime:
    return datetime(2026, 11, 23, 10, 30, 17, tzinfo=WIB)


def shown(qtbot: QtBot, form: Form) -> Form:
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    return form


def test_first_wrong_field_gets_the_focus_and_keeps_its_words(qtbot: QtBot) -> None:
    form = Form()
    good = form.add(LineField("Perihal", "Undangan", required=True))
    wrong = form.add(LineField("Dari", "abc", rule=lambda text: "Harus angka." if not text.isdigit() else ""))
    empty = form.add(TextField("Alasan", required=True))
    shown(qtbot, form)
    assert not form.validate()
    assert (good.error, wrong.error, empty.error) == ("", "Harus angka.", "Wajib diisi.")
    assert wrong.line.hasFocus()
    assert wrong.value() == "abc"
    QTest.keyClicks(wrong.line, "1")
    assert wrong.error == "", "an error goes when the value is changed"
    assert empty.error


def test_of_long_words_that_are_filled_in_the_beginning_shows(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = form.add(LineField("Keterangan asal"))
    field.set_value("Camat Batang Jaya 23/11/2026, agenda masuk 1/2026 " * 5)
    assert field.line.cursorPosition() == 0


def test_words_that_fitted_show_their_beginning_when_the_field_gets_narrow(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    first = form.add(LineField("Kepada"))
    field = form.add(LineField("Dari", "Kasubbag Keuangan, Perencanaan dan Pengendalian Program"))
    form.resize(900, 160)
    with qtbot.waitActive(form):
        form.show()
    first.focus()
    assert field.line.cursorPosition() > 0
    form.resize(200, 160)
    assert field.line.cursorPosition() == 0


def test_hidden_and_disabled_fields_are_not_asked(qtbot: QtBot) -> None:
    form = Form()
    form.add(LineField("A", required=True)).hide()
    form.add(LineField("B", required=True)).setEnabled(False)
    shown(qtbot, form)
    assert form.validate()


def test_error_takes_the_place_of_the_help(qtbot: QtBot) -> None:
    form = Form()
    field = form.add(LineField("Nomor", note="Seperti pada surat.", required=True))
    shown(qtbot, form)
    assert field.line.accessibleName() == "Nomor"
    form.validate()
    assert field.line.accessibleDescription() == "Wajib diisi."
    field.clear_error()
    assert field.line.accessibleDescription() == "Seperti pada surat."


def test_limit_is_said_with_both_numbers(qtbot: QtBot) -> None:
    field = LineField("Judul", "x" * 12, limit=10)
    qtbot.addWidget(field)
    assert not field.check()
    assert "12" in field.error
    assert "10" in field.error


def test_suggestions_are_found_in_the_middle_of_words(qtbot: QtBot) -> None:
    form = Form()
    field = form.add(LineField("Dari"))
    field.set_suggestions(["Dinas Pekerjaan Umum", "BAPPEDA"])
    shown(qtbot, form)
    QTest.keyClicks(field.line, "umum")
    completer = field.line.completer()
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "Dinas Pekerjaan Umum"
    popup = completer.popup()
    assert popup is not None
    popup.hide()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("45", "45"),
        ("45,5", "45.5"),
        ("45.5", "45.5"),
        ("1.250", "1250"),
        ("1.250,75", "1250.75"),
        ("", None),
    ],
)
def test_numbers_are_read_as_offices_write_them(qtbot: QtBot, typed: str, number: str | None) -> None:
    field = NumberField("Capaian", places=2)
    qtbot.addWidget(field)
    field.set_value(typed)
    assert field.check()
    assert field.number() == (None if number is None else Decimal(number))


@pytest.mark.parametrize("typed", ["x", "101", "-1", "1,234", "NaN", "1e400", "1_0", "1.2.3", "9" * 30])
def test_wrong_numbers_are_refused(qtbot: QtBot, typed: str) -> None:
    field = NumberField("Capaian", least=0, most=100, places=2)
    qtbot.addWidget(field)
    field.set_value(typed)
    assert not field.check()
    assert field.value() == typed


@pytest.mark.parametrize(
    ("typed", "day"),
    [("5/3", date(2026, 3, 5)), ("kemarin", date(2026, 11, 22)), ("5 maret 2027", date(2027, 3, 5))],
)
def test_dates_are_typed_and_tidied(qtbot: QtBot, typed: str, day: date) -> None:
    form = Form()
    field = form.add(DateField("Tanggal", today))
    other = form.add(LineField("Lain"))
    shown(qtbot, form)
    field.focus()
    QTest.keyClicks(field.line, typed)
    assert field.value() == day
    other.focus()
    assert field.line.text() == f"{day:%d/%m/%Y}"


def test_wrong_date_stays_as_typed(qtbot: QtBot) -> None:
    form = Form()
    field = form.add(DateField("Tanggal", today))
    other = form.add(LineField("Lain"))
    shown(qtbot, form)
    field.focus()
    QTest.keyClicks(field.line, "31/2")
    other.focus()
    assert field.line.text() == "31/2"
    assert not form.validate()
    assert field.line.hasFocus()


def test_arrow_keys_move_the_date(qtbot: QtBot) -> None:
    form = Form()
    field = form.add(DateField("Tanggal", today, TODAY))
    shown(qtbot, form)
    field.focus()
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field.line, Qt.Key.Key_Down)
    assert field.value() == date(2026, 11, 22)


def test_calendar_fills_in_the_day(qtbot: QtBot) -> None:
    form = Form()
    field = form.add(DateField("Tanggal", today, TODAY))
    shown(qtbot, form)
    QTest.mouseClick(field.opener, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    month = popup.findChild(QCalendarWidget)
    assert isinstance(month, QCalendarWidget)
    assert month.firstDayOfWeek() == Qt.DayOfWeek.Monday
    view = month.focusProxy()
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert field.value() == date(2026, 11, 24)


@pytest.mark.parametrize(("year", "kept"), [(-510, FIRST_YEAR), (9999, LAST_YEAR)])
def test_calendar_ends_where_the_dates_of_the_office_end(qtbot: QtBot, year: int, kept: int) -> None:
    """Its year is a field of its own, which takes the years of all of history."""
    form = Form()
    field = form.add(DateField("Tanggal", today, TODAY))
    shown(qtbot, form)
    QTest.mouseClick(field.opener, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    month = popup.findChild(QCalendarWidget)
    assert isinstance(month, QCalendarWidget)
    month.setCurrentPage(year, 11)
    month.setSelectedDate(QDate(year, 11, 1))
    view = month.focusProxy()
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_Return)
    found = field.value()
    assert found is not None
    assert found.year == kept


@pytest.mark.parametrize(("typed", "clock"), [("1430", time(14, 30)), ("9", time(9)), ("14.05", time(14, 5))])
def test_times_are_typed(qtbot: QtBot, typed: str, clock: time) -> None:
    field = MomentField("Terjadi", now)
    qtbot.addWidget(field)
    field.time_line.selectAll()
    QTest.keyClicks(field.time_line, typed)
    assert field.value() == datetime.combine(TODAY, clock, tzinfo=WIB)
    assert field.check()


def test_untouched_moment_is_now_to_the_second(qtbot: QtBot) -> None:
    form = Form()
    field = form.add(MomentField("Terjadi", now))
    shown(qtbot, form)
    assert field.value() == now()
    field.time_line.selectAll()
    QTest.keyClicks(field.time_line, "0915")
    assert field.value() == datetime(2026, 11, 23, 9, 15, tzinfo=WIB)
    field.date_line.clear()
    QTest.keyClicks(field.date_line, "kemarin")
    assert field.value() == datetime(2026, 11, 22, 9, 15, tzinfo=WIB)
    field.time_line.clear()
    QTest.keyClicks(field.time_line, "25.00")
    assert not field.check()
    with pytest.raises(ValueError, match="naive"):
        field.set_value(datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None))


def test_choice_is_made_by_keys_and_not_by_the_wheel(qtbot: QtBot) -> None:
    form = Form()
    field = form.add(ChoiceField("Sifat", [("b", "Biasa"), ("s", "Segera")], required=True))
    other = form.add(LineField("Lain"))
    shown(qtbot, form)
    assert not form.validate()
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field.combo, Qt.Key.Key_Down)
    assert field.value() == "b"
    other.focus()
    takes_by_wheel = field.combo.focusPolicy() & Qt.FocusPolicy.WheelFocus == Qt.FocusPolicy.WheelFocus
    assert not takes_by_wheel, "a real wheel would give it the focus first, and change it then"
    centre = QPointF(field.combo.rect().center())
    wheel = QWheelEvent(
        centre, field.combo.mapToGlobal(centre), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field.combo, wheel)
    assert field.value() == "b"
    field.set_value("tidak ada")
    assert field.value() is None


def test_spare_height_goes_below_the_fields(qtbot: QtBot) -> None:
    form = Form()
    short, tall = LineField("Pukul"), TextField("Alasan", lines=5)
    form.add_row(short, tall)
    form.add(LineField("Lain"))
    shown(qtbot, form)
    form.resize(600, 900)
    assert short.line.y() == tall.paper.y()
    assert tall.geometry().bottom() < 300
