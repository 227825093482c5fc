"""The buttons of a dossier: the next action, the way back, printing, and everything else in one menu."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from sopdesk.services.printing import (
    ARCHIVE,
    CAP_PARAF,
    LEMBAR_KENDALI,
    OVERPRINT,
    SHEETS,
    SURAT_BALASAN,
    SURAT_PENGANTAR,
)
from sopdesk.services.views import Deed, DossierView, Offer
from sopdesk.ui.kit.button import Button, IconButton, Kind, escaped
from sopdesk.ui.kit.resting import Action, TellingMenu
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size, Space

# Done at once on a click; every other deed opens a dialog, and its button says so with "…".
AT_ONCE = frozenset({Deed.HAND_ON, Deed.RECEIVE, Deed.RESUME, Deed.STAMP, Deed.UNDO})
ICONS = {
    Deed.HAND_ON: "arrow-right",
    Deed.RECEIVE: "inbox",
    Deed.FACTS: "list-checks",
    Deed.RETURN: "corner-up-left",
    Deed.SKIP: "chevron-right",
    Deed.HOLD: "pause",
    Deed.RESUME: "play",
    Deed.NUMBER: "file-plus",
    Deed.STAMP: "stamp",
    Deed.DISPATCH: "send",
    Deed.RECEIPT: "mail-open",
    Deed.CANCEL: "ban",
    Deed.DEADLINE: "calendar-days",
    Deed.TITLE: "pencil",
    Deed.VOID_NUMBER: "ban",
    Deed.CORRECT: "history",
    Deed.UNDO: "undo-2",
}
LETTERS = {
    SURAT_PENGANTAR: "Surat pengantar, lembar 1 dan 2",
    SURAT_BALASAN: "Surat balasan, lembar surat",
}
ARCHIVES = {SURAT_PENGANTAR: "Surat pengantar, rangkap arsip", SURAT_BALASAN: "Surat balasan, rangkap arsip"}
NUMBER_ONLY = "Nomor dan tanggal saja, ke lembar bertanda tangan"
SHEETS_BESIDE = (
    ("Lembar kendali berkas", LEMBAR_KENDALI),
    ("Cap paraf hierarki", CAP_PARAF),
    ("Amplop", "amplop"),
    ("Label alamat", "label"),
    ("Riwayat berkas", "riwayat"),
    ("Kenapa terlambat", "kenapa-terlambat"),
)


def _nothing(_offer: Offer) -> str:
    return ""


def worded(offer: Offer) -> str:
    """The words of an offer's button."""
    at_once = offer.deed in AT_ONCE and not offer.asks
    return offer.label if at_once else f"{offer.label}…"


class Actions(QWidget):
    """One main button; the others beside it, or below where the words are long.

    ``more``, the menu of everything else, is made here and stands in the panel's head line.
    ``offer_chosen`` carries the offer and whether it shall be at another time (Shift, or the menu).
    """

    offer_chosen = Signal(object, bool)
    paper_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._main: Offer | None = None
        self._back: Offer | None = None
        self._others: tuple[Offer, ...] = ()
        self._hindered: Callable[[Offer], str] = _nothing
        self._issued = False
        self._kind = SURAT_PENGANTAR
        self.main = Button("", Kind.MAIN)
        self.back = Button("Kembalikan…")
        for part in (self.main, self.back):
            # They get their place once the width is known; shown before, each would be a window for a moment.
            part.setParent(self)
        self.print = IconButton("printer", "Cetak")
        self.more = IconButton("ellipsis", "Tindakan lain", Kind.GHOST)
        self.print_menu = QMenu(self.print)
        self.more_menu = TellingMenu(self.more)
        # Not setMenu: that would draw an arrow into the square.
        self.print.clicked.connect(partial(self._open, self.print, self.print_menu))
        self.more.clicked.connect(partial(self._open, self.more, self.more_menu))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.WITHIN + Space.TIGHT)
        self._grid.setVerticalSpacing(Space.BETWEEN)
        self._narrow: bool | None = None
        self.main.clicked.connect(self._on_main)
        self.back.clicked.connect(self._on_back)
        theme_of(self).changed.connect(self._on_theme_changed)

    def show_offers(self, view: DossierView, hindered: Callable[[Offer], str]) -> None:
        """Offer what can be done with the dossier now; ``hindered`` says why the clerk may not."""
        self._hindered = hindered
        self._main = view.main
        self._back = next((o for o in view.others if o.deed is Deed.RETURN), None)
        self._others = view.others
        # The last is the one on its way: the overprint is for it, not for one that was sent before.
        letter = next((card for card in reversed(view.letters) if card.kind in LETTERS), None)
        self._issued = letter is not None and letter.state == "terbit"
        self._kind = letter.kind if letter is not None else SURAT_PENGANTAR
        self.main.setVisible(self._main is not None)
        if self._main is not None:
            self.main.set_text(worded(self._main))
            once = self._main.deed in AT_ONCE
            self.main.set_tip(
                f"{self._main.label}. Tekan Shift untuk waktu lain." if once else self._main.label
            )
            self.main.forbid(hindered(self._main))
        self.back.setVisible(self._back is not None)
        self.back.forbid(hindered(self._back) if self._back is not None else "")
        self._fill_more()
        self._fill_print()
        self._narrow = None
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Narrower than one row of buttons: there are two rows for that."""
        return QSize(theme_of(self).px(Size.PANEL_LEAST) // 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long words get a row of their own."""
        super().resizeEvent(event)
        self._arrange()

    def _fill_more(self) -> None:
        menu = self.more_menu
        menu.clear()
        if self._main is not None and self._main.deed in AT_ONCE:
            self._add(menu, self._main, f"{self._main.label}, pada waktu lain…", elsewhen=True)
            menu.addSeparator()
        for offer in self._others:
            if offer.deed is Deed.CANCEL:
                menu.addSeparator()
            self._add(menu, offer, worded(offer), elsewhen=False)
        self.more.setEnabled(not menu.isEmpty())

    def _add(self, menu: QMenu, offer: Offer, words: str, *, elsewhen: bool) -> None:
        icon = theme_of(self).icon(ICONS.get(offer.deed, "chevron-right"), "muted")
        action = Action(escaped(words), menu)
        action.setIcon(icon)
        menu.addAction(action)
        action.forbid(self._hindered(offer))
        action.triggered.connect(partial(self._on_chosen, offer, elsewhen))

    def _fill_print(self) -> None:
        menu = self.print_menu
        menu.clear()
        kind = self._kind
        papers = [(LETTERS[kind], kind, SHEETS), (ARCHIVES[kind], kind, ARCHIVE)]
        if self._issued:
            papers.append((NUMBER_ONLY, kind, OVERPRINT))
        papers += [(words, name, "") for words, name in SHEETS_BESIDE]
        for words, name, copy in papers:
            if name == LEMBAR_KENDALI:
                menu.addSeparator()
            action = menu.addAction(escaped(f"{words}…"))
            action.triggered.connect(partial(self._on_paper, name, copy))

    def _arrange(self) -> None:
        beside = (self.back, self.print)
        shown = [button for button in (self.main, *beside) if not button.isHidden()]
        gaps = self._grid.horizontalSpacing() * (len(shown) - 1)
        narrow = sum(button.sizeHint().width() for button in shown) + gaps > self.width()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        row = int(narrow)
        self._grid.addWidget(self.main, 0, 0, 1, 2 if narrow else 1)
        self._grid.addWidget(self.back, row, 1 - row)
        self._grid.addWidget(self.print, row, 2 - row)
        self._grid.setColumnStretch(0, 1)

    def _open(self, button: QWidget, menu: QMenu, _checked: bool = False) -> None:
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - menu.sizeHint().width() + 1)
        corner.setY(corner.y() + Space.WITHIN)
        menu.popup(corner)

    def _on_main(self) -> None:
        if self._main is not None:
            shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
            self.offer_chosen.emit(self._main, bool(shift))

    def _on_back(self) -> None:
        if self._back is not None:
            self.offer_chosen.emit(self._back, False)

    def _on_chosen(self, offer: Offer, elsewhen: bool, _checked: bool = False) -> None:
        self.offer_chosen.emit(offer, elsewhen)

    def _on_paper(self, name: str, copy: str, _checked: bool = False) -> None:
        self.paper_chosen.emit(name, copy)

    def _on_theme_changed(self) -> None:
        self._narrow = None
        if self._main is not None or self._others:
            self._fill_more()
        self._arrange()


def undo_offers(view: DossierView, clerk: str) -> Sequence[Offer]:
    """What can be done about the newest entry: taking it back at once, or a counter-entry with a reason."""
    if view.newest is None:
        return ()
    row = next((entry for entry in view.log if entry.seq == view.newest), None)
    if row is None or row.kind in ("number", "void_number"):
        return (
            (Offer(Deed.VOID_NUMBER, "Batalkan nomor"),) if row is not None and row.kind == "number" else ()
        )
    undo = (Offer(Deed.UNDO, "Urungkan"),) if view.undo_until is not None and row.by == clerk else ()
    return (*undo, Offer(Deed.CORRECT, "Koreksi"))
