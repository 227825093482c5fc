"""The results under the search box."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sopdesk.domain.scanned import as_meant
from sopdesk.domain.step_codes import is_step_code
from sopdesk.services import queries
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.text import Label, plain_tip
from sopdesk.ui.kit.theme import on_surface, theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.shell.search import SearchBox

if TYPE_CHECKING:
    from sopdesk.services.scans import Scan
    from sopdesk.services.views import Found

_MOST = 12
_FIRST = "Enter membuka hasil pertama."
_NOTHING = "Belum ada yang cocok."


def _of_scan(scan: "Scan") -> str:
    if scan.offer is None:
        return f"{scan.code}: {scan.words}"
    return f"{scan.code}, langkah {scan.step}. Enter: {scan.offer.label}."


class Finder(QFrame):
    """Hits while typing; Enter opens the first, or the dossier whose code was scanned."""

    opened = Signal(int)
    refused = Signal(str)

    def __init__(self, desk: Desk, box: SearchBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._box = box
        self._host = parent
        self.setFrameShape(QFrame.Shape.StyledPanel)
        on_surface(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Hasil pencarian")
        self.list.setProperty("board", True)  # the frame around it is frame enough
        self.list.setSpacing(Space.TIGHT)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words = Label("", size=Letter.SMALL, ink="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.BETWEEN, Space.BETWEEN, Space.BETWEEN, Space.BETWEEN)
        column.addWidget(self.list)
        column.addWidget(self.words)
        box.changed.connect(self._on_changed)
        box.stepped_down.connect(self._on_stepped_down)
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        self.list.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusObjectChanged.connect(self._on_focus)
        self.hide()

    def submit(self, text: str) -> None:
        """Open what was typed or scanned; a sentence where there is nothing of the kind."""
        self.hide()
        try:
            hits = queries.search(self._desk.office, text)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        if not hits:
            self.refused.emit(f"Tidak ada berkas yang cocok dengan “{text[:60]}”. Periksa ejaannya.")
            return
        self._box.clear()
        self.hide()
        self.opened.emit(hits[0].id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the hits goes back to the words."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self._box.begin()
            self.hide()
            return True
        return super().eventFilter(watched, event)

    def _on_focus(self, focused: QObject | None) -> None:
        """Whoever goes on elsewhere is no longer looking for anything."""
        if focused is not None and focused not in (self._box.line, self.list):
            self.hide()

    def _on_changed(self, text: str) -> None:
        if len(text.strip()) < 2:
            self.hide()
            return
        try:
            if is_step_code(as_meant(text)):
                from sopdesk.services import scans  # late: few look for a step by its code

                self._fill([], _of_scan(scans.read(self._desk.office, text)))
                return
            hits = queries.search(self._desk.office, text, _MOST)
        except Refused as error:
            # A dossier's code may be typed half way; a step's is whole.
            self._fill([], sentence(error) if is_step_code(as_meant(text)) else _NOTHING)
            return
        except Trouble as error:
            self.refused.emit(sentence(error))
            return
        self._fill(hits, _FIRST if hits else _NOTHING)

    def _fill(self, hits: "list[Found]", words: str) -> None:
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.label}  {hit.code}  ·  {hit.where}\n{hit.title}")
            item.setData(Qt.ItemDataRole.UserRole, hit.id)
            item.setToolTip(plain_tip(hit.title))
            self.list.addItem(item)
        self.list.setVisible(bool(hits))
        self.words.setText(words)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        theme = theme_of(self)
        below = self._box.mapTo(self._host, QPoint(0, self._box.height() + Space.WITHIN))
        rows = min(self.list.count(), 6)
        row = self.list.sizeHintForRow(0) if self.list.count() else 0
        self.list.setFixedHeight(rows * (row + 2 * Space.TIGHT) + Space.BETWEEN)
        self.setFixedWidth(max(self._box.width(), theme.px(Size.SEARCH)))
        self.move(below)
        self.adjustSize()

    def _on_stepped_down(self) -> None:
        if self.isVisible() and self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _on_item(self, item: QListWidgetItem) -> None:
        self._box.clear()
        self.hide()
        self.opened.emit(int(item.data(Qt.ItemDataRole.UserRole)))
