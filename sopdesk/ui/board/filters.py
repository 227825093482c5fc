"""The bar over the columns: which SOPs, only the late ones, words."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from sopdesk.domain.clocks import Level
from sopdesk.ui.board.entry import Filter
from sopdesk.ui.board.flow import FlowLayout
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import STATE_ICONS, STATE_INK, STATE_SOFT, ColourName, Letter, Size, Space, State


class Chip(QAbstractButton):
    """A word that is switched on and off: outlined when off, filled and bold when on."""

    def __init__(self, text: str, theme: Theme, *, state: State | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._state = state
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The same on and off, so that nothing jumps."""
        theme = self._theme
        words = QFontMetrics(theme.font(Letter.TABLE, bold=True)).horizontalAdvance(self.text())
        room = theme.px(Size.ICON) + Space.TIGHT if self._state else 0
        return QSize(words + room + 2 * Space.INSIDE, theme.px(Size.PILL))

    def renew(self) -> None:
        """Take the measures of the theme as it is now."""
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the icon and the word."""
        theme, on = self._theme, self.isChecked()
        ink: ColourName = STATE_INK[self._state] if self._state else "text"
        ground: ColourName = "surface"
        if on:
            ink = STATE_INK[self._state] if self._state else "on_accent"
            ground = STATE_SOFT[self._state] if self._state else "accent"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._edge())
        painter.setBrush(theme.colour(ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        words = self.rect()
        align = Qt.AlignmentFlag.AlignCenter
        if self._state:
            side = theme.px(Size.ICON)
            pixmap = theme.pixmap(STATE_ICONS[self._state], ink, ratio=self.devicePixelRatioF())
            painter.drawPixmap(Space.INSIDE - Space.TIGHT, (self.height() - side) // 2, pixmap)
            words.setLeft(Space.INSIDE + side + Space.TIGHT)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font(Letter.TABLE, bold=on))
        painter.setPen(theme.colour(ink))
        painter.drawText(words, int(align), self.text())
        painter.end()

    def _edge(self) -> QPen:
        theme, on = self._theme, self.isChecked()
        if self.hasFocus():
            return QPen(theme.colour("text" if on else "focus"), tokens.FOCUS_WIDTH)
        if on:
            return QPen(theme.colour(STATE_INK[self._state] if self._state else "accent"), Space.HAIR)
        return QPen(theme.colour("field_line" if self.underMouse() else "line_strong"), Space.HAIR)


class FilterBar(QWidget):
    """``changed`` carries the Filter; nothing is remembered over a start, so that no card stays hidden unseen."""

    changed = Signal(object)
    left_downwards = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: dict[str, Chip] = {}
        self._told = Filter()
        self.line = QLineEdit()
        self.line.setPlaceholderText("Saring kartu")
        self.line.setAccessibleName("Saring papan menurut judul, kode, atau nama")
        self.line.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.line.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.late = Chip("Terlambat", theme, state=State.TERLAMBAT)
        self.near = Chip("Waspada", theme, state=State.WASPADA)
        self.clear = Button("Hapus saringan", Kind.LINK)
        self.clear.hide()
        # Without words: beside an open panel the bar would else go on in a second line.
        self.print = IconButton("printer", "Cetak papan: kartu yang tampak", Kind.GHOST)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(Space.AROUND + Space.WITHIN, Space.INSIDE, Space.AROUND, 0)
        for widget in (self.line, self.late, self.near, self.clear, self.print):
            self._flow.addWidget(widget)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._on_changed)
        self.late.clicked.connect(self._on_late)
        self.near.clicked.connect(self._on_near)
        self.clear.clicked.connect(self.reset)
        self.renew()

    def set_sops(self, sops: Sequence[tuple[str, str]]) -> None:
        """Offer a chip for each of these (key, label); what was chosen stays so where it is still there."""
        if list(self._chips) == [key for key, _ in sops]:
            return
        chosen = self.chosen.sops
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {key: Chip(label, self._theme) for key, label in sops}
        for widget in (self.late, self.near, self.clear, self.print):
            self._flow.removeWidget(widget)
        for key, chip in self._chips.items():
            chip.setChecked(key in chosen)
            chip.clicked.connect(self._on_changed)
            self._flow.addWidget(chip)
        for widget in (self.late, self.near, self.clear, self.print):
            self._flow.addWidget(widget)
        order: list[QWidget] = [
            self.line, *self._chips.values(), self.late, self.near, self.clear, self.print,
        ]  # fmt: skip
        for one, other in pairwise(order):
            self.setTabOrder(one, other)
        self._on_changed()

    def chip(self, key: str) -> Chip:
        """The chip of an SOP; raises KeyError for one that is not offered."""
        return self._chips[key]

    @property
    def chosen(self) -> Filter:
        """What is to be shown."""
        level = Level.TERLAMBAT if self.late.isChecked() else Level.WASPADA if self.near.isChecked() else None
        sops = frozenset(key for key, chip in self._chips.items() if chip.isChecked())
        return Filter(sops, level, tuple(self.line.text().casefold().split()))

    def show_level(self, level: Level | None) -> None:
        """Show only cards at that level; None shows all levels again."""
        self.late.setChecked(level is Level.TERLAMBAT)
        self.near.setChecked(level is Level.WASPADA)
        self._on_changed()

    def reset(self) -> None:
        """Show everything."""
        self.line.clear()
        for chip in (*self._chips.values(), self.late, self.near):
            chip.setChecked(False)
        self._on_changed()

    def renew(self) -> None:
        """Take the measures of the theme as it is now."""
        theme = self._theme
        self.line.setFixedSize(theme.px(Size.FIELD_LEAST + Size.BADGE), theme.px(Size.CONTROL))
        self._glass.setIcon(theme.icon("search", "muted"))
        for chip in (*self._chips.values(), self.late, self.near):
            chip.renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the line, Escape empties and arrow down goes to the cards."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left_downwards.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_late(self, on: bool) -> None:
        self.near.setChecked(self.near.isChecked() and not on)
        self._on_changed()

    def _on_near(self, on: bool) -> None:
        self.late.setChecked(self.late.isChecked() and not on)
        self._on_changed()

    def _on_changed(self) -> None:
        chosen = self.chosen
        self.clear.setVisible(chosen.active)
        if chosen != self._told:
            self._told = chosen
            self.changed.emit(chosen)
