"""What came back most often is said to the writer of the next draft, and to nobody else."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office
from sopdesk.services.report_advice import precheck
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.panel.panel import DossierPanel
from tests.services.desk import Clerk


def _returned(clerk: Clerk) -> None:
    for reason in ("Salah ketik", "Data belum lengkap", "Salah ketik"):
        clerk.start("lakip", f"LAKIP {reason}", period="2025")
        clerk.to_step(5)
        clerk.give_back(reason)


def test_the_writer_is_told_what_came_back_most_often(office: Office, qtbot: QtBot, theme: Theme) -> None:
    clerk = Clerk(office)
    _returned(clerk)
    clerk.start("lakip", "LAKIP baru", period="2026")
    desk = Desk(office, lambda: clerk.now)
    desk.sign_in(clerk.by)
    panel = DossierPanel(desk, theme)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    dossier = clerk.row.id
    panel.show_dossier(dossier)
    told = panel.ladder.precheck
    assert told.isVisible()
    assert "Salah ketik (2 kali), Data belum lengkap (1 kali)" in told.text
    clerk.to_step(5)  # the koreksi itself: nobody writes there
    desk.tell(Changes(dossiers=frozenset({dossier})))
    assert not told.isVisible()
    clerk.start("rup", "RUP", period="2026")
    panel.show_dossier(clerk.row.id)
    assert not told.isVisible()


def test_only_the_last_year_counts_and_only_work_that_is_looked_at(office: Office) -> None:
    clerk = Clerk(office)
    _returned(clerk)
    now = clerk.now
    assert precheck(office, "lakip", 4, now) == (("Salah ketik", 2), ("Data belum lengkap", 1))
    assert precheck(office, "lakip", 7, now)
    assert precheck(office, "lakip", 5, now) == ()
    assert precheck(office, "lakip", 12, now) == ()
    assert precheck(office, "renja", 4, now) == ()
    assert precheck(office, "lakip", 4, now + timedelta(days=366)) == ()
