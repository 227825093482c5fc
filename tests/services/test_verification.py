"""``verify`` finds what was changed behind the program's back, and nothing where all is well (rules 26)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sopdesk.services import verify_dossiers
from sopdesk.services.log_walk import Walk
from sopdesk.services.office import Office, open_office
from sopdesk.services.settings import save_calendar, save_profile
from sopdesk.services.verification import verify
from sopdesk.store import letters
from sopdesk.store.place import DATABASE
from tests.behind import behind
from tests.services.desk import MONDAY, SOPS, Clerk, copy_office


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has seen everything: all six SOPs, returns, an undo, a void, an inserted number, a hold."""
    office = open_office(copy_office(template, tmp_path_factory.mktemp("lived") / "data"), MONDAY)
    clerk = Clerk(office)
    for sop in SOPS:
        clerk.start(sop, f"Berkas {sop}", period="2026-06" if sop == "rfk" else "")
        clerk.to_step(5)
        clerk.hold()
        clerk.resume()
        clerk.hand_on()
        clerk.undo()
        clerk.to_step(9)
        clerk.give_back(to_step=4)
        clerk.to_end()
        clerk.receipt()
    clerk.number(dossier=None, at=None)
    clerk.number(dossier=None, at=None, insert_after=2, reason="Tertinggal")
    clerk.void(3)
    clerk.start("lakip", "Masih berjalan", owner="Pelaksana Contoh", deadline=date(2026, 8, 3))
    clerk.hand_on()
    office.close()
    return office.folder / DATABASE


@pytest.fixture
def busy(lived: Path, data_folder: Path) -> Iterator[Office]:
    """A copy of it."""
    office = open_office(copy_office(lived, data_folder), MONDAY)
    yield office
    office.close()


def tamper(office: Office, *statements: str) -> tuple[str, ...]:
    """The problems that are found after somebody changed the file with another program."""
    with behind(office) as database:
        for statement in statements:
            database.execute(statement)
    return verify(office).problems


def test_rule_26_a_busy_office_has_no_problems(busy: Office) -> None:
    """And its head is the hash of the newest entry."""
    report = verify(busy)
    assert report.problems == ()
    assert report.ok
    with busy.store.read() as unit:
        assert report.counts == {"log": unit.log.count(), "dossiers": 7, "numbers": 9}
        assert report.log_head == unit.log.head()[1]


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'Orang Lain'",
        "kind = 'note'",
        "kind = 'apa saja'",
        "at = at + 1",
        "logged_at = logged_at - 1",
        "body = '{}'",
        "body = 'bukan json'",
        "body = '[]'",
        "dossier_id = 2",
        "dossier_id = NULL",
        "stream = 'office'",
        "hash = upper(hash)",
        "seq = 100000",
    ],
)
@pytest.mark.parametrize("seq", [1, 7, 20])
def test_rule_26_a_changed_entry_is_found(busy: Office, seq: int, change: str) -> None:
    """Whichever column, at the beginning and in the middle: named by its place, never a crash."""
    problems = tamper(busy, f"UPDATE log SET {change} WHERE seq = {seq}")
    assert problems
    assert all(p.endswith(".") for p in problems)
    assert any(f"atatan nomor {seq} " in p or change.startswith("seq") for p in problems), problems


def test_rule_26_a_removed_entry_is_found(busy: Office) -> None:
    """In the middle by its gap in the chain."""
    problems = tamper(busy, "DELETE FROM log WHERE seq = 9")
    assert any("nomor 9" in p for p in problems)


def test_rule_26_an_added_entry_is_found(busy: Office) -> None:
    """One that was copied to the end does not fit the chain."""
    columns = "stream, dossier_id, kind, at, logged_at, actor, body, hash"
    problems = tamper(
        busy,
        f"INSERT INTO log (seq, {columns}) SELECT (SELECT max(seq) + 1 FROM log), {columns} FROM log WHERE seq = 5",
    )
    assert problems


def test_rule_26_two_entries_changed_for_each_other_are_found(busy: Office) -> None:
    """The hash covers the place too."""
    problems = tamper(
        busy,
        "UPDATE log SET seq = -1 WHERE seq = 4",
        "UPDATE log SET seq = 4 WHERE seq = 5",
        "UPDATE log SET seq = 5 WHERE seq = -1",
    )
    assert problems


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("step", "9"),
        ("desk", "'camat'"),
        ("life", "'finished'"),
        ("title", "'Lain'"),
        ("round", "7"),
        ("waiting", "TRUE"),
        ("since", "since + 1"),
        ("due", "due + 1"),
        ("due", "NULL"),
        ("warn_from", "warn_from + 1"),
        ("hold_reason", "'x'"),
        ("held_since", "1"),
        ("number_text", "'000/1'"),
        ("stamped", "TRUE"),
        ("receipt_missing", "TRUE"),
        ("ended_at", "5"),
        ("last_at", "last_at + 1"),
        ("last_seq", "1"),
        ("search", "''"),
        ("owner", "'Lain'"),
        ("period", "'2020'"),
        ("code", "'2026-0007-0'"),
        ("deadline", "deadline + 1"),
        ("deadline_warn", "NULL"),
        ("nature", "'segera'"),
        ("addressees", "'[1]'"),
        ("started_at", "started_at - 1"),
        ("sop", "'rup'"),
        ("revision", "9"),
        ("running", "99"),
        ("year", "2020"),
        ("origin", "'{}'"),
    ],
)
def test_rule_26_every_column_of_a_dossier_is_held_against_the_log(
    busy: Office, column: str, value: str
) -> None:
    """Whether cached or fixed at the start."""
    problems = tamper(busy, f"UPDATE dossier SET {column} = {value} WHERE id = 7")
    assert problems


@pytest.mark.parametrize(
    "change",
    [
        "text = 'x'",
        "date = '2020-01-01'",
        "code = 'x'",
        "subject = 'x'",
        "party = 'x'",
        "state = 'void'",
        "actor = 'x'",
        "seq = 1",
        "urut = 50",
        "sisipan = 'q'",
        "series = 'lain'",
        "register = 'incoming'",
        "year = 2020",
        "reason = 'x'",
        "dossier_id = 3",
        "sent_on = '2020-01-01'",
    ],
)
def test_rule_26_every_column_of_a_register_line_is_held_against_the_log(busy: Office, change: str) -> None:
    """A number that was issued stays what was issued."""
    assert tamper(busy, f"UPDATE register_line SET {change} WHERE id = 1")


def test_rule_26_a_deadline_in_the_log_that_is_no_time_is_told(busy: Office) -> None:
    changed = """body = replace(body, '"deadline":', '"deadline":"kemarin","was":')"""
    problems = tamper(busy, f"UPDATE log SET {changed} WHERE dossier_id = 7 AND kind = 'start'")
    assert any("tidak cocok dengan rantainya" in p for p in problems)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM register_line WHERE id = 2",
        "DELETE FROM dossier WHERE id = 7",
        "UPDATE series SET last = last + 1",
        "UPDATE series SET last = last - 1",
        "DELETE FROM series",
        "UPDATE register_line SET state = 'issued' WHERE state = 'void'",
    ],
)
def test_rule_26_what_is_missing_is_found(busy: Office, statement: str) -> None:
    """A line, a dossier, a count; a number that was made valid again."""
    assert tamper(busy, statement)


@pytest.mark.parametrize(
    "change",
    [
        "issued = replace(issued, '000.', '999.')",
        'issued = replace(issued, \'"day":"2026\', \'"day":"2025\')',
        "issued = NULL",
        "line_id = (SELECT max(id) FROM register_line)",
    ],
)
def test_rule_26_an_issued_letter_is_held_against_the_book(busy: Office, change: str) -> None:
    """Its number and its date are those of its line."""
    problems = tamper(busy, f"UPDATE letter SET {change} WHERE id = 1")
    assert any("tidak sama dengan barisnya di buku agenda." in p for p in problems), problems


def test_rule_26_problems_are_told_in_the_words_of_the_office(busy: Office) -> None:
    """No name of a column: it is read by who looks after the PC, not by who wrote the program."""
    problems = tamper(
        busy,
        "UPDATE dossier SET life = 'held', hold_reason = 'x', owner = 'Lain', started_at = 5 WHERE id = 7",
        "UPDATE series SET last = last + 1",
    )
    told = " ".join(problems)
    assert "keadaan tidak sama dengan log." in told
    assert "pelaksana tidak sama dengan catatan awalnya." in told
    assert "di buku surat keluar 2026 seri umum" in told
    assert not any(word in told for word in ("life", "hold_reason", "owner", "started_at", "outgoing"))


def test_rule_26_the_office_may_change_its_settings(busy: Office) -> None:
    """Another zone, mark or calendar is no damage: what the log says keeps its meaning, ended dossiers too."""
    known = busy.look()
    profile = replace(
        known.profile,
        kabupaten="Contoh",
        kecamatan="Contoh",
        place="Contoh",
        mark="KPB",
        unit_code="Kec.C",
        zone="WITA",
    )
    save_profile(busy, profile, by="x", now=MONDAY)
    assert verify(busy).problems == ()
    week = busy.look().calendar.to_json()
    week["week"] = {day: ["09:00-11:00"] for day in ("mon", "tue", "wed")}
    save_calendar(busy, week, by="x", now=MONDAY)
    assert verify(busy).problems == ()


def test_rule_26_verify_changes_nothing(busy: Office) -> None:
    """It reads; the head stays what it was, in another process too."""
    first = verify(busy)
    again = open_office(busy.folder, MONDAY)
    try:
        assert verify(again) == first
    finally:
        again.close()


def test_what_many_entries_say_alike_is_held_once(busy: Office) -> None:
    """Of an office of ten years it is most: all its entries are in memory at once."""
    walk = Walk(None, 0)
    with busy.store.read() as unit:
        assert list(walk.chain(unit)) == []
    said = [event.data for events in walk.events.values() for event in events if len(event.data) < 3]
    assert len({id(each) for each in said}) == len({repr(each) for each in said}) < len(said) / 4


def test_dossiers_and_letters_are_read_in_parts(busy: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = verify(busy)
    monkeypatch.setattr(verify_dossiers, "_AT_ONCE", 2)
    monkeypatch.setattr(letters, "_AT_ONCE", 2)
    assert verify(busy) == whole
    assert whole.ok
