"""The office that these tests work in."""

from tests.ui.deeds.office import clerk, desk, host

__all__ = ["clerk", "desk", "host"]
