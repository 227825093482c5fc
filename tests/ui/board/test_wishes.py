"""Keys, clicks, drops and the menu ask for what can be done; none of them moves a card."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from sopdesk.domain.sop import Desk as Place
from sopdesk.services.printing import LEMBAR_KENDALI
from sopdesk.services.views import Deed, Offer
from sopdesk.ui.board.column import Column
from sopdesk.ui.board.dragged import MIME
from sopdesk.ui.board.page import BoardPage
from tests.ui.board.conftest import (
    BAPPEDA,
    CAMAT,
    KASUBBAG,
    PELAKSANA,
    SEKCAM,
    UMUM,
    Case,
    column,
    titles,
)

Make = Callable[[], BoardPage]
Asked = list[tuple[int, int, Offer]]


def heard(page: BoardPage) -> Asked:
    asked: Asked = []

    def on_offer(dossier: int, step: int, offer: Offer) -> None:
        asked.append((dossier, step, offer))

    page.offer_requested.connect(on_offer)
    return asked


def click(column: Column, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    view = column.view
    middle = view.visualRect(column.model.index(row)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, middle)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


# Clicks


def test_click_marks_and_opens(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    dossier = cases.start("lakip", "Satu", 9)
    page = make_page()
    with qtbot.waitSignal(page.dossier_opened) as opened:
        click(column(page, KASUBBAG), 0)
    assert opened.args == [dossier]
    assert page.selected() == [dossier]


def test_click_with_ctrl_marks_more_and_opens_none(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    both = {cases.start("lakip", "Satu", 9), cases.start("lakip", "Dua", 9)}
    cases.start("lakip", "Lain", 2)
    page = make_page()
    click(column(page, PELAKSANA), 0)
    click(column(page, KASUBBAG), 0)
    with qtbot.assertNotEmitted(page.dossier_opened):
        click(column(page, KASUBBAG), 1, CTRL)
    assert set(page.selected()) == both


# Keys


def test_arrows_go_between_cards_and_columns(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    first = cases.start("rup", "Lama", 2, before=timedelta(minutes=90))
    second = cases.start("rup", "Baru", 2)
    far = cases.start("rup", "Camat", 10)
    page = make_page()
    view = column(page, PELAKSANA).view
    page.select(first)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert page.selected() == [second]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert page.selected() == [first]
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert page.selected() == [far]
    assert column(page, CAMAT).view.hasFocus()
    QTest.keyClick(column(page, CAMAT).view, Qt.Key.Key_Right)
    assert page.selected() == [far]
    QTest.keyClick(column(page, CAMAT).view, Qt.Key.Key_Left)
    assert page.selected() == [first]
    with qtbot.waitSignal(page.dossier_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [first]


def test_only_one_column_is_a_stop_for_tab(cases: Case, make_page: Make) -> None:
    cases.start("rup", "Satu", 9)
    far = cases.start("rup", "Dua", 10)
    page = make_page()

    def stops() -> list[Column]:
        return [c for c in page.field.order if c.view.focusPolicy() is Qt.FocusPolicy.StrongFocus]

    assert stops() == [column(page, SEKCAM)]
    page.select(far)
    column(page, CAMAT).view.setFocus()
    assert stops() == [column(page, CAMAT)]
    page.filters.print.setFocus()
    QTest.keyClick(page.filters.print, Qt.Key.Key_Tab)
    assert column(page, CAMAT).view.hasFocus()


def test_ctrl_right_asks_for_the_main_offer(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    asked = heard(page)
    page.select(dossier)
    QTest.keyClick(column(page, SEKCAM).view, Qt.Key.Key_Right, CTRL)
    assert [(d, s, o.deed, o.label) for d, s, o in asked] == [
        (dossier, 9, Deed.HAND_ON, "Paraf, serahkan ke Camat")
    ]
    assert titles(page, SEKCAM) == ["Satu"]


def test_held_key_hands_on_once(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    asked = heard(page)
    page.select(dossier)
    again = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Right, CTRL, "", True)
    QApplication.sendEvent(column(page, SEKCAM).view, again)
    assert asked == []
    QTest.keyClick(column(page, SEKCAM).view, Qt.Key.Key_Right, CTRL)
    assert len(asked) == 1


def test_ctrl_left_asks_for_the_return(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    first = cases.start("rup", "Awal", 1)
    page = make_page()
    asked = heard(page)
    page.select(dossier)
    QTest.keyClick(column(page, SEKCAM).view, Qt.Key.Key_Left, CTRL)
    assert [(d, s, o.deed, o.to_step) for d, s, o in asked] == [(dossier, 9, Deed.RETURN, 6)]
    page.select(first)
    QTest.keyClick(column(page, PELAKSANA).view, Qt.Key.Key_Left, CTRL)
    assert len(asked) == 1
    assert page.notice.isVisible()
    assert page.notice.text == "Berkas ini tidak dapat dikembalikan dari langkah sekarang."


def test_several_are_handed_on_together(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    one, two = cases.start("rup", "Satu", 9), cases.start("lakip", "Dua", 10)
    page = make_page()
    view = column(page, SEKCAM).view
    page.select(one)
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    with qtbot.waitSignal(page.many_requested) as asked, qtbot.assertNotEmitted(page.offer_requested):
        QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    assert sorted(asked.args[0]) == [(one, 9), (two, 10)]


def test_a_card_shown_while_ctrl_is_held_is_marked_alone(cases: Case, make_page: Make) -> None:
    """Ctrl+Enter begins a dossier: one more mark, and the next Ctrl+right would hand on both."""
    first, second = cases.start("lakip", "Pertama"), cases.start("rup", "Kedua")
    page = make_page()
    page.select(first)
    QTest.keyPress(page.windowHandle(), Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
    page.select(second)
    assert page.selected() == [second]
    QTest.keyRelease(page.windowHandle(), Qt.Key.Key_Control)


def test_several_with_a_held_one_are_refused_in_words(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    one, two = cases.start("rup", "Satu", 9), cases.start("rup", "Dua", 9)
    cases.clerk(two).hold()
    page = make_page()
    view = column(page, SEKCAM).view
    page.select(one)
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    with qtbot.assertNotEmitted(page.many_requested):
        QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    code = cases.clerk(two).code
    assert page.notice.text == f"Berkas {code} sedang ditunda. Lanjutkan dahulu."


def test_space_marks_and_letters_are_left_to_the_window(cases: Case, make_page: Make) -> None:
    cases.start("rup", "Satu", 9, before=timedelta(minutes=50))
    other = cases.start("rup", "Zebra", 9)
    page = make_page()
    view = column(page, SEKCAM).view
    page.select(cases.ids["Satu"])
    QTest.keyClick(view, Qt.Key.Key_Down, CTRL)
    assert page.selected() == [cases.ids["Satu"]]
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert other in page.selected()
    page.select(cases.ids["Satu"])
    letter = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Z, Qt.KeyboardModifier.NoModifier, "z")
    view.keyPressEvent(letter)
    assert not letter.isAccepted()
    assert page.selected() == [cases.ids["Satu"]]


# Drops


def drag(page: BoardPage, source: Column, ids: list[int], target: Column) -> tuple[bool, bool]:
    """Carry cards from column to column as the platform would; whether the move and the drop were taken."""
    page.select(ids[0])
    for other in ids[1:]:
        row = source.model.row_of(other)
        source.view.selectionModel().select(
            source.model.index(row), source.view.selectionModel().SelectionFlag.Select
        )
    mime: QMimeData = source.model.mimeData(source.view.selectedIndexes())
    source.view.drag_began.emit(source.view.chosen())
    actions, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(target.rect().center())
    QApplication.sendEvent(target, QDragEnterEvent(at.toPoint(), actions, mime, left, none))
    move = QDragMoveEvent(at.toPoint(), actions, mime, left, none)
    QApplication.sendEvent(target, move)
    taken = move.isAccepted()
    drop = QDropEvent(at, actions, mime, left, none)
    QCursor.setPos(target.mapToGlobal(target.rect().center()))
    if taken:
        QApplication.sendEvent(target, drop)
    else:
        QApplication.sendEvent(target, QDragLeaveEvent())
    source.view.drag_ended.emit()
    return taken, taken and drop.isAccepted()


def test_drop_on_the_next_desk_asks_and_moves_nothing(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    asked = heard(page)
    assert drag(page, column(page, SEKCAM), [dossier], column(page, CAMAT)) == (True, False)
    assert [(d, s, o.deed) for d, s, o in asked] == [(dossier, 9, Deed.HAND_ON)]
    assert titles(page, SEKCAM) == ["Satu"]
    assert titles(page, CAMAT) == []


def test_drop_on_an_earlier_desk_asks_for_the_return(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    asked = heard(page)
    drag(page, column(page, SEKCAM), [dossier], column(page, PELAKSANA))
    assert [(o.deed, o.to_step) for _, _, o in asked] == [(Deed.RETURN, 6)]


@pytest.mark.parametrize(
    ("lane", "words"),
    [
        (PELAKSANA, "Lepas di sini: kembalikan ke Pelaksana (langkah 6)"),
        (CAMAT, "Lepas di sini: paraf, serahkan ke Camat"),
        (UMUM, "Menurut SOP, langkah berikut ada di Camat."),
        (BAPPEDA, "Menurut SOP, langkah berikut ada di Camat."),
        (None, "Menurut SOP, langkah berikut ada di Camat."),
        (SEKCAM, ""),
    ],
)
def test_each_column_says_whether_it_takes_the_card(
    cases: Case, make_page: Make, lane: Place | None, words: str
) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    source = column(page, SEKCAM)
    source.view.drag_began.emit([dossier])
    assert column(page, lane).sign.words == words
    source.view.drag_ended.emit()
    assert column(page, lane).sign.words == ""


def test_drop_that_the_sop_forbids_is_not_taken(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    held = cases.start("rup", "Ditunda", 9)
    cases.clerk(held).hold()
    page = make_page()
    asked = heard(page)
    assert drag(page, column(page, SEKCAM), [dossier], column(page, UMUM)) == (False, False)
    assert drag(page, column(page, SEKCAM), [held], column(page, CAMAT)) == (False, False)
    assert asked == []


def test_why_a_card_was_not_taken_stays_to_be_read(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    drag(page, column(page, SEKCAM), [dossier], column(page, UMUM))
    assert page.notice.isVisible()
    assert page.notice.text == "Berkas tidak dipindahkan. Menurut SOP, langkah berikut ada di Camat."
    drag(page, column(page, SEKCAM), [dossier], column(page, CAMAT))
    assert page.notice.text == "", "the next drop was taken"


def test_a_card_let_go_at_home_or_elsewhere_says_nothing(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    source = column(page, SEKCAM)
    for place in (source.mapToGlobal(source.rect().center()), page.mapToGlobal(QPoint(-9, -9))):
        source.view.drag_began.emit([dossier])
        QCursor.setPos(place)
        source.view.drag_ended.emit()
        assert page.notice.text == ""


def test_several_dropped_together(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    one, two = cases.start("rup", "Satu", 9), cases.start("rup", "Dua", 9)
    page = make_page()
    with qtbot.waitSignal(page.many_requested) as asked:
        drag(page, column(page, SEKCAM), [one, two], column(page, CAMAT))
    assert sorted(asked.args[0]) == [(one, 9), (two, 9)]
    with qtbot.assertNotEmitted(page.many_requested):
        drag(page, column(page, SEKCAM), [one, two], column(page, PELAKSANA))


def test_reason_for_several_names_how_many(cases: Case, make_page: Make) -> None:
    one, two = cases.start("rup", "Satu", 9), cases.start("rup", "Dua", 9)
    cases.clerk(two).hold()
    page = make_page()
    column(page, SEKCAM).view.drag_began.emit([one, two])
    said = "1 dari 2 berkas tidak dapat: berkas sedang ditunda. Lanjutkan dahulu."
    assert column(page, CAMAT).sign.words == said
    column(page, SEKCAM).view.drag_ended.emit()


def test_what_is_no_card_is_not_taken(cases: Case, make_page: Make) -> None:
    cases.start("rup", "Satu", 9)
    page = make_page()
    target = column(page, CAMAT)
    for mime in (QMimeData(), QMimeData()):
        mime.setText("sebuah berkas")
        enter = QDragEnterEvent(
            QPoint(5, 5),
            Qt.DropAction.MoveAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(target, enter)
        assert not enter.isAccepted()
    assert target.model.mimeTypes() == [MIME]


def test_ended_card_cannot_be_dragged(cases: Case, make_page: Make) -> None:
    cases.start("rup", "Selesai", 12)
    cases.start("rup", "Berjalan", 2)
    page = make_page()
    done, going = column(page, None).model, column(page, PELAKSANA).model
    assert done.rowCount() == 1
    assert not done.flags(done.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert going.flags(going.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


# The menu


def open_menu(page: BoardPage, column: Column, row: int) -> QMenu:
    view = column.view
    at = view.visualRect(column.model.index(row)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = page.wishes.menu.menu
    assert menu is not None
    return menu


def pick(menu: QMenu, begins: str) -> None:
    action = next(a for a in menu.actions() if a.text().startswith(begins))
    action.trigger()
    menu.close()


def test_menu_offers_what_can_be_done(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    asked = heard(page)
    menu = open_menu(page, column(page, SEKCAM), 0)
    texts = [a.text().split("\t")[0] for a in menu.actions() if not a.isSeparator()]
    assert texts[:3] == ["Paraf, serahkan ke Camat", "Terima di meja Sekcam", "Kembalikan…"]
    assert texts[-3:] == ["Buka berkas", "Cetak lembar kendali…", "Cetak surat pengantar…"]
    pick(menu, "Tunda")
    assert [(d, s, o.deed) for d, s, o in asked] == [(dossier, 9, Deed.HOLD)]
    with qtbot.waitSignal(page.paper_requested) as paper:
        pick(open_menu(page, column(page, SEKCAM), 0), "Cetak lembar kendali")
    assert paper.args == [dossier, LEMBAR_KENDALI, ""]
    with qtbot.waitSignal(page.dossier_opened) as opened:
        pick(open_menu(page, column(page, SEKCAM), 0), "Buka berkas")
    assert opened.args == [dossier]


def test_menu_key_opens_the_menu_of_the_current_card(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    page.select(dossier)
    view = column(page, SEKCAM).view
    QApplication.sendEvent(
        view, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    )
    menu = page.wishes.menu.menu
    assert menu is not None
    with qtbot.waitSignal(page.offer_requested) as asked:
        pick(menu, "Paraf")
    assert asked.args[:2] == [dossier, 9]


def test_menu_of_several(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    both = {cases.start("rup", "Satu", 9), cases.start("rup", "Dua", 9)}
    page = make_page()
    click(column(page, SEKCAM), 0)
    click(column(page, SEKCAM), 1, SHIFT)
    menu = open_menu(page, column(page, SEKCAM), 1)
    with qtbot.waitSignal(page.many_requested) as asked:
        pick(menu, "Serahkan 2 berkas")
    assert {dossier for dossier, _ in asked.args[0]} == both


def test_trouble_while_asking_is_said_on_the_page(cases: Case, make_page: Make) -> None:
    dossier = cases.start("rup", "Satu", 9)
    page = make_page()
    asked = heard(page)
    cases.office.close()
    (cases.office.folder / "sopdesk.db").unlink()
    for name in ("sopdesk.db-wal", "sopdesk.db-shm"):
        (cases.office.folder / name).unlink(missing_ok=True)
    cases.office.folder.joinpath("sopdesk.db").mkdir()
    page.select(dossier)
    QTest.keyClick(column(page, SEKCAM).view, Qt.Key.Key_Right, CTRL)
    assert asked == []
    assert page.notice.isVisible()
    assert page.notice.text.endswith(".")
    assert titles(page, SEKCAM) == ["Satu"]
