"""The whole program on a real office: its clock moves only when told, and it is used by clicks and keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.profile import Profile
from sopdesk.services import settings
from sopdesk.services.office import open_office
from sopdesk.services.users import save_clerk
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.main.app import Program
from sopdesk.ui.main.switchboard import Switchboard
from sopdesk.ui.panel.panel import DossierPanel
from tests.services.desk import CLERK, WIB, Clerk, copy_office, make_template

# A Monday with no day off in the week around it.
NOW = datetime(2026, 11, 23, 10, 30, 17, tzinfo=WIB)
TROUBLE = "galat"
D = TypeVar("D", bound=QDialog)
W = TypeVar("W", bound=QWidget)


@dataclass
class Clock:
    """The PC's clock."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass(frozen=True)
class Codes:
    """The dossiers of the office: late at the Kasubbag, close to its time, and with time enough."""

    late: str
    near: str
    calm: str


def furnish(folder: Path) -> Codes:
    """Set an office up with one clerk and three dossiers, as they stand on the morning of NOW."""
    office = open_office(folder, NOW - timedelta(days=7))
    try:
        profile = Profile(
            kabupaten="Contoh Raya",
            kecamatan="Karang Contoh",
            place="Karang Contoh",
            unit_code="Kec.KC",
            mark="KKC",
        )
        settings.save_profile(office, profile, by=CLERK, now=NOW - timedelta(days=7))
        save_clerk(office, CLERK, by=CLERK, now=NOW - timedelta(days=7))
        clerk = Clerk(office, now=NOW - timedelta(days=5))
        late = clerk.start(title="Laporan Kinerja yang lama").dossier
        clerk.to_step(5)
        clerk.now = NOW - timedelta(minutes=115)
        near = clerk.start(title="Laporan Kinerja yang dekat").dossier
        clerk.to_step(2)
        clerk.now = NOW - timedelta(minutes=90)
        calm = clerk.start("rup", title="Rencana Umum Pengadaan").dossier
        return Codes(late, near, calm)
    finally:
        office.close()


class AtWork:
    """One program on the screen, and a person before it."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, folder: Path, clock: Clock, *, rounds: bool = False
    ) -> None:
        self.qtbot = qtbot
        self.clock = clock
        self.program = Program(theme, folder, clock, rounds=rounds)
        self.shell = self.program.shell
        qtbot.addWidget(self.shell)
        self.shell.resize(1366, 768)

    def show(self) -> "AtWork":
        """Put it on the screen and wait until the office is open, or a trouble is told."""
        with self.qtbot.waitActive(self.shell):
            self.program.show()
            self.shell.activateWindow()
        self.qtbot.waitUntil(self._is_up)
        return self

    def _is_up(self) -> bool:
        return self.program.opened is not None or TROUBLE in self.shell.tabs.keys

    @property
    def desk(self) -> Switchboard:
        opened = self.program.opened
        assert isinstance(opened, Switchboard), self.trouble
        return opened

    @property
    def board(self) -> BoardPage:
        board = self.desk.board
        assert board is not None
        return board

    @property
    def panel(self) -> DossierPanel:
        panel = self.desk.panel
        assert panel is not None
        assert panel.isVisible()
        return panel

    @property
    def trouble(self) -> str:
        """What the page of a trouble says; empty where there is none."""
        if TROUBLE not in self.shell.tabs.keys:
            return ""
        page = self.shell.body.page(TROUBLE)
        assert isinstance(page, EmptyState)
        assert page.isVisible()
        return page.words.text()

    @property
    def said(self) -> str:
        """The sentence under the tabs; empty where there is none."""
        return self.shell.notice.text if self.shell.notice.isVisible() else ""

    def try_again(self) -> None:
        page = self.shell.body.page(TROUBLE)
        click(button_of(page, "Coba lagi"))

    def id_of(self, code: str) -> int:
        with self.desk.desk.office.store.read() as unit:
            row = unit.dossiers.by_code(code)
        assert row is not None
        return row.id

    def cards(self) -> dict[str, str]:
        """The code of each card on the board, and the desk it lies at."""
        return {
            entry.card.code: entry.card.desk.value
            for column in self.board.field.order
            for entry in column.model.entries
        }

    def shown(self) -> set[str]:
        """The codes of the cards that the filter lets be seen."""
        return {
            column.model.card(row).code
            for column in self.board.field.order
            for row in range(column.model.rowCount())
        }

    def dialog(self, kind: type[D]) -> D:
        found = [dialog for dialog in self.shell.findChildren(kind) if dialog.isVisible()]
        assert len(found) == 1, [type(d).__name__ for d in self.shell.findChildren(QDialog) if d.isVisible()]
        return found[0]

    def no_dialog(self) -> bool:
        return not any(dialog.isVisible() for dialog in self.shell.findChildren(QDialog))

    def search(self, text: str, *, enter: bool = True) -> None:
        """Go to the box by its keys and type."""
        QTest.keyClick(self.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        line = self.shell.header.search.line
        assert line.hasFocus()
        QTest.keyClicks(line, text)
        if enter:
            QTest.keyClick(line, Qt.Key.Key_Return)

    def come_back(self) -> None:
        """Look at another window, and at this one again."""
        other = QWidget()
        self.qtbot.addWidget(other)
        with self.qtbot.waitActive(other):
            other.show()
            other.activateWindow()
        with self.qtbot.waitActive(self.shell):
            other.hide()
            self.shell.activateWindow()


def click(button: QWidget) -> None:
    """Press with the mouse: only what is shown and enabled can be pressed."""
    assert button.isVisible(), f"{button.accessibleName()} is not shown"
    assert button.isEnabled(), f"{button.accessibleName()} is disabled"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(9, 9))


def button_of(host: QWidget, words: str) -> QAbstractButton:
    """The button that is labelled so."""
    return next(b for b in host.findChildren(QAbstractButton) if b.text() == words and b.isVisible())


Start = Callable[[], AtWork]
At = Callable[[Path], AtWork]


@pytest.fixture(scope="session")
def bare_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that is not set up."""
    return make_template(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, bare_template: Path) -> tuple[Path, Codes]:
    """An office at work, and its dossiers."""
    folder = copy_office(bare_template, tmp_path_factory.mktemp("furnished"))
    return folder / "sopdesk.db", furnish(folder)


@pytest.fixture
def codes(furnished: tuple[Path, Codes], data_folder: Path) -> Codes:
    """An office at work in the test's data folder."""
    template, codes = furnished
    copy_office(template, data_folder)
    return codes


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def at(qtbot: QtBot, theme: Theme, clock: Clock) -> Iterator[At]:
    """Starts the program in a data folder; all that were started are closed in the end."""
    begun: list[AtWork] = []

    def one(folder: Path) -> AtWork:
        made = AtWork(qtbot, theme, folder, clock)
        begun.append(made)
        return made.show()

    yield one
    for made in begun:
        for dialog in made.shell.findChildren(QDialog):
            dialog.hide()
        made.shell.close()


@pytest.fixture
def start(at: At, data_folder: Path) -> Start:
    """Starts the program on the test's data folder."""
    return partial(at, data_folder)


@pytest.fixture
def work(codes: Codes, start: Start) -> AtWork:
    """The program at work in an office with three dossiers."""
    assert codes
    return start()
