"""A PC's clock ten years back or a year ahead: every form of the books says so before it saves (rules 9)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.rights import User
from sopdesk.services import queries
from sopdesk.services.files import LINE, KeptFile
from sopdesk.services.views import RegisterRow
from sopdesk.ui.agenda.deliveries.send import SendDialog
from sopdesk.ui.agenda.incoming.entry import IncomingDialog
from sopdesk.ui.agenda.integrity import CloseYearDialog
from sopdesk.ui.agenda.outgoing.correct import CorrectDialog
from sopdesk.ui.agenda.outgoing.reserve import OutsideDialog, ReserveDialog
from sopdesk.ui.agenda.outgoing.void import VoidDialog
from sopdesk.ui.desk import Desk
from sopdesk.ui.files.acts import FileActs
from sopdesk.ui.files.withdraw import WithdrawFileDialog
from sopdesk.ui.imports.dialog import ImportDialog
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Notice
from sopdesk.ui.users.acts import UserActs
from sopdesk.ui.users.dialogs import ForgottenDialog, PinDialog, UserDialog
from tests.services.desk import MONDAY, Clerk

AWAY = {"ten years back": -timedelta(days=3653), "a year ahead": timedelta(days=365)}
SAID = {"ten years back": "lebih awal daripada", "a year ahead": "jauh sesudah"}


def _line(desk: Desk) -> RegisterRow:
    return queries.register(desk.office, "outgoing", MONDAY.year)[0]


def _void(desk: Desk) -> Dialog:
    return VoidDialog(desk, _line(desk))


def _correct(desk: Desk) -> Dialog:
    return CorrectDialog(desk, _line(desk))


def _incoming(desk: Desk) -> Dialog:
    return IncomingDialog(desk, None)  # type: ignore[arg-type]  # stands over nothing here


def _user(desk: Desk) -> Dialog:
    acts = UserActs(desk)
    return UserDialog(acts, User(desk.clerk), None)


def _pin(desk: Desk) -> Dialog:
    return PinDialog(UserActs(desk), User(desk.clerk), own=True, parent=None)


def _forgotten(desk: Desk) -> Dialog:
    return ForgottenDialog(UserActs(desk), desk.clerk, None)


def _import(desk: Desk) -> Dialog:
    return ImportDialog(desk, "outgoing", None, None)


def _withdraw(desk: Desk) -> Dialog:
    file = KeptFile(1, "undangan.pdf", 8, desk.clerk, MONDAY)
    return WithdrawFileDialog(FileActs(desk, LINE, 1), file, None)  # type: ignore[arg-type]  # stands over nothing


FORMS: list[Callable[[Desk], Dialog]] = [
    _void,
    _correct,
    ReserveDialog,
    OutsideDialog,
    SendDialog,
    _incoming,
    _user,
    _pin,
    _forgotten,
    _import,
    _withdraw,
]
# Their action is named anew at each step.
STEPPED = {_import}


@pytest.fixture
def numbered(clerk: Clerk) -> Clerk:
    clerk.now = MONDAY
    clerk.number(dossier=None, at=None)
    return clerk


def notes(dialog: Dialog) -> list[str]:
    return [note.text for note in dialog.findChildren(Notice) if "Jam komputer" in note.text]


def at_clock(numbered: Clerk, away: timedelta) -> Desk:
    desk = Desk(numbered.office, (MONDAY + away).astimezone)
    desk.sign_in(numbered.by)
    return desk


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("form", FORMS)
def test_the_form_says_so(qtbot: QtBot, numbered: Clerk, form: Callable[[Desk], Dialog], away: str) -> None:
    dialog = form(at_clock(numbered, AWAY[away]))
    qtbot.addWidget(dialog)
    (said,) = notes(dialog)
    assert SAID[away] in said
    assert dialog.action.accessibleName().startswith("Tetap ") or form in STEPPED


@pytest.mark.parametrize("form", FORMS)
def test_a_right_clock_says_nothing(qtbot: QtBot, numbered: Clerk, form: Callable[[Desk], Dialog]) -> None:
    dialog = form(at_clock(numbered, timedelta(hours=1)))
    qtbot.addWidget(dialog)
    assert notes(dialog) == []


def test_closing_a_year_says_so(qtbot: QtBot, numbered: Clerk) -> None:
    """Only a year ahead: a year that has not come cannot be closed at all."""
    dialog = CloseYearDialog(at_clock(numbered, AWAY["a year ahead"]), "outgoing", MONDAY.year)
    qtbot.addWidget(dialog)
    (said,) = notes(dialog)
    assert "jauh sesudah" in said
    assert dialog.action.accessibleName() == f"Tetap tutup tahun {MONDAY.year}"


def test_ahead_is_agreed_on_once_a_day_behind_each_time(qtbot: QtBot, numbered: Clerk) -> None:
    for away, left in (("a year ahead", 0), ("ten years back", 1)):
        desk = at_clock(numbered, AWAY[away])
        first = ReserveDialog(desk)
        qtbot.addWidget(first)
        first.confirmed.emit()
        second = ReserveDialog(desk)
        qtbot.addWidget(second)
        assert len(notes(second)) == left
