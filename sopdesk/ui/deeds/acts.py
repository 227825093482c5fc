"""Use cases of sending, receipts, ticks and the signing folder for their dialogs; all raise Refused and Trouble."""

from collections.abc import Sequence
from datetime import datetime

from sopdesk.domain.sendings import Receipt
from sopdesk.services import approvals, checklists, deliveries, signing_folder
from sopdesk.services.deliveries import DeliveryAnswer
from sopdesk.services.entries import Answer
from sopdesk.services.signing_folder import FolderBack, Outcome
from sopdesk.ui.desk import Changes, Desk

Recipients = Sequence[tuple[str, int]]


def dispatch(
    desk: Desk,
    dossier: int,
    recipients: Recipients,
    *,
    step: int,
    at: datetime,
    method: str = "",
    done: Sequence[str] = (),
) -> Answer:
    """Log the sending, with what was ticked."""
    answer = approvals.dispatch(
        desk.office,
        dossier,
        recipients=recipients,
        method=method,
        done=done,
        by=desk.clerk,
        at=at,
        now=desk.now(),
        step=step,
    )
    desk.tell(Changes(dossiers=frozenset({answer.dossier_id}), registers=True))
    return answer


def send_line(
    desk: Desk, line: int, recipients: Recipients, *, at: datetime, method: str = ""
) -> DeliveryAnswer:
    """Send a letter of the register that belongs to no dossier."""
    answer = deliveries.send_line(
        desk.office, line, recipients, method=method, by=desk.clerk, at=at, now=desk.now()
    )
    desk.tell(Changes(registers=True))
    return answer


def receive(desk: Desk, ids: Sequence[int], name: str, told: Receipt) -> DeliveryAnswer:
    """Record second sheets that came back."""
    now = desk.now()
    answer = deliveries.receive(desk.office, ids, name, told=told, by=desk.clerk, at=now, now=now)
    desk.tell(Changes(dossiers=answer.dossiers, registers=True))
    return answer


def receipt(desk: Desk, dossier: int, name: str, told: Receipt, *, step: int, at: datetime) -> Answer:
    """Record the second sheet of a dossier's sending that has no line in the delivery book."""
    answer = approvals.receipt(
        desk.office, dossier, name, told=told, by=desk.clerk, at=at, now=desk.now(), step=step
    )
    desk.tell(Changes(dossiers=frozenset({answer.dossier_id}), registers=True))
    return answer


def take_back(desk: Desk, delivery: int, reason: str) -> DeliveryAnswer:
    """Take back a wrong receipt or sending of a letter that belongs to no dossier."""
    answer = deliveries.take_back(desk.office, delivery, reason, by=desk.clerk, now=desk.now())
    desk.tell(Changes(registers=True))
    return answer


def check(desk: Desk, dossier: int, item: str, *, done: bool, which: str, place: int) -> None:
    """Tick an item of a list, or take the tick back."""
    checklists.check(
        desk.office, dossier, item, done=done, which=which, place=place, by=desk.clerk, now=desk.now()
    )
    desk.tell(Changes(dossiers=frozenset({dossier})))


def folder_back(desk: Desk, outcomes: Sequence[Outcome], *, at: datetime) -> FolderBack:
    """Log what the Camat did with the signing folder."""
    back = signing_folder.came_back(desk.office, outcomes, by=desk.clerk, at=at, now=desk.now())
    desk.tell(Changes(dossiers=frozenset(answer.dossier_id for answer in back.answers), registers=True))
    return back
