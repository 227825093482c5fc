"""The office that these tests work in."""

from tests.ui.main.office import at, bare_template, clock, codes, furnished, start, work

__all__ = ["at", "bare_template", "clock", "codes", "furnished", "start", "work"]
