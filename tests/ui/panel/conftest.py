"""The office that these tests work in."""

from tests.ui.deeds.office import clerk, desk, host, office, ui_template

__all__ = ["clerk", "desk", "host", "office", "ui_template"]
