"""A dossier's letter is a cover letter or a reply: the same life for both, from the draft to the reprint."""

from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest

from sopdesk.domain.correspondence import SuratBiasa
from sopdesk.domain.errors import Rule
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LetterState, SuratPengantar
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.letter_forms import COVER, REPLY, LetterForm
from sopdesk.services.letters import LetterAtHand, draft_form, letter_at_hand, save_form
from sopdesk.services.panel import dossier_view
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.printing import letter_paper
from sopdesk.services.register_lines import LineRef
from sopdesk.services.renumbering import correct_number
from sopdesk.services.settings import save_layout
from sopdesk.services.verification import verify
from tests.services.desk import CLERK, WIB, Clerk, refused


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
        return " ".join(" ".join(found).split())


def hand_of(clerk: Clerk) -> LetterAtHand:
    return letter_at_hand(clerk.office, clerk.code, now=clerk.now)


def reply(**changes: object) -> LetterForm:
    form = LetterForm(
        addressee_lines=("Kepala Dinas Contoh",),
        addressee_place="Kota Contoh",
        items=(),
        kind=REPLY,
        subject="Jawaban atas permintaan data",
        body=("Alinea pertama.", "Alinea kedua."),
        copies_to=("Bupati Contoh",),
    )
    return replace(form, **changes)  # type: ignore[arg-type]  # a test names the fields itself


def test_the_sop_says_which_kind_and_the_others_send_cover_letters(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    assert isinstance(hand_of(clerk).letter, SuratBiasa)
    clerk.start("rup", "RUP 2027")
    assert isinstance(hand_of(clerk).letter, SuratPengantar)


def test_the_first_draft_quotes_the_letter_that_it_answers(clerk: Clerk) -> None:
    wish = IncomingWish(
        sender="Kepala Dinas Contoh",
        ref="800/214/DC/2026",
        ref_date=date(2026, 7, 2),
        subject="Permintaan data penduduk",
        nature="segera",
        received_at=clerk.now,
    )
    line = register_incoming(clerk.office, wish, by=CLERK, now=clerk.now)
    clerk.start("balasan", "Permintaan data penduduk", incoming=line.line_id, origin="disposition")
    letter = hand_of(clerk).letter
    assert isinstance(letter, SuratBiasa)
    assert letter.addressee_lines == ("Kepala Dinas Contoh",)
    assert letter.subject == "Jawaban atas Permintaan data penduduk"
    assert letter.nature == "Segera"
    assert letter.body[0] == (
        "Menindaklanjuti surat Kepala Dinas Contoh Nomor 800/214/DC/2026 tanggal 2 Juli 2026 perihal "
        "Permintaan data penduduk, bersama ini disampaikan hal-hal sebagai berikut."
    )
    assert letter.body[-1].startswith("Demikian disampaikan")


def test_without_a_letter_on_record_nothing_is_quoted(clerk: Clerk) -> None:
    clerk.start("balasan", "permintaan data penduduk", addressees=("Camat Sebelah",))
    letter = hand_of(clerk).letter
    assert isinstance(letter, SuratBiasa)
    assert letter.addressee_lines == ("Camat Sebelah",)
    assert letter.body[0].startswith("Sehubungan dengan hal tersebut")
    assert "…" not in "".join(letter.body)


def test_a_reply_goes_through_the_three_states_and_its_reprint_stays_the_same(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    save_form(clerk.office, clerk.code, reply(), by=clerk.by, now=clerk.now)
    draft = letter_paper(clerk.office, clerk.code, now=clerk.now)
    assert (draft.name, draft.state, draft.copy) == (REPLY, "konsep", "arsip")
    clerk.to_step(14)
    ready = letter_paper(clerk.office, clerk.code, now=clerk.now)
    assert (ready.state, ready.copy) == ("siap", "lembar")
    taken = clerk.number()
    issued = letter_paper(clerk.office, clerk.code, now=clerk.now)
    said = words_of(issued.pdf)
    assert issued.state == "terbit"
    for text in (taken.text, "Alinea kedua.", "Bupati Contoh", "6 Juli 2026"):
        assert text in said
    save_layout(clerk.office, Layout(left=40, font_size=10), by=CLERK, now=clerk.now)
    assert letter_paper(clerk.office, clerk.code, now=clerk.now).pdf == issued.pdf
    only = words_of(letter_paper(clerk.office, clerk.code, now=clerk.now, copy="tindih").pdf)
    assert taken.text in only
    assert "Alinea" not in only
    clerk.to_end()
    assert verify(clerk.office).problems == ()


def test_the_kind_can_be_switched_until_the_number_is_in_place(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    save_form(clerk.office, clerk.code, reply(), by=clerk.by, now=clerk.now)
    cover = replace(draft_form(clerk.office, clerk.code, COVER), addressee_lines=("Kepala Dinas Contoh",))
    save_form(clerk.office, clerk.code, cover, by=clerk.by, now=clerk.now)
    assert isinstance(hand_of(clerk).letter, SuratPengantar)
    (card,) = dossier_view(clerk.office, clerk.code, clerk.now).letters
    assert (card.kind, card.title) == (COVER, "Surat pengantar")
    save_form(clerk.office, clerk.code, reply(), by=clerk.by, now=clerk.now)
    clerk.to_step(14)
    clerk.number()
    with refused(Rule.ALREADY_NUMBERED):
        save_form(clerk.office, clerk.code, cover, by=clerk.by, now=clerk.now)
    assert verify(clerk.office).problems == ()


def test_a_void_number_lets_the_reply_be_filled_in_anew(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    save_form(clerk.office, clerk.code, reply(), by=clerk.by, now=clerk.now)
    clerk.to_step(14)
    clerk.void(clerk.number().number)
    assert hand_of(clerk).letter.state is LetterState.SIAP
    save_form(clerk.office, clerk.code, reply(subject="Jawaban lain"), by=clerk.by, now=clerk.now)
    again = clerk.number()
    letter = hand_of(clerk).letter
    assert isinstance(letter, SuratBiasa)
    assert (letter.subject, letter.number) == ("Jawaban lain", again.text)
    assert verify(clerk.office).problems == ()


def test_a_corrected_number_stands_on_the_reply(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    save_form(clerk.office, clerk.code, reply(), by=clerk.by, now=clerk.now)
    clerk.to_step(14)
    wrong = clerk.number()
    right = correct_number(
        clerk.office,
        LineRef("outgoing", 2026, wrong.number, "umum"),
        5,
        reason="Salah ketik",
        by=CLERK,
        now=clerk.later(minutes=1),
        confirmed=True,
    )
    letter = hand_of(clerk).letter
    assert letter.number == right.text != wrong.text
    assert right.text in words_of(letter_paper(clerk.office, clerk.code, now=clerk.now).pdf)
    assert verify(clerk.office).problems == ()


def test_a_reply_changed_behind_the_program_is_found(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    clerk.to_step(14)
    clerk.number()
    with clerk.office.store.write() as unit:
        (row,) = unit.letters.of_dossier(clerk.row.id)
        issued = {**row.issued, "letter": {**row.issued["letter"], "number": "999/X"}}
        unit.letters.change(row.id, issued=issued)
    assert any("999/X" in problem for problem in verify(clerk.office).problems)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"body": ()}, "body"),
        ({"body": ("a" * 20_001,)}, "body"),
        ({"copies_to": ("x",) * 21}, "copies_to"),
        ({"addressee_lines": ()}, "addressee_lines"),
        ({"kind": "memo"}, "kind"),
    ],
)
def test_a_reply_that_cannot_be_printed_is_refused_at_its_field(
    clerk: Clerk, changes: dict[str, object], field: str
) -> None:
    clerk.start("balasan", "Permintaan data")
    rule = Rule.BAD_VALUE if field == "kind" else Rule.BAD_TEXT
    with refused(rule, field=field):
        save_form(clerk.office, clerk.code, reply(**changes), by=clerk.by, now=clerk.now)


def test_a_letter_that_names_nobody_goes_to_whom_the_register_says(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    clerk.to_step(14)
    clerk.number(addressee="Kepala Dinas Contoh")
    letter = hand_of(clerk).letter
    assert letter.addressee_lines == ("Kepala Dinas Contoh",)
    assert "Kepala Dinas Contoh" in words_of(letter_paper(clerk.office, clerk.code, now=clerk.now).pdf)


def test_either_name_asks_for_the_letter_as_it_is(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    now = datetime(2026, 7, 6, 12, 0, tzinfo=WIB)
    for name in (COVER, REPLY):
        assert make(clerk.office, PaperOrder(name, clerk.row.id), now).name == REPLY


def test_a_form_changed_behind_the_programs_back_is_found(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    save_form(clerk.office, clerk.code, reply(), by=clerk.by, now=clerk.now)
    assert verify(clerk.office).problems == ()
    with clerk.office.store.write() as unit:
        (row,) = unit.letters.of_kind(REPLY)
        unit.letters.change(row.id, form={**row.form, "subject": "Lain"})
    assert len(verify(clerk.office).problems) == 1
    with clerk.office.store.write() as unit:
        unit.letters.drop(row.id)
    (problem,) = verify(clerk.office).problems
    assert "ada di log" in problem
