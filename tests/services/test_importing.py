"""Old books brought in: all lines or none, gaps explained, the counter goes on, undone as a whole, verified."""

from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.numbers import INCOMING, OUTGOING, Numbering, SeriesMode
from sopdesk.domain.old_book_columns import BookColumn as C
from sopdesk.domain.old_book_lines import Why
from sopdesk.domain.spreadsheet import Table
from sopdesk.exchange import csv_out, xlsx_out
from sopdesk.papers.progress import Cancelled
from sopdesk.services import importing, reserving
from sopdesk.services.import_rows import NOT_IN_OLD_BOOK, runs
from sopdesk.services.importing import ImportChoice, OldBook, PastImport
from sopdesk.services.number_settings import save_numbering
from sopdesk.services.office import Office
from sopdesk.services.register_lines import LineRef
from sopdesk.services.renumbering import Mending, amend_line
from sopdesk.services.verification import verify
from sopdesk.store.log import GENESIS, entry_hash
from sopdesk.store.registers import LineRow
from tests.behind import behind
from tests.services.desk import CLERK, MONDAY, Clerk, refused

HEAD = (
    "No. urut",
    "Nomor surat",
    "Tanggal surat",
    "Ditujukan kepada",
    "Isi singkat",
    "Tgl kirim",
    "Keterangan",
)
BOOK = (
    ("1", "005/1/Kec/2025", "02/01/2025", "Para Kades", "Undangan rapat", "03/01/2025", ""),
    ("2", "005/2/Kec/2025", "03/01/2025", "Para Lurah", "=Undangan", "", ""),
    ("2.a", "005/2.a/Kec/2025", "03/01/2025", "Camat lain", "Sisipan", "", ""),
    ("5", "900/5/Kec/2025", "10/01/2025", "", "", "", "BATAL salah ketik"),
)


def book(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, name: str = "agenda-2025.csv") -> OldBook:
    return importing.read_book(csv_out.render(Table("Agenda", head, rows)), name)


def choice(found: OldBook, register: str = OUTGOING) -> ImportChoice:
    return importing.propose(found, register, MONDAY.date())


def bring_in(office: Office, found: OldBook, register: str = OUTGOING) -> PastImport:
    return importing.import_book(office, found, choice(found, register), by=CLERK, now=MONDAY)


def lines(office: Office, register: str = OUTGOING, year: int = 2025) -> list[LineRow]:
    with office.store.read() as unit:
        return unit.registers.of_year(register, year)


def sound(office: Office) -> bool:
    assert verify(office).problems == ()
    return True


def test_whole_book_comes_in_with_its_gaps_and_the_counter_goes_on(clerk: Clerk) -> None:
    found = book(*BOOK)
    told = importing.report(clerk.office, found, choice(found), now=MONDAY)
    assert told.ready
    assert [(gap.year, gap.count, gap.words) for gap in told.gaps] == [(2025, 2, "3–4")]
    done = bring_in(clerk.office, found)
    assert (done.lines, done.gaps, done.years, done.undone) == (4, 2, (2025,), False)
    made = lines(clerk.office)
    assert [(x.urut, x.sisipan, x.state, x.reason) for x in made] == [
        (1, "", "issued", ""),
        (2, "", "issued", ""),
        (2, "a", "issued", ""),
        (3, "", "outside", NOT_IN_OLD_BOOK),
        (4, "", "outside", NOT_IN_OLD_BOOK),
        (5, "", "void", "BATAL salah ketik"),
    ]
    assert (made[0].text, made[0].code, made[0].sent_on) == ("005/1/Kec/2025", "005", date(2025, 1, 3))
    assert made[1].subject == "=Undangan"
    assert made[3].date == date(2025, 1, 3)
    assert sound(clerk.office)
    number = clerk.number(dossier=None, at=None, day=date(2025, 2, 1))
    assert number.number == 6
    with refused(Rule.DATE_BEFORE_LAST):
        clerk.number(dossier=None, at=None, day=date(2025, 1, 9))
    assert sound(clerk.office)


def test_incoming_book_keeps_the_senders_number_and_waits_for_no_disposition(office: Office) -> None:
    head = (
        "No urut",
        "Tgl penerimaan",
        "Nomor surat",
        "Tgl surat",
        "Pengirim",
        "Isi singkat",
        "Lampiran",
        "Ket",
    )
    found = book(
        ("1", "02/01/2025", "005/99/Setda", "30/12/2024", "Sekda", "Undangan", "1 lembar", "Kasi PMD"),
        ("2", "02/01/2025", "-", "tidak ada", "Kades", "Laporan", "", ""),
        head=head,
    )
    told = importing.report(office, found, choice(found, INCOMING), now=MONDAY)
    assert [remark.why for remark in told.reading.warnings] == [Why.DATE_DROPPED]
    bring_in(office, found, INCOMING)
    one, two = lines(office, INCOMING)
    assert (one.text, one.ref, one.ref_date, one.party) == ("1", "005/99/Setda", date(2024, 12, 30), "Sekda")
    assert (one.enclosure, one.note, one.disposed, one.received_at) == ("1 lembar", "Kasi PMD", "", None)
    assert two.ref_date is None
    assert sound(office)


@pytest.mark.parametrize("name", ["buku\udcff\n.csv", "\u200b", "n" * 300 + ".csv"])
def test_any_name_of_a_file_is_told_in_the_log(office: Office, name: str) -> None:
    done = bring_in(office, book(*BOOK, name=name))
    assert len(done.file) <= 255
    done.file.encode()
    assert sound(office)


def test_nothing_is_written_while_one_line_is_refused(office: Office) -> None:
    found = book(*BOOK, ("5", "", "11/01/2025", "A", "Lagi", "", ""))
    told = importing.report(office, found, choice(found), now=MONDAY)
    assert not told.ready
    assert [(remark.row, remark.why) for remark in told.reading.refused] == [(6, Why.TWICE)]
    with refused(Rule.IMPORT_REFUSED, lines=1):
        bring_in(office, found)
    assert lines(office) == []
    with office.store.read() as unit:
        assert unit.registers.all_series() == []
        assert unit.imports.every() == []
    skipping = replace(choice(found), skipped=frozenset({6}))
    done = importing.import_book(office, found, skipping, by=CLERK, now=MONDAY)
    assert done.lines == 4
    assert sound(office)


def test_same_book_again_is_refused_line_by_line_and_told(office: Office) -> None:
    bring_in(office, book(*BOOK))
    found = book(*BOOK)
    told = importing.report(office, found, choice(found), now=MONDAY)
    assert told.imported_at == MONDAY
    assert {remark.why for remark in told.reading.refused} == {Why.IN_BOOK}


def test_book_is_added_behind_what_the_register_has(clerk: Clerk) -> None:
    clerk.number(dossier=None, at=None, day=date(2025, 1, 1))
    rows = (("3", "", "05/01/2025", "A", "Isi", "", ""),)
    bring_in(clerk.office, book(*rows))
    assert [(x.urut, x.state) for x in lines(clerk.office)] == [(1, "issued"), (2, "outside"), (3, "issued")]
    assert sound(clerk.office)
    with refused(Rule.CANNOT_UNDO_IMPORT, why="later", year=2025):
        clerk.number(dossier=None, at=None, day=date(2025, 1, 6))
        importing.undo_import(clerk.office, 1, by=CLERK, now=MONDAY)


def test_import_is_undone_as_a_whole_and_can_be_done_again(clerk: Clerk) -> None:
    clerk.number(dossier=None, at=None, day=date(2025, 1, 1))
    done = bring_in(clerk.office, book(*BOOK[3:]))
    importing.undo_import(clerk.office, done.id, by=CLERK, now=MONDAY)
    assert [x.urut for x in lines(clerk.office)] == [1]
    with clerk.office.store.read() as unit:
        [series] = unit.registers.all_series()
    assert (series.last, series.last_date) == (1, date(2025, 1, 1))
    assert sound(clerk.office)
    assert [each.undone for each in importing.past_imports(clerk.office)] == [True]
    with refused(Rule.CANNOT_UNDO_IMPORT, why="undone"):
        importing.undo_import(clerk.office, done.id, by=CLERK, now=MONDAY)
    bring_in(clerk.office, book(*BOOK[3:]))
    assert [x.urut for x in lines(clerk.office)] == [1, 2, 3, 4, 5]
    assert sound(clerk.office)


@pytest.mark.parametrize("way", ["used", "amended"])
def test_undone_import_leaves_the_day_that_the_last_number_before_it_was_given_since(
    clerk: Clerk, way: str
) -> None:
    given: dict[str, object] = {"dossier": None, "at": None}
    if way == "used":
        day, kept = date(2025, 1, 2), "Surat menyusul"
        reserving.reserve(clerk.office, OUTGOING, day, person="Kasi", reason=kept, by=CLERK, now=MONDAY)
    else:
        clerk.number(**given, day=date(2025, 1, 2))
    done = bring_in(clerk.office, book(("2", "", "10/01/2025", "A", "Isi", "", "")))
    if way == "used":
        clerk.number(**given, reserved=1, day=date(2025, 1, 6))
    else:
        ref, mending = LineRef(OUTGOING, 2025, 1), Mending(day=date(2025, 1, 6))
        amend_line(clerk.office, ref, mending, reason="Salah tanggal", by=CLERK, now=MONDAY)
    importing.undo_import(clerk.office, done.id, by=CLERK, now=MONDAY)
    assert sound(clerk.office)
    with refused(Rule.DATE_BEFORE_LAST, number=1, last=date(2025, 1, 6)):
        clerk.number(**given, day=date(2025, 1, 5))
    assert clerk.number(**given, day=date(2025, 1, 6)).number == 2
    assert sound(clerk.office)


def test_import_of_inserted_numbers_alone_is_undone_after_the_last_line_was_dated_anew(clerk: Clerk) -> None:
    clerk.number(dossier=None, at=None, day=date(2025, 1, 2))
    done = bring_in(clerk.office, book(("1.a", "", "02/01/2025", "A", "Isi", "", "")))
    ref, mending = LineRef(OUTGOING, 2025, 1), Mending(day=date(2025, 1, 6))
    amend_line(clerk.office, ref, mending, reason="Salah tanggal", by=CLERK, now=MONDAY)
    importing.undo_import(clerk.office, done.id, by=CLERK, now=MONDAY)
    with clerk.office.store.read() as unit:
        [series] = unit.registers.all_series()
    assert (series.last, series.last_date) == (1, date(2025, 1, 6))
    assert sound(clerk.office)


def test_mended_subject_of_an_old_line_does_not_move_the_last_day(clerk: Clerk) -> None:
    clerk.number(dossier=None, at=None, day=date(2025, 7, 6))
    bring_in(clerk.office, book(("2", "", "03/01/2025", "A", "Isi", "", "")))
    mending = Mending(subject="Isi yang benar")
    amend_line(clerk.office, LineRef(OUTGOING, 2025, 2), mending, reason="Salah", by=CLERK, now=MONDAY)
    with refused(Rule.DATE_BEFORE_LAST, last=date(2025, 7, 6)):
        clerk.number(dossier=None, at=None, day=date(2025, 1, 10))
    assert sound(clerk.office)


def test_first_import_of_a_year_leaves_no_series_behind_when_undone(office: Office) -> None:
    done = bring_in(office, book(*BOOK))
    importing.undo_import(office, done.id, by=CLERK, now=MONDAY)
    with office.store.read() as unit:
        assert unit.registers.all_series() == []
    assert sound(office)


def test_import_whose_line_was_changed_since_stays(clerk: Clerk) -> None:
    bring_in(clerk.office, book(*BOOK))
    clerk.void(1, year=2025)
    assert sound(clerk.office)
    with refused(Rule.CANNOT_UNDO_IMPORT, why="used", number="005/1/Kec/2025"):
        importing.undo_import(clerk.office, 1, by=CLERK, now=MONDAY)
    assert len(lines(clerk.office)) == 6


def test_cancelled_import_leaves_nothing(office: Office) -> None:
    found = book(*BOOK)

    def stop(done: int, whole: int) -> bool:
        return done < whole

    with pytest.raises(Cancelled):
        importing.import_book(office, found, choice(found), by=CLERK, now=MONDAY, progress=stop)
    assert lines(office) == []
    assert sound(office)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE register_line SET subject = 'Lain' WHERE urut = 1", "Baris nomor 1 tahun 2025"),
        ("UPDATE register_line SET sent_on = '2025-02-02' WHERE urut = 1", "Baris nomor 1 tahun 2025"),
        ("UPDATE register_line SET reason = 'Lain' WHERE urut = 3", "Baris nomor 3 tahun 2025"),
        ("DELETE FROM register_line WHERE urut = 4", "nomor 4 tahun 2025"),
        ("UPDATE register_line SET urut = 9 WHERE urut = 5", "Baris nomor 9 tahun 2025"),
        ("UPDATE book_import SET lines = 9", "Impor buku lama “agenda-2025.csv”"),
        ("UPDATE book_import SET file = 'lain.csv'", "Impor buku lama “lain.csv”"),
        ("UPDATE book_import SET undone_seq = 1", "Impor buku lama"),
    ],
)
def test_what_was_changed_behind_the_programs_back_is_found(
    office: Office, data_folder: Path, statement: str, told: str
) -> None:
    bring_in(office, book(*BOOK))
    assert sound(office)
    with behind(data_folder) as database:
        database.execute(statement)
    assert any(told in problem for problem in verify(office).problems), verify(office).problems


def test_log_of_an_import_is_one_chain(office: Office) -> None:
    bring_in(office, book(*BOOK))
    with office.store.read() as unit:
        head, kinds = GENESIS, []
        for entry in unit.log.walk():
            head = entry_hash(head, entry)
            assert entry.hash == head
            kinds.append(entry.kind)
    assert kinds == ["import", *["import_line"] * 4, "import_gap"]


def test_year_of_each_line_is_its_dates_where_none_is_chosen(office: Office) -> None:
    found = book(
        ("9", "", "30/12/2024", "A", "Isi", "", ""),
        ("1", "", "02/01/2025", "A", "Isi", "", ""),
        ("2", "", "03/01/2025", "A", "Isi", "", ""),
    )
    assert choice(found).year == 2025
    told = importing.report(office, found, choice(found), now=MONDAY)
    assert [remark.why for remark in told.reading.refused] == [Why.OTHER_YEAR]
    each = replace(choice(found), year=None)
    importing.import_book(office, found, each, by=CLERK, now=MONDAY)
    assert len(lines(office, year=2024)) == 9
    assert len(lines(office, year=2025)) == 2
    assert sound(office)


def test_office_that_counts_by_code_gets_each_old_line_into_its_own_series(clerk: Clerk) -> None:
    save_numbering(clerk.office, Numbering(series=SeriesMode.PER_CODE), by=CLERK, now=MONDAY)
    found = book(
        ("1", "005/1/Kec/2025", "02/01/2025", "A", "Isi", "", ""),
        ("1", "900/1/Kec/2025", "02/01/2025", "A", "Isi", "", ""),
        ("3", "900/3/Kec/2025", "03/01/2025", "A", "Isi", "", ""),
    )
    told = importing.report(clerk.office, found, choice(found), now=MONDAY)
    assert [(gap.series, gap.words) for gap in told.gaps] == [("900", "2")]
    done = bring_in(clerk.office, found)
    assert done.years == (2025,)
    assert [(x.series, x.urut) for x in lines(clerk.office)] == [
        ("005", 1),
        ("900", 1),
        ("900", 2),
        ("900", 3),
    ]
    assert sound(clerk.office)
    importing.undo_import(clerk.office, done.id, by=CLERK, now=MONDAY)
    assert lines(clerk.office) == []
    assert sound(clerk.office)


def test_files_are_opened_or_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "agenda.xlsx"
    path.write_bytes(xlsx_out.render(Table("Agenda", HEAD, BOOK), datetime(2026, 1, 1)))  # noqa: DTZ001
    found = importing.open_book(path)
    assert choice(found).columns[C.SUBJECT] == 4
    assert bring_in(office, found).lines == 4
    with pytest.raises(Trouble) as trouble:
        importing.open_book(tmp_path / "tidak-ada.csv")
    assert trouble.value.fault is Fault.FILE_UNREADABLE
    (tmp_path / "kosong.csv").write_bytes(b"\n\n")
    with refused(Rule.BAD_FILE, file="kosong.csv", reason="tidak ada isinya"):
        importing.open_book(tmp_path / "kosong.csv")


def test_head_that_is_repeated_on_every_page_is_no_line(office: Office) -> None:
    found = book(*BOOK[:2], HEAD, *BOOK[2:])
    assert importing.report(office, found, choice(found), now=MONDAY).ready


@given(st.lists(st.integers(1, 60), unique=True).map(sorted))
def test_runs_cover_their_numbers_and_nothing_else(numbers: list[int]) -> None:
    made = list(runs(numbers))
    assert [n for first, last in made for n in range(first, last + 1)] == numbers
    assert all(last + 1 < following for (_, last), (following, _) in pairwise(made))


words = st.one_of(st.sampled_from(["Undangan", "BATAL", "", '"', "=1+1", "-"]), st.text(max_size=12))
days = st.one_of(st.sampled_from(["05/01/2025", "06/01/2025", "7 Januari", "x"]), st.just("05/01/2025"))
numbers = st.one_of(st.integers(1, 40).map(str), st.sampled_from(["2.a", "012", "", "1/2025"]))
old_rows = st.tuples(numbers, words, days, words, st.one_of(st.just("Isi"), words), days, words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(st.lists(old_rows, min_size=1, max_size=4))
def test_any_book_comes_in_whole_or_not_at_all(office: Office, rows: list[tuple[str, ...]]) -> None:
    found = book(*rows)
    try:
        done = bring_in(office, found)
    except Refused as error:
        assert error.rule in (Rule.IMPORT_REFUSED, Rule.BAD_FILE)  # noqa: PT017 - another rule is another fault
        assert lines(office) == []
        return
    made = [line for year in done.years for line in lines(office, year=year)]
    assert len([line for line in made if line.state != "outside"]) == done.lines
    assert sound(office)
    importing.undo_import(office, done.id, by=CLERK, now=MONDAY)
    assert [line for year in done.years for line in lines(office, year=year)] == []


@pytest.mark.slow
def test_ten_thousand_lines_come_in_within_seconds(office: Office) -> None:
    rows = [
        (
            str(n),
            f"005/{n}/Kec/2025",
            f"{1 + n % 28:02d}/{1 + n * 11 // 10_001:02d}/2025",
            "A",
            f"Isi {n}",
            "",
            "",
        )
        for n in range(1, 10_001)
    ]
    found = book(*rows)
    told: list[int] = []

    def progress(done: int, _whole: int) -> bool:
        told.append(done)
        return True

    done = importing.import_book(office, found, choice(found), by=CLERK, now=MONDAY, progress=progress)
    assert done.lines == 10_000
    assert len(told) > 50
    assert len(lines(office)) == 10_000
    assert sound(office)
