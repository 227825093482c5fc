"""The office that these tests work in."""

from tests.ui.main.office import bare_template, clock, codes, furnished, start, work

__all__ = ["bare_template", "clock", "codes", "furnished", "start", "work"]
