"""From a wish of a screen to the deed: at once where nothing is asked, else through a dialog."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import long_moment
from sopdesk.services.board_views import Deed, Offer
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.theme import Theme

# Late: the dialogs are many, and bring what they ask along; the board is there before one of them is wanted.
if TYPE_CHECKING:
    from sopdesk.ui.deeds.dialog import DeedDialog, Sight

_AT_ONCE = frozenset({Deed.HAND_ON, Deed.RECEIVE, Deed.RESUME, Deed.STAMP})
_NEVER_UNDONE = frozenset({Deed.VOID_NUMBER, Deed.UNDO, Deed.CORRECT})


class Deeds(QObject):
    """Does what is offered, for every screen. Dialogs stand over ``host``.

    ``done`` carries a sentence, the dossier, and whether it can be undone; ``refused`` and ``warned`` a
    sentence; ``opened`` a dossier that was started; ``paper_requested`` a paper to print after a number;
    ``number_requested`` asks for *Ambil nomor* once the clock is agreed on; ``order_requested`` carries a
    ``PaperOrder``.
    """

    done = Signal(str, int, bool)
    refused = Signal(str)
    warned = Signal(str)
    opened = Signal(int)
    paper_requested = Signal(int, str, str)
    number_requested = Signal()
    order_requested = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._theme = theme
        self._host = host

    def perform(self, dossier: int, step: int, offer: object) -> None:
        """Do it: at once where nothing is asked. ``step`` is where the dossier was seen."""
        if isinstance(offer, Offer):
            self.guarded(partial(self._perform, dossier, step, offer, False))

    def perform_at(self, dossier: int, step: int, offer: object) -> None:
        """Do it at a time that the clerk says, with a note."""
        if isinstance(offer, Offer):
            self.guarded(partial(self._perform, dossier, step, offer, True))

    def perform_many(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Hand on several dossiers, each a pair of its id and the step it was seen at."""
        self.guarded(partial(self._perform_many, tuple(pairs)))

    def undo(self, dossier: int) -> None:
        """Take back the newest entry of the dossier."""
        self.guarded(partial(self._undo, dossier))

    def start_new(self, sop_key: str = "") -> None:
        """Open the dialog of a new dossier, for that SOP if one is named."""
        self.guarded(partial(self._start_new, sop_key))

    def start_from_letter(self, line: int) -> None:
        """Open the same dialog, filled in from the incoming letter of that line."""
        self.guarded(partial(self._start_new, "", line))

    def take_number(self) -> None:
        """Take a number for a letter that is no dossier's."""
        self.guarded(self.number_requested.emit)

    def open_folder(self) -> None:
        """Show what waits for the Camat's signature."""
        self.guarded(self._open_folder)

    def guarded(self, go: Callable[[], None]) -> None:
        """Ask first when the PC's clock is behind the log (rules 9), or, once a day, far past it."""
        try:
            behind, ahead = self._desk.clock_is_behind(), self._desk.clock_leaps_ahead()
        except Trouble as error:
            self.refused.emit(sentence(error))
            return
        if behind is not None:
            self._ask_clock("Jam komputer tampak mundur", behind, go)
        elif ahead is not None and not self._desk.clock_agreed:
            self._ask_clock("Apakah jam komputer benar?", ahead, partial(self._go_on_ahead, go))
        else:
            go()

    def _go_on_ahead(self, go: Callable[[], None]) -> None:
        self._desk.agree_on_clock()
        go()

    def _ask_clock(self, title: str, newest: datetime, go: Callable[[], None]) -> None:
        last, now = self._desk.known.local(newest), self._desk.local_now()
        question = Question(
            title,
            f"Catatan terakhir kantor bertanggal {long_moment(last)}, sedangkan jam komputer menunjukkan "
            f"{long_moment(now)}. Betulkan jam komputer, atau lanjutkan bila memang benar.",
            self._host,
            action="Tetap lanjutkan",
        )
        question.confirmed.connect(go)
        question.open()

    def _perform(self, dossier: int, step: int, offer: Offer, elsewhen: bool) -> None:
        if offer.deed is Deed.UNDO:
            self._undo(dossier)
            return
        from sopdesk.services.panel import at_hand
        from sopdesk.ui.deeds.dialog import Sight, plain

        try:
            if offer.deed is Deed.NUMBER:
                self._issue(dossier, step)
                return
            hand = at_hand(self._desk.office, dossier)
            sight = Sight(self._desk, hand, hand.view(self._desk.now()), step, offer, elsewhen)
            if offer.deed in _AT_ONCE and not offer.asks and not elsewhen:
                at = self._desk.now()
                self._on_performed(sight, plain(sight, at), at)
                return
            dialog = self._dialog(sight)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        dialog.performed.connect(partial(self._on_performed, sight))
        dialog.open()

    def _dialog(self, sight: "Sight") -> "DeedDialog":
        from sopdesk.ui.deeds.dialogs import DIALOGS

        return DIALOGS[sight.offer.deed](sight, self._host)

    def _on_performed(self, sight: "Sight", answer: object, at: object) -> None:
        from sopdesk.services.entries import Answer
        from sopdesk.ui.deeds.words import told, when

        if not isinstance(answer, Answer) or not isinstance(at, datetime):
            return
        known, deed = self._desk.known, sight.offer.deed
        if deed is Deed.VOID_NUMBER:
            words = f"Nomor {sight.view.card.number_text} dibatalkan."
        else:
            moment = when(known, at, self._desk.now())
            words = told(deed, sight.hand.case.sop, sight.step, answer, moment)
        self.done.emit(words, sight.id, deed not in _NEVER_UNDONE)
        self.warn(answer.warnings)

    def warn(self, warnings: Sequence[str]) -> None:
        """Say what an answer warns of."""
        from sopdesk.services.handoffs import STANDIN_SIGNS
        from sopdesk.ui.deeds.words import STANDIN

        if STANDIN_SIGNS in warnings:
            self.warned.emit(STANDIN)

    def _issue(self, dossier: int, step: int) -> None:
        # Late on purpose: the drawing of papers is loaded by the first number only.
        from sopdesk.ui.papers.issue import IssueDialog

        dialog = IssueDialog(self._desk, self._theme, dossier, step, self._host)
        dialog.told.connect(partial(self._on_told, dossier))
        dialog.paper_requested.connect(self.paper_requested)
        dialog.open()

    def _on_told(self, dossier: int, words: str) -> None:
        self.done.emit(words, dossier, False)

    def _perform_many(self, pairs: tuple[tuple[int, int], ...]) -> None:
        from sopdesk.ui.deeds.many import ManyDialog

        try:
            dialog = ManyDialog(self._desk, pairs, self._host)
        except Trouble as error:
            self.refused.emit(sentence(error))
            return
        dialog.finished_with.connect(self._on_many)
        dialog.warned.connect(self.warn)
        dialog.open()

    def _on_many(self, count: int) -> None:
        # One undo for several would take back more than was meant.
        back = "Masing-masing dapat" if count > 1 else "Dapat"
        self.done.emit(f"{count} berkas diserahkan. {back} diurungkan di Catatan waktu.", 0, False)

    def _open_folder(self) -> None:
        from sopdesk.ui.deeds.folder import FolderDialog

        try:
            dialog = FolderDialog(self._desk, self._host)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        dialog.logged.connect(self._on_folder)
        dialog.warned.connect(self.warn)
        dialog.paper_requested.connect(self.order_requested)
        dialog.open()

    def _on_folder(self, words: str) -> None:
        # Each of its dossiers is undone for itself: one undo for all would take back more than was meant.
        self.done.emit(words, 0, False)

    def _undo(self, dossier: int) -> None:
        from sopdesk.services.panel import at_hand
        from sopdesk.ui.deeds.words import told

        try:
            answer = self._desk.undo(dossier)
            sop = at_hand(self._desk.office, dossier).case.sop
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        self.done.emit(told(Deed.UNDO, sop, answer.step, answer, ""), dossier, False)

    def _start_new(self, sop_key: str, line: int | None = None) -> None:
        from sopdesk.ui.deeds.new_dossier import NewDossierDialog

        try:
            dialog = NewDossierDialog(self._desk, self._host, sop_key, line)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        dialog.started.connect(self._on_started)
        dialog.open()

    def _on_started(self, answer: object) -> None:
        from sopdesk.services.entries import Answer

        if isinstance(answer, Answer):
            self.done.emit(f"Berkas {answer.dossier} dimulai.", answer.dossier_id, True)
            self.opened.emit(answer.dossier_id)
