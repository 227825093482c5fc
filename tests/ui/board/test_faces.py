"""What a card shows and says, whatever was typed into its title."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip

from sopdesk.domain.clocks import Level
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.presets import default_calendar
from sopdesk.domain.profile import Profile
from sopdesk.domain.sop import Desk as Place
from sopdesk.domain.sop import Kind
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services import split_clock
from sopdesk.services.faces import BAR_STEPS, face, order_key, reading
from sopdesk.services.office import Known
from sopdesk.services.views import Card, Face
from sopdesk.ui.board.entry import Entry, short_number
from sopdesk.ui.board.lines import Lines
from sopdesk.ui.board.looks import look
from sopdesk.ui.board.model import CardModel
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.board.painting import CardDelegate
from sopdesk.ui.board.words import card_sentence, running_number
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter
from tests.services.desk import WIB
from tests.ui.board.conftest import BAPPEDA, NOW, PELAKSANA, SEKCAM, Case, Clock, column

CARD = Card(
    id=41,
    code="2026-0041-V",
    sop="lakip",
    revision=1,
    label="LAKIP",
    title="Laporan Akuntabilitas Kinerja",
    step=10,
    steps=12,
    brief="Paraf Sekcam",
    kind=Kind.PARAF,
    desk=Place.SEKCAM,
    life="running",
    round=2,
    waiting=True,
    since=NOW - timedelta(hours=2),
    due=NOW - timedelta(hours=1),
    warn_from=NOW - timedelta(hours=1, minutes=30),
    deadline=None,
    deadline_warn=None,
    hold_reason="",
    held_since=None,
    number_text="",
    receipt_missing=False,
    ended_at=None,
    owner="Pelaksana 1",
)
LATE = Face(Level.TERLAMBAT, "terlambat 1 j", "terlambat 1 jam", 1.0, of_dossier=False)


def test_card_reads_as_one_sentence() -> None:
    assert card_sentence(CARD, LATE) == (
        "LAKIP, berkas 0041: Laporan Akuntabilitas Kinerja, langkah 10 dari 12, Paraf Sekcam, putaran 2, "
        "terlambat 1 jam, menunggu diambil."
    )
    numbered = CARD._replace(
        number_text="000.7/12/Kec/2026", round=1, waiting=False, life="held", hold_reason="DPA"
    )
    own = replace(LATE, of_dossier=True)
    assert card_sentence(numbered, own) == (
        "LAKIP, berkas 0041: Laporan Akuntabilitas Kinerja, langkah 10 dari 12, Paraf Sekcam, "
        "nomor 000.7/12/Kec/2026, batas waktu berkas: terlambat 1 jam, ditunda: DPA."
    )


@pytest.mark.parametrize(
    ("text", "template", "short"),
    [
        ("000.7.2.4/12/Kec.PB/2026", "{kode}/{urut}/{unit}/{tahun}", "12"),
        ("000.7.2.4/12.a/Kec.PB/2026", "{kode}/{urut}/{unit}/{tahun}", "12.a"),
        ("0012/Kec/XI/2026", "{urut:4}/{unit}/{bulan_romawi}/{tahun}", "0012"),
        ("(x)+12", "(x)+{urut}", "12"),
        ("dari format lama", "{kode}/{urut}/{unit}/{tahun}", "dari format lama"),
    ],
)
def test_running_number_within_a_letter_number(text: str, template: str, short: str) -> None:
    assert short_number(text, template) == short


def test_running_number_of_a_code() -> None:
    assert running_number("2026-0041-V") == "0041"
    assert running_number("0041") == "0041"


def test_every_level_has_icon_and_ink(theme: Theme) -> None:
    for level in Level:
        icon, ink = look(CARD, level)
        assert icon in theme.icons.names()
        assert theme.colour(ink).isValid()
    assert look(CARD._replace(receipt_missing=True), Level.SELESAI) != look(CARD, Level.SELESAI)


TITLES = [
    "A" * 500,
    "Judul <b>tebal</b> &amp; & <img src=x> lagi dan lagi dan lagi",
    "تقرير الأداء السنوي للمكتب الحكومي في المنطقة لعام 2026",
    "😀" * 250,
    "👨‍👩‍👧‍👦 keluarga " * 20,
    "e\u0301" * 200,
    "   kosong\u2003di\u00a0tengah   " * 8,
    "x",
]


@pytest.mark.parametrize("title", TITLES)
def test_title_stays_on_two_lines_of_the_card(theme: Theme, title: str) -> None:
    lines = Lines(theme.font(Letter.BODY, bold=True))
    one, two = lines.two(title, 130)
    for line in (one, two):
        if line is not None:
            assert lines.metrics.horizontalAdvance(line.text()) <= 131
            assert line.textFormat() is Qt.TextFormat.PlainText
            line.text().encode("utf-8")
    if len(title) > 60:
        assert two is not None
        assert two.text().endswith("…")
    assert one.text().startswith(title.strip()[:1])


def test_first_line_is_full_and_the_second_goes_on(theme: Theme) -> None:
    lines = Lines(theme.font(Letter.BODY, bold=True))
    title = "😀" * 40
    one, two = lines.two(title, 130)
    assert two is not None
    assert title.startswith(one.text() + two.text().removesuffix("…"))
    assert lines.metrics.horizontalAdvance(one.text() + "😀") > 130


@given(st.text(min_size=1, max_size=500), st.integers(20, 300))
def test_any_text_is_cut_to_width(text: str, width: int) -> None:
    from sopdesk.ui.kit.theme import theme_of

    lines = Lines(theme_of().font(Letter.BODY, bold=True))
    for line in lines.two(text, width):
        # One letter may be wider than the whole card; nothing can be cut from it.
        if line is not None and len(line.text()) > 2:
            assert lines.metrics.horizontalAdvance(line.text()) <= width + lines.metrics.maxWidth()


def test_tooltip_shows_the_title_as_typed(cases: Case, make_page: Callable[[], BoardPage]) -> None:
    cases.start("lakip", "Judul <b>tebal</b> & lain", 2)
    model = column(make_page(), PELAKSANA).model
    tip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert "Judul &lt;b&gt;tebal&lt;/b&gt; &amp; lain" in tip
    assert "Langkah 2 dari 12" in tip
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("LAKIP, berkas 0001: Judul <b>tebal</b> & lain, langkah 2 dari 12")


def test_tooltip_says_where_the_papers_are_and_since_when(
    cases: Case, make_page: Callable[[], BoardPage]
) -> None:
    cases.start("renstra", "Di BAPPEDA", 13)
    cases.clerk(cases.start("lakip", "Ditunda", 2)).hold("Camat dinas luar")
    page = make_page()

    def tip(desk: Place) -> str:
        model = column(page, desk).model
        return str(model.data(model.index(0), Qt.ItemDataRole.ToolTipRole))

    assert "Di luar kantor sejak" in tip(BAPPEDA)
    assert "Di meja ini" not in tip(BAPPEDA), "time outside is nobody's"
    assert "Di meja ini sejak" in tip(PELAKSANA)
    assert re.search(r"Ditunda: Camat dinas luar, sejak \d\d/\d\d/\d{4} pukul \d\d\.\d\d", tip(PELAKSANA))


def test_marked_card_and_focus_are_seen(
    cases: Case, make_page: Callable[[], BoardPage], theme: Theme
) -> None:
    cases.start("rup", "Satu", 9)
    page = make_page()
    view = column(page, SEKCAM).view

    def painted() -> QImage:
        return view.viewport().grab().toImage()

    accent = theme.colour("accent")

    def marked(image: QImage) -> int:
        return sum(image.pixelColor(x, 60) == accent for x in range(image.width()))

    plain = painted()
    page.select(cases.ids["Satu"])
    chosen = painted()
    assert marked(plain) == 0
    assert marked(chosen) >= 4
    view.enter_at(0)
    assert marked(painted()) > marked(chosen)


WORKTIME = WorkingTime(default_calendar(), WIB)
KNOWN = Known(1, Profile(), default_calendar(), WORKTIME, {}, {}, (), {})
MOMENTS = st.integers(0, 7 * 24 * 60).map(
    lambda minutes: NOW - timedelta(days=3) + timedelta(minutes=minutes)
)


@given(
    st.lists(MOMENTS, min_size=5, max_size=5).map(sorted),
    MOMENTS,
    MOMENTS,
    st.sampled_from(["running", "held"]),
    st.sampled_from([Place.SEKCAM, Place.BAPPEDA]),
    st.booleans(),
    st.booleans(),
)
def test_nothing_changes_before_the_card_wakes(
    times: list[datetime], seen: datetime, later: datetime, life: str, place: Place, step: bool, own: bool
) -> None:
    card = CARD._replace(
        life=life,
        desk=place,
        since=times[0],
        warn_from=times[1] if step else None,
        due=times[2] if step else None,
        deadline_warn=times[3] if own else None,
        deadline=times[4] if own else None,
        held_since=times[0] if life == "held" else None,
    )
    seen, later = min(seen, later), max(seen, later)
    entry = Entry(card)
    entry.stand(KNOWN, seen)
    assert entry.key == order_key(WORKTIME, card, seen)
    if later.timestamp() < entry.wake:
        assert entry.level is reading(WORKTIME, card, later).level
        assert entry.key == order_key(WORKTIME, card, later)


@given(
    st.lists(MOMENTS, min_size=5, max_size=5).map(sorted),
    st.integers(0, 30 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    st.lists(st.integers(1, 40), min_size=20, max_size=90),
    st.sampled_from(["running", "held"]),
    st.sampled_from([Place.SEKCAM, Place.BAPPEDA]),
    st.booleans(),
    st.booleans(),
)
def test_words_on_screen_are_those_of_the_minute(
    times: list[datetime],
    after: timedelta,
    minutes: list[int],
    life: str,
    place: Place,
    step: bool,
    own: bool,
) -> None:
    card = CARD._replace(
        life=life,
        desk=place,
        since=times[0],
        warn_from=times[1] if step else None,
        due=times[2] if step else None,
        deadline_warn=times[3] if own else None,
        deadline=times[4] if own else None,
        held_since=times[0] if life == "held" else None,
    )
    now = times[0] + after
    model = CardModel()
    model.load(KNOWN, [card], now)
    for passed in (0, *minutes):
        now += timedelta(minutes=passed, seconds=passed % 7)
        model.tick(now)
        told, seen = face(WORKTIME, card, now), model.glance(0)
        assert (seen.level, seen.words) == (told.level, told.words)
        assert abs(seen.share - told.share) <= 1 / BAR_STEPS
        assert model.face(0) == told


def test_every_minute_of_two_weeks_is_told_and_most_of_them_by_words_already_known() -> None:
    late = CARD._replace(due=NOW - timedelta(minutes=95), warn_from=NOW - timedelta(hours=3))
    own = late._replace(id=42, due=None, deadline=NOW, deadline_warn=NOW - timedelta(hours=1))
    free = late._replace(id=43, due=None)
    model = CardModel()
    model.load(KNOWN, [late, own, free], NOW)
    kept = 0
    before = [model.glance(row) for row in range(3)]
    for minute in range(1, 14 * 24 * 60):
        model.tick(NOW + timedelta(minutes=minute))
        seen = [model.glance(row) for row in range(3)]
        told = [model.face(row) for row in range(3)]
        assert [(s.level, s.words, s.share) for s in seen] == [(t.level, t.words, t.share) for t in told]
        kept += sum(one is other for one, other in zip(before, seen, strict=True))
        before = seen
    assert kept > 14 * 24 * 60
    model.tick(NOW)
    assert [model.glance(row) for row in range(3)] == [
        face(WORKTIME, model.card(row), NOW) for row in range(3)
    ]


def test_a_card_that_comes_between_two_minutes_wakes_in_its_own() -> None:
    far = CARD._replace(warn_from=NOW + timedelta(days=20), due=NOW + timedelta(days=30))
    near = CARD._replace(id=42, warn_from=NOW + timedelta(minutes=3), due=NOW + timedelta(minutes=9))
    model = CardModel()
    model.load(KNOWN, [far], NOW)
    assert not model.tick(NOW + timedelta(minutes=1))
    model.put(near, NOW + timedelta(minutes=1))
    levels = []
    for minute in range(2, 12):
        model.tick(NOW + timedelta(minutes=minute))
        levels.append(model.level(model.row_of(42)))
    assert levels == [Level.AMAN] + 7 * [Level.WASPADA] + 2 * [Level.TERLAMBAT]
    assert model.late == 1
    assert model.tick(NOW)
    assert model.level(model.row_of(42)) is Level.AMAN


def test_the_tooltip_splits_the_clock(
    cases: Case, make_page: Callable[[], BoardPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read when the pointer rests on the card, and shown for that card alone."""
    clerk = cases.clerk(cases.start("lakip", "Menunggu", 5, before=timedelta(hours=2)))
    clerk.receive()
    page = make_page()
    place = column(page, Place.KASUBBAG)
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, *_where: shown.append(words))
    spot = place.view.visualRect(place.model.index(0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, place.view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(place.view.viewport(), event)
    (tip,) = shown
    assert "Langkah ini: menunggu diambil" in tip
    assert "Seluruh berkas: menunggu diambil" in tip


def test_a_tooltip_without_an_answer_says_the_rest(
    cases: Case, make_page: Callable[[], BoardPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.start("lakip", "Di meja", 2)
    page = make_page()
    place = column(page, PELAKSANA)

    def gone(*_given: object) -> object:
        raise Trouble(Fault.SERVER_GONE, server="pc-umum:5432/sopdesk")

    monkeypatch.setattr(split_clock, "split_clock", gone)
    tip = page.wishes.tips.tip(place, place.model.index(0))
    assert "Di meja ini sejak" in tip
    assert "Langkah ini" not in tip


def test_a_minute_paints_the_cards_anew_whose_words_are_others_and_no_more(
    cases: Case, make_page: Callable[[], BoardPage], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        cases.start("lakip", f"Dekat {n}", 5, before=timedelta(minutes=20))
        cases.start("rup", f"Jauh {n}", 1, before=timedelta(days=6))
    page = make_page()
    page.grab()
    models = [column.model for column in page.field.order]
    before = {model.card(row).id: model.glance(row) for model in models for row in range(model.rowCount())}
    QCoreApplication.sendPostedEvents()
    painted: set[int] = set()
    real = CardDelegate._paint_clock

    def paint(delegate: CardDelegate, painter: QPainter, box: QRectF, card: Card, shown: Face) -> None:
        painted.add(card.id)
        real(delegate, painter, box, card, shown)

    monkeypatch.setattr(CardDelegate, "_paint_clock", paint)
    seen = []
    for _ in range(90):
        page.tick(clock.later(minutes=1))
        QCoreApplication.sendPostedEvents()
        now = {model.card(row).id: model.glance(row) for model in models for row in range(model.rowCount())}
        others = {key for key, glance in now.items() if glance is not before[key]}
        assert others <= painted
        seen.append(len(painted))
        before = now
        painted.clear()
    assert 0 < sum(seen) < 90 * 6
