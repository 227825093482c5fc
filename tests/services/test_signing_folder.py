"""The Camat's folder: what lies in it, and what came back, in one transaction or not at all."""

from dataclasses import replace

import pytest

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.officials import Status
from sopdesk.domain.sop import Desk
from sopdesk.services.handoffs import STANDIN_SIGNS
from sopdesk.services.office import Office
from sopdesk.services.sentences import sentence
from sopdesk.services.signing_folder import FolderBack, FolderLine, Outcome, came_back, waiting
from sopdesk.services.verification import verify
from tests.services.desk import Clerk, refused


def to_camat(clerk: Clerk, sop: str = "lakip", title: str = "Laporan") -> str:
    clerk.start(sop, title)
    clerk.to_step(next(s.no for s in clerk.sop.steps if s.desk is Desk.CAMAT))
    return clerk.code


def back(clerk: Clerk, *outcomes: Outcome) -> FolderBack:
    return came_back(clerk.office, outcomes, by=clerk.by, at=clerk.now, now=clerk.now)


def entries(office: Office) -> int:
    with office.store.read() as unit:
        return unit.log.count()


@pytest.fixture
def folder(clerk: Clerk) -> list[FolderLine]:
    for sop, title in (("lakip", "Satu"), ("rup", "Dua"), ("renja", "Tiga")):
        to_camat(clerk, sop, title)
    clerk.start("lakip", "Masih di Pelaksana")
    return waiting(clerk.office, clerk.now)


def test_it_holds_what_waits_for_the_signature_by_time_left(clerk: Clerk, folder: list[FolderLine]) -> None:
    assert {line.title for line in folder} == {"Satu", "Dua", "Tiga"}
    assert [line.due for line in folder] == sorted(line.due for line in folder if line.due)
    assert all("kepada" in line.letter for line in folder)
    clerk.later(days=9)
    assert all(line.late for line in waiting(clerk.office, clerk.now))


def test_signed_returned_and_left(clerk: Clerk, folder: list[FolderLine], office: Office) -> None:
    one, two, three = folder
    done = back(clerk, Outcome(one.id, one.step), Outcome(two.id, two.step, "Angka belum cocok"))
    assert (done.signed, done.returned) == (1, 1)
    assert [line.id for line in waiting(office, clerk.now)] == [three.id]
    clerk.code = one.code
    assert clerk.state.desk is Desk.BAGIAN_UMUM
    clerk.code = two.code
    assert clerk.state.step == two.return_to
    assert verify(office).problems == ()


def test_a_return_without_its_reason_is_no_signature(clerk: Clerk, folder: list[FolderLine]) -> None:
    before = entries(clerk.office)
    with refused(Rule.FOLDER):
        back(clerk, Outcome(folder[0].id, folder[0].step, "", folder[0].return_to))
    with pytest.raises(Refused) as found:
        back(clerk, Outcome(folder[0].id, folder[0].step, "  "))
    lines = found.value.data["lines"]
    assert isinstance(lines, tuple)
    assert [why.rule for _code, why in lines] == [Rule.NEEDS_REASON]
    assert entries(clerk.office) == before


def test_a_return_may_go_to_another_step(clerk: Clerk, folder: list[FolderLine]) -> None:
    line = folder[0]
    back(clerk, Outcome(line.id, line.step, "Mulai lagi", to_step=2))
    clerk.code = line.code
    assert clerk.state.step == 2


def test_one_that_moved_meanwhile_stops_all_of_it_and_is_named(
    clerk: Clerk, folder: list[FolderLine], office: Office
) -> None:
    clerk.code = folder[1].code
    clerk.give_back()
    before = entries(office)
    with pytest.raises(Refused) as no:
        back(clerk, *(Outcome(line.id, line.step) for line in folder))
    assert no.value.rule is Rule.FOLDER
    assert [code for code, _why in no.value.data["lines"]] == [folder[1].code]  # type: ignore[attr-defined]  # pairs
    assert folder[1].code in sentence(no.value)
    assert entries(office) == before
    assert {line.id for line in waiting(office, clerk.now)} == {folder[0].id, folder[2].id}


def test_one_that_is_held_or_unknown_is_named_too(clerk: Clerk, folder: list[FolderLine]) -> None:
    clerk.code = folder[0].code
    clerk.hold("Camat dinas luar")
    held = next(line for line in waiting(clerk.office, clerk.now) if line.id == folder[0].id)
    assert held.held == "Camat dinas luar"
    with pytest.raises(Refused) as no:
        back(clerk, Outcome(held.id, held.step), Outcome(9999, 11))
    said = sentence(no.value)
    assert "Camat dinas luar" in said
    assert "9999" in said


def test_an_empty_folder_and_one_dossier_twice_are_refused(clerk: Clerk, folder: list[FolderLine]) -> None:
    with refused(Rule.BAD_VALUE, field="folder"):
        back(clerk)
    twice = Outcome(folder[0].id, folder[0].step)
    with refused(Rule.BAD_VALUE, field="folder"):
        back(clerk, twice, replace(twice, reason="Salah"))


def test_renstra_after_bappeda_asks_for_the_hierarchy(clerk: Clerk, office: Office) -> None:
    clerk.start("renstra", "Renstra")
    clerk.to_step(15)
    (line,) = waiting(office, clerk.now)
    assert line.asks
    with pytest.raises(Refused) as no:
        back(clerk, Outcome(line.id, line.step))
    assert "paraf hierarki" in sentence(no.value)
    back(clerk, Outcome(line.id, line.step, initialled=True))
    assert clerk.state.step == 16
    assert waiting(office, clerk.now) == []


def test_only_a_signature_is_taken_from_the_folder(clerk: Clerk) -> None:
    clerk.start("lakip", "Di Pelaksana")
    with pytest.raises(Refused) as no:
        back(clerk, Outcome(clerk.row.id, 1))
    assert no.value.rule is Rule.FOLDER
    assert clerk.state.step == 1


def test_a_stand_in_signing_strategy_is_told(clerk: Clerk) -> None:
    clerk.appoint("Pejabat Contoh", Desk.CAMAT, Status.PLH)
    to_camat(clerk, "renja", "Renja")
    (line,) = waiting(clerk.office, clerk.now)
    assert back(clerk, Outcome(line.id, line.step)).warnings == (STANDIN_SIGNS,)
