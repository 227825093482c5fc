"""Walking through the whole window puts nothing on the desktop for a moment that has its place in it."""

from PySide6.QtWidgets import QApplication

from tests.ui.main.office import AtWork, Codes
from tests.ui.settings.test_no_flash import Watch


def test_no_tab_and_no_dossier_flashes(work: AtWork, codes: Codes, qapp: QApplication) -> None:
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        for key in work.shell.tabs.keys:
            work.shell.tabs.show_key(key)
        for code in (codes.late, codes.near, codes.calm):
            work.desk.open_dossier(work.id_of(code))
    finally:
        qapp.removeEventFilter(watch)
    assert watch.seen == []
