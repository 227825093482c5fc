"""Who comes in: PINs, waiting times by a clock that moves when told, recovery, and what the log says of it."""

import subprocess
import sys
from datetime import timedelta

import pytest

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.pins import shown_code
from sopdesk.domain.rights import Role
from sopdesk.services import users
from sopdesk.services.office import Office, open_office
from sopdesk.services.rights import PinRules, pin_rules
from sopdesk.services.verification import verify
from tests.behind import behind
from tests.services.desk import MONDAY
from tests.services.pins import ADMIN, AGENDA, PETUGAS, PIN, with_pins

WRONG = "9753"


def refused(office: Office, name: str, pin: str, seconds: float = 0) -> tuple[Rule, int]:
    """What a try is told, and how long it must wait."""
    with pytest.raises(Refused) as no:
        users.sign_in(office, name, pin, now=MONDAY + timedelta(seconds=seconds))
    return no.value.rule, int(str(no.value.data.get("seconds", 0)))


def test_the_right_pin_comes_in(office: Office) -> None:
    with_pins(office, MONDAY)
    assert users.sign_in(office, PETUGAS, PIN, now=MONDAY).name == PETUGAS
    assert refused(office, PETUGAS, WRONG) == (Rule.WRONG_PIN, 0)
    assert refused(office, PETUGAS, "") == (Rule.WRONG_PIN, 0)
    assert refused(office, "Tamu", PIN) == (Rule.NO_USER, 0)


def test_without_pins_a_name_is_enough(office: Office) -> None:
    with_pins(office, MONDAY, on=False)
    assert users.sign_in(office, PETUGAS, "", now=MONDAY).name == PETUGAS


def test_waiting_grows_and_outlives_a_restart(office: Office) -> None:
    """Three tries are free; then nothing is listened to for 5 s, 15 s, 60 s, 5 min, not even the right PIN."""
    with_pins(office, MONDAY)
    assert [refused(office, PETUGAS, WRONG) for _ in range(4)] == [
        *[(Rule.WRONG_PIN, 0)] * 3,
        (Rule.WRONG_PIN, 5),
    ]
    assert refused(office, PETUGAS, PIN, 4.5) == (Rule.PIN_WAIT, 1)
    again = open_office(office.folder, MONDAY)
    try:
        assert refused(again, PETUGAS, PIN, 1) == (Rule.PIN_WAIT, 4)
        assert refused(again, PETUGAS, WRONG, 5) == (Rule.WRONG_PIN, 15)
        assert refused(again, PETUGAS, WRONG, 20) == (Rule.WRONG_PIN, 60)
        assert refused(again, PETUGAS, WRONG, 80) == (Rule.WRONG_PIN, 300)
        assert refused(again, PETUGAS, WRONG, 380) == (Rule.WRONG_PIN, 300)
        assert users.waits(again, PETUGAS, now=MONDAY + timedelta(seconds=381)) == 299
        assert users.waits(again, AGENDA, now=MONDAY) == 0
        users.sign_in(again, PETUGAS, PIN, now=MONDAY + timedelta(seconds=680))
        assert refused(again, PETUGAS, WRONG, 681) == (Rule.WRONG_PIN, 0)
    finally:
        again.close()


def test_a_clock_set_back_waits_no_longer_than_the_wait(office: Office) -> None:
    with_pins(office, MONDAY)
    for _ in range(4):
        refused(office, PETUGAS, WRONG)
    ten_years = -315_000_000.0
    assert refused(office, PETUGAS, PIN, ten_years) == (Rule.PIN_WAIT, 5)
    users.sign_in(office, PETUGAS, PIN, now=MONDAY + timedelta(seconds=ten_years + 5))


_GUESS = """
import sys
from datetime import datetime
from pathlib import Path
from sopdesk.domain.errors import Refused
from sopdesk.services import users
from sopdesk.services.office import open_office
now = datetime.fromisoformat(sys.argv[2])
office = open_office(Path(sys.argv[1]), now)
for _ in range(6):
    try:
        users.sign_in(office, sys.argv[3], "9753", now=now)
    except Refused as no:
        print(no.rule.value)
office.close()
"""


def test_two_processes_share_the_free_tries(office: Office) -> None:
    """Twelve guesses at one moment: four are looked at, the fourth begins the waiting, the others meet it."""
    with_pins(office, MONDAY)
    call = [sys.executable, "-c", _GUESS, str(office.folder), MONDAY.isoformat(), PETUGAS]
    guesses = [subprocess.Popen(call, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = "".join(guess.communicate(timeout=60)[0] for guess in guesses).split()
    assert sorted(told) == ["pin_wait"] * 8 + ["wrong_pin"] * 4


def test_pins_begin_with_an_admin_who_has_one(office: Office) -> None:
    users.save_user(office, ADMIN, by=ADMIN, now=MONDAY)
    with pytest.raises(Refused) as no:
        users.set_pins(office, PinRules(on=True), by=ADMIN, now=MONDAY)
    assert no.value.rule is Rule.NO_ADMIN_PIN
    users.set_pin(office, ADMIN, PIN, by=ADMIN, now=MONDAY)
    for name in ("Orang lain", ""):
        with pytest.raises(Refused):
            users.set_pins(office, PinRules(on=True), by=name, now=MONDAY)
    with pytest.raises(Refused) as no:
        users.set_pins(office, PinRules(on=True, idle=0), by=ADMIN, now=MONDAY)
    assert no.value.data["field"] == "idle"
    users.set_pins(office, PinRules(on=True, idle=3), by=ADMIN, now=MONDAY)
    assert pin_rules(office.look()) == PinRules(on=True, idle=3)


@pytest.mark.parametrize(
    "change", [{"active": False}, {"roles": {Role.PETUGAS}}, {"active": False, "roles": {Role.ADMIN}}]
)
def test_the_last_admin_stays(office: Office, change: dict[str, object]) -> None:
    with_pins(office, MONDAY)
    users.save_user(office, "Kenari", by=ADMIN, now=MONDAY, roles={Role.ADMIN})  # has no PIN
    with pytest.raises(Refused) as no:
        users.save_user(office, ADMIN, by=ADMIN, now=MONDAY, **change)  # type: ignore[arg-type]  # drawn from a table
    assert no.value.rule is Rule.LAST_ADMIN
    users.set_pin(office, "Kenari", PIN, by=ADMIN, now=MONDAY)
    users.save_user(office, ADMIN, by=ADMIN, now=MONDAY, **change)  # type: ignore[arg-type]  # as above


def test_a_new_name_is_a_petugas_where_pins_are_asked_for(office: Office) -> None:
    with_pins(office, MONDAY)
    assert users.save_user(office, "Kenari", by=ADMIN, now=MONDAY).roles == {Role.PETUGAS}
    assert refused(office, "Kenari", PIN) == (Rule.NO_PIN, 0)


def test_own_pin_needs_the_old_one_and_anothers_an_admin(office: Office) -> None:
    with_pins(office, MONDAY)
    with pytest.raises(Refused) as no:
        users.set_pin(office, PETUGAS, "1357", by=PETUGAS, now=MONDAY, old=WRONG)
    assert no.value.rule is Rule.WRONG_PIN
    with pytest.raises(Refused) as no:
        users.set_pin(office, AGENDA, "1357", by=PETUGAS, now=MONDAY, old=PIN)
    assert no.value.rule is Rule.NOT_ALLOWED
    users.set_pin(office, PETUGAS, "1357", by=PETUGAS, now=MONDAY, old=PIN)
    users.sign_in(office, PETUGAS, "1357", now=MONDAY)
    for _ in range(5):
        with pytest.raises(Refused):
            users.sign_in(office, PETUGAS, WRONG, now=MONDAY)
    users.set_pin(office, PETUGAS, PIN, by=ADMIN, now=MONDAY)
    users.sign_in(office, PETUGAS, PIN, now=MONDAY)


def test_a_recovery_code_works_once(office: Office) -> None:
    with_pins(office, MONDAY)
    with pytest.raises(Refused) as no:
        users.recover(office, ADMIN, "A" * 20, "1357", now=MONDAY)
    assert no.value.rule is Rule.BAD_RECOVERY
    code = users.new_recovery(office, ADMIN, by=ADMIN, now=MONDAY)
    assert users.has_recovery(office, ADMIN)
    with pytest.raises(Refused) as no:
        users.recover(office, ADMIN, code[::-1], "1357", now=MONDAY)
    assert no.value.data["which"] == "recovery"
    following = users.recover(office, ADMIN, shown_code(code).lower(), "1357", now=MONDAY)
    users.sign_in(office, ADMIN, "1357", now=MONDAY)
    with pytest.raises(Refused):
        users.recover(office, ADMIN, code, "8642", now=MONDAY)
    users.recover(office, ADMIN, following, "8642", now=MONDAY)
    for name, by in ((PETUGAS, PETUGAS), (ADMIN, AGENDA), (AGENDA, ADMIN)):
        with pytest.raises(Refused):
            users.new_recovery(office, name, by=by, now=MONDAY)


def test_no_secret_is_in_the_log_or_readable_in_the_file(office: Office) -> None:
    with_pins(office, MONDAY)
    code = users.new_recovery(office, ADMIN, by=ADMIN, now=MONDAY)
    with behind(office) as database:
        log = "\n".join(str(row) for row in database.execute("SELECT actor, kind, body FROM log"))
        kept = [
            row[0]
            for row in database.execute("SELECT pin FROM clerk UNION SELECT recovery FROM clerk")
            if row[0]
        ]
    assert all(each.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for each in kept)
    assert len(kept) == len(set(kept)) == 6
    for secret in (PIN, code, *kept, *(each.split("$")[-1] for each in kept)):
        assert f'"{secret}"' not in log
    assert '"mark"' in log


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("roles", '["admin"]'),
        ("active", "0"),
        ("official_id", "77"),
        ("pin", "$argon2id$v=19$m=19456,t=2,p=1$AAAA$BBBB"),
        ("recovery", "$argon2id$v=19$m=19456,t=2,p=1$AAAA$BBBB"),
        ("name", "Orang lain"),
    ],
)
def test_a_change_behind_the_programs_back_is_found(office: Office, column: str, value: str) -> None:
    with_pins(office, MONDAY)
    assert verify(office).problems == ()
    with behind(office) as database:
        database.execute(f"UPDATE clerk SET {column} = ? WHERE name = ?", (value, PETUGAS))
    assert any(PETUGAS in problem for problem in verify(office).problems)


def test_a_user_planted_in_the_file_is_found(office: Office) -> None:
    with_pins(office, MONDAY)
    with behind(office) as database:
        database.execute("INSERT INTO clerk (name, active) VALUES ('Penyusup', TRUE)")
    assert [p for p in verify(office).problems if "Penyusup" in p]
