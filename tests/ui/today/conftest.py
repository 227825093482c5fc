"""The office of the whole window."""

from tests.ui.main.office import bare_template, clock, codes, furnished, start, work

__all__ = ["bare_template", "clock", "codes", "furnished", "start", "work"]
