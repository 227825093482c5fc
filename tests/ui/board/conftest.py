"""A board over a real office, on a Monday morning."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from sopdesk.domain.sop import Desk as Place
from sopdesk.services.office import Office
from sopdesk.ui.board.column import Column
from sopdesk.ui.board.lanes import Lane
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import WIB, Clerk

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)


@dataclass
class Clock:
    """The PC's clock of the test."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(office: Office, clock: Clock) -> Desk:
    adapter = Desk(office, clock)
    adapter.sign_in("Pelaksana 1")
    return adapter


@dataclass
class Case:
    """Starts dossiers that come to a step at a time."""

    office: Office
    ids: dict[str, int] = field(default_factory=dict)

    def start(
        self, sop: str, title: str, step: int = 1, *, before: timedelta = timedelta(minutes=30), **wish: Any
    ) -> int:
        """A dossier that came to ``step`` so long before now; its id."""
        clerk = Clerk(self.office, now=NOW - before - timedelta(minutes=1), by="Pelaksana 1")
        answer = clerk.start(sop, title, **wish)
        while clerk.state.open and clerk.state.step < step:
            clerk.now = NOW - before
            clerk.one_step()
        self.ids[title] = answer.dossier_id
        return answer.dossier_id

    def clerk(self, dossier: int, now: datetime = NOW) -> Clerk:
        """Somebody at work on that dossier, at another PC."""
        from sopdesk.services.queries import cards

        return Clerk(self.office, now=now, by="Pelaksana 1", code=cards(self.office, [dossier])[0].code)


@pytest.fixture
def cases(office: Office) -> Case:
    return Case(office)


@pytest.fixture
def make_page(desk: Desk, theme: Theme, qtbot: QtBot) -> Callable[[], BoardPage]:
    """Shows the board; call it when the dossiers are there."""

    def make() -> BoardPage:
        page = BoardPage(desk, theme)
        qtbot.addWidget(page)
        desk.changed.connect(page.refresh)
        page.resize(1366, 620)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


@dataclass
class Statements:
    """The SQL that was sent while it was asked to listen."""

    sent: list[str] = field(default_factory=list)

    def __call__(self, _c: object, _u: object, statement: str, *_rest: object) -> None:
        self.sent.append(statement)


@pytest.fixture
def statements(office: Office) -> Iterator[Statements]:
    heard = Statements()
    engine = office.store.base.engine
    event.listen(engine, "before_cursor_execute", heard)
    yield heard
    event.remove(engine, "before_cursor_execute", heard)


def column(page: BoardPage, lane: Lane) -> Column:
    return page.field.columns[lane]


def titles(page: BoardPage, lane: Lane) -> list[str]:
    model = column(page, lane).model
    return [model.card(row).title for row in range(model.rowCount())]


PELAKSANA, KASUBBAG, SEKCAM = Place.PELAKSANA, Place.KASUBBAG, Place.SEKCAM
CAMAT, UMUM, BAPPEDA = Place.CAMAT, Place.BAGIAN_UMUM, Place.BAPPEDA
