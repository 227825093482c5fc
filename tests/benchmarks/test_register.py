"""A book of ten years with 10,000 letters each against one of a hundred letters: opened, and filtered while typing."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sopdesk import paths
from sopdesk.services import paper_orders, printing
from sopdesk.services.numbering import NumberWish, take_number
from sopdesk.services.office import Office, open_office
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Appearance, Theme, theme_of
from tests.benchmarks.conftest import NOW
from tests.benchmarks.ratios import compare, compare_amounts

SIZE = (1366, 620)
YEARS, LETTERS, FEW = 10, 10_000, 100
AT_ONCE_MS = 100.0
_MANY = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count),
               y(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM y WHERE j + 1 < :years)
INSERT INTO register_line (register, year, series, urut, sisipan, text, date, code, subject, party, state, reason,
                           actor, logged_at, seq, search)
SELECT l.register, 2026 - y.j, l.series, n.i, '', '000/' || n.i || '/Kec/' || (2026 - y.j),
       date((2026 - y.j) || '-01-01', '+' || (n.i * 364 / :count) || ' days'), l.code,
       'Surat tentang hal ke-' || (n.i * 7919 % 1000), 'Kepala Desa ' || (n.i % 60),
       CASE WHEN n.i % 97 = 0 THEN 'void' ELSE 'issued' END, CASE WHEN n.i % 97 = 0 THEN 'Salah isi' ELSE '' END,
       l.actor, l.logged_at, l.seq,
       '000/' || n.i || '/kec/' || (2026 - y.j) || ' surat tentang hal ke-' || (n.i * 7919 % 1000)
           || ' kepala desa ' || (n.i % 60) || ' 000'
FROM n, y, register_line l WHERE l.id = 1 AND (n.i > 1 OR y.j > 0)
"""
_SERIES = """
WITH RECURSIVE y(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM y WHERE j + 1 < :years)
INSERT OR REPLACE INTO series (register, year, series, last, last_date, closed)
SELECT 'outgoing', 2026 - y.j, 'umum', :count, (2026 - y.j) || '-12-31', 0 FROM y
"""


def _office(folder: Path, *, count: int, years: int) -> Office:
    office = open_office(folder, NOW)
    take_number(office, NumberWish("outgoing", "Surat", "Tujuan", NOW.date()), by="Petugas", now=NOW)
    named = {"count": count, "years": years}
    with office.store.write() as unit:
        for statement in (_MANY, _SERIES):
            unit._connection.exec_driver_sql(statement, named)
    return office


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Office]]:
    """The long book and the short one."""
    folder = tmp_path_factory.mktemp("buku")
    made = (
        _office(folder / "panjang", count=LETTERS, years=YEARS),
        _office(folder / "pendek", count=FEW, years=1),
    )
    yield made
    for office in made:
        office.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    try:
        return theme_of()
    except LookupError:
        made = Theme(paths.resources(), Appearance.LIGHT)
        made.install(qapp)
        return made


def _page(office: Office, theme: Theme) -> OutgoingPage:
    desk = Desk(office, lambda: NOW + timedelta(minutes=20))
    page = OutgoingPage(desk, theme)
    desk.setParent(page)
    page.resize(*SIZE)
    page.show()
    page.grab()
    return page


def _opening(office: Office, theme: Theme) -> Callable[[], object]:
    def act() -> None:
        page = _page(office, theme)
        page.close()
        page.deleteLater()

    return act


def test_the_register_opens(offices: tuple[Office, Office], theme: Theme) -> None:
    long, short = offices
    page = _page(long, theme)
    assert page.table.model.rowCount() == LETTERS
    assert page.filters.year.combo.count() == YEARS
    page.close()
    page.deleteLater()
    compare(
        "register: 10 × 10,000 letters open, against 100", _opening(long, theme), _opening(short, theme), 1.5
    )


def test_it_filters_while_one_types(offices: tuple[Office, Office], theme: Theme) -> None:
    page = _page(offices[0], theme)
    line = page.filters.words.line
    took = []
    for text in ("k", "ke", "kepala desa 7", "hal ke-77", "9999", "tidak ada", ""):
        begin = time.perf_counter()
        line.setText(text)
        page.table.view.viewport().repaint()
        took.append((time.perf_counter() - begin) * 1000)
    assert page.table.model.rowCount() == LETTERS
    page.close()
    page.deleteLater()
    compare_amounts(
        "register of 10,000: a key to the filtered lines", max(took), AT_ONCE_MS, 1, "ms", len(took)
    )


def test_a_book_of_ten_thousand_lines_tells_its_progress_and_stops(offices: tuple[Office, Office]) -> None:
    long = offices[0]
    told: list[tuple[int, int]] = []

    def until_a_third(done: int, whole: int) -> bool:
        told.append((done, whole))
        return done * 3 < whole

    order = PaperOrder("agenda-keluar", year=2026)
    begin = time.perf_counter()
    with pytest.raises(printing.Cancelled):
        paper_orders.make(long, order, NOW, until_a_third)
    stopped = time.perf_counter() - begin
    assert told[-1][1] >= LETTERS
    assert len(told) > 20
    assert told[-1][1] / 3 <= told[-1][0] < told[-1][1] / 2

    def to_the_end(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    begin = time.perf_counter()
    told.clear()
    paper = paper_orders.make(long, order, NOW, to_the_end)
    whole = time.perf_counter() - begin
    assert paper.pdf.startswith(b"%PDF")
    assert [done for done, _whole in told] == sorted(done for done, _whole in told)
    assert stopped < whole
