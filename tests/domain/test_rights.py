"""The table of rights and roles: every cell, and what holds of every set of roles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.officials import Appointment, Official, Status
from sopdesk.domain.rights import TABLE, Reach, Right, Role, User, allows, desks_of
from sopdesk.domain.sop import Desk

A, N, O, S, V = Reach.ALL, Reach.NONE, Reach.OWN, Reach.SEKCAM, Reach.VIEW  # noqa: E741 - a table of letters
# petugas, agenda, pejabat, admin
CELLS = {
    Right.LOG: (A, A, O, A),
    Right.PRINT: (A, A, A, A),
    Right.BACKUP: (A, A, A, A),
    Right.NUMBERS: (N, A, N, A),
    Right.STAMP: (N, A, N, A),
    Right.DISPATCH: (N, A, N, A),
    Right.REGISTERS: (N, A, N, A),
    Right.CLOSE_YEAR: (N, A, N, A),
    Right.REPORTS: (V, V, A, A),
    Right.CORRECT_OTHERS: (N, N, S, A),
    Right.OFFICE: (N, N, N, A),
    Right.OFFICIALS: (N, N, N, A),
    Right.CALENDAR: (N, N, N, A),
    Right.SOPS: (N, N, N, A),
    Right.USERS: (N, N, N, A),
    Right.BACKUP_PLACE: (N, N, N, A),
    Right.RESTORE: (N, N, N, A),
}
DESKS = st.frozensets(st.sampled_from(Desk))
ROLES = st.frozensets(st.sampled_from(Role))
RIGHTS = st.sampled_from(Right)


def test_every_cell_is_as_the_rules_say() -> None:
    assert {right: tuple(row[role] for role in Role) for right, row in TABLE.items()} == CELLS


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_every_cell_as_it_is_met(right: Right, role: Role) -> None:
    """What one with this role alone may, without a desk, at the own one, at another, and as Sekcam."""
    user = User("Bakung", frozenset({role}))
    met = (
        allows(right, user, frozenset()),
        allows(right, user, frozenset({Desk.CAMAT}), Desk.CAMAT),
        allows(right, user, frozenset({Desk.CAMAT}), Desk.KASUBBAG),
        allows(right, user, frozenset({Desk.SEKCAM}), Desk.KASUBBAG),
    )
    expected = {
        A: (True, True, True, True),
        N: (False, False, False, False),
        V: (False, False, False, False),
        O: (False, True, False, False),
        S: (False, False, False, True),
    }
    assert met == expected[CELLS[right][tuple(Role).index(role)]]


@given(RIGHTS, ROLES, ROLES, DESKS, st.none() | st.sampled_from(Desk))
def test_more_roles_never_take_a_right_away(
    right: Right, roles: frozenset[Role], more: frozenset[Role], desks: frozenset[Desk], desk: Desk | None
) -> None:
    alone = [allows(right, User("x", frozenset({role})), desks, desk) for role in roles | more]
    together = allows(right, User("x", roles | more), desks, desk)
    assert together == any(alone)
    assert together or not allows(right, User("x", roles), desks, desk)


@given(RIGHTS, ROLES, DESKS, st.none() | st.sampled_from(Desk))
def test_who_has_left_may_nothing(
    right: Right, roles: frozenset[Role], desks: frozenset[Desk], desk: Desk | None
) -> None:
    assert not allows(right, User("x", roles, active=False), desks, desk)


@given(RIGHTS, DESKS, st.none() | st.sampled_from(Desk))
def test_an_admin_may_everything_and_no_role_nothing(
    right: Right, desks: frozenset[Desk], desk: Desk | None
) -> None:
    assert allows(right, User("x", frozenset({Role.ADMIN})), desks, desk)
    assert not allows(right, User("x", frozenset()), desks, desk)


def test_the_desks_of_an_official_follow_the_appointments() -> None:
    """A stand-in takes the desk for the days of the appointment; the holder has it again after that."""
    camat, sekcam = Official(1, "Camat Contoh"), Official(2, "Sekcam Contoh")
    posts = (
        Appointment(1, camat, Desk.CAMAT, "Camat", Status.DEFINITIF, date(2026, 1, 1)),
        Appointment(2, sekcam, Desk.SEKCAM, "Sekcam", Status.DEFINITIF, date(2026, 1, 1)),
        Appointment(3, sekcam, Desk.CAMAT, "Camat", Status.PLH, date(2026, 7, 6), date(2026, 7, 10)),
    )
    one, two = User("Camat Contoh", official_id=1), User("Sekcam Contoh", official_id=2)
    during, after = date(2026, 7, 8), date(2026, 7, 11)
    assert desks_of(two, posts, during) == {Desk.CAMAT, Desk.SEKCAM}
    assert desks_of(one, posts, during) == frozenset()
    assert desks_of(two, posts, after) == {Desk.SEKCAM}
    assert desks_of(one, posts, after) == {Desk.CAMAT}
    assert desks_of(User("Petugas"), posts, after) == frozenset()
