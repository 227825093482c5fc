"""The frame of a deed's dialog: about which dossier, what is asked, and when it happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.errors import Rule
from sopdesk.services.entries import Answer
from sopdesk.services.panel import AtHand
from sopdesk.services.views import Deed, DossierView, Offer
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.moment import MomentField
from sopdesk.ui.kit.text import ElidedLabel
from sopdesk.ui.kit.tokens import Letter

_RULES = {
    Rule.NEEDS_REASON: "reason",
    Rule.TIME_BACKWARDS: "at",
    Rule.TIME_IN_FUTURE: "at",
    Rule.PERCENT: "financial_percent",
    Rule.CANNOT_RETURN: "to_step",
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What the clerk sees and wants: the dossier as read, the step it was seen at, the offer taken."""

    desk: Desk
    hand: AtHand
    view: DossierView
    step: int
    offer: Offer
    elsewhen: bool = False  # the clerk asked for another time

    @property
    def id(self) -> int:
        """The dossier."""
        return self.view.card.id


def plain(sight: Sight, at: datetime) -> Answer:
    """A deed that asks nothing. Raises Refused, Trouble."""
    desk, dossier, step = sight.desk, sight.id, sight.step
    match sight.offer.deed:
        case Deed.RECEIVE:
            return desk.receive(dossier, step=step, at=at)
        case Deed.RESUME:
            return desk.resume(dossier, step=step, at=at)
        case Deed.STAMP:
            return desk.stamp(dossier, step=step, at=at)
        case _:
            return desk.hand_on(dossier, step=step, at=at)


class DeedDialog(Dialog):
    """Asks, does, and stays with all that was typed when it is refused.

    ``performed`` carries the Answer and when it happened. A subclass fills ``build`` and ``act``.
    """

    performed = Signal(object, object)

    def __init__(
        self,
        sight: Sight,
        title: str,
        action: str,
        host: QWidget,
        *,
        danger: bool = False,
        timed: bool = True,
    ) -> None:
        super().__init__(title, host, action=action, danger=danger)
        self.sight = sight
        self.places: dict[str, Field] = {}
        self.about = ElidedLabel(
            f"{sight.view.label} · {sight.view.code} · {sight.view.title}", size=Letter.TABLE, ink="muted"
        )
        self.body.addWidget(self.about)
        fields = Form()
        self.build(fields)
        self.when: MomentField | None = None
        if timed:
            self.when = fields.add(MomentField("Waktu kejadian", sight.desk.local_now))
            self.places["at"] = self.when
            self._opened_at = self.when.value()
        self.set_form(fields)
        self.confirmed.connect(self._on_confirmed)

    def build(self, fields: Form) -> None:
        """Put what is asked into the form; nothing by default."""

    def act(self, at: datetime) -> Answer:
        """Do it; by default what asks nothing but the time. Raises Refused, Trouble."""
        return plain(self.sight, at)

    def _at(self) -> datetime:
        if self.when is None or self.when.value() == self._opened_at:
            return self.sight.desk.now()
        return self.when.value()

    def _on_confirmed(self) -> None:
        at = self._at()
        try:
            answer = self._act(at)
        except (Refused, Trouble) as error:
            self._on_refused(error)
            return
        self.accept()
        self.performed.emit(answer, at)

    def _act(self, at: datetime) -> Answer:
        try:
            return self.act(at)
        except Refused as error:
            last = error.data.get("last")
            typed = error.rule is Rule.TIME_BACKWARDS and not (at.second or at.microsecond)
            # People type minutes, the log has seconds: within the minute of the entry before it means after it.
            if typed and isinstance(last, datetime) and timedelta(0) < last - at < timedelta(minutes=1):
                return self.act(last)
            raise

    def _on_refused(self, error: Refused | Trouble) -> None:
        field = None
        if isinstance(error, Refused):
            name = _RULES.get(error.rule, str(error.data.get("field", "")))
            field = self.places.get(name)
        if field is not None and self.form is not None:
            self.form.fail(field, sentence(error))
        else:
            self.fail(sentence(error))
