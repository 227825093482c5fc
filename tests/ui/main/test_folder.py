"""The Camat's signing folder in the whole window: by its keys, from the board, to paper, and back."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from sopdesk.domain.sop import Desk as Place
from sopdesk.ui.deeds.folder import FolderDialog
from sopdesk.ui.papers.dialog import PaperDialog
from tests.ui.main.office import AtWork, click


def folder(work: AtWork) -> FolderDialog:
    (found,) = [d for d in work.shell.findChildren(FolderDialog) if d.isVisible()]
    return found


def test_ctrl_m_opens_it(work: AtWork) -> None:
    QTest.keyClick(work.shell, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    dialog = folder(work)
    assert dialog.rows == []
    click(dialog.cancel)


def test_the_camats_column_has_it_in_its_menu(work: AtWork) -> None:
    head = work.board.field.columns[Place.CAMAT].head
    middle = head.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, head.mapToGlobal(middle))
    QApplication.sendEvent(head, event)
    menu = head.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Map tanda tangan Camat…"]
    menu.actions()[0].trigger()
    menu.close()
    click(folder(work).cancel)


def test_other_columns_have_no_menu(work: AtWork) -> None:
    head = work.board.field.columns[Place.SEKCAM].head
    QApplication.sendEvent(
        head, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(4, 4), head.mapToGlobal(QPoint(4, 4)))
    )
    assert head.findChild(QMenu) is None


def test_its_list_is_shown_as_it_prints(work: AtWork) -> None:
    from sopdesk.services.paper_orders import PaperOrder

    work.desk.deeds.order_requested.emit(PaperOrder("map-camat"))
    (shown,) = [d for d in work.shell.findChildren(PaperDialog) if d.isVisible()]
    assert "Map tanda tangan Camat" in shown.windowTitle()
    shown.reject()
