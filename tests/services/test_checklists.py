"""What is done after the signature: some of it the log knows, the rest is ticked; none of it blocks (norms 0.7)."""

import pytest

from sopdesk.domain.checklist import KELENGKAPAN, SIGNING
from sopdesk.domain.errors import Rule
from sopdesk.services import checklists
from sopdesk.services.checklists import after_signing, kelengkapan
from sopdesk.services.verification import verify
from tests.services.desk import SOPS, Clerk, refused

CD = "Salin berkas ke CD"


def done(clerk: Clerk) -> dict[str, bool]:
    return {item.text: item.done for item in after_signing(clerk.case)}


def tick(clerk: Clerk, item: str, *, on: bool = True, which: str = SIGNING) -> int:
    answer = checklists.check(
        clerk.office, clerk.code, item, done=on, by=clerk.by, now=clerk.now, which=which
    )
    return answer.event


@pytest.fixture
def signed(clerk: Clerk) -> Clerk:
    clerk.start("lakip")
    clerk.to_step(12)
    return clerk


def test_the_list_fills_by_itself_where_the_log_knows(signed: Clerk) -> None:
    assert not any(done(signed).values())
    signed.number()
    assert done(signed)["Nomor agenda dan tanggal surat"]
    signed.stamp()
    assert done(signed)["Cap stempel pada setiap lembar tanda tangan"]
    signed.dispatch("", recipients=(("A", 1), ("B", 1)))
    assert done(signed)["Kirim sesuai tujuan"]
    signed.receipt()
    assert not done(signed)["Lembar kedua surat pengantar kembali"]
    signed.receipt()
    assert done(signed)["Lembar kedua surat pengantar kembali"]
    assert not done(signed)[CD]


def test_a_person_ticks_the_rest_and_takes_it_back(signed: Clerk) -> None:
    last = signed.state.last_at
    assert tick(signed, CD) > 0
    assert done(signed)[CD]
    assert tick(signed, CD) == 0
    assert tick(signed, CD, on=False) > 0
    assert not done(signed)[CD]
    assert signed.state.last_at == last
    assert verify(signed.office).problems == ()


def test_a_tick_stands_in_the_way_of_no_undo(signed: Clerk) -> None:
    signed.number()
    signed.stamp()
    tick(signed, CD)
    signed.undo()
    assert not signed.state.stamped


def test_what_the_log_knows_and_what_is_on_no_list_cannot_be_ticked(signed: Clerk) -> None:
    for item in ("Kirim sesuai tujuan", "Nomor agenda dan tanggal surat", "Sesuatu"):
        with refused(Rule.BAD_VALUE, field="item"):
            tick(signed, item)
    with refused(Rule.BAD_VALUE, field="list"):
        tick(signed, CD, which="apa")


def test_returned_past_the_signature_everything_is_done_anew(signed: Clerk) -> None:
    tick(signed, CD)
    signed.give_back()
    assert after_signing(signed.case) == ()
    signed.to_step(12)
    assert not done(signed)[CD]


def test_the_second_letter_of_renstra_has_a_list_of_its_own(clerk: Clerk) -> None:
    clerk.start("renstra")
    clerk.to_step(12)
    tick(clerk, "Gandakan sesuai jumlah tujuan")
    clerk.to_step(13)
    assert done(clerk)["Gandakan sesuai jumlah tujuan"]
    clerk.to_step(16)
    assert not done(clerk)["Gandakan sesuai jumlah tujuan"]
    assert not done(clerk)["Kirim sesuai tujuan"]


def test_kelengkapan_is_ticked_by_step(clerk: Clerk) -> None:
    clerk.start("lakip")
    items = kelengkapan(clerk.case)
    assert items
    tick(clerk, items[0].text, which=KELENGKAPAN)
    assert kelengkapan(clerk.case)[0].done
    clerk.hand_on()
    assert not any(item.done for item in kelengkapan(clerk.case))
    assert kelengkapan(clerk.case, 1)[0].done


@pytest.mark.parametrize("sop", SOPS)
def test_every_list_ends_with_sending_and_the_sheet_that_comes_back(clerk: Clerk, sop: str) -> None:
    clerk.start(sop)
    clerk.to_end()
    clerk.receipt()
    items = after_signing(clerk.case)
    assert [item.known for item in items[-2:]] == ["sent", "back"]
    assert [item.done for item in items if item.known] == [True] * 4
