"""A setting or an SOP in the database that cannot be read: the office opens all the same, and says which one it is."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.layout import Layout
from sopdesk.domain.profile import Profile
from sopdesk.domain.sop_file import to_file_text
from sopdesk.services import (
    answer_times,
    classification,
    disposition_lists,
    notes,
    number_settings,
    paper_settings,
    queries,
    report_monitoring,
    rights,
    settings,
    stamps,
    wording,
)
from sopdesk.services.office import CALENDAR, LAYOUT, LAYOUTS, PROFILE, REASONS, VERSION, Office, bump
from sopdesk.services.panel import dossier_view
from sopdesk.services.sound_settings import JUDGES, Spoiled, setting_name, spoiled_words
from sopdesk.services.verification import verify
from tests.cli.running import sopdesk
from tests.services.backup_office import PROFILE as OFFICE_PROFILE
from tests.services.backup_office import furnish
from tests.services.desk import CLERK, MONDAY, Clerk

RUBBISH = (
    "",
    "{",
    "7.5",
    '"x"',
    "[1]",
    '{"x": [1], "zone": 5, "address_lines": 7, "on": 3, "by_hand": "ya"}',
)
NAMES = (
    PROFILE,
    CALENDAR,
    REASONS,
    LAYOUT,
    LAYOUTS,
    number_settings.NUMBERING,
    answer_times.ANSWER_TIMES,
    disposition_lists.DISPOSITION,
    classification.CODE_LISTS,
    classification.SOP_CODES,
    stamps.STAMP,
    notes.NOTES,
    paper_settings.LABELS,
    paper_settings.ENVELOPE,
    wording.WORDING,
    rights.PINS,
    report_monitoring.MONITORING,
)


def spoil(here: Office, name: str, value: str) -> Office:
    """Write it behind the program's back; the office as another process would read it."""
    with here.store.write() as unit:
        unit._connection.execute(text("DELETE FROM setting WHERE name = :name"), {"name": name})
        row = {"name": name, "value": value}
        unit._connection.execute(text("INSERT INTO setting (name, value) VALUES (:name, :value)"), row)
    return Office(here.store, here.folder)


def kept(here: Office, name: str) -> str:
    """What the database has, as text."""
    with here.store.read() as unit:
        rows = unit._connection.execute(text("SELECT value FROM setting WHERE name = :name"), {"name": name})
        return str(rows.scalar_one())


def spoil_sop(here: Office, said: str, key: str, revision: int) -> Office:
    with here.store.write() as unit:
        unit._connection.execute(
            text("UPDATE sop SET text = :said WHERE key = :key AND revision = :revision"),
            {"said": said, "key": key, "revision": revision},
        )
    return Office(here.store, here.folder)


def test_every_setting_is_judged_and_has_a_name() -> None:
    assert set(NAMES) == set(JUDGES)
    assert [name for name in NAMES if setting_name(name).startswith("Pengaturan ")] == []


@pytest.mark.parametrize("name", [*NAMES, VERSION])
@pytest.mark.parametrize("value", RUBBISH)
def test_the_office_opens_and_names_it(office: Office, name: str, value: str) -> None:
    furnish(office, scans=0)
    here = spoil(office, name, value)
    known = here.look()
    assert [each.name for each in known.spoiled] == [name]
    assert setting_name(name) in spoiled_words(known.spoiled, ())
    assert len(queries.board(here, MONDAY + timedelta(hours=1)).columns) > 1
    for read in (
        answer_times.terms_of,
        disposition_lists.instructions,
        disposition_lists.others,
        number_settings.numbering_of,
        stamps.stamp_setting,
        paper_settings.label_sheet,
        paper_settings.own_layouts,
        notes.is_by_hand,
        report_monitoring.thresholds_of,
    ):
        reading: Callable[[Any], object] = read
        reading(known)
    assert any(setting_name(name) in problem for problem in verify(here).problems)
    assert kept(here, name) == value, "nothing is written over it"


@pytest.mark.parametrize("value", RUBBISH)
def test_what_was_saved_last_takes_its_place(office: Office, value: str) -> None:
    """An office with another name, or clocks that run through holidays, would be worse than none."""
    furnish(office, scans=0)
    calendar = office.look().calendar.to_json()
    calendar["off"] = [{"date": "2026-07-08", "name": "Libur setempat"}]
    settings.save_calendar(office, calendar, by=CLERK, now=MONDAY)
    before = office.look()
    here = spoil(spoil(office, "profile", value), "calendar", value)
    known = here.look()
    assert known.profile == before.profile == replace(OFFICE_PROFILE)
    assert known.calendar == before.calendar
    assert known.spoiled == (Spoiled("calendar", from_log=True), Spoiled("profile", from_log=True))
    assert "Kalender dan jam kerja, Profil kantor. Yang dipakai isi yang terakhir disimpan." in spoiled_words(
        known.spoiled, ()
    )


def test_without_an_entry_the_usual_value_does(office: Office) -> None:
    known = spoil(office, "layout", "{").look()
    assert known.spoiled == (Spoiled("layout", from_log=False),)
    assert "Kertas dan margin. Yang dipakai isi bawaan." in spoiled_words(known.spoiled, ())


def test_an_entry_that_is_wrong_itself_is_not_used(office: Office) -> None:
    with office.store.write() as unit:
        settings.note(unit, "profile", {"value": {"zone": "Mars"}}, by=CLERK, now=MONDAY)
    assert spoil(office, "profile", "{").look().profile == Profile()


def test_saving_it_anew_mends_it(office: Office) -> None:
    furnish(office, scans=0)
    here = spoil(office, "layout", "[]")
    settings.save_layout(here, Layout(top=20.0), by=CLERK, now=MONDAY)
    assert here.look().spoiled == ()
    assert json.loads(kept(here, "layout"))["top"] == 20.0
    assert verify(here).ok


def test_spoiled_reasons_begin_again_with_the_next_one_typed(office: Office) -> None:
    """No screen saves them, so nobody is sent to one."""
    here = spoil(office, "reasons", '{"return": 7}')
    assert "simpan lagi" not in spoiled_words(here.look().spoiled, ())
    settings.keep_reason(here, "return", "Alasan baru")
    assert settings.reasons(here.look(), "return")[0] == "Alasan baru"
    assert here.look().spoiled == ()


def test_a_spoiled_version_is_counted_on_past_what_it_was(office: Office) -> None:
    """Another window compares it with what it has read."""
    furnish(office, scans=0)
    other = Office(office.store, office.folder)
    was = other.look().version
    here = spoil(office, "version", "x")
    settings.save_profile(here, replace(OFFICE_PROFILE, place="Pindah"), by=CLERK, now=MONDAY)
    assert int(kept(here, "version")) > was
    assert other.look().profile.place == "Pindah"
    assert here.look().spoiled == ()


@pytest.mark.parametrize("said", ["", "{", "[]", '{"key": "lakip"}'])
def test_a_spoiled_sop_is_read_from_the_program_again(office: Office, said: str) -> None:
    clerk = Clerk(office)
    clerk.start("lakip")
    here = spoil_sop(office, said, "lakip", office.look().current["lakip"].revision)
    known = here.look()
    (spoiled,) = known.spoiled_sops
    assert spoiled[0] == "lakip"
    assert known.current["lakip"] == office.look().current["lakip"]
    assert dossier_view(here, clerk.row.id, MONDAY).card.title
    Clerk(here, now=MONDAY + timedelta(hours=1)).start("lakip")
    assert "dibaca lagi dari program: lakip" in spoiled_words((), known.spoiled_sops)
    assert any("SOP lakip" in problem for problem in verify(here).problems)


def test_of_a_spoiled_revision_of_the_office_the_dossiers_can_be_read(office: Office) -> None:
    first = office.look().current["lakip"]
    with office.store.write() as unit:
        newer = replace(first, revision=first.revision + 1)
        unit.office.add_sop(newer.key, newer.revision, to_file_text(newer))
        bump(unit)
    clerk = Clerk(office)
    clerk.start("lakip")
    here = spoil_sop(office, "{", "lakip", newer.revision)
    known = here.look()
    assert dossier_view(here, clerk.row.id, MONDAY).card.title
    assert known.current["lakip"] == first, "nothing is begun under it"
    assert f"lakip revisi {newer.revision}" in spoiled_words((), known.spoiled_sops)
    assert "menurut revisi lain" in spoiled_words((), known.spoiled_sops)


def test_an_sop_of_which_nothing_can_be_read_is_damage(office: Office) -> None:
    with office.store.write() as unit:
        unit.office.add_sop("baru", 1, "{")
        bump(unit)
    with pytest.raises(Refused) as told:
        Office(office.store, office.folder).look()
    assert told.value.rule is Rule.BAD_SOP


def test_the_command_line_works_and_verify_says_it(office: Office) -> None:
    furnish(office, scans=0)
    spoil(office, "calendar", "{").close()
    folder = str(office.folder)
    assert sopdesk("dossier", "list", "--data", folder).code == 0
    told = sopdesk("verify", "--data", folder)
    assert told.code == 1
    assert "Kalender dan jam kerja: isinya di database rusak" in told.out


@pytest.mark.sqlite
def test_a_spoiled_text_of_the_driver_is_still_damage(office: Office) -> None:
    """Not only a value: the page itself was overwritten."""
    with office.store.write() as unit:
        unit._connection.exec_driver_sql("UPDATE setting SET value = CAST(x'fffe' AS TEXT)")
    with pytest.raises(Trouble) as told:
        Office(office.store, office.folder).look()
    assert told.value.fault is Fault.DATABASE_DAMAGED
