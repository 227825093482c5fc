"""The dossier panel: the clock, the next action, the ladder, the log, the letters, the facts."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sopdesk.services.orders import PaperOrder
from sopdesk.services.panel import AtHand, at_hand
from sopdesk.services.views import DossierView, Offer
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.theme import Theme, on_surface
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.panel.actions import Actions, undo_offers
from sopdesk.ui.panel.clamped import ClampedText
from sopdesk.ui.panel.clock import BigClock
from sopdesk.ui.panel.clock_words import clock_words
from sopdesk.ui.panel.foot import Foot
from sopdesk.ui.panel.ladder import Ladder
from sopdesk.ui.panel.letters import Letters
from sopdesk.ui.panel.log import Log
from sopdesk.ui.panel.record import Record
from sopdesk.ui.panel.rung_detail import StepTexts
from sopdesk.ui.panel.why import WhyDialog
from sopdesk.ui.users.gate import offer_hindrance

_TABS = ("Langkah", "Catatan waktu", "Surat && cetak", "Berkas")
LADDER, LOG, LETTERS, FACTS = range(4)
_NONE = (
    "file-text",
    "Belum ada berkas yang dibuka",
    "Pilih sebuah berkas di papan, atau pindai lembar kendalinya. Langkah, waktu, dan suratnya tampil di sini.",
)


class DossierPanel(QWidget):
    """One dossier beside the page. Read once for each change of it; the minute tick reads nothing.

    ``offer_requested`` and ``elsewhen_requested`` (at another time) carry dossier, step seen, offer;
    ``order_requested`` a ``PaperOrder``; ``note_requested`` the dossier, and the id of its nota dinas or None.
    """

    offer_requested = Signal(int, int, object)
    elsewhen_requested = Signal(int, int, object)
    paper_requested = Signal(int, str, str)
    letter_requested = Signal(int, int)
    order_requested = Signal(object)
    note_requested = Signal(int, object)
    why_requested = Signal(int)
    closed = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._hand: AtHand | None = None
        self._id: int | None = None
        self._place: tuple[int, int, datetime] | None = None
        self.view: DossierView | None = None
        self.label = Label("", size=Letter.TABLE, bold=True)
        self.code = ElidedLabel("", size=Letter.TABLE, ink="muted")
        self.close_button = IconButton("x", "Tutup panel berkas", Kind.GHOST)
        self.title = ClampedText(size=Letter.TITLE, bold=True, lines=3)
        self.whole_title = Button("Seluruh judul", Kind.LINK)
        self.origin = ClampedText(size=Letter.TABLE, ink="muted", lines=2)
        self.clock = BigClock()
        self.buttons = Actions()
        self.tabs = QTabBar()
        self.ladder = Ladder()
        self.log = Log()
        self.letters = Letters()
        self.facts = Record(desk)
        self.foot = Foot()
        self.empty = EmptyState(*_NONE)
        self._pages = QStackedWidget()
        self._stack = QStackedWidget()
        on_surface(self)
        self._lay_out()
        self._connect()
        self.setAccessibleName("Panel berkas")

    @property
    def dossier(self) -> int | None:
        """The dossier shown, or None."""
        return self._id

    def show_dossier(self, dossier: int) -> None:
        """Read a dossier and show it; an unknown one says why it cannot be shown."""
        if dossier != self._id:
            self.log.forget()
            self.title.set_whole(False)
        self._id = dossier
        self._read()

    def tick(self, now: datetime) -> None:
        """Tell the time anew, from what was read."""
        if self._hand is not None:
            self._show(self._hand.view(now))

    def show_why(self, dossier: int) -> None:
        """Explain the clock of a dossier in a dialog."""
        try:
            WhyDialog(self._desk, dossier, self.window()).open()
        except (Refused, Trouble) as error:
            self._say_gone(sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.WITHIN)
        head.addWidget(self.label)
        head.addWidget(self.code, 1)
        head.addWidget(self.buttons.more)
        head.addWidget(self.close_button)
        top = QVBoxLayout()
        top.setContentsMargins(Space.INSIDE, Space.WITHIN, Space.INSIDE, 0)
        top.setSpacing(Space.WITHIN)
        top.addLayout(head)
        top.addWidget(self.title)
        top.addWidget(self.whole_title, 0, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.origin)
        top.addSpacing(Space.WITHIN)
        top.addWidget(self.clock)
        top.addSpacing(Space.WITHIN)
        top.addWidget(self.buttons)
        self.tabs.setDrawBase(False)
        self.tabs.setProperty("tight", True)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName("Bagian berkas")
        for words in _TABS:
            self.tabs.addTab(words)
        top.addWidget(self.tabs)
        for part in (self.ladder, self.log, self.letters, self.facts):
            page = ScrollPage(surface=True)
            page.column.setContentsMargins(Space.INSIDE, Space.BETWEEN, Space.INSIDE, Space.BETWEEN)
            page.add(part)
            self._pages.addWidget(page)
        self._pages.setMinimumHeight(self._theme.px(Size.FIELD_LEAST))
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self.foot)
        # A small screen with large letters: then the panel scrolls as a whole, and nothing is cut.
        whole = ScrollPage(surface=True)
        whole.column.setContentsMargins(0, 0, 0, 0)
        whole.column.setAlignment(Qt.AlignmentFlag(0))
        whole.column.addWidget(shown)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self._desk.clerk_changed.connect(self._on_clerk_changed)
        self.close_button.clicked.connect(self.closed)
        self.whole_title.clicked.connect(self._on_whole_title)
        self.buttons.offer_chosen.connect(self._on_offer)
        self.buttons.paper_chosen.connect(self._on_paper)
        self.log.offer_chosen.connect(self._on_offer)
        self.letters.paper_chosen.connect(self._on_paper)
        self.letters.letter_chosen.connect(self._on_letter)
        self.letters.order_chosen.connect(self._on_order)
        self.letters.note_chosen.connect(self._on_note)
        self.foot.why_chosen.connect(self._on_why)
        self.why_requested.connect(self.show_why)
        self.tabs.currentChanged.connect(self._on_tab)

    def _read(self) -> None:
        if self._id is None:
            return
        try:
            self._hand = at_hand(self._desk.office, self._id)
        except (Refused, Trouble) as error:
            self._say_gone(sentence(error))
            return
        self._show(self._hand.view(self._desk.now()))

    def _say_gone(self, words: str) -> None:
        self._hand, self.view = None, None
        self.empty.title.setText("Berkas tidak dapat ditampilkan")
        self.empty.set_words(words)
        self._stack.setCurrentIndex(0)

    def _show(self, view: DossierView) -> None:
        had_keys, self.view = self._has_keys(), view
        again = f" · putaran {view.card.round}" if view.card.round > 1 else ""
        self.label.setText(view.label)
        self.code.setText(f"· {view.code}{again}")
        self.title.set_text(view.title)
        self.whole_title.setVisible(self.title.is_cut())
        self.origin.set_text(view.origin or view.owner)
        self.clock.show_level(view.face.level, *clock_words(view))
        self.buttons.show_offers(view, partial(offer_hindrance, self._desk, view))
        self.foot.show_view(view)
        self._stack.setCurrentIndex(1)
        self._fill(self.tabs.currentIndex())
        if had_keys and not self._has_keys():
            # Their button is gone; of itself Qt goes on to "Berkas baru", where Enter opens a new dossier.
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_keys(self) -> bool:
        held = self.window().focusWidget()  # also while a dialog is before the window
        return held is not None and held.isVisible() and self.isAncestorOf(held)

    def _fill(self, tab: int) -> None:
        """Show what the open tab shows; the others wait until they are opened."""
        view, hand = self.view, self._hand
        if view is None or hand is None:
            return
        if tab == LADDER:
            self.ladder.show_rows(view.card.id, view.ladder, list(map(StepTexts.of, hand.case.sop.steps)))
            self.ladder.show_precheck(hand.precheck)
            self._go_to_now((view.card.id, view.card.step, view.card.since))
        elif tab == LOG:
            hindered = partial(offer_hindrance, self._desk, view)
            self.log.show_rows(view.log, view.newest, undo_offers(view, self._desk.clerk), hindered=hindered)
        elif tab == LETTERS:
            self.letters.show_letters(view.letters)
        else:
            self.facts.show_hand(hand, view)

    def _go_to_now(self, place: tuple[int, int, datetime]) -> None:
        """Bring the step at hand into sight when the dossier has moved; else leave the ladder where it is."""
        rung = self.ladder.now()
        if rung is None or place == self._place:
            return
        self._place = place
        # After the layout has settled: a rung that was just made has no place yet.
        QTimer.singleShot(0, self.ladder, self._scroll_to_now)

    def _scroll_to_now(self) -> None:
        # Buttons and rungs have just grown; each level of the layout tells the next one only by such an event.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        rung, page = self.ladder.now(), self._pages.widget(LADDER)
        if rung is not None and isinstance(page, ScrollPage):
            page.ensureWidgetVisible(rung, 0, 2 * rung.height())

    def _on_changed(self, changes: object) -> None:
        if not isinstance(changes, Changes) or self._id is None:
            return
        everything = changes.office or not (changes.dossiers or changes.registers)
        if everything or self._id in changes.dossiers:
            self._read()

    def _on_clerk_changed(self, _name: str) -> None:
        if self.view is not None:
            self._show(self.view)

    def _on_tab(self, tab: int) -> None:
        self._pages.setCurrentIndex(tab)
        self._fill(tab)

    def _on_whole_title(self) -> None:
        self.title.set_whole(True)
        self.whole_title.hide()

    def _on_offer(self, offer: object, elsewhen: bool = False) -> None:
        if self.view is not None and isinstance(offer, Offer):
            signal = self.elsewhen_requested if elsewhen else self.offer_requested
            signal.emit(self.view.card.id, self.view.card.step, offer)

    def _on_paper(self, name: str, copy: str) -> None:
        if self.view is not None:
            self.paper_requested.emit(self.view.card.id, name, copy)

    def _on_letter(self, step: int) -> None:
        if self.view is not None:
            self.letter_requested.emit(self.view.card.id, step)

    def _on_order(self, order: PaperOrder) -> None:
        if self.view is not None:
            self.order_requested.emit(replace(order, dossier=self.view.card.id))

    def _on_note(self, letter: object) -> None:
        if self.view is not None:
            self.note_requested.emit(self.view.card.id, letter)

    def _on_why(self) -> None:
        if self.view is not None:
            self.why_requested.emit(self.view.card.id)
