"""The deed of a scan, for screens."""

from datetime import datetime

from sopdesk.services import scans
from sopdesk.services.entries import Answer
from sopdesk.services.scans import Scan
from sopdesk.ui.desk import Changes, Desk


def act(desk: Desk, scan: Scan, at: datetime) -> Answer:
    """Log what a ready scan stands for. Raises Refused, Trouble."""
    answer = scans.act(desk.office, scan, by=desk.clerk, at=at, now=desk.now())
    desk.tell(Changes(dossiers=frozenset({answer.dossier_id})))
    return answer
