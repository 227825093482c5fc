"""Column types: one for points in time, one for JSON that always reads the same."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, Date, Dialect, Text, TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_microseconds(moment: datetime) -> int:
    """Microseconds since 1970 UTC; ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return (moment - _EPOCH) // _MICROSECOND


def from_microseconds(count: int) -> datetime:
    """The UTC time ``count`` microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=count)


class UtcTime(TypeDecorator[datetime]):
    """An aware time as whole microseconds UTC: SQLite would drop the zone."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To microseconds."""
        return None if value is None else to_microseconds(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To an aware UTC time."""
        try:
            return None if value is None else from_microseconds(value)
        except (OverflowError, TypeError) as error:
            raise sqlite3.DatabaseError("malformed time in the database") from error


class Day(TypeDecorator[date]):
    """A day of the calendar, as SQLAlchemy has it, but what is none is told as damage like all the rest."""

    impl = Date
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None] | None:
        """To a day."""
        inner = super().result_processor(dialect, coltype)
        if inner is None:
            return None

        def read(value: Any) -> date | None:
            try:
                found: date | None = inner(value)
            except (ValueError, TypeError) as error:
                raise sqlite3.DatabaseError("malformed date in the database") from error
            return found

        return read


# Made once: json.dumps would make it anew for each entry of the log.
_CANONICAL: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical_json(value: object) -> str:
    """One text for one value: sorted keys, no spaces; what the hash chain is computed over."""
    return _CANONICAL.encode(value)


class CanonicalJson(TypeDecorator[Any]):
    """A JSON value as canonical text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To canonical text."""
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any | None:  # noqa: ARG002
        """From text."""
        try:
            return None if value is None else json.loads(value)
        except (ValueError, TypeError, RecursionError) as error:
            # A page of the file that was overwritten: the driver's own word for it.
            raise sqlite3.DatabaseError("malformed JSON in the database") from error
