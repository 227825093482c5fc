"""Blocks for a printed sheet: moved by the mouse and by keys, kept, never beyond a printer's reach."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from sopdesk.services import printing
from sopdesk.services.files import LINE, add_file
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.papers.placing import PlacingView, sheet_below
from tests.ui.papers.desk_for_papers import CLERK, Counter
from tests.ui.papers.test_paper_dialog import window

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(counter: Counter, order: PaperOrder | None = None) -> tuple[PaperDialog, PlacingView]:
    counter.prints.show_order(order or PaperOrder(printing.CAP_PARAF))
    assert counter.refusals == []
    dialog: PaperDialog = window(counter, PaperDialog)
    view = dialog.preview.view
    assert isinstance(view, PlacingView)
    return dialog, view


def middle(view: PlacingView) -> QPoint:
    box = view._block_box()
    assert box is not None
    return box.center()


def place(view: PlacingView) -> tuple[float, float]:
    assert view.block is not None
    return view.block[0], view.block[1]


def drag(view: PlacingView, begin: QPoint, way: QPoint) -> None:
    spot = view.viewport()
    QTest.mousePress(spot, LEFT, pos=begin)
    QTest.mouseMove(spot, begin + way / 2)
    QTest.mouseMove(spot, begin + way)
    QTest.mouseRelease(spot, LEFT, pos=begin + way)


def test_the_block_goes_where_the_mouse_puts_it_down(counter: Counter) -> None:
    dialog, view = opened(counter)
    left, top = place(view)
    assert (left, top) == pytest.approx((25, 250), abs=0.7)
    per = view._per_mm()
    drag(view, middle(view), QPoint(round(40 * per), round(-100 * per)))
    assert place(view) == pytest.approx((65, 150), abs=1.2)
    assert float(dialog.side.left.value().replace(",", ".")) == pytest.approx(65, abs=1.2)
    dialog.reject()
    again, seen = opened(counter)
    assert place(seen) == pytest.approx((65, 150), abs=1.2), "its place is remembered"
    again.reject()


def test_a_press_beside_the_block_moves_nothing(counter: Counter) -> None:
    dialog, view = opened(counter)
    before = dialog.paper.pdf
    drag(view, view._places[0].topLeft() + QPoint(5, 5), QPoint(30, 30))
    assert dialog.paper.pdf == before
    dialog.reject()


def test_arrows_go_by_one_millimetre_and_with_shift_by_five(counter: Counter) -> None:
    dialog, view = opened(counter)
    view.setFocus()
    for key, modifiers, wanted in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (26, 250)),
        (Qt.Key.Key_Up, SHIFT, (26, 245)),
        (Qt.Key.Key_Left, SHIFT, (21, 245)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (21, 246)),
    ):
        QTest.keyClick(view, key, modifiers)
        assert place(view) == pytest.approx(wanted, abs=0.7)
    dialog.reject()


def test_no_block_goes_beyond_what_a_printer_reaches(counter: Counter) -> None:
    dialog, view = opened(counter)
    drag(view, middle(view), QPoint(-2000, 2000))
    assert view.block is not None
    left, top, _width, height = view.block
    assert left == pytest.approx(13, abs=0.7)
    assert top + height == pytest.approx(330 - 15, abs=0.8)
    before = dialog.paper.pdf
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
        QTest.keyClick(view, key, SHIFT)
        assert place(view) == pytest.approx((left, top), abs=0.7)
    drag(view, middle(view), QPoint(2000, -2000))
    assert dialog.paper.pdf != before
    assert place(view)[1] == pytest.approx(13, abs=0.7)
    dialog.reject()


def test_the_dossiers_letter_lies_faintly_below_and_is_not_printed(counter: Counter) -> None:
    dossier = counter.dossier(12)
    dialog, view = opened(counter, PaperOrder(printing.CAP_PARAF, dossier))
    shown = view._picture(0, view._places[0])
    plain = super(PlacingView, view)._picture(0, view._places[0])
    assert shown != plain
    upper = shown.copy(0, 0, shown.width(), shown.height() // 3)
    inks = {upper.pixelColor(x, y).lightness() for x in range(upper.width()) for y in range(upper.height())}
    assert min(inks) > 120, "the sheet that is there already is faint"
    assert min(inks) < 240, "and yet it can be seen"
    assert dialog.paper.pdf == printing.cap_paraf(counter.office, now=counter.now).pdf
    dialog.reject()


def test_the_scan_of_the_letter_lies_below_the_agenda_stamp(counter: Counter, tmp_path: Path) -> None:
    wish = IncomingWish("Bupati Contoh", "Undangan", counter.now)
    line = register_incoming(counter.office, wish, by=CLERK, now=counter.now).line_id
    order = PaperOrder("cap-agenda", ids=(line,))
    assert sheet_below(counter.desk, order) is None
    for name, data in (
        ("rusak.pdf", b"bukan PDF"),
        ("pindaian.pdf", printing.cap_paraf(counter.office, now=counter.now, x=60, y=60).pdf),
    ):
        (tmp_path / name).write_bytes(data)
        add_file(counter.office, LINE, line, tmp_path / name, by=CLERK, now=counter.now)
    assert sheet_below(counter.desk, order) == (tmp_path / "pindaian.pdf").read_bytes()
    dialog, view = opened(counter, order)
    plain = super(PlacingView, view)._picture(0, view._places[0])
    assert view._picture(0, view._places[0]) != plain
    dialog.reject()


def test_the_agenda_stamp_has_a_place_of_its_own(counter: Counter) -> None:
    wish = IncomingWish("Bupati Contoh", "Undangan", counter.now)
    line = register_incoming(counter.office, wish, by=CLERK, now=counter.now).line_id
    dialog, view = opened(counter, PaperOrder("cap-agenda", ids=(line,)))
    assert dialog.side.left.value() == "140"
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert counter.remembered.text("cap-agenda.y")
    assert not counter.remembered.text("cap-paraf.y")
    dialog.reject()
