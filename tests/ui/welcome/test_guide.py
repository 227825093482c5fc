"""The first start: two ways, and a guide that is done in four steps by keys and clicks."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.officials import Status
from sopdesk.domain.presets import preset
from sopdesk.domain.sop import Desk as Table
from sopdesk.services import settings
from sopdesk.services.office import Office
from sopdesk.services.verification import verify
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size
from sopdesk.ui.welcome.page import WelcomePage


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme) -> WelcomePage:
    made = WelcomePage(desk, theme)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def focused() -> QWidget:
    """Where a clerk's keys go."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def typed(text: str) -> None:
    QTest.keyClicks(focused(), text)


def tab(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)


def go_on() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_enter_alone_leads_from_the_first_page_through_the_guide(page: WelcomePage) -> None:
    def enter() -> None:
        QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert page.begin.hasFocus()
    enter()
    places = page.guide.office.places
    assert places.kabupaten.line.hasFocus()
    for words in ("Contoh Raya", "Sumber Jaya", "Kencana"):
        typed(words)
        enter()
    assert places.address.paper.hasFocus()
    tab()
    enter()
    assert page.guide.next.hasFocus()
    enter()
    assert page.guide.place == 1


def test_the_whole_guide_by_keyboard(qtbot: QtBot, page: WelcomePage, office: Office, desk: Desk) -> None:
    told: list[object] = []
    desk.changed.connect(told.append)
    page.begin.setFocus()
    QTest.keyClick(page.begin, Qt.Key.Key_Return)
    assert page.guided
    typed("Contoh Raya")
    tab()
    typed("Karang Contoh")
    go_on()
    assert page.guide.place == 1
    typed("Ani <b>Contoh</b>, S.Sos.")
    tab(3)
    typed("Budi Contoh")
    go_on()
    assert page.guide.place == 2
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    go_on()
    assert page.guide.place == 3
    typed("Petugas Satu")
    tab()
    for name in ("Petugas Dua", "petugas satu", "", " Petugas  Tiga "):
        typed(name)
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    with qtbot.waitSignal(page.office_ready):
        go_on()
    known = office.look()
    assert known.profile.set_up
    assert (known.profile.kabupaten, known.profile.kecamatan) == ("Contoh Raya", "Karang Contoh")
    assert (known.profile.place, known.profile.unit_code, known.profile.mark) == (
        "Karang Contoh",
        "Kec.KC",
        "KKC",
    )
    assert known.calendar.week == preset("umum-6").week
    assert known.calendar.off, "the shipped days off stay"
    posts = {post.desk: post for post in known.appointments}
    assert set(posts) == {Table.CAMAT, Table.SEKCAM}
    assert posts[Table.CAMAT].official.name == "Ani <b>Contoh</b>, S.Sos."
    assert posts[Table.CAMAT].title == "Camat Karang Contoh"
    assert posts[Table.CAMAT].begins == date(2026, 1, 1)
    assert settings.clerks(office) == ["Petugas Dua", "Petugas Satu", "Petugas Tiga"]
    assert desk.clerk == "Petugas Satu"
    assert told == [Changes(office=True)], "the screens hear of it once"
    assert desk.known.profile.set_up
    assert verify(office).ok


def test_each_step_looks_before_it_goes_on_and_back_keeps_what_was_typed(page: WelcomePage) -> None:
    press(page.begin)
    guide = page.guide
    press(guide.next)
    places = guide.office.places
    assert guide.place == 0
    assert places.kabupaten.error
    assert places.kabupaten.line.hasFocus()
    QTest.keyClicks(places.kabupaten.line, "Contoh Raya")
    QTest.keyClicks(places.kecamatan.line, "Arut")
    QTest.keyClicks(places.mark.line, "-")
    press(guide.next)
    assert "2 sampai 8" in places.mark.error
    QTest.keyClick(places.mark.line, Qt.Key.Key_Backspace)
    press(guide.next)
    post = guide.officials.posts[0]
    QTest.keyClicks(post.nip.line, "12345")
    assert post.nip.line.accessibleDescription() == "Terbaca 5 angka; NIP biasanya 18 angka."
    press(guide.next)
    assert guide.place == 1
    assert "tanpa nama" in post.name.error
    QTest.keyClicks(post.name.line, "Ani")
    press(guide.next)
    press(guide.back)
    press(guide.back)
    press(guide.back)
    assert not page.guided
    press(page.begin)
    assert places.kecamatan.value() == "Arut"
    assert post.name.value() == "Ani"


def test_suggestions_follow_the_name_until_one_types(page: WelcomePage) -> None:
    press(page.begin)
    places = page.guide.office.places
    QTest.keyClicks(places.kecamatan.line, "Arut")
    QTest.keyClicks(places.unit.line, ".X")
    QTest.keyClicks(places.kecamatan.line, " Selatan")
    assert places.place.value() == "Arut Selatan"
    assert places.mark.value() == "KAS"
    assert places.unit.value() == "Kec.AR.X"


def test_nothing_is_saved_before_the_end(page: WelcomePage, office: Office) -> None:
    press(page.begin)
    guide = page.guide
    QTest.keyClicks(guide.office.places.kabupaten.line, "Contoh Raya")
    QTest.keyClicks(guide.office.places.kecamatan.line, "Arut")
    for _ in range(3):
        press(guide.next)
    press(guide.next)
    assert guide.clerks.mine.error == "Wajib diisi."
    assert not office.look().profile.set_up
    with office.store.read() as unit:
        assert unit.log.count() == 0


def test_a_trouble_keeps_everything_and_can_be_repeated(
    qtbot: QtBot, page: WelcomePage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(page.begin)
    guide = page.guide
    QTest.keyClicks(guide.office.places.kabupaten.line, "Contoh Raya")
    QTest.keyClicks(guide.office.places.kecamatan.line, "Arut")
    press(guide.next)
    QTest.keyClicks(guide.officials.posts[1].name.line, "Budi")
    guide.officials.posts[1].status.set_value(Status.PLT)
    press(guide.next)
    press(guide.next)
    QTest.keyClicks(guide.clerks.mine.line, "Petugas Satu")
    with monkeypatch.context() as broken:

        def full(*_given: object, **_named: object) -> None:
            raise Trouble(Fault.DISK_FULL, path="D:")

        broken.setattr(settings, "save_profile", full)
        press(guide.next)
    assert guide.notice.text.startswith("Disk penuh")
    assert not office.look().profile.set_up
    with qtbot.waitSignal(page.office_ready):
        press(guide.next)
    (post,) = office.look().appointments
    assert (post.official.name, post.status) == ("Budi", Status.PLT)
    assert office.look().profile.set_up


def test_sample_is_asked_for_once(qtbot: QtBot, page: WelcomePage) -> None:
    with qtbot.waitSignal(page.sample_requested):
        press(page.sample)
    assert not page.sample.isEnabled()
    assert not page.begin.isEnabled()
    page.hide()
    page.show()
    assert page.sample.isEnabled(), "should the sample fail, both ways are open again"


def buttons_are_whole(page: WelcomePage) -> bool:
    """The button is as high as the letters ask for, and none of its words is cut."""
    wanted = [button.sizeHint() for button in (page.begin, page.sample)]
    shown = [button.size() for button in (page.begin, page.sample)]
    return all(
        s.width() >= w.width() and s.height() == w.height() for s, w in zip(shown, wanted, strict=True)
    )


@pytest.mark.parametrize("scale", [90, 150])
def test_it_reads_at_every_letter_size(qtbot: QtBot, page: WelcomePage, theme: Theme, scale: int) -> None:
    theme.set_scale(scale)
    qtbot.waitUntil(partial(buttons_are_whole, page))
    assert page.begin.height() == theme.px(Size.CONTROL)
