"""What a use case takes, every paper can print; what it refuses leaves nothing behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import LetterItem
from sopdesk.domain.officials import Status
from sopdesk.domain.profile import Profile
from sopdesk.domain.signing import Form
from sopdesk.domain.sop import Desk
from sopdesk.services import control_sheets, dossiers, handoffs, letters, numbering, printing, settings
from sopdesk.services.letters import LetterForm
from sopdesk.services.numbering import NumberWish
from sopdesk.services.office import Office
from sopdesk.services.users import save_clerk
from tests.services.desk import CLERK, MONDAY

GOOD = Profile(
    kabupaten="Contoh", kecamatan="Contoh Timur", place="Contoh", mark="KCT", address_lines=("Jl. Satu",)
)
ODD = (
    "<b>x</b>&amp;<img src=x>",
    "%s {0} {kode}",
    "a\0b",
    "\ud800x\udcff",
    "\u202eabc",
    "Z" + "\u0301" * 20,
    "👩\u200d👩\u200d👧",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
)


def head(office: Office) -> tuple[int, str]:
    with office.store.read() as unit:
        return unit.log.head()


def attempt(call: Callable[[], Any]) -> tuple[Any, dict[str, Any]]:
    """What the call gives, and what it was refused for."""
    try:
        return call(), {}
    except Refused as refused:
        return None, refused.data


def save(office: Office, field: str, value: Any) -> tuple[Any, dict[str, Any]]:
    """The good profile with another value, saved or refused."""
    wanted: Any = {field: value}
    profile = replace(GOOD, **wanted)
    return attempt(lambda: settings.save_profile(office, profile, by=CLERK, now=MONDAY))


def at_the_signature(office: Office, **wish: Any) -> int:
    """A dossier that waits for the Camat."""
    wanted = dossiers.Start(**{"sop": "rup", "title": "Judul", "from_step": 10, "period": "2026", **wish})
    return dossiers.start(office, wanted, by=CLERK, at=MONDAY, now=MONDAY).dossier_id


def print_all(office: Office, dossier: int) -> None:
    """Every paper of the dossier and of the office, before and after the number."""
    printing.letter_paper(office, dossier, now=MONDAY)
    handoffs.hand_on(office, dossier, by=CLERK, at=MONDAY, now=MONDAY)
    wish = NumberWish("outgoing", "Isi", "Tujuan", date(2026, 7, 6))
    numbering.take_number(office, wish, by=CLERK, now=MONDAY, dossier=dossier)
    for copy in (printing.SHEETS, printing.ARCHIVE, printing.OVERPRINT):
        assert printing.letter_paper(office, dossier, now=MONDAY, copy=copy).pdf.startswith(b"%PDF")
    control_sheets.lembar_kendali(office, dossier)
    printing.cap_paraf(office, now=MONDAY)
    printing.agenda_keluar(office, 2026, now=MONDAY)


def longest(office: Office, field: str, value: Any) -> Any:
    """The longest beginning of the value that the profile takes."""
    while True:
        kept, why = save(office, field, value)
        if kept is not None:
            return value
        assert why["field"] == field
        value = value[:-1]


@pytest.mark.parametrize(
    "field", ["kabupaten", "kecamatan", "place", "kabupaten_seat", "unit_code", "general_code"]
)
def test_the_longest_profile_prints(office: Office, field: str) -> None:
    assert len(longest(office, field, "W" * 200)) >= 30
    print_all(office, at_the_signature(office))


def test_the_longest_address_prints(office: Office) -> None:
    assert len(longest(office, "address_lines", ("Jl.",) * 30)) == 10
    print_all(office, at_the_signature(office))


@pytest.mark.parametrize(
    "field", ["kabupaten", "kecamatan", "place", "unit_code", "general_code", "number_format", "logo"]
)
@pytest.mark.parametrize("typed", ODD)
def test_an_odd_profile_prints_or_is_refused(office: Office, field: str, typed: str) -> None:
    value = f"{{urut}}/{typed}" if field == "number_format" else typed
    before = head(office)
    kept, why = save(office, field, value)
    assert (kept is None) == (head(office) == before)
    assert why.get("field", field) == field
    print_all(office, at_the_signature(office))


@pytest.mark.parametrize("field", ["title", "owner", "origin_note", "addressees"])
@pytest.mark.parametrize("typed", [*ODD, "W" * 160, "W" * 500])
def test_an_odd_dossier_prints_or_is_refused(office: Office, field: str, typed: str) -> None:
    before = head(office)
    given = {field: (typed,) if field == "addressees" else typed}
    dossier, why = attempt(lambda: at_the_signature(office, **given))
    if dossier is None:
        assert (why["field"], why["reason"], len(typed)) == (field, "long", 500)
        assert head(office) == before
        return
    print_all(office, dossier)


def test_a_long_origin_is_refused_and_not_cut(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        at_the_signature(office, origin_note="x" * 501)
    assert (refused.value.rule, refused.value.data["field"]) == (Rule.BAD_TEXT, "origin_note")


@pytest.mark.parametrize("form", Form)
def test_the_longest_officials_sign(office: Office, form: Form) -> None:
    settings.save_profile(office, GOOD, by=CLERK, now=MONDAY)
    for desk in (Desk.CAMAT, Desk.SEKCAM, Desk.KASUBBAG):
        wish = settings.AppointmentWish(
            desk,
            title="W" * settings.OFFICE_TITLE_LIMIT,
            name="W" * 160,
            nip="1" * 40,
            rank="W" * 80,
            status=Status.PLT,
        )
        settings.save_appointment(office, wish, by=CLERK, now=MONDAY)
    dossier = at_the_signature(office)
    letters.save_form(
        office, dossier, LetterForm(("x",), "T", (LetterItem("a", "1"),), form), by=CLERK, now=MONDAY
    )
    printing.letter_paper(office, dossier, now=MONDAY)


def test_a_number_too_long_for_its_letter_is_not_taken(office: Office) -> None:
    """Taken, it would stand in a register that no paper can show."""
    settings.save_profile(office, replace(GOOD, number_format="{urut}/" + "x" * 79), by=CLERK, now=MONDAY)
    wish = NumberWish("outgoing", "Isi", "Tujuan", date(2026, 7, 6))
    before = head(office)
    with pytest.raises(Refused) as refused:
        numbering.take_number(office, wish, by=CLERK, now=MONDAY)
    assert (refused.value.rule, refused.value.data["field"]) == (Rule.BAD_TEXT, "letter_number")
    assert head(office) == before
    settings.save_profile(office, replace(GOOD, number_format="{urut}/" + "x" * 78), by=CLERK, now=MONDAY)
    assert numbering.take_number(office, wish, by=CLERK, now=MONDAY).number == 1
    printing.agenda_keluar(office, 2026, now=MONDAY)


@pytest.mark.parametrize(
    "form",
    [
        LetterForm(("x",), "W" * 61, (LetterItem("a", "1"),)),
        LetterForm(("W" * 150,) * 3, "T", (LetterItem("a", "1"),)),
        LetterForm(("x",), "T", (LetterItem("a", "1"),), Form.AN),  # nobody is appointed
    ],
)
def test_a_refused_letter_form_is_not_kept(office: Office, form: LetterForm) -> None:
    """Kept, it would refuse every later look at the letter, the one that mends it included."""
    settings.save_profile(office, GOOD, by=CLERK, now=MONDAY)
    dossier = at_the_signature(office)
    before = letters.letter_at_hand(office, dossier, now=MONDAY)
    with pytest.raises(Refused):
        letters.save_form(office, dossier, form, by=CLERK, now=MONDAY)
    assert letters.letter_at_hand(office, dossier, now=MONDAY) == before
    print_all(office, dossier)


@pytest.mark.parametrize("typed", ODD)
def test_odd_names_and_reasons_are_kept_as_text(office: Office, typed: str) -> None:
    settings.save_profile(office, GOOD, by=CLERK, now=MONDAY)
    kept = save_clerk(office, typed, by="", now=MONDAY)
    assert settings.clerks(office) == [kept]
    settings.keep_reason(office, "return", typed)
    assert settings.reasons(office.look(), "return")[0] == " ".join(kept.split())
    assert not printing.log_print(office, printing.cap_paraf(office, now=MONDAY), by=typed, now=MONDAY)
