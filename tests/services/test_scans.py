"""What a scanned code means now, and what it logs."""

import pytest

from sopdesk.domain.codes import payload
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.profile import Profile
from sopdesk.domain.sop import Desk
from sopdesk.domain.step_codes import Action, make_step_code
from sopdesk.services import scans, settings
from sopdesk.services.sentences import sentence
from sopdesk.services.views import Deed
from tests.services.desk import CLERK, MONDAY, SOPS, Clerk

MARK = "KKC"
PROFILE = Profile(kabupaten="Contoh Raya", kecamatan="Karang Contoh", place="Karang Contoh", mark=MARK)


@pytest.fixture
def marked(clerk: Clerk) -> Clerk:
    settings.save_profile(clerk.office, PROFILE, by=CLERK, now=MONDAY)
    return clerk


def code_of(clerk: Clerk, step: int, action: Action, mark: str = MARK) -> str:
    return str(make_step_code(mark, clerk.row.year, clerk.row.running, step, action))


def terima(clerk: Clerk, step: int) -> scans.Scan:
    return scans.read(clerk.office, code_of(clerk, step, Action.TERIMA))


def serah(clerk: Clerk, step: int) -> scans.Scan:
    return scans.read(clerk.office, code_of(clerk, step, Action.SERAH))


def act(clerk: Clerk, scan: scans.Scan) -> None:
    scans.act(clerk.office, scan, by=clerk.by, at=clerk.now, now=clerk.now)
    clerk.later(minutes=1)


def test_the_qr_opens_and_says_where_the_papers_are(marked: Clerk) -> None:
    marked.start("lakip")
    for text in (marked.code, payload(MARK, marked.code), payload(MARK, marked.code).lower()):
        scan = scans.read(marked.office, text)
        assert (scan.dossier, scan.code, scan.step, scan.offer) == (marked.row.id, marked.code, None, None)
        assert scan.words == "Berkas di langkah 1 (Menerima disposisi), meja Pelaksana."


def test_two_codes_carry_the_papers_over_a_desk(marked: Clerk) -> None:
    marked.start("lakip", from_step=4)
    handed = serah(marked, 4)
    assert handed.ready
    assert handed.words == "Serahkan ke Kasubbag"
    act(marked, handed)
    assert (marked.state.step, marked.state.visit.waiting) == (5, True)
    taken = terima(marked, 5)
    assert taken.ready
    assert taken.words == "Terima di meja Kasubbag"
    act(marked, taken)
    assert (marked.state.step, marked.state.visit.waiting) == (5, False)
    assert [e.kind for e in marked.events][-2:] == [EventKind.HAND_ON, EventKind.RECEIVE]


def test_a_code_of_the_past_says_where_the_papers_are_now(marked: Clerk) -> None:
    marked.start("lakip", from_step=4)
    seen = serah(marked, 4)
    act(marked, seen)
    old = serah(marked, 4)
    assert (old.offer, old.ready) == (None, False)
    assert old.words == (
        "Langkah 4 sudah diserahkan. Berkas di langkah 5 (Koreksi Kasubbag), menunggu diambil di meja Kasubbag."
    )
    # What was read before somebody else was quicker is refused as it is from a screen.
    with pytest.raises(Refused) as no:
        act(marked, seen)
    assert no.value.rule is Rule.STALE
    assert marked.state.step == 5


def test_taken_up_once_only(marked: Clerk) -> None:
    marked.start("lakip", from_step=4)
    act(marked, serah(marked, 4))
    act(marked, terima(marked, 5))
    again = terima(marked, 5)
    assert not again.ready
    assert again.words == "Berkas sudah diterima di meja Kasubbag."
    with pytest.raises(Refused):
        act(marked, again)


def test_a_code_ahead_is_told_so(marked: Clerk) -> None:
    marked.start("lakip", from_step=4)
    ahead = terima(marked, 9)
    assert ahead.offer is None
    assert (
        ahead.words
        == "Berkas belum sampai di langkah 9. Berkas di langkah 4 (Menyiapkan draf), meja Pelaksana."
    )


def test_the_codes_of_a_step_count_again_after_a_return(marked: Clerk) -> None:
    marked.start("lakip", from_step=4)
    act(marked, serah(marked, 4))
    marked.give_back("Angka belum cocok")
    assert marked.state.step == 4
    act(marked, terima(marked, 4))
    assert not marked.state.visit.waiting
    act(marked, serah(marked, 4))
    assert marked.state.step == 5


def test_what_must_be_asked_is_not_logged_by_a_scan(marked: Clerk) -> None:
    marked.start("lakip", from_step=9)
    scan = serah(marked, 9)
    assert scan.offer is not None
    assert scan.offer.deed is Deed.HAND_ON
    assert scan.offer.asks
    assert not scan.ready
    with pytest.raises(Refused):
        act(marked, scan)
    assert marked.state.step == 9


def test_a_sending_is_asked_for_when_its_time_has_come(marked: Clerk) -> None:
    marked.start("rup")
    marked.to_step(11)
    assert serah(marked, 11).offer is None
    assert serah(marked, 11).words == "Surat belum bernomor. Ambil nomor agenda dahulu."
    marked.number()
    marked.stamp()
    scan = serah(marked, 11)
    assert scan.offer is not None
    assert (scan.offer.deed, scan.ready) == (Deed.DISPATCH, False)


def test_a_held_dossier_is_taken_up_but_not_handed_on(marked: Clerk) -> None:
    marked.start("lakip", from_step=4)
    act(marked, serah(marked, 4))
    marked.hold("Camat dinas luar")
    assert terima(marked, 5).ready
    assert serah(marked, 5).words == "Berkas sedang ditunda: Camat dinas luar. Lanjutkan dahulu berkas ini."


def test_a_dossier_of_last_year_that_has_ended(marked: Clerk) -> None:
    marked.start("lakip", from_step=4)
    marked.cancel("Tidak jadi")
    assert scans.read(marked.office, marked.code).words == "Berkas ini sudah dibatalkan."
    assert serah(marked, 4).words == "Berkas ini sudah dibatalkan. Kode langkah 4 tidak berlaku lagi."


def test_a_dossiers_code_can_stand_for_taking_up(marked: Clerk) -> None:
    marked.start("lakip", from_step=4)
    act(marked, serah(marked, 4))
    scan = scans.read(marked.office, payload(MARK, marked.code), meant=Action.TERIMA)
    assert (scan.step, scan.action, scan.ready) == (5, Action.TERIMA, True)


def test_another_offices_code_may_be_mistyped_or_anothers(marked: Clerk) -> None:
    marked.start("lakip")
    with pytest.raises(Refused) as no:
        scans.read(marked.office, code_of(marked, 1, Action.SERAH, "KPB"))
    assert no.value.rule is Rule.BAD_CODE
    assert "lembar kendali kantor lain" in sentence(no.value)


def test_a_dossier_that_never_was(marked: Clerk) -> None:
    with pytest.raises(Refused) as no:
        scans.read(marked.office, str(make_step_code(MARK, 2026, 4711, 1, Action.SERAH)))
    assert sentence(no.value) == "Berkas “2026-4711” tidak ditemukan."


def test_a_sheet_from_before_the_office_had_its_mark(clerk: Clerk) -> None:
    clerk.start("lakip", from_step=4)
    settings.save_profile(clerk.office, PROFILE, by=CLERK, now=clerk.now)
    old = scans.read(clerk.office, code_of(clerk, 4, Action.SERAH, ""))
    assert old.dossier == clerk.row.id
    assert old.ready
    # And one that was printed since.
    assert serah(clerk, 4) == old
    clerk.start("lakip")
    with pytest.raises(Refused):
        scans.read(clerk.office, code_of(clerk, 1, Action.SERAH, ""))


@pytest.mark.parametrize("sop", SOPS)
def test_each_change_of_desk_has_a_code_for_taking_up(marked: Clerk, sop: str) -> None:
    marked.start(sop)
    steps = marked.sop
    for step in steps.steps:
        taken, handed = scans.step_codes(MARK, marked.row, steps, step.no)
        assert handed == code_of(marked, step.no, Action.SERAH)
        changes = step.no > 1 and steps.step(step.no - 1).desk is not step.desk
        comes_back = any(s.return_to == step.no and s.desk is not step.desk for s in steps.steps)
        expected = (changes or comes_back) and step.desk is not Desk.BAPPEDA
        assert taken == (code_of(marked, step.no, Action.TERIMA) if expected else "")
    assert scans.step_codes(MARK, marked.row, steps, 1)[0] == ""
