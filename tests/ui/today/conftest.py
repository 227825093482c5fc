"""The office of the whole window."""

from tests.ui.main.office import at, bare_template, clock, codes, furnished, start, work

__all__ = ["at", "bare_template", "clock", "codes", "furnished", "start", "work"]
