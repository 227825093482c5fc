"""The signature block in each form and capacity."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.officials import Appointment, Official, Status
from sopdesk.domain.signing import Form, printed_name, printed_nip, signer
from sopdesk.domain.sop import Desk


def post(
    number: int,
    title: str,
    status: Status = Status.DEFINITIF,
    *,
    rank: str = "Pembina (IV/a)",
    nip: str = "1",
) -> Appointment:
    person = Official(number, f"Nama {number}, S.IP.", nip, rank)
    return Appointment(number, person, Desk.CAMAT, title, status, date(2026, 1, 1))


CAMAT = post(1, "Camat Muara Contoh")
SEKCAM = post(2, "Sekretaris Camat")
KASUBBAG = post(3, "Kepala Subbagian Umum")


@pytest.mark.parametrize(
    ("form", "chain", "head"),
    [
        (Form.LANGSUNG, [CAMAT], ("CAMAT MUARA CONTOH,",)),
        (Form.LANGSUNG, [post(2, "Camat Muara Contoh", Status.PLT)], ("Plt. CAMAT MUARA CONTOH,",)),
        (Form.LANGSUNG, [post(2, "Camat Muara Contoh", Status.PLH)], ("Plh. CAMAT MUARA CONTOH,",)),
        (Form.LANGSUNG, [post(2, "Camat Muara Contoh,", Status.PJ)], ("Pj. CAMAT MUARA CONTOH,",)),
        (Form.AN, [CAMAT, SEKCAM], ("a.n. CAMAT MUARA CONTOH", "SEKRETARIS CAMAT,")),
        (
            Form.AN,
            [CAMAT, post(4, "Sekretaris Camat", Status.PLT)],
            ("a.n. CAMAT MUARA CONTOH", "Plt. SEKRETARIS CAMAT,"),
        ),
        (
            Form.UB,
            [CAMAT, SEKCAM, KASUBBAG],
            ("a.n. CAMAT MUARA CONTOH", "SEKRETARIS CAMAT,", "u.b.", "KEPALA SUBBAGIAN UMUM,"),
        ),
    ],
)
def test_the_head_names_the_office_and_the_capacity(
    form: Form, chain: list[Appointment], head: tuple[str, ...]
) -> None:
    block = signer(form, chain)
    assert block.head_lines == head
    assert (
        block.name == f"NAMA {chain[-1].official.id}, S.IP."
    )  # of the one who signs, never of the one above


@pytest.mark.parametrize(
    ("form", "chain"),
    [
        (Form.LANGSUNG, []),
        (Form.LANGSUNG, [CAMAT, SEKCAM]),
        (Form.AN, [CAMAT]),
        (Form.UB, [CAMAT, SEKCAM]),
        (Form.AN, [CAMAT, post(1, "Sekretaris Camat")]),
        (Form.LANGSUNG, [post(1, " , ")]),
    ],
)
def test_a_chain_that_is_none_is_refused(form: Form, chain: list[Appointment]) -> None:
    with pytest.raises(Refused) as refusal:
        signer(form, chain)
    assert refusal.value.rule is Rule.BAD_VALUE


def test_an_official_with_no_name_cannot_be_printed() -> None:
    nobody = Appointment(1, Official(1, "  "), Desk.CAMAT, "Camat", Status.DEFINITIF, date(2026, 1, 1))
    with pytest.raises(Refused):
        signer(Form.LANGSUNG, [nobody])


BLANK = st.sampled_from(["", " ", "\t", "\n ", "\u00a0"])


@given(
    rank=BLANK | st.text(max_size=40),
    nip=BLANK | st.text(st.sampled_from("0123456789 ."), max_size=24),
    status=st.sampled_from(Status),
)
def test_no_label_ever_stands_alone(rank: str, nip: str, status: Status) -> None:
    foot = signer(Form.LANGSUNG, [post(1, "Camat", status, rank=rank, nip=nip)]).foot_lines
    assert len(foot) == bool(rank.split()) + bool(nip.split())
    for line in foot:
        assert line == line.strip() != ""
        assert line not in ("NIP.", "NIP")
    assert any(line.startswith("NIP. ") for line in foot) == bool(nip.split())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Budi Contoh, S.IP., M.AP.", "BUDI CONTOH, S.IP., M.AP."),
        ("Drs. H.  budi contoh, M.Si.", "Drs. H. BUDI CONTOH, M.Si."),
        ("BUDI", "BUDI"),
        ("", ""),
    ],
)
def test_a_name_is_in_capitals_and_its_titles_are_not(typed: str, printed: str) -> None:
    assert printed_name(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("19000101" + "1900011001", "19000101 190001 1 001"),
        ("19000101 190001 1 001", "19000101 190001 1 001"),
        ("12345", "12345"),
        (" - ", "-"),
    ],
)
def test_a_nip_is_in_groups_when_it_is_one(typed: str, printed: str) -> None:
    assert printed_nip(typed) == printed
