"""The way to a section of the settings; before there are any, a line with version and folder."""

from sopdesk import __version__
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.main.later import Later
from sopdesk.ui.shell.window import Shell


def show_section(shell: Shell, settings: str, section: str, folder: str) -> None:
    """Show the section; ``settings`` is the key of their tab, empty where there is none yet."""
    if not settings:
        shell.say(f"SOP Desk versi {__version__}. Data: {folder}", Tone.INFO)
        return
    from sopdesk.ui.settings.page import SettingsPage  # late: it brings every section

    shell.tabs.show_key(settings)
    later = shell.body.page(settings)
    if isinstance(later, Later) and isinstance(later.page, SettingsPage):
        later.page.show_section(section)
