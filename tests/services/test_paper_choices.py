"""What the office sets of its papers: wording, layouts of their own, envelopes, labels, the scanned stamp."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.forms import EnvelopeSize, LabelSheet
from sopdesk.domain.layout import Family, Layout, Paper
from sopdesk.services import paper_settings, wording
from sopdesk.services.attachments import keep_picture
from sopdesk.services.letters import layout_of, letter_at_hand
from sopdesk.services.office import Known
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.printing import letter_paper, log_print
from sopdesk.services.stamps import StampSetting, save_stamp, stamp_setting
from sopdesk.services.verification import verify
from sopdesk.services.wording_previews import preview
from sopdesk.store.log import OFFICE
from tests.behind import spoil_file
from tests.services.desk import CLERK, Clerk, refused
from tests.services.test_rules_09_12 import set_profile

NOTE = "surat-pengantar.keterangan"


def is_own(known: Known, name: str) -> bool:
    """Whether the office has put its own text in the place of the shipped one."""
    return wording.text_of(known, name) != wording.shipped_wordings()[name].text


def kinds(clerk: Clerk) -> list[str]:
    with clerk.office.store.read() as unit:
        return [entry.kind for entry in unit.log.walk() if entry.stream == OFFICE]


# Wording


def test_every_wording_that_ships_can_be_read_and_shown_on_its_paper(clerk: Clerk) -> None:
    set_profile(clerk.office, kecamatan="Contoh", kabupaten="Contoh Raya", place="Contoh")
    known = clerk.office.look()
    for name, each in wording.shipped_wordings().items():
        shown = wording.words(known, name, **each.sample)
        assert "{" not in shown
        assert "…" not in shown
        assert preview(clerk.office, known, name, each.text, clerk.now).pdf.startswith(b"%PDF")


def test_the_offices_own_words_stand_in_the_next_letter(clerk: Clerk) -> None:
    office = clerk.office
    wording.save_wording(office, NOTE, "Untuk {berkas}.\n", by=CLERK, now=clerk.now)
    clerk.start("rup", "RUP 2027", period="2027")
    assert letter_at_hand(office, clerk.code, now=clerk.now).form.items[0].note == "Untuk RUP 2027."
    assert is_own(office.look(), NOTE)
    wording.reset_wording(office, NOTE, by=CLERK, now=clerk.now)
    assert not is_own(office.look(), NOTE)
    assert letter_at_hand(office, clerk.code, now=clerk.now).form.items[0].note.startswith("Dengan hormat")
    assert kinds(clerk)[-2:] == ["wording", "wording"]


def test_the_shipped_words_saved_are_no_words_of_the_office(clerk: Clerk) -> None:
    text = wording.shipped_wordings()[NOTE].text
    wording.save_wording(clerk.office, NOTE, text, by=CLERK, now=clerk.now)
    assert not is_own(clerk.office.look(), NOTE)


def test_a_mistake_is_refused_with_its_place_and_keeps_what_was_there(clerk: Clerk) -> None:
    with refused(Rule.BAD_TEMPLATE, line=2, column=8, token="nomer"):
        wording.save_wording(
            clerk.office, "surat-balasan.pembuka", "Surat\nNomor: {nomer}", by=CLERK, now=clerk.now
        )
    assert kinds(clerk) == []
    with refused(Rule.BAD_VALUE, field="wording"):
        wording.save_wording(clerk.office, "puisi", "x", by=CLERK, now=clerk.now)


def test_words_with_a_token_of_another_release_fall_back_to_what_ships(clerk: Clerk) -> None:
    with clerk.office.store.write() as unit:
        unit.office.put_setting("wording", {NOTE: "Untuk {apa_saja}"})
    assert wording.words(clerk.office.look(), NOTE).startswith("Dengan hormat")


def test_a_damaged_file_of_wordings_is_told(tmp_path: Path) -> None:
    (tmp_path / "wordings.json").write_text('[{"name": "x"}]', encoding="utf-8")
    with pytest.raises(Trouble) as found:
        wording.shipped_wordings(tmp_path)
    assert found.value.fault is Fault.RESOURCE_DAMAGED


# Layouts


def test_a_paper_has_margins_of_its_own_until_it_follows_the_office_again(clerk: Clerk) -> None:
    office, own = clerk.office, Layout(Paper.A4, left=30, font=Family.TINOS)
    paper_settings.save_paper_layout(office, "penggaris", own, by=CLERK, now=clerk.now)
    assert layout_of(office.look(), "penggaris") == own
    assert layout_of(office.look(), "surat-pengantar") == Layout()
    assert paper_settings.own_layouts(office.look()) == {"penggaris"}
    small = make(office, PaperOrder("penggaris"), clerk.now).pdf
    paper_settings.save_paper_layout(office, "penggaris", None, by=CLERK, now=clerk.now)
    assert make(office, PaperOrder("penggaris"), clerk.now).pdf != small
    assert kinds(clerk) == ["layouts", "layouts"]
    with refused(Rule.BAD_VALUE, field="paper"):
        paper_settings.save_paper_layout(office, "kwitansi", own, by=CLERK, now=clerk.now)


def test_labels_and_envelopes_are_as_the_office_has_them(clerk: Clerk) -> None:
    office = clerk.office
    assert paper_settings.envelope_size(office.look()) is EnvelopeSize.DL
    paper_settings.save_envelope_size(office, EnvelopeSize.C5, by=CLERK, now=clerk.now)
    assert paper_settings.envelope_size(office.look()) is EnvelopeSize.C5
    dossier = clerk.start("rup", "RUP", addressees=("Bupati Contoh",)).dossier_id
    assert make(office, PaperOrder("amplop", dossier), clerk.now).copy == "c5"
    sheet = LabelSheet(columns=3, rows=8, width=60, height=35)
    paper_settings.save_label_sheet(office, sheet, by=CLERK, now=clerk.now)
    assert paper_settings.label_sheet(office.look()) == sheet
    many = make(office, PaperOrder("label", dossier, option="23"), clerk.now)
    assert many.pdf.startswith(b"%PDF"), "there is a twenty-fourth label"
    with refused(Rule.BAD_VALUE, field="labels"):
        make(office, PaperOrder("label", dossier, option="24"), clerk.now)


def test_a_sheet_of_labels_that_fits_on_no_paper_is_refused(clerk: Clerk) -> None:
    for sheet in (LabelSheet(columns=3, width=90), LabelSheet(rows=8, height=50), LabelSheet(width=0)):
        with refused(Rule.BAD_VALUE, field="labels"):
            paper_settings.save_label_sheet(clerk.office, sheet, by=CLERK, now=clerk.now)
    assert kinds(clerk) == []


# The scanned stamp


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "cap.png"
    Image.new("RGBA", (200, 200), (120, 0, 160, 128)).save(file)
    return file


def keep(clerk: Clerk, picture: Path, diameter: float = 38) -> str:
    name = keep_picture(clerk.office, picture)
    save_stamp(clerk.office, StampSetting(name, diameter), by=CLERK, now=clerk.now)
    return name


def stamped(clerk: Clerk, copy: str = "") -> bytes:
    return letter_paper(clerk.office, clerk.code, now=clerk.now, stamped=True, copy=copy).pdf


@pytest.mark.parametrize("sop", ["rup", "balasan"])
def test_no_stamp_before_signature_and_number(clerk: Clerk, picture: Path, sop: str) -> None:
    keep(clerk, picture)
    clerk.start(sop, "Surat")
    last = clerk.sop.last
    for step in (1, last - 1, last):
        clerk.to_step(step)
        assert not letter_paper(clerk.office, clerk.code, now=clerk.now).can_stamp
        with refused(Rule.STAMP_TOO_EARLY):
            stamped(clerk)
    clerk.number()
    plain = letter_paper(clerk.office, clerk.code, now=clerk.now)
    assert plain.can_stamp
    assert stamped(clerk) != plain.pdf
    assert stamped(clerk) == stamped(clerk)
    with refused(Rule.STAMP_TOO_EARLY):
        stamped(clerk, copy="tindih")
    clerk.give_back(to_step=3)
    with refused(Rule.STAMP_TOO_EARLY):
        stamped(clerk)


def test_each_print_with_the_stamp_is_in_the_log(clerk: Clerk, picture: Path) -> None:
    keep(clerk, picture)
    clerk.start("rup", "RUP")
    clerk.to_step(11)
    clerk.number()
    for wanted in (False, True):
        paper = letter_paper(clerk.office, clerk.code, now=clerk.now, stamped=wanted)
        log_print(clerk.office, paper, by=CLERK, now=clerk.now, ref=clerk.code)
    assert [e.data.get("stamp") for e in clerk.events[-2:]] == [None, True]


def test_without_a_picture_there_is_no_stamp(clerk: Clerk) -> None:
    clerk.start("rup", "RUP")
    clerk.to_step(11)
    clerk.number()
    assert not letter_paper(clerk.office, clerk.code, now=clerk.now).can_stamp
    with refused(Rule.NO_STAMP):
        stamped(clerk)


def test_the_setting_is_judged_and_a_lost_picture_is_found(clerk: Clerk, picture: Path) -> None:
    name = keep(clerk, picture, 27)
    assert stamp_setting(clerk.office.look()) == StampSetting(name, 27)
    for wrong in (StampSetting(name, 14), StampSetting(name, 61), StampSetting("cap.png", 38)):
        with pytest.raises(Refused):
            save_stamp(clerk.office, wrong, by=CLERK, now=clerk.now)
    assert verify(clerk.office).problems == ()
    spoil_file(clerk.office, name, b"x")
    assert "Gambar stempel hilang atau berubah." in verify(clerk.office).problems
    save_stamp(clerk.office, replace(stamp_setting(clerk.office.look()), picture=""), by=CLERK, now=clerk.now)
    assert verify(clerk.office).problems == ()
