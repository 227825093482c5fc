"""The PC's clock, for the window; tests and the tour hand in their own."""

from datetime import UTC, datetime


def system_now() -> datetime:
    """Now, aware, UTC."""
    return datetime.now(UTC)
