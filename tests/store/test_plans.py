"""The questions that screens ask all day are answered from an index, however many closed dossiers there are."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event

from sopdesk.store.deliveries import DeliveryQuestion
from sopdesk.store.history import Asked
from sopdesk.store.store import Store, Unit
from tests.store.conftest import NOW

pytestmark = pytest.mark.sqlite
YEAR = Asked(NOW - timedelta(days=365), NOW)
ASKED: dict[str, tuple[Callable[[Unit], object], str]] = {
    "board": (lambda unit: unit.dossiers.under_way_briefly(), "ix_dossier_open"),
    "open": (lambda unit: unit.dossiers.under_way(), "ix_dossier_open"),
    "open of an SOP": (lambda unit: unit.dossiers.under_way_of("lakip"), "ix_dossier_open"),
    "ended": (lambda unit: unit.dossiers.ended_lately(NOW - timedelta(days=14), 50), "ix_dossier_ended_at"),
    "sheets that are out": (lambda unit: unit.deliveries.out(), "ix_delivery_out"),
    "the longest of them": (
        lambda unit: unit.deliveries.window(DeliveryQuestion(states=("out",), order="sent"), 0, 1),
        "ix_delivery_out",
    ),
    "a dossier's deliveries": (lambda unit: unit.deliveries.of_dossier(1), "ix_delivery_dossier_id"),
    "a letter's deliveries": (lambda unit: unit.deliveries.of_line(1), "ix_delivery_line_id"),
    "a year's deliveries": (
        lambda unit: unit.deliveries.window(DeliveryQuestion(year=2026), 0, 128),
        "sqlite_autoindex_delivery_1",
    ),
    "a report of compliance": (lambda unit: unit.history.compliance(YEAR, ("step",)), "ix_visit_until"),
    "a report of desks": (lambda unit: unit.history.desks(YEAR), "ix_visit_until"),
    "why drafts came back": (lambda unit: unit.history.reasons("lakip", NOW, 5), "ix_visit_returned"),
    "what was begun": (
        lambda unit: unit.history.started([NOW - timedelta(days=365), NOW], ""),
        "ix_dossier_started_at",
    ),
}


@pytest.mark.parametrize("question", ASKED)
def test_is_answered_from_its_index(store: Store, question: str) -> None:
    ask, index = ASKED[question]
    said: list[tuple[str, tuple[object, ...]]] = []

    def note(_c: object, _cursor: object, statement: str, values: tuple[object, ...], *_rest: object) -> None:
        if statement.startswith("SELECT"):
            said.append((statement, values))

    with store.read() as unit:
        # From here on: a unit has questions of its own as it begins.
        event.listen(store.base.engine, "before_cursor_execute", note)
        try:
            ask(unit)
        finally:
            event.remove(store.base.engine, "before_cursor_execute", note)
    [(statement, values)] = said
    with store.read() as unit:
        plan = unit._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    assert f"USING INDEX {index}" in str(plan), plan
