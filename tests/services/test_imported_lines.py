"""What the office does with a line that came from an old book: every act, verified, and then no way back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.services import deliveries, dispositions, importing, incoming, renumbering
from sopdesk.services.gaps import line_history
from sopdesk.services.incoming import IncomingWish
from sopdesk.services.register_lines import LineRef
from sopdesk.services.verification import verify
from tests.behind import behind
from tests.services.desk import CLERK, MONDAY, WIB, Clerk, refused
from tests.services.test_importing import BOOK, book, bring_in, lines

IN_HEAD = (
    "No urut",
    "Tgl penerimaan",
    "Nomor surat",
    "Tgl surat",
    "Pengirim",
    "Isi singkat",
    "Lampiran",
    "Ket",
)
IN_BOOK = (("1", "02/01/2025", "005/99/Setda", "30/12/2024", "Sekda", "Undangan", "1 lembar", "Kasi PMD"),)


def _void(clerk: Clerk) -> None:
    clerk.void(1, year=2025)


def _correct(clerk: Clerk) -> None:
    ref = LineRef(OUTGOING, 2025, 2)
    renumbering.correct_number(clerk.office, ref, 3, reason="Salah ketik", by=CLERK, now=MONDAY)


def _send(clerk: Clerk) -> None:
    deliveries.send_line(
        clerk.office, LineRef(OUTGOING, 2025, 2), [("Camat", 1)], by=CLERK, at=MONDAY, now=MONDAY
    )


@pytest.mark.parametrize("act", [_void, _correct, _send])
def test_acts_on_an_imported_outgoing_line_verify_and_bind_the_import(
    clerk: Clerk, act: Callable[[Clerk], None]
) -> None:
    done = bring_in(clerk.office, book(*BOOK))
    act(clerk)
    assert verify(clerk.office).problems == ()
    with refused(Rule.CANNOT_UNDO_IMPORT):
        importing.undo_import(clerk.office, done.id, by=CLERK, now=MONDAY)
    assert verify(clerk.office).problems == ()


def _amend(clerk: Clerk, line: int) -> None:
    at = MONDAY.replace(year=2025, month=1, day=2, hour=0)
    wish = IncomingWish("Sekretariat Daerah", "Undangan rapat", at, ref="005/99", code="005")
    incoming.amend_incoming(clerk.office, line, wish, by=CLERK, now=MONDAY)


def _not_needed(clerk: Clerk, line: int) -> None:
    dispositions.not_needed(clerk.office, line, "Arsip lama", by=CLERK, now=MONDAY)


@pytest.mark.parametrize("act", [_amend, _not_needed])
def test_acts_on_an_imported_incoming_line_verify_and_bind_the_import(
    clerk: Clerk, act: Callable[[Clerk, int], None]
) -> None:
    done = bring_in(clerk.office, book(*IN_BOOK, head=IN_HEAD), INCOMING)
    [line] = lines(clerk.office, INCOMING)
    act(clerk, line.id)
    assert verify(clerk.office).problems == ()
    with refused(Rule.CANNOT_UNDO_IMPORT, why="used"):
        importing.undo_import(clerk.office, done.id, by=CLERK, now=MONDAY)


def test_change_behind_the_programs_back_is_found_beside_a_correction(
    clerk: Clerk, data_folder: Path
) -> None:
    bring_in(clerk.office, book(*IN_BOOK, head=IN_HEAD), INCOMING)
    [line] = lines(clerk.office, INCOMING)
    _amend(clerk, line.id)
    for column in ("ref", "subject", "enclosure"):
        with behind(data_folder) as database:
            kept = database.one(f"SELECT {column} FROM register_line")
            database.execute(f"UPDATE register_line SET {column} = 'Lain'")
        assert verify(clerk.office).problems
        with behind(data_folder) as database:
            database.execute(f"UPDATE register_line SET {column} = ?", (kept,))
        assert verify(clerk.office).problems == ()


def test_history_of_an_imported_line_tells_where_it_comes_from(clerk: Clerk) -> None:
    bring_in(clerk.office, book(*BOOK))
    first, *_rest = lines(clerk.office)
    told = line_history(clerk.office, first.id)
    assert [(each.words, each.by, each.at.tzinfo) for each in told] == [("Dari impor buku lama", CLERK, WIB)]
