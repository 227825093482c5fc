"""A year without its list of days off: from the banner on the board to the place where it is filled in."""

from sopdesk.ui.main.later import Later
from sopdesk.ui.main.switchboard import SETTINGS
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.settings.worktime import WorktimeSection
from tests.ui.main.office import AtWork, click


def test_banner_leads_to_the_list_of_that_year(work: AtWork) -> None:
    assert work.board.year.isHidden()
    work.clock.later(days=365)
    work.desk.tick()
    assert work.board.year.text.startswith("Kalender 2028 belum diisi.")
    click(work.board.year.action)
    later = work.shell.body.page(SETTINGS)
    assert isinstance(later, Later)
    page = later.page
    assert isinstance(page, SettingsPage)
    section = page.section(page.current)
    assert isinstance(section, WorktimeSection)
    assert section.isVisible()
    assert section.missing.text.startswith("Kalender 2028 belum diisi.")
    click(section.missing.action)
    assert section.days.year == 2028
    assert section.days.isVisible()
