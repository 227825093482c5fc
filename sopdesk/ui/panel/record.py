"""The panel's page of the dossier itself: facts, lists, sendings, files."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sopdesk.domain.checklist import KELENGKAPAN, SIGNING
from sopdesk.domain.dates import day_moment, long_date
from sopdesk.domain.rights import Right
from sopdesk.domain.sendings import Dispatched, Recipient
from sopdesk.services import books
from sopdesk.services.checklists import after_signing, kelengkapan, signing_place
from sopdesk.services.files import DOSSIER
from sopdesk.services.panel import AtHand
from sopdesk.services.views import DossierView
from sopdesk.ui.deeds import acts
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.files.list import FileList
from sopdesk.ui.kit.button import Check
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.text import Label, plain_tip
from sopdesk.ui.kit.tokens import ColourName, Letter, Space
from sopdesk.ui.panel.facts import Facts, TickList
from sopdesk.ui.users.gate import hindrance


class Record(QWidget):
    """What is known of a dossier; its ticks are logged as they are set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._hand: AtHand | None = None
        self._rested: list[Check] = []
        self.known = Facts()
        self.sendings = Sendings()
        self.files: FileList | None = None
        self.notice = Notice("", Tone.ERROR, closable=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.INSIDE)
        for part in (self.notice, self.known, self.sendings):
            self._column.addWidget(part)
        self.notice.hide()
        self.known.ticked.connect(self._on_ticked)
        desk.clerk_changed.connect(self._on_clerk)

    @property
    def ticks(self) -> list[Check]:
        """The items of the lists, from top to bottom."""
        return self.known.ticks

    def show_hand(self, hand: AtHand, view: DossierView) -> None:
        """Show the dossier as it was read."""
        if self._hand is not None and self._hand.case.row.id != hand.case.row.id:
            self.notice.say("")
        self._hand = hand
        case = hand.case
        step = case.state.step
        lists = [TickList(KELENGKAPAN, step, f"Kelengkapan langkah {step}", kelengkapan(case))]
        if items := after_signing(case):
            lists.append(TickList(SIGNING, signing_place(case), "Setelah tanda tangan", items))
        self.known.show_facts(view, lists, self._answered(hand))
        self.sendings.show_sendings(hand, case.state.dispatched)
        if self.files is None:
            self.files = FileList(self._desk, DOSSIER, case.row.id)
            self._column.addWidget(self.files)
        else:
            self.files.show_owner(DOSSIER, case.row.id)
        self._rest()

    def _rest(self) -> None:
        """Let the lists rest for who may not log at this desk, and say who may."""
        if self._hand is not None:
            why = hindrance(self._desk, Right.LOG, self._hand.case.state.desk)
            # What the log itself tells of rests in any case, and has its own tooltip.
            if why:
                self._rested += [tick for tick in self.ticks if tick.isEnabled()]
            for tick in self.ticks:
                if tick in self._rested:
                    tick.setEnabled(not why)
                    tick.setToolTip(plain_tip(why))
            self._rested = [tick for tick in self.ticks if tick in self._rested] if why else []

    def _on_clerk(self, _name: str) -> None:
        self._rest()

    def _answered(self, hand: AtHand) -> list[tuple[str, str]]:
        """The incoming letter that the dossier answers."""
        line_id = hand.case.row.incoming_id
        try:
            letter = books.line(self._desk.office, line_id) if line_id is not None else None
        except Trouble as error:
            self.notice.say(sentence(error), Tone.ERROR)
            return []
        if letter is None:
            return []
        day = f" tanggal {long_date(letter.ref_date)}" if letter.ref_date else ""
        told = f"{letter.ref or 'tanpa nomor'}{day} dari {letter.party} (agenda {letter.shown})"
        return [("Surat masuk", told)]

    def _on_ticked(self, which: str, place: int, item: str, done: bool) -> None:
        hand = self._hand
        if hand is None:
            return
        try:
            acts.check(self._desk, hand.case.row.id, item, done=done, which=which, place=place)
        except (Refused, Trouble) as error:
            self.notice.say(sentence(error), Tone.ERROR)
            self.show_hand(hand, hand.view(self._desk.now()))
            return
        self.notice.say("")


class Sendings(QWidget):
    """Each sending with its recipients and what came back."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Dispatched, ...] = ()
        self.lines: list[Label] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.WITHIN, 0, Space.WITHIN, 0)
        self._column.setSpacing(Space.WITHIN)
        self.hide()

    def show_sendings(self, hand: AtHand, sendings: Sequence[Dispatched]) -> None:
        """Show them, the newest first."""
        if tuple(sendings) == self._shown:
            return
        self._shown = tuple(sendings)
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for sent in reversed(sendings):
            when = day_moment(hand.case.known.local(sent.at))
            self._say(Label(f"Dikirim {when}", size=Letter.TABLE, bold=True, wrap=True))
            self._say(Label(f"Surat {sent.letter}", size=Letter.TABLE, ink="muted", wrap=True))
            for recipient in sent.recipients:
                ink: ColourName = "muted" if recipient.at else "waspada"
                self._say(Label(_recipient(hand, recipient), size=Letter.TABLE, ink=ink, wrap=True))
        self.setVisible(bool(self.lines))

    def _say(self, line: Label) -> None:
        self.lines.append(line)
        self._column.addWidget(line)


def _recipient(hand: AtHand, recipient: Recipient) -> str:
    number = f"No. {recipient.urut} · " if recipient.urut else ""
    copies = f" ({recipient.copies} rangkap)" if recipient.copies > 1 else ""
    if recipient.at is None:
        return f"{number}{recipient.to}{copies}: lembar 2 ditunggu"
    who = ", ".join(filter(None, (recipient.name, recipient.position)))
    when = day_moment(hand.case.known.local(recipient.at))
    return f"{number}{recipient.to}{copies}: diterima {who}, {when}"
