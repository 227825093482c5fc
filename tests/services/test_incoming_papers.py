"""The papers of incoming letters say what the book says."""

from datetime import date, timedelta
from typing import Any

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.domain.forms import MOST_TICKS, LembarDisposisi
from sopdesk.domain.sop import Desk
from sopdesk.papers import disposisi as drawn
from sopdesk.papers.progress import Cancelled
from sopdesk.services.disposition_lists import INSTRUCTIONS, Person, save_lists
from sopdesk.services.dispositions import DispositionWish, give, withdraw
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.printing import Paper
from tests.papers.reading import pages
from tests.services.desk import CLERK, Clerk, refused

SEKCAM = Person("Sekcam", "Kenanga Contoh", "sekcam")


def letter(clerk: Clerk, **told: Any) -> int:
    chosen = {"sender": "Dinas Sosial", "subject": "Undangan", "received_at": clerk.now, **told}
    answer = register_incoming(clerk.office, IncomingWish(**chosen), by=CLERK, now=clerk.now)
    clerk.later(minutes=1)
    return answer.line_id


def paper(clerk: Clerk, name: str, **order: Any) -> Paper:
    return make(clerk.office, PaperOrder(name, **order), clerk.now)


def words(made: Paper) -> str:
    return " ".join(" ".join(page.text.split()) for page in pages(made.pdf))


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[LembarDisposisi]:
    """What the disposition sheets are to say, as they are drawn."""
    seen: list[LembarDisposisi] = []
    render = drawn.render

    def note(sheets: Any, *given: Any, **more: Any) -> Any:
        seen.extend(sheets)
        return render(sheets, *given, **more)

    monkeypatch.setattr(drawn, "render", note)
    return seen


def test_a_sheet_without_a_disposition_is_for_the_hand(clerk: Clerk, sheets: list[LembarDisposisi]) -> None:
    clerk.appoint("Jati Contoh", Desk.CAMAT)
    line = letter(
        clerk, ref="005/1", ref_date=date(2026, 7, 2), nature="segera", code="005", enclosure="1 berkas"
    )
    made = paper(clerk, "disposisi", line=line)
    (sheet,) = sheets
    assert (sheet.agenda_number, sheet.letter_number, sheet.sender) == ("1", "005/1", "Dinas Sosial")
    assert [tick.text for tick in sheet.natures if tick.on] == ["Segera"]
    assert not any(tick.on for tick in (*sheet.first.receivers, *sheet.first.instructions))
    assert [tick.text for tick in sheet.first.instructions] == list(INSTRUCTIONS)
    assert sheet.first.signer is not None
    assert sheet.first.signer.name == "JATI CONTOH"
    assert (sheet.first.day, sheet.second) == (None, None)
    assert "LEMBAR DISPOSISI" in words(made)
    assert made.file_name == "lembar-disposisi-2026-1.pdf"


def test_what_was_recorded_is_ticked_on_both_levels(clerk: Clerk, sheets: list[LembarDisposisi]) -> None:
    clerk.appoint("Jati Contoh", Desk.CAMAT)
    clerk.appoint("Kenanga Contoh", Desk.SEKCAM)
    line = letter(clerk)
    wish = DispositionWish(
        line, (SEKCAM, Person(name="Bidan Desa")), ("Siapkan bahan", "Lapor"), "Segera", date(2026, 7, 8)
    )
    first = give(clerk.office, wish, by=CLERK, at=clerk.now, now=clerk.now)
    below = DispositionWish(line, (Person("Kasi Pemerintahan"),), parent=first.id)
    second = give(clerk.office, below, by=CLERK, at=clerk.now, now=clerk.now)
    paper(clerk, "disposisi", ids=(line,))
    sheet = sheets.pop()
    assert [t.text for t in sheet.first.receivers if t.on] == ["Sekcam (Kenanga Contoh)", "Bidan Desa"]
    assert [t.text for t in sheet.first.instructions if t.on] == ["Siapkan bahan", "Lapor"]
    assert (sheet.first.note, sheet.first.day) == ("Segera", date(2026, 7, 6))
    assert sheet.first.deadline == "8 Juli 2026 pukul 16.00"
    assert sheet.second is not None
    assert [t.text for t in sheet.second.receivers if t.on] == ["Kasi Pemerintahan"]
    assert sheet.second.signer is not None
    assert sheet.second.signer.name == "KENANGA CONTOH"
    withdraw(clerk.office, second.id, "Salah", by=CLERK, now=clerk.now)
    paper(clerk, "disposisi", ids=(line,))
    assert sheets.pop().second is None
    paper(clerk, "disposisi", ids=(line,), option="kosong")
    assert not any(t.on for t in sheets.pop().first.receivers)
    paper(clerk, "disposisi", ids=(line,), option="lanjutan")
    assert sheets.pop().second is not None


def test_a_chosen_receiver_always_has_a_box(clerk: Clerk, sheets: list[LembarDisposisi]) -> None:
    save_lists(clerk.office, [f"Instruksi {n}" for n in range(16)], [], by=CLERK, now=clerk.now)
    line = letter(clerk)
    for n in range(3):
        people = tuple(Person(name=f"Orang {n}-{m}") for m in range(8))
        wish = DispositionWish(line, people, (f"Lain {n}",), note="x" * 400)
        give(clerk.office, wish, by=CLERK, at=clerk.now, now=clerk.now)
    paper(clerk, "disposisi", line=line)
    (sheet,) = sheets
    assert len(sheet.first.receivers) == len(sheet.first.instructions) == MOST_TICKS
    assert all(t.on for t in sheet.first.receivers)
    assert [t.text for t in sheet.first.instructions if t.on] == ["Lain 0", "Lain 1", "Lain 2"]
    assert len(sheet.first.note) <= 500


@pytest.mark.parametrize("name", ["disposisi", "tanda-terima", "cap-agenda"])
def test_papers_of_letters_need_a_letter_that_stands(clerk: Clerk, name: str) -> None:
    with refused(Rule.BAD_VALUE, field="incoming"):
        paper(clerk, name)
    line = letter(clerk)
    clerk.void(1, register="incoming")
    with refused(Rule.NUMBER_VOID):
        paper(clerk, name, line=line)
    with refused(Rule.BAD_VALUE, field="incoming"):
        paper(clerk, name, ids=(99,))


def test_receipts_of_several_letters(clerk: Clerk) -> None:
    ids = tuple(letter(clerk, subject=f"Surat & <b>{n}</b>", sender=f"Pengirim {n}") for n in range(3))
    made = paper(clerk, "tanda-terima", ids=ids)
    assert len(pages(made.pdf)) == 2
    said = words(made)
    for n in range(3):
        assert f"Pengirim {n}" in said
        assert f"Surat & <b>{n}</b>" in said
        assert f"Agenda masuk {n + 1}/2026" in said
    assert made.file_name == "tanda-terima-2026-1-dan-2-lagi.pdf"


def test_the_agenda_stamp(clerk: Clerk) -> None:
    line = letter(clerk, code="005")
    said = words(paper(clerk, "cap-agenda", line=line, x=30.0, y=40.0))
    assert "6 Juli 2026" in said
    assert "005" in said


def test_the_book_has_every_line_also_those_that_are_void(clerk: Clerk) -> None:
    line = letter(clerk, subject="Rapat", ref="005/9", nature="rahasia", note="Dibawa kurir")
    letter(clerk, subject="Salah catat")
    clerk.void(2, register="incoming", reason="Dua kali")
    give(clerk.office, DispositionWish(line, (SEKCAM,)), by=CLERK, at=clerk.now, now=clerk.now)
    clerk.now += timedelta(days=31)
    letter(clerk, subject="Bulan berikut")
    whole = words(paper(clerk, "agenda-masuk", year=2026))
    for text in (
        "Rapat",
        "005/9",
        "Sekcam",
        "Rahasia; Dibawa kurir",
        "Salah catat",
        "BATAL",
        "Bulan berikut",
    ):
        assert text in whole, text
    july = paper(clerk, "agenda-masuk", year=2026, month=7)
    assert "Bulan berikut" not in words(july)
    assert july.file_name == "agenda-masuk-2026-07.pdf"
    with clerk.office.store.read() as unit:
        assert unit.log.head()[1][:8] in whole
    assert PaperOrder("agenda-masuk").is_long
    with refused(Rule.BAD_VALUE, field="year"):
        paper(clerk, "agenda-masuk", year=99)


def test_a_book_that_is_being_made_can_be_stopped(clerk: Clerk) -> None:
    for _ in range(3):
        letter(clerk)
    told: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> bool:
        told.append((done, whole))
        return False

    with pytest.raises(Cancelled):
        make(clerk.office, PaperOrder("agenda-masuk", year=2026), clerk.now, stop)
    assert told == [(0, 3)]


def test_the_number_is_written_as_the_office_writes_it(clerk: Clerk, sheets: list[LembarDisposisi]) -> None:
    from sopdesk.domain.numbers import Numbering
    from sopdesk.services.number_settings import save_numbering

    save_numbering(clerk.office, Numbering(incoming_format="SM-{urut:3}"), by=CLERK, now=clerk.now)
    paper(clerk, "disposisi", line=letter(clerk))
    assert sheets[0].agenda_number == "SM-001"
