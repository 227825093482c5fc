"""The other books, a dossier's history, the board on paper."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopdesk.domain.layout import Family, Layout, Paper
from sopdesk.domain.letters import Kop, LineState
from sopdesk.domain.overviews import Fact, MorningLine, MorningPart, PapanCetak
from sopdesk.papers import agenda_masuk, ekspedisi, pagi, papan, riwayat
from sopdesk.papers.pen import Rendered
from sopdesk.papers.progress import Cancelled
from tests.papers import reading
from tests.papers.list_samples import HASH, board, card, deliveries, history, incoming, morning
from tests.papers.typed import kops, layouts, typed

SUMS = re.compile(r"Jumlah surat halaman ini: (\d+)(?: \(([^)]*)\))?\s+s\.d\. halaman ini: (\d+)")
Draw = Callable[..., Rendered]
BOOKS: dict[str, tuple[Draw, Callable[[int], Any], str]] = {
    "masuk": (agenda_masuk.render, incoming, "BUKU AGENDA SURAT MASUK"),
    "ekspedisi": (ekspedisi.render, deliveries, "BUKU EKSPEDISI"),
}
every_book = pytest.mark.parametrize("kind", BOOKS)


def texts(made: Rendered) -> list[str]:
    return [page.text for page in reading.pages(made.pdf)]


def flat(words: str) -> str:
    return " ".join(words.split())


@every_book
@pytest.mark.parametrize("family", [Family.ARIMO, Family.CALADEA])
@pytest.mark.parametrize("count", [0, 1, 40, 400])
def test_the_sums_of_a_book_add_up_and_every_line_is_there(kind: str, family: Family, count: int) -> None:
    draw, make, title = BOOKS[kind]
    value = make(count)
    found = texts(draw(value, Layout(font=family)))
    so_far = 0
    for place, text in enumerate(found, start=1):
        sums = SUMS.search(text)
        assert sums is not None
        so_far += int(sums[1])
        assert int(sums[3]) == so_far
        for words in (title, "Tgl surat", f"Halaman {place} dari {len(found)}", HASH):
            assert words in flat(text)
        assert "Dicetak tgl 3 Desember 2026 pukul 10.15" in text
    assert so_far == sum(line.state in (LineState.TERBIT, LineState.DI_LUAR) for line in value.lines)
    told = re.findall(r"ke-(\d+)\b", "\n".join(found))
    assert told == [str(place) for place in range(1, count + 1)]
    assert ("Tidak ada surat." in found[0]) == (count == 0)


def test_an_incoming_line_says_all_that_the_register_knows() -> None:
    (text,) = texts(agenda_masuk.render(incoming(1), Layout()))
    told = flat(text)
    for words in (
        "06/01/2026", "005/1/BAPPEDA/2026", "04/01/2026", "Kepala BAPPEDA Kabupaten Contoh Barat",
        "000.7.2.4", "1 berkas", "Sekcam; Kasubbag Keuangan",
    ):  # fmt: skip
        assert words in told


def test_a_delivery_says_who_took_it_or_leaves_room_to_sign() -> None:
    taken, open_ = (
        reading.pictures(ekspedisi.render(replace(deliveries(3), lines=(line,)), Layout()).pdf, 72)[0]
        for line in deliveries(2).lines
    )
    assert "Nama Penerima, staf" in flat(texts(ekspedisi.render(deliveries(1), Layout()))[0])

    def lowest_rule(picture: Any) -> int:
        column = [picture.getpixel((picture.width // 3, y)) for y in range(picture.height // 2)]
        return max(y for y, shade in enumerate(column) if shade < 160)

    height = ekspedisi.SIGNING / reading.MM
    assert lowest_rule(open_) > 0
    assert height >= 10
    assert lowest_rule(taken) > 0


@every_book
def test_void_and_reserved_lines_are_told_apart(kind: str) -> None:
    draw, make, _ = BOOKS[kind]
    told = flat(" ".join(texts(draw(make(10), Layout()))))
    assert "BATAL" in told
    assert "dicadangkan" in told
    assert "dipakai di luar aplikasi" in told
    assert "(batal 1, dicadangkan 1)" in told


@every_book
def test_a_void_line_is_struck_through(kind: str) -> None:
    draw, make, _ = BOOKS[kind]

    def black(state: LineState) -> int:
        value = make(1)
        value = replace(value, lines=tuple(replace(line, state=state, note="x") for line in value.lines))
        pdf = draw(value, Layout()).pdf
        left, bottom, _, _, _, _, right, top = reading.place_of(pdf, value.lines[0].number)
        dots = 200 / 72
        picture = reading.pictures(pdf, 200)[0]
        box = [int(left * dots), picture.height - int(top * dots), int(right * dots)]
        area = picture.crop((box[0], box[1], box[2], picture.height - int(bottom * dots)))
        rows = [area.crop((0, y, area.width, y + 1)).tobytes() for y in range(area.height)]
        return sum(max(row) < 160 for row in rows)

    assert black(LineState.BATAL) > 0
    assert black(LineState.TERBIT) == 0


@every_book
def test_a_long_book_tells_its_progress_and_can_be_stopped(kind: str) -> None:
    draw, make, _ = BOOKS[kind]
    heard: list[tuple[int, int]] = []

    def on(done: int, whole: int) -> bool:
        heard.append((done, whole))
        return True

    draw(make(300), Layout(), on)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == ((0, 600), (600, 600))

    def stop(_done: int, _whole: int) -> bool:
        heard.append((0, 0))
        return len(heard) < 3

    heard.clear()
    with pytest.raises(Cancelled):
        draw(make(300), Layout(), stop)
    assert len(heard) == 3


@pytest.mark.parametrize(("steps", "lines"), [(0, 0), (1, 1), (12, 40), (16, 300), (60, 3)])
@pytest.mark.parametrize("paper", Paper)
def test_a_history_has_every_step_and_entry_once(steps: int, lines: int, paper: Paper) -> None:
    found = texts(riwayat.render(history(steps, lines), Layout(paper)))
    whole = "\n".join(found)
    assert re.findall(r"^(\d+)\. ", whole, re.MULTILINE) == [str(place) for place in range(1, steps + 1)]
    told = [int(place) for place in re.findall(r"peristiwa (\d+)", whole)]
    assert told == list(range(lines))
    for place, text in enumerate(found, start=1):
        assert f"halaman {place} dari {len(found)}" in text
        assert HASH in text
        assert "2026-0044-K" in text
        # No caption stands on a page without a row below it.
        for caption, rows in (("Langkah\n", r"^\d+\. "), ("Catatan peristiwa", r"peristiwa \d+")):
            assert caption not in text or re.search(rows, text, re.MULTILINE)


def test_a_history_says_what_was_late_taken_back_or_written_afterwards() -> None:
    told = flat(texts(riwayat.render(history(12, 8), Layout()))[0])
    assert "1 hari 2 jam (terlambat) 2" in told
    assert "dicatat kemudian" in told
    assert told.count("dicabut") == 1
    assert "Nama Kasubbag (Plt.)" in told
    assert "RFK & TEPPA – Penyusunan laporan" in told
    assert "Sifat" not in told  # nothing is known of it


@pytest.mark.parametrize(
    "counts",
    [(0, 0, 0, 0, 0, 0, 0), (1, 0, 0, 0, 0, 0, 1), (22, 3, 1, 0, 2, 1, 4), (9, 80, 1, 0, 30, 0, 50), (3,)],
)
@pytest.mark.parametrize("paper", Paper)
def test_the_board_has_every_card_once_below_its_desk(counts: tuple[int, ...], paper: Paper) -> None:
    value = board(*counts)
    found = texts(papan.render(value, Layout(paper)))
    told = re.findall(r"2026-\d{4}-K", "\n".join(found))
    assert sorted(told) == sorted(card.code for column in value.columns for card in column.cards)
    for column in value.columns:
        late = sum(card.level == "terlambat" for card in column.cards)
        count = f"{len(column.cards)}, terlambat {late}" if late else f"{len(column.cards)}"
        assert f"{column.desk} · {count}" in flat(found[0])
    for place, text in enumerate(found, start=1):
        assert f"Halaman {place} dari {len(found)}" in text
        assert "Semua berkas" in text
        assert place == 1 or "(lanjutan)" in text


def test_cards_of_a_desk_stay_in_their_order_over_columns_and_pages() -> None:
    value = board(60)
    pdf = papan.render(value, Layout()).pdf
    places = []
    for number, page in enumerate(reading.pages(pdf)):
        for code in re.findall(r"2026-\d{4}-K", page.text):
            x, y, *_ = reading.place_of(pdf, code, number)
            places.append((number, round(x), -round(y), code))
    assert [code for *_, code in sorted(places)] == [card.code for card in value.columns[0].cards]


def test_a_late_card_is_told_by_its_frame_its_mark_and_its_words() -> None:
    def drawn(level: str) -> bytes:
        one = replace(board(1).columns[0], cards=(replace(card(1), level=level, words="sama"),))
        return papan.render(replace(board(1), columns=(one,)), Layout()).pdf

    late, near, safe = (reading.pictures(drawn(level), 100)[0] for level in ("terlambat", "waspada", "aman"))

    def black(picture: Any) -> int:
        top = picture.crop((0, 0, picture.width, picture.height * 2 // 3))
        return sum(shade < 100 for shade in top.tobytes())

    assert black(late) > black(near) > black(safe)
    assert "Pelaksana · 1, terlambat 1" in texts(papan.render(board(1), Layout()))[0]


def test_a_long_title_is_cut_with_a_sign_of_it_and_the_filter_is_told() -> None:
    long = replace(card(1), title="kata " * 100)
    value = replace(
        board(1), columns=(replace(board(1).columns[0], cards=(long,)),), chosen="Saringan: LAKIP"
    )
    (text,) = texts(papan.render(replace(value, columns=value.columns * 7), Layout()))
    assert text.count("…") == 7
    assert "Saringan: LAKIP" in text


def test_more_desks_than_a_sheet_has_room_for_go_on_on_the_next() -> None:
    column = board(2).columns[0]
    value = replace(board(1), columns=tuple(replace(column, desk=f"Meja {n}") for n in range(20)))
    found = texts(papan.render(value, Layout()))
    assert len(found) == 3
    assert re.findall(r"Meja (\d+) ", " ".join(found)) == [str(n) for n in range(20)]


@pytest.mark.parametrize("counts", [(1,), (4, 3, 2, 6), (0, 0, 0, 5), (60, 1, 1, 1), (9, 0, 0, 90)])
@pytest.mark.parametrize("duties", [0, 2, 20])
@pytest.mark.parametrize("paper", Paper)
def test_the_morning_list_is_one_page_and_counts_what_it_has_no_room_for(
    counts: tuple[int, ...], duties: int, paper: Paper
) -> None:
    value = morning(*counts, duties=duties)
    (text,) = texts(pagi.render(value, Layout(paper)))
    told = re.findall(r"2026-\d{4}-K", text)
    every = [line.code for part in value.parts for line in part.lines]
    assert told == every[: len(told)], "the most pressing first, each once"
    more = re.search(r"dan (\d+) berkas lain", text)
    assert len(told) + (int(more[1]) if more else 0) == len(every)
    for part in value.parts:
        rest = sum(line.code not in told for line in part.lines)
        assert (f"{rest} {part.title.lower()}" in flat(text)) == bool(rest), "and of which kind"
    assert len(told) >= min(len(every), 13 if duties else 15)
    for part in value.parts:
        assert (f"{part.title} ({len(part.lines)})" in flat(text)) == any(
            line.code in told for line in part.lines
        )
    assert text.count("mulai paling lambat") == min(duties, pagi.MOST_DUTIES)
    assert ("(14 lagi di program)" in text) == (duties == 20)


def test_an_empty_morning_says_so() -> None:
    (text,) = texts(pagi.render(morning(0, 0, 0, 0, chosen="Meja Camat – Nama Camat"), Layout()))
    assert "Tidak ada berkas yang mendesak pagi ini." in text
    assert "Meja Camat – Nama Camat" in text
    assert "Di meja" not in text


@given(typed(500), typed(160), kops(), layouts(), st.sampled_from(Family))
@example("", "0" * 3 + "W" * 39, Kop("", "", (), None), Layout(Paper.F4, 0, 0, 0, 0, 9), Family.ARIMO)
def test_no_text_breaks_a_book_or_an_overview(
    long: str, short: str, kop: Any, layout: Layout, family: Family
) -> None:
    layout = replace(layout, font=family)
    facts = replace(incoming(1).book, kop=kop, period=short[:80], log_hash=short[:80])
    came = replace(
        incoming(1).lines[0], urut=short, number=short, sender=long[:400], subject=long, code=short[:80],
        enclosure=short, disposition=long, note=long,
    )  # fmt: skip
    went = replace(
        deliveries(1).lines[0],
        urut=short,
        number=short,
        addressee=long[:400],
        subject=long,
        taken=long,
        note=long,
    )
    past = history(1, 1)
    past = replace(
        past,
        kop=kop,
        dossier_code=f"2026-{short[:35]}",
        title=long,
        facts=(Fact(short[:40], long),),
        steps=(replace(past.steps[0], kegiatan=long, desk=short, planned=short, real=short, official=short),),
        lines=(replace(past.lines[0], words=long, reason=long, by=short),),
        log_hash=short[:80],
    )
    one = replace(card(1), code=short, sop=short, title=long, step=short, words=short)
    column = replace(board(1).columns[0], desk=short, cards=(one, one))
    shown = PapanCetak(kop, past.printed, (column,) * 7, short)
    pressing = replace(_one_line(), code=short, title=long, sop=short, where=short, words=short)
    parts = (MorningPart(short, (pressing,) * 30),)
    morning_list = replace(morning(1), kop=kop, chosen=short, parts=parts, duties=(long,) * 3)
    dot = 25.4 / 36
    for made in (
        agenda_masuk.render(replace(incoming(1), book=facts, lines=(came,)), layout),
        ekspedisi.render(replace(deliveries(1), book=facts, lines=(went,)), layout),
        riwayat.render(past, layout),
        papan.render(shown, layout),
        pagi.render(morning_list, layout),
    ):
        for left, top, right, bottom in reading.margins(made.pdf, 36):
            assert min(left, top, right) >= 13 - dot
            assert bottom >= 15 - dot


def _one_line() -> MorningLine:
    return morning(1).parts[0].lines[0]
