"""Handing on, returning, stopping: the dialogs of a dossier's way from desk to desk."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from sopdesk.domain.errors import Rule
from sopdesk.services.entries import Answer
from sopdesk.services.sentences import DESKS
from sopdesk.services.settings import keep_reason, reasons
from sopdesk.services.views import Deed
from sopdesk.ui.deeds.asks import AskFields, same_facts
from sopdesk.ui.deeds.dialog import DeedDialog, Sight
from sopdesk.ui.deeds.reason import ReasonField
from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import TextField

_NOTE_LIMIT = 1000
_TITLE_LIMIT = 500


class HandOnDialog(DeedDialog):
    """Hand on with what the step asks, at a time that may be another; also the taking of facts alone."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        self._only_facts = sight.offer.deed is Deed.FACTS
        label = "Simpan data" if self._only_facts else sight.offer.label
        self._logged = dict(sight.view.facts)
        super().__init__(sight, sight.offer.label, label, host, timed=not self._only_facts)

    def build(self, fields: Form) -> None:
        """The asks, and a note."""
        self.asks = AskFields(self.sight.offer.asks, self.sight.view.facts, fields)
        self.places |= self.asks.places
        # A step that asks wants its answer and no more; who comes by another way may say something too.
        self.note: TextField | None = None
        if not self._only_facts and (self.sight.elsewhen or not self.sight.offer.asks):
            self.note = fields.add(TextField("Catatan", limit=_NOTE_LIMIT, lines=2))
            self.places["note"] = self.note

    def act(self, at: datetime) -> Answer:
        """Log the facts where they are new, then hand on."""
        desk, given = self.sight.desk, self.asks.given()
        if self._only_facts:
            return desk.facts(self.sight.id, given, step=self.sight.step)
        if given and not same_facts(given, self._logged):
            desk.facts(self.sight.id, given, step=self.sight.step)
            self._logged.update(given)
        note = self.note.value() if self.note is not None else ""
        return desk.hand_on(self.sight.id, step=self.sight.step, at=at, note=note)


class AtTimeDialog(DeedDialog):
    """Receive, resume or stamp at another time."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        super().__init__(sight, sight.offer.label, sight.offer.label, host)


class _ReasonDialog(DeedDialog):
    """A deed that needs a reason; ``action`` names whose reasons of the office are offered."""

    kind = ""

    def add_reason(self, fields: Form, note: str = "") -> None:
        """Ask for it."""
        known = self.sight.desk.office.look()
        self.reason = fields.add(ReasonField(reasons(known, self.kind), note=note))
        self.places["reason"] = self.reason

    def keep(self, answer: Answer) -> Answer:
        """Offer the reason again next time; a failure to keep it takes nothing from what was done."""
        try:
            keep_reason(self.sight.desk.office, self.kind, self.reason.value())
        except Trouble:
            return answer
        return answer


class ReturnDialog(_ReasonDialog):
    """Return for correction, to a step of choice."""

    kind = "return"

    def __init__(self, sight: Sight, host: QWidget) -> None:
        super().__init__(sight, "Kembalikan berkas", "Kembalikan", host)

    def build(self, fields: Form) -> None:
        """Where to, and why."""
        sop = self.sight.hand.case.sop
        earlier = [
            (step.no, f"{step.no}. {step.brief} ({DESKS[step.desk.value]})")
            for step in reversed(sop.steps[: self.sight.step - 1])
        ]
        wanted = self.sight.offer.to_step or self.sight.view.return_to
        self.add_reason(fields)
        self.to_step = fields.add(ChoiceField("Kembali ke langkah", earlier, value=wanted, required=True))
        self.places["to_step"] = self.to_step

    def act(self, at: datetime) -> Answer:
        """Return it."""
        to = self.to_step.value()
        answer = self.sight.desk.give_back(
            self.sight.id,
            self.reason.value(),
            step=self.sight.step,
            at=at,
            to_step=to if isinstance(to, int) else None,
        )
        return self.keep(answer)


class StopDialog(_ReasonDialog):
    """Hold, skip or cancel with a reason."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        self.kind = sight.offer.deed.value
        title, action = {
            Deed.HOLD: ("Tunda berkas", "Tunda"),
            Deed.SKIP: (f"Lewati langkah {sight.step}", "Lewati"),
            Deed.CANCEL: ("Batalkan berkas", "Batalkan berkas"),
        }[sight.offer.deed]
        super().__init__(sight, title, action, host, danger=sight.offer.deed is Deed.CANCEL)
        if sight.offer.deed is Deed.CANCEL:
            self.cancel.set_text("Tidak jadi")

    def build(self, fields: Form) -> None:
        """Why."""
        notes = {
            Deed.HOLD: "Jam langkah berhenti selama ditunda; batas waktu berkas tidak bergeser.",
            Deed.CANCEL: "Berkas yang dibatalkan tetap tercatat, tetapi tidak dapat dilanjutkan.",
        }
        self.add_reason(fields, notes.get(self.sight.offer.deed, ""))

    def act(self, at: datetime) -> Answer:
        """Stop it."""
        desk = self.sight.desk
        does: dict[Deed, Callable[..., Answer]] = {
            Deed.HOLD: desk.hold,
            Deed.SKIP: desk.skip,
            Deed.CANCEL: desk.cancel,
        }
        do = does[self.sight.offer.deed]
        return self.keep(do(self.sight.id, self.reason.value(), step=self.sight.step, at=at))


class CorrectDialog(_ReasonDialog):
    """Take back the newest entry with a reason, or make the letter's number void."""

    kind = "void"

    def __init__(self, sight: Sight, host: QWidget) -> None:
        self._void = sight.offer.deed is Deed.VOID_NUMBER
        title = "Batalkan nomor surat" if self._void else "Koreksi catatan terakhir"
        action = "Batalkan nomor" if self._void else "Koreksi"
        super().__init__(sight, title, action, host, danger=self._void, timed=False)
        if self._void:
            self.cancel.set_text("Tidak jadi")

    def build(self, fields: Form) -> None:
        """Why, and what it will do."""
        if self._void:
            text = self.sight.view.card.number_text
            note = f"Nomor {text} tetap di buku agenda bertanda BATAL dan tidak dipakai lagi."
            self.add_reason(fields, note)
            return
        newest = next((row for row in self.sight.view.log if row.seq == self.sight.view.newest), None)
        words = f"Yang dikoreksi: {newest.words}. " if newest else ""
        self.reason = fields.add(
            ReasonField(
                ("Salah catat", "Salah waktu", "Salah berkas"), note=f"{words}Catatan semula tetap terlihat."
            )
        )
        self.places["reason"] = self.reason

    def act(self, at: datetime) -> Answer:  # noqa: ARG002 - it happens when it is logged
        """Log the counter-entry."""
        desk, case = self.sight.desk, self.sight.hand.case
        if not self._void:
            return desk.correct(self.sight.id, self.sight.view.newest or 0, self.reason.value())
        taken = case.state.number
        if taken is None:
            raise Refused(Rule.NEEDS_NUMBER, action="void")
        desk.void_number(
            register=taken.register,
            year=taken.year,
            series=taken.series,
            number=taken.urut,
            insert=taken.sisipan,
            reason=self.reason.value(),
        )
        state = case.state
        return self.keep(Answer(self.sight.id, case.row.code, state.step, state.desk.value, None, 0))


class TitleDialog(DeedDialog):
    """Correct the title."""

    def __init__(self, sight: Sight, host: QWidget) -> None:
        super().__init__(sight, "Betulkan judul", "Simpan judul", host, timed=False)

    def build(self, fields: Form) -> None:
        """The new title."""
        self.words = fields.add(
            TextField(
                "Judul",
                self.sight.view.title,
                required=True,
                limit=_TITLE_LIMIT,
                note="Judul semula tetap ada di catatan waktu.",
            )
        )
        self.places["title"] = self.words

    def act(self, at: datetime) -> Answer:  # noqa: ARG002 - a title has no time of its own
        """Log it."""
        return self.sight.desk.retitle(self.sight.id, self.words.value(), step=self.sight.step)
