"""Envelopes, labels, and the agenda stamp: each where it belongs, nothing where no printer reaches."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused
from sopdesk.domain.forms import Address, Amplop, CapAgenda, EnvelopeSize, LabelSheet
from sopdesk.domain.layout import Layout, Paper
from sopdesk.domain.letters import Kop
from sopdesk.papers import amplop, cap_agenda, label
from tests.papers import reading
from tests.papers.form_samples import ADDRESS, addresses, envelope, stamp
from tests.papers.reading import MM
from tests.papers.typed import block, kops, layouts, typed

DOT = 25.4 / 72


def _plain(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("size", EnvelopeSize)
def test_the_address_is_at_the_lower_right_and_the_sender_at_the_upper_left(size: EnvelopeSize) -> None:
    pdf = amplop.render(envelope(size, ADDRESS)).pdf
    (page,) = reading.pages(pdf)
    assert (page.width / MM, page.height / MM) == pytest.approx(size.millimetres, abs=0.01)
    left, *_, bottom_of_last = reading.place_of(pdf, "Yth. Kepala")[:4]
    assert left > 0.4 * page.width
    assert bottom_of_last < 0.6 * page.height
    assert reading.place_of(pdf, "KECAMATAN MUARA CONTOH")[0] < 0.25 * page.width
    assert reading.place_of(pdf, "KECAMATAN MUARA CONTOH")[1] > 0.7 * page.height
    assert reading.place_of(pdf, "Nomor : 000")[1] > reading.place_of(pdf, "Kepada")[1]
    assert "SEGERA" in page.text
    assert "Yth. Yth." not in page.text


def test_each_address_has_its_envelope_and_none_shows_the_sender_alone() -> None:
    pages = reading.pages(amplop.render(envelope(EnvelopeSize.DL, *addresses(5))).pdf)
    assert [f"ke-{number}" in page.text for number, page in enumerate(pages, start=1)] == [True] * 5
    assert [("RAHASIA" in page.text) for page in pages] == [False] * 4 + [True]
    (alone,) = reading.pages(amplop.render(envelope(EnvelopeSize.C5)).pdf)
    assert "KECAMATAN MUARA CONTOH" in alone.text
    assert "Kepada" not in alone.text
    assert "Nomor :" not in alone.text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Kepala Dinas", "Yth. Kepala Dinas"),
        ("Yth. Kepala Dinas", "Yth. Kepala Dinas"),
        ("Yth Kepala Dinas", "Yth. Kepala Dinas"),
        ("Kepada Yth. Kepala Dinas", "Yth. Kepala Dinas"),
        ("Ythari Kepala", "Yth. Ythari Kepala"),
        ("Yth.", "Yth. Yth."),
    ],
)
def test_the_addressee_is_honoured_once(line: str, shown: str) -> None:
    (page,) = reading.pages(amplop.render(envelope(EnvelopeSize.DL, Address((line,)))).pdf)
    assert shown in page.text
    assert page.text.count("Yth.") == shown.count("Yth.")


def test_labels_begin_after_those_that_are_gone() -> None:
    pdf = label.render(addresses(9), LabelSheet(skip=5), Layout()).pdf
    pages = reading.pages(pdf)
    assert [page.text.count("Kepala Desa Contoh ke-") for page in pages] == [7, 2]
    first = reading.place_of(pdf, "ke-1")  # the sixth of twelve: right column, third row
    assert first[0] > pages[0].width / 2
    assert pages[0].height - first[3] == pytest.approx((13 + 2 * 49 + 8) * MM, abs=4 * MM)


@pytest.mark.parametrize(("paper", "held"), [(Paper.F4, 12), (Paper.A4, 10)])
def test_a_label_that_is_not_whole_on_the_paper_is_passed_over(paper: Paper, held: int) -> None:
    pages = reading.pages(label.render(addresses(13), LabelSheet(), Layout(paper)).pdf)
    assert [page.text.count("Kepala Desa") for page in pages] == [held, 13 - held]


def test_outlines_are_drawn_for_labels_that_are_used_alone() -> None:
    bare, drawn = (
        sum(
            reading.pictures(label.render(addresses(3), LabelSheet(outline=outline), Layout()).pdf, 100)[
                0
            ].histogram()[:200]
        )
        for outline in (False, True)
    )
    # Three frames of 92 by 46 millimetres, at 100 dots an inch one or two dots wide.
    around = 3 * 2 * (92 + 46) / 25.4 * 100
    assert 0.95 * around < drawn - bare < 2 * around


def test_no_addresses_give_an_empty_sheet() -> None:
    (page,) = reading.pages(label.render((), LabelSheet(), Layout()).pdf)
    assert page.text == ""


_ADDRESSES = st.builds(Address, block(), typed(160), typed(160), typed(160))


@given(kops(), st.sampled_from(EnvelopeSize), st.lists(_ADDRESSES, max_size=3))
def test_no_text_breaks_an_envelope(kop: Kop, size: EnvelopeSize, to: list[Address]) -> None:
    pdf = amplop.render(Amplop(kop, size, tuple(to))).pdf
    assert len(reading.pages(pdf)) == max(1, len(to))
    for left, top, right, bottom in reading.margins(pdf):
        assert min(left, top, right) >= 13 - DOT
        assert bottom >= 15 - DOT


@given(
    st.lists(_ADDRESSES, max_size=4),
    st.builds(
        LabelSheet,
        st.integers(1, 6),
        st.integers(1, 20),
        *[st.floats(20, 250)] * 2,
        *[st.floats(0, 60)] * 2,
        *[st.floats(0, 20)] * 2,
        st.just(0),
        st.booleans(),
    ),
    layouts(),
)
def test_no_text_breaks_labels(to: list[Address], labels: LabelSheet, layout: Layout) -> None:
    for left, top, right, bottom in reading.margins(label.render(to, labels, layout).pdf):
        assert min(left, top, right) >= 13 - DOT
        assert bottom >= 15 - DOT


def test_the_agenda_stamp_is_four_by_six_and_stands_where_it_is_asked_for() -> None:
    ((left, top, right, bottom),) = reading.margins(
        cap_agenda.render(replace(stamp(), x=30, y=50), Layout()).pdf, 254
    )
    frame = 1.2 / MM / 2
    assert (left, top) == pytest.approx((30 - frame, 50 - frame), abs=0.15)
    assert (215 - right - left, 330 - bottom - top) == pytest.approx(
        (60 + 2 * frame, 40 + 2 * frame), abs=0.2
    )


def test_the_agenda_stamp_says_what_the_register_says() -> None:
    (page,) = reading.pages(cap_agenda.render(stamp(), Layout()).pdf)
    lines = ["KECAMATAN MUARA CONTOH", "1 Desember 2026", "312", "000.7.2.8"]
    assert [words for words in lines if words in page.text] == lines
    (page,) = reading.pages(cap_agenda.render(replace(stamp(), code=""), Layout()).pdf)
    assert "Kode" in page.text
    assert "000" not in page.text


@given(
    typed(160),
    typed(80),
    st.floats(-1000, 1000),
    st.floats(-1000, 1000),
    layouts(),
)
def test_no_place_and_no_text_take_the_stamp_off_the_paper(
    words: str, number: str, x: float, y: float, layout: Layout
) -> None:
    value = CapAgenda(words, date(2026, 12, 1), number, number, x, y)
    pdf = cap_agenda.render(value, layout).pdf
    ((left, top, right, bottom),) = reading.margins(pdf, 254)
    width, height = layout.paper.millimetres
    assert min(left, top, right) >= 12.9
    assert bottom >= 14.9
    assert width - left - right == pytest.approx(60.4, abs=0.4)  # the words are within the frame
    assert height - top - bottom == pytest.approx(40.4, abs=0.4)


def test_an_address_has_its_limits() -> None:
    with pytest.raises(Refused):
        Address(("x" * 401,))
    with pytest.raises(Refused):
        replace(stamp(), agenda_number="9" * 81)
