"""What is done beside the window; ``tell`` hears how far it is and answers whether to go on."""

from pathlib import Path

from sopdesk.services.backup_places import keeping
from sopdesk.services.backup_rounds import Round, Standing, run_round, standing
from sopdesk.services.backups import Made, make_backup
from sopdesk.ui.desk import Desk
from sopdesk.ui.papers.work import Tell


def stand(desk: Desk, _tell: Tell) -> Standing:
    """How the backups stand."""
    return standing(desk.office, desk.now())


def round_of(desk: Desk, reason: str, tell: Tell) -> Round:
    """A round, by the clerk at the desk."""
    return run_round(desk.office, by=desk.clerk, now=desk.now(), reason=reason, progress=tell)


def to_file(desk: Desk, target: Path, tell: Tell) -> Made:
    """A backup in a file of its own, with the office's password if it has one."""
    key = keeping(desk.office.folder).closing_key
    return make_backup(desk.office, target, by=desk.clerk, now=desk.now(), key=key, progress=tell)
