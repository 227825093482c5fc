"""Rounded marks: pills that count and filter, chips that name."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space, State


class Pill(QAbstractButton):
    """A word or a count in a state's colour, with the state's icon; ``state=None`` is neutral.

    With ``pressable`` it takes the focus and works as a switch (``toggled``) or a button (``clicked``).
    """

    def __init__(
        self,
        text: str,
        state: State | None = None,
        *,
        icon: str | None = None,
        pressable: bool = False,
        small: bool = False,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._icon = icon if icon is not None else (tokens.STATE_ICONS[state] if state else "")
        self._small = small
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not pressable and not tip)
        if pressable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pressable = pressable
        self.setToolTip(plain_tip(tip))
        self.set_text(text)
        theme_of(self).changed.connect(self._on_theme_changed)

    def set_text(self, text: str) -> None:
        """Show those words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_state(self, state: State | None, icon: str | None = None) -> None:
        """Show that state's colour and icon."""
        self._state = state
        self._icon = icon if icon is not None else (tokens.STATE_ICONS[state] if state else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the icon and the words."""
        theme = theme_of(self)
        self.ensurePolished()
        height = theme.px(Size.BADGE + Space.WITHIN if self._small else Size.PILL)
        width = self._metrics_width() + 2 * self._pad()
        if self._icon:
            width += theme.px(Size.ICON) + Space.WITHIN
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        """The same: a pill is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the icon and the words."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink: ColourName = tokens.STATE_INK[self._state] if self._state else "muted"
        soft: ColourName = tokens.STATE_SOFT[self._state] if self._state else "track"
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(theme.colour(soft))
        ringed = self.hasFocus() or self.isChecked() or (self._pressable and self.underMouse())
        width = tokens.FOCUS_WIDTH if self.hasFocus() or self.isChecked() else Space.HAIR
        painter.setPen(QPen(theme.colour(ink), width) if ringed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = self._pad()
        if self._icon:
            pixmap = theme.pixmap(self._icon, ink, ratio=self.devicePixelRatioF())
            side = theme.px(Size.ICON)
            painter.drawPixmap(left, (self.height() - side) // 2, pixmap)
            left += side + Space.WITHIN
        painter.setFont(self._font())
        painter.setPen(theme.colour(ink))
        place = self.rect().adjusted(left, 0, -self._pad(), 0)
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignLeft if self._icon else Qt.AlignmentFlag.AlignHCenter
        )
        painter.drawText(place, int(align), self.text())
        painter.end()

    def _pad(self) -> int:
        return Space.BETWEEN if self._small else Space.INSIDE - Space.TIGHT

    def _font(self) -> QFont:
        return theme_of(self).font(Letter.SMALL if self._small else Letter.TABLE, bold=True)

    def _metrics_width(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(self.text())

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
