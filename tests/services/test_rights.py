"""Every use case asks who may, and refuses the same everywhere; without PINs nobody is refused."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.profile import Profile
from sopdesk.domain.rights import Right, Role
from sopdesk.domain.sop import Desk
from sopdesk.services import (
    corrections,
    dossiers,
    handoffs,
    letters,
    notes,
    numbering,
    settings,
    users,
    year_closing,
)
from sopdesk.services.dossiers import Start
from sopdesk.services.letter_log import FILLED
from sopdesk.services.note_forms import new_form
from sopdesk.services.numbering import NumberWish
from sopdesk.services.office import Office
from sopdesk.services.panel import dossier_view
from sopdesk.services.rights import PinRules, may, who_may
from sopdesk.services.sentences import sentence
from tests.services.desk import MONDAY, Clerk
from tests.services.pins import ADMIN, AGENDA, KASUBBAG, PETUGAS, SEKCAM, with_pins

SERVICES = Path(settings.__file__).parent
# What a use case begins with: an office that is open, or the folder of one.
_STARTS = ("Office", "Path")


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(SERVICES.glob("*.py")):
        if path.stem.startswith("sample"):
            continue  # fills an office that has no users yet
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                yield path.stem, node


def is_use_case(node: ast.FunctionDef) -> bool:
    """Public, begins with an office, and is told who does it."""
    given = node.args
    first = given.args[0].annotation if given.args else None
    told = any(each.arg == "by" for each in given.kwonlyargs)
    told = told or (
        given.kwarg is not None and "When" in ast.unparse(given.kwarg.annotation or ast.Constant(""))
    )
    return not node.name.startswith("_") and told and first is not None and ast.unparse(first) in _STARTS


def calls(node: ast.AST) -> set[str]:
    found = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            found.add(each.func.id)
        elif isinstance(each, ast.Attribute):
            found.add(each.attr)  # also one that is chosen first and called after that
    return found


def asking() -> set[tuple[str, str]]:
    """The functions that ask who may, by themselves or through another of their module or of the rooms below."""
    every = list(functions())
    known = {(module, node.name): calls(node) for module, node in every}
    done = {key for key, names in known.items() if "require" in names}
    while True:
        names_done = {name for _module, name in done}
        more = {key for key, names in known.items() if names & names_done} - done
        if not more:
            return done
        done |= more


def test_every_use_case_asks_who_may() -> None:
    cases = {(module, node.name) for module, node in functions() if is_use_case(node)}
    assert len(cases) > 50, "the search itself is broken"
    assert cases - asking() == set()


def test_the_search_finds_a_use_case_that_asks_nobody() -> None:
    planted = ast.parse(
        "def drop_all(office: Office, *, by: str, now: datetime) -> None:\n    office.wipe(by)"
    ).body[0]
    assert isinstance(planted, ast.FunctionDef)
    assert is_use_case(planted)
    assert "require" not in calls(planted)


Deed = Callable[[Office, str], object]


def _start(office: Office, by: str) -> object:
    return dossiers.start(office, Start("lakip", "Laporan Kinerja"), by=by, at=MONDAY, now=MONDAY)


def _number(office: Office, by: str) -> object:
    wish = NumberWish("outgoing", "Undangan", "Kepala Desa", MONDAY.date())
    return numbering.take_number(office, wish, by=by, now=MONDAY)


def _profile(office: Office, by: str) -> object:
    profile = Profile(kabupaten="Contoh Raya", kecamatan="Karang Contoh", place="Tempat", mark="KKC")
    return settings.save_profile(office, profile, by=by, now=MONDAY)


def _calendar(office: Office, by: str) -> object:
    return settings.save_calendar(office, office.look().calendar.to_json(), by=by, now=MONDAY)


def _user(office: Office, by: str) -> object:
    return users.save_user(office, "Kenari", by=by, now=MONDAY)


def _close(office: Office, by: str) -> object:
    try:
        return year_closing.close_year(office, "outgoing", 2025, by=by, now=MONDAY)
    except Refused as no:
        # Whoever may is told that the year has no book.
        if no.rule is Rule.NOT_ALLOWED:
            raise
        return no


@pytest.mark.parametrize(
    ("deed", "who"),
    [
        (_start, {ADMIN, AGENDA, PETUGAS}),
        (_number, {ADMIN, AGENDA}),
        (_close, {ADMIN, AGENDA}),
        (_profile, {ADMIN}),
        (_calendar, {ADMIN}),
        (_user, {ADMIN}),
    ],
)
def test_who_may_do_what(office: Office, deed: Deed, who: set[str]) -> None:
    with_pins(office, MONDAY)
    for name in (PETUGAS, SEKCAM, KASUBBAG, AGENDA, ADMIN, "Tamu"):
        if name in who:
            deed(office, name)
            continue
        with pytest.raises(Refused) as no:
            deed(office, name)
        assert no.value.rule is Rule.NOT_ALLOWED
        assert set(no.value.data["who_may"]) == who  # type: ignore[call-overload]  # data is open


@pytest.mark.parametrize("deed", [_start, _number, _close, _profile, _calendar, _user])
def test_without_pins_everybody_may_everything(office: Office, deed: Deed) -> None:
    with_pins(office, MONDAY, on=False)
    deed(office, "Siapa saja")


def test_who_cannot_come_in_is_named_only_where_nobody_can(office: Office) -> None:
    with_pins(office, MONDAY)
    users.save_user(office, "Kenari", by=ADMIN, now=MONDAY, roles={Role.AGENDA})
    assert who_may(office.look(), Right.NUMBERS, now=MONDAY) == (AGENDA, ADMIN)
    users.save_user(office, AGENDA, by=ADMIN, now=MONDAY, active=False)
    users.set_pins(office, PinRules(on=False), by=ADMIN, now=MONDAY)
    assert who_may(office.look(), Right.NUMBERS, now=MONDAY) == ("Kenari", ADMIN)


def test_the_refusal_says_who_may(office: Office) -> None:
    with_pins(office, MONDAY)
    with pytest.raises(Refused) as no:
        _number(office, PETUGAS)
    assert sentence(no.value) == (
        "Hanya petugas agenda atau admin yang dapat mengambil atau membatalkan nomor: Bakung, Meranti."
    )


def test_an_official_logs_at_the_own_desk_alone(office: Office, clerk: Clerk) -> None:
    with_pins(office, MONDAY)
    clerk.by = PETUGAS
    clerk.start()
    clerk.to_step(5)
    assert clerk.row.desk == Desk.KASUBBAG.value
    with pytest.raises(Refused) as no:
        handoffs.hold(office, clerk.code, "Listrik padam", by=SEKCAM, at=clerk.now, now=clerk.now)
    assert no.value.rule is Rule.NOT_ALLOWED
    assert set(no.value.data["who_may"]) == {ADMIN, AGENDA, KASUBBAG, PETUGAS}  # type: ignore[call-overload]  # open data
    clerk.hold(by=KASUBBAG)
    clerk.resume(by=KASUBBAG)


def test_others_entries_are_corrected_by_sekcam_and_admin(office: Office, clerk: Clerk) -> None:
    with_pins(office, MONDAY)
    clerk.by = PETUGAS
    clerk.start()
    for name in (AGENDA, KASUBBAG):
        event = clerk.hand_on().event
        with pytest.raises(Refused) as no:
            corrections.correct(office, clerk.code, event, "Salah", by=name, now=clerk.now)
        assert no.value.rule is Rule.NOT_ALLOWED
        corrections.correct(office, clerk.code, event, "Salah", by=PETUGAS, now=clerk.now)  # one's own
        clerk.later(minutes=1)
    for name in (SEKCAM, ADMIN):
        event = clerk.hand_on().event
        corrections.correct(office, clerk.code, event, "Salah", by=name, now=clerk.now)
        clerk.later(minutes=1)


def test_a_role_that_is_taken_away_counts_at_once(office: Office) -> None:
    with_pins(office, MONDAY)
    assert may(office.look(), AGENDA, Right.NUMBERS, now=MONDAY)
    users.save_user(office, AGENDA, by=ADMIN, now=MONDAY, active=False)
    assert not may(office.look(), AGENDA, Right.NUMBERS, now=MONDAY)
    assert who_may(office.look(), Right.NUMBERS, now=MONDAY) == (ADMIN,)
    users.set_pins(office, PinRules(on=False), by=ADMIN, now=MONDAY)
    assert may(office.look(), AGENDA, Right.NUMBERS, now=MONDAY)


def _form(office: Office, clerk: Clerk, by: str) -> object:
    form = letters.letter_at_hand(office, clerk.code, now=clerk.now).form
    filled = replace(form, addressee_lines=("Kepala Dinas Contoh",))
    return letters.save_form(office, clerk.code, filled, by=by, now=clerk.now)


def test_letters_are_written_by_those_who_log_at_the_desk(office: Office, clerk: Clerk) -> None:
    with_pins(office, MONDAY)
    clerk.by = PETUGAS
    clerk.start()
    clerk.to_step(5)  # at the desk of the Kasubbag
    for name in (SEKCAM, "Tamu"):
        with pytest.raises(Refused) as no:
            _form(office, clerk, name)
        assert no.value.rule is Rule.NOT_ALLOWED
    for name in (PETUGAS, AGENDA, ADMIN, KASUBBAG):
        _form(office, clerk, name)
        said = dossier_view(office, clerk.code, clerk.now).log[0]
        assert (said.kind, said.by) == ("letter", name)
        assert said.words.startswith("Surat pengantar diisi: ")


def test_a_nota_dinas_says_who_wrote_it(office: Office) -> None:
    with_pins(office, MONDAY)
    form = replace(new_form(office.look(), MONDAY), subject="Usulan lembur")
    with pytest.raises(Refused) as no:
        notes.save_note(office, form, by="Tamu", now=MONDAY)
    assert no.value.rule is Rule.NOT_ALLOWED
    note = notes.save_note(office, form, by=KASUBBAG, now=MONDAY)
    notes.save_note(office, form, by=PETUGAS, now=MONDAY, letter_id=note)
    with office.store.read() as unit:
        newest = unit.log.newest_of(FILLED)
    assert [(e.actor, e.body["letter"]) for e in newest] == [(PETUGAS, note), (KASUBBAG, note)]
