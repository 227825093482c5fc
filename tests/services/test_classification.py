"""Codes: the shipped lists, the office's own, the search, and the code of each SOP's letters."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.classification import NEW, OLD, Code, CodeBook, code_order, merged
from sopdesk.domain.errors import Refused, Rule
from sopdesk.services import classification as c
from sopdesk.services import numbering
from sopdesk.services.classification import CodeWish
from sopdesk.services.numbering import NumberWish
from sopdesk.services.office import Office
from sopdesk.store.classification import shipped_codes
from tests.services.desk import MONDAY, Clerk, refused

DONE: dict[str, Any] = {"by": "Petugas Satu", "now": MONDAY}


def take(clerk: Clerk, code: str) -> None:
    wish = NumberWish("outgoing", "Undangan rapat", "Para Kepala Desa", clerk.now.date(), code=code)
    numbering.take_number(clerk.office, wish, by=clerk.by, now=clerk.now)


@pytest.mark.parametrize("name", [NEW, OLD])
def test_shipped_lists_are_whole(name: str) -> None:
    codes = shipped_codes(name)
    assert len({each.code for each in codes}) == len(codes) > 100
    assert all(each.name == " ".join(each.name.split()) and len(each.name) > 1 for each in codes)
    if name == NEW:
        assert [each.code for each in codes] == sorted((each.code for each in codes), key=code_order)


def test_every_sop_has_a_default_code_that_the_new_list_names(office: Office) -> None:
    known = office.look()
    codes = {sop.key: c.code_for(known, sop) for sop in known.current.values()}
    assert codes["rfk"] == "000.7.2.8"
    assert codes["lakip"] == "000.8.6.3"
    unnamed = [code for code in codes.values() if code != known.profile.general_code]
    assert [code for code in unnamed if not c.name_of(office, code)] == []


def test_code_is_found_by_its_beginning_and_by_the_words_of_its_name(office: Office) -> None:
    assert c.search(office, "000.7.2.4")[0] == Code("000.7.2.4", "Rencana tahunan", "2022")
    assert [each.code for each in c.search(office, "rencana tahun")] == ["000.7.2.4"]
    assert {each.code for each in c.search(office, "000.8.6")} == {"000.8.6", "000.8.6.3"}
    assert c.search(office, "000.8.6 AKIP")[0].code == "000.8.6.3"
    assert c.search(office, "tidak ada kata begini") == []
    assert len(c.search(office, "a", limit=7)) == 7


def test_what_is_used_most_comes_first(clerk: Clerk) -> None:
    assert c.search(clerk.office, "") == []
    for code in ("000.7.3", "000.7.5", "000.7.5", "bebas"):
        take(clerk, code)
    assert [each.code for each in c.search(clerk.office, "")] == ["000.7.5", "000.7.3"]
    assert c.search(clerk.office, "000.7")[0].code == "000.7"  # what was typed whole comes before all
    assert [each.code for each in c.search(clerk.office, "000.7.")[:2]] == ["000.7.5", "000.7.3"]


def test_lists_in_force_are_chosen(office: Office) -> None:
    assert c.name_of(office, "050.13") == ""
    c.choose_lists(office, "2012", **DONE)
    assert c.name_of(office, "050.13") == "Bappeda"
    assert c.name_of(office, "000.7.2.4") == ""
    c.choose_lists(office, "both", **DONE)
    assert c.name_of(office, "050.13") == "Bappeda"
    assert c.name_of(office, "000.7.2.4") == "Rencana tahunan"
    with refused(Rule.BAD_VALUE, field="code_lists"):
        c.choose_lists(office, "2030", **DONE)


def test_own_entry_is_added_changed_hidden_and_taken_back(office: Office) -> None:
    c.save_code(office, CodeWish("000.7.2.99", "Rencana  khusus"), **DONE)
    assert c.search(office, "khusus")[0] == Code("000.7.2.99", "Rencana khusus", "own")
    c.save_code(office, CodeWish("000.7.2.98", "Rencana istimewa", was="000.7.2.99"), **DONE)
    assert c.name_of(office, "000.7.2.99") == ""
    c.hide_code(office, "000.7.2.4", hidden=True, **DONE)
    assert c.search(office, "000.7.2.4") == []
    assert c.name_of(office, "000.7.2.4") == "Rencana tahunan"  # old letters keep their meaning
    c.drop_code(office, "000.7.2.4", **DONE)
    assert c.search(office, "000.7.2.4")[0].source == "2022"


def test_entry_that_cannot_be_is_refused_and_nothing_stays(office: Office) -> None:
    with refused(Rule.BAD_VALUE, field="code", reason="000.7.2.4 sudah ada"):
        c.save_code(office, CodeWish("000.7.2.4", "Lagi"), **DONE)
    for code in ("000/7", "000 7", "0" * 31, ""):
        with pytest.raises(Refused):
            c.save_code(office, CodeWish(code, "Nama"), **DONE)
    with refused(Rule.BAD_TEXT, field="code_name"):
        c.save_code(office, CodeWish("111.1", " "), **DONE)
    with refused(Rule.BAD_VALUE, field="code"):
        c.drop_code(office, "000.7.2.4", **DONE)
    with refused(Rule.BAD_VALUE, field="code"):
        c.hide_code(office, "111.1", hidden=True, **DONE)
    with office.store.read() as unit:
        assert unit.classification.own() == []


def test_an_offices_code_for_an_sop_reaches_the_number(clerk: Clerk) -> None:
    c.choose_sop_code(clerk.office, "lakip", "061", **DONE)
    assert c.code_for(clerk.office.look(), clerk.office.look().sop("lakip")) == "061"
    clerk.start("lakip")
    clerk.to_step(11)
    clerk.one_step()
    assert clerk.number(code="").text.startswith("061/")
    c.choose_sop_code(clerk.office, "lakip", "", **DONE)
    assert c.code_for(clerk.office.look(), clerk.office.look().sop("lakip")) == "000.8.6.3"
    with refused(Rule.UNKNOWN_SOP):
        c.choose_sop_code(clerk.office, "apbd", "061", **DONE)


@given(st.lists(st.text(max_size=12), max_size=20), st.text(max_size=12))
def test_search_answers_whatever_is_typed(codes: list[str], words: str) -> None:
    book = CodeBook(merged([Code(code, f"Nama {code}", "2022") for code in codes], ()))
    found = book.search(words)
    needles = words.casefold().split()
    assert all(
        all(n in each.name.casefold() or each.code.casefold().startswith(n) for n in needles)
        for each in found
    )
