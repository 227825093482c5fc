"""No part of a screen may stand on the desktop for a moment before it has its place."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.settings.appointment import AppointmentDialog
from sopdesk.ui.settings.day_dialogs import DayOffDialog, ExtraDayDialog, PeriodDialog
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.welcome.clerk import ClerkDialog
from sopdesk.ui.welcome.page import WelcomePage

KEYS = ("profil", "pejabat", "petugas", "jam_kerja", "kertas", "kata", "stempel", "tampilan", "tentang")


class Watch(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_nothing_flashes_while_screens_are_made(desk: Desk, theme: Theme, qapp: QApplication) -> None:
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        page = SettingsPage(desk, theme)
        for key in KEYS:
            page.show_section(key)
        calendar = desk.known.calendar
        made: list[QWidget] = [
            page,
            WelcomePage(desk, theme),
            ClerkDialog(desk, theme, page),
            AppointmentDialog(desk, page, ()),
            PeriodDialog(desk.today, page, calendar),
            ExtraDayDialog(desk.today, page, calendar),
            DayOffDialog(desk.today, page),
        ]
        assert watch.seen == []
        probe = QWidget()
        probe.show()
        probe.close()
        assert watch.seen, "the watch itself sees nothing"
    finally:
        qapp.removeEventFilter(watch)
    for widget in made:
        widget.deleteLater()
