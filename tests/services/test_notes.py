"""Nota dinas: a draft, its number from the book or by hand, and what the log says of it."""

from dataclasses import replace
from datetime import date

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.services.note_forms import NoteForm, new_form
from sopdesk.services.notes import (
    drop_note,
    is_by_hand,
    note_at_hand,
    note_paper,
    notes,
    number_note,
    save_note,
)
from sopdesk.services.verification import verify
from tests.services.desk import CLERK, Clerk, refused
from tests.services.test_letter_kinds import words_of

DAY = date(2026, 7, 6)


def form(clerk: Clerk, **changes: object) -> NoteForm:
    made = replace(new_form(clerk.office.look(), clerk.now), subject="Usulan rapat koordinasi")
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names the fields itself


def saved(clerk: Clerk) -> int:
    return save_note(clerk.office, form(clerk), by=CLERK, now=clerk.now)


def number(clerk: Clerk, note: int, text: str = "") -> str:
    return number_note(clerk.office, note, day=DAY, by=CLERK, now=clerk.now, text=text)


def test_a_draft_is_marked_and_a_clean_one_waits_for_its_number(clerk: Clerk) -> None:
    hand = note_at_hand(clerk.office, saved(clerk), now=clerk.now)
    assert "Usulan rapat koordinasi" in words_of(note_paper(hand).pdf)
    assert note_paper(hand).state == "konsep"
    assert note_paper(hand, "siap").state == "siap"
    with refused(Rule.BAD_VALUE, field="copy"):
        note_paper(hand, "arsip")


def test_the_book_gives_the_number_of_its_own_series(clerk: Clerk) -> None:
    clerk.number(dossier=None)
    note = saved(clerk)
    text = number(clerk, note)
    assert text == "ND/1/Kec/2026"
    assert clerk.number(dossier=None).number == 2, "the letters' series goes on"
    hand = note_at_hand(clerk.office, note, now=clerk.now)
    assert hand.note.number == text
    assert text in words_of(note_paper(hand).pdf)
    assert not is_by_hand(clerk.office.look())
    assert verify(clerk.office).problems == ()


def test_a_number_by_hand_is_in_the_log_and_remembered_as_the_way(clerk: Clerk) -> None:
    note = saved(clerk)
    assert number(clerk, note, " 12/ND/VII/2026 ") == "12/ND/VII/2026"
    assert is_by_hand(clerk.office.look())
    assert verify(clerk.office).problems == ()
    with clerk.office.store.write() as unit:
        row = unit.letters.get(note)
        assert row is not None
        unit.letters.change(note, issued={**row.issued, "letter": {**row.issued["letter"], "number": "13"}})
    assert "Nota dinas bernomor 13 tidak sama dengan log." in verify(clerk.office).problems
    with clerk.office.store.write() as unit:
        unit.letters.drop(note)
    problems = verify(clerk.office).problems
    assert problems
    assert all("12/ND/VII/2026" in problem for problem in problems)


def test_one_number_and_no_change_after_it(clerk: Clerk) -> None:
    note = saved(clerk)
    number(clerk, note)
    for text in ("", "7/ND"):
        with refused(Rule.ALREADY_NUMBERED):
            number(clerk, note, text)
    with refused(Rule.ALREADY_NUMBERED):
        save_note(clerk.office, form(clerk), by=CLERK, now=clerk.now, letter_id=note)
    with refused(Rule.ALREADY_NUMBERED):
        drop_note(clerk.office, note, by=CLERK, now=clerk.now)
    assert clerk.number(dossier=None, series="nota dinas", code="ND").number == 2, "no number was lost"
    assert verify(clerk.office).problems == ()


def test_a_void_number_gives_the_note_back_as_a_draft(clerk: Clerk) -> None:
    note = saved(clerk)
    number(clerk, note)
    clerk.void(1, series="nota dinas")
    (row,) = notes(clerk.office)
    assert (row.id, row.number, row.day) == (note, "", None)
    assert number(clerk, note) == "ND/2/Kec/2026"
    assert verify(clerk.office).problems == ()


def test_a_note_beside_a_dossier_leaves_the_dossiers_letter_alone(clerk: Clerk) -> None:
    dossier = clerk.start("rup", "RUP 2027").dossier_id
    note = save_note(clerk.office, form(clerk), by=CLERK, now=clerk.now, dossier=clerk.code)
    number(clerk, note)
    assert [row.id for row in notes(clerk.office, dossier)] == [note]
    assert notes(clerk.office, dossier)[0].dossier == clerk.code
    assert notes(clerk.office, dossier + 1) == ()
    clerk.to_step(11)
    clerk.number()
    clerk.to_end()
    assert verify(clerk.office).problems == ()


def test_a_draft_can_be_thrown_away(clerk: Clerk) -> None:
    note = saved(clerk)
    drop_note(clerk.office, note, by=CLERK, now=clerk.now)
    assert notes(clerk.office) == ()
    with refused(Rule.UNKNOWN_LETTER):
        note_at_hand(clerk.office, note, now=clerk.now)


def test_a_dossiers_letter_is_no_note(clerk: Clerk) -> None:
    clerk.start("rup", "RUP 2027")
    clerk.to_step(11)
    clerk.number()
    with refused(Rule.UNKNOWN_LETTER):
        note_at_hand(clerk.office, 1, now=clerk.now)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("to", " "),
        ("sender", ""),
        ("subject", "a" * 501),
        ("body", ()),
        ("code", "0" * 28),
        ("nature", "n" * 161),
    ],
)
def test_a_note_that_cannot_be_printed_is_refused_at_its_field(
    clerk: Clerk, field: str, value: object
) -> None:
    with refused(Rule.BAD_TEXT, field=field):
        save_note(clerk.office, form(clerk, **{field: value}), by=CLERK, now=clerk.now)
    assert notes(clerk.office) == ()
