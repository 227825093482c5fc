"""What the office set: profile, calendar, officials, clerks, its revisions of the SOPs."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Text, bindparam, insert, select, type_coerce, update

from sopdesk.domain.officials import Appointment, Official, Status
from sopdesk.domain.sop import Desk
from sopdesk.store import tables
from sopdesk.store.upserts import upsert

_TEXT = type_coerce(tables.setting.c.value, Text).label("value")  # one that is no JSON is told by its name
_SETTINGS = select(tables.setting.c.name, _TEXT).order_by(tables.setting.c.name)
_SETTING = select(_TEXT).where(tables.setting.c.name == bindparam("name"))
_A = tables.appointment
_O = tables.official


class OfficeTables:
    """Settings and people, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def settings(self) -> dict[str, Any]:
        """Every setting by name; one that cannot be read is left out."""
        return self.read_settings()[0]

    def read_settings(self) -> tuple[dict[str, Any], list[str]]:
        """Every setting by name, and the names of those that cannot be read."""
        kept, unreadable = {}, []
        for row in self._connection.execute(_SETTINGS):
            try:
                kept[row.name] = json.loads(row.value)
            except (TypeError, ValueError, RecursionError):
                unreadable.append(row.name)
        return kept, unreadable

    def setting(self, name: str, spoiled: object = None) -> Any | None:
        """One setting; None where it was never set, ``spoiled`` where it cannot be read."""
        text = self._connection.execute(_SETTING, {"name": name}).scalar()
        try:
            return None if text is None else json.loads(text)
        except (TypeError, ValueError, RecursionError):
            return spoiled

    def put_setting(self, name: str, value: object) -> None:
        """Set a setting."""
        statement = upsert(self._connection.dialect.name, tables.setting).values(name=name, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
        )

    def put_official(self, values: Mapping[str, object], official_id: int | None = None) -> int:
        """Add a person, or change the one with ``official_id``; the id."""
        if official_id is None:
            return int(self._connection.execute(insert(_O).returning(_O.c.id), dict(values)).scalar_one())
        self._connection.execute(update(_O).where(_O.c.id == official_id).values(**values))
        return official_id

    def put_appointment(self, values: Mapping[str, object], appointment_id: int | None = None) -> int:
        """Add an appointment, or change the one with ``appointment_id``; the id."""
        if appointment_id is None:
            return int(self._connection.execute(insert(_A).returning(_A.c.id), dict(values)).scalar_one())
        self._connection.execute(update(_A).where(_A.c.id == appointment_id).values(**values))
        return appointment_id

    def drop_appointment(self, appointment_id: int) -> None:
        """Remove an appointment that was entered by mistake; the log keeps that it was there."""
        self._connection.execute(_A.delete().where(_A.c.id == appointment_id))

    def official_rows(self) -> list[dict[str, Any]]:
        """The rows of the persons as they stand, whatever they say."""
        return [dict(row) for row in self._connection.execute(select(_O)).mappings()]

    def appointment_rows(self) -> list[dict[str, Any]]:
        """The rows of the appointments as they stand, whatever they say."""
        return [dict(row) for row in self._connection.execute(select(_A)).mappings()]

    def appointments(self, day: date | None = None) -> list[Appointment]:
        """Every appointment, or those in force on ``day``."""
        statement = (
            select(_A, _O.c.name, _O.c.nip, _O.c.rank)
            .join_from(_A, _O, _A.c.official_id == _O.c.id)
            .order_by(_A.c.begins, _A.c.id)
        )
        found = [
            Appointment(
                id=r.id,
                official=Official(r.official_id, r.name, r.nip, r.rank),
                desk=Desk(r.desk),
                title=r.title,
                status=Status(r.status),
                begins=r.begins,
                ends=r.ends,
                decree=r.decree,
            )
            for r in self._connection.execute(statement)
        ]
        return found if day is None else [a for a in found if a.covers(day)]

    def officials(self) -> list[Official]:
        """Every person, by name."""
        return [
            Official(r.id, r.name, r.nip, r.rank)
            for r in self._connection.execute(select(_O).order_by(_O.c.name, _O.c.id))
        ]

    def clerks(self) -> list[str]:
        """The names that can be picked at start."""
        rows = self._connection.execute(
            select(tables.clerk.c.name).where(tables.clerk.c.active).order_by(tables.clerk.c.name)
        )
        return [r.name for r in rows]

    def put_clerk(self, name: str, *, active: bool) -> None:
        """Add a clerk, or take the name off the list that is offered at start."""
        statement = upsert(self._connection.dialect.name, tables.clerk).values(name=name, active=active)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_={"active": active})
        )

    def sop_texts(self) -> dict[tuple[str, int], str]:
        """The SOP files that the office holds, by key and revision."""
        return {(r.key, r.revision): r.text for r in self._connection.execute(select(tables.sop))}

    def sop_keys(self) -> list[tuple[str, int]]:
        """Key and revision of every SOP that the office holds."""
        return [
            (r.key, r.revision)
            for r in self._connection.execute(select(tables.sop.c.key, tables.sop.c.revision))
        ]

    def add_sop(self, key: str, revision: int, text: str) -> None:
        """Keep a revision of an SOP; a revision that is there already stays as it is."""
        statement = upsert(self._connection.dialect.name, tables.sop).values(
            key=key, revision=revision, text=text
        )
        self._connection.execute(statement.on_conflict_do_nothing())
