"""The strip of tabs with counts and partings."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space


@dataclass(slots=True)
class _Tab:
    key: str
    title: str
    parted: bool
    count: int | None = None
    late: bool = False


class TabStrip(QTabBar):
    """Tabs by key. ``chosen`` carries the key when another tab is shown.

    Arrow keys move between tabs; tabs that do not fit are reached with the arrows at the end.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tabs: list[_Tab] = []
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setProperty("painted", True)
        self.setAccessibleName("Halaman")
        self.currentChanged.connect(self._on_current)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the tabs, from left to right."""
        return tuple(tab.key for tab in self._tabs)

    @property
    def current(self) -> str:
        """The key of the tab shown, empty while there is none."""
        place = self.currentIndex()
        return self._tabs[place].key if 0 <= place < len(self._tabs) else ""

    def add(self, key: str, title: str, *, parted: bool = False, before: str = "") -> None:
        """Add a tab, with a parting line before it if wanted; at the end, or before another tab."""
        place = self.keys.index(before) if before in self.keys else len(self._tabs)
        self._tabs.insert(place, _Tab(key, title, parted))
        self.insertTab(place, title.replace("&", "&&"))
        self._tell(place)

    def remove(self, key: str) -> None:
        """Take a tab away; an unknown key is ignored."""
        if key in self.keys:
            place = self.keys.index(key)
            del self._tabs[place]
            self.removeTab(place)

    def set_count(self, key: str, count: int | None, *, late: bool = False) -> None:
        """Show a number beside the title, in red when it counts what is late; None shows none."""
        place = self.keys.index(key)
        tab = self._tabs[place]
        if (tab.count, tab.late) != (count, late):
            tab.count, tab.late = count, late
            self._tell(place)
            # The width of a tab is asked for again only when its text is set.
            self.setTabText(place, self.tabText(place))
            self.update()

    def show_key(self, key: str) -> None:
        """Go to a tab; an unknown key is ignored."""
        if key in self.keys:
            self.setCurrentIndex(self.keys.index(key))

    def tabSizeHint(self, index: int) -> QSize:
        """Room for the parting, the title in bold, and the count."""
        tab = self._tabs[index] if index < len(self._tabs) else _Tab("", self.tabText(index), False)
        width = self._title_width(tab) + 2 * Space.INSIDE
        if tab.parted:
            width += Space.AROUND
        if tab.count is not None:
            width += Space.BETWEEN + self._badge_width(tab)
        return QSize(width, theme_of(self).px(Size.TABS))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """The same: a tab is never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint titles, counts, partings and the line under the tab shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        under = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for place, tab in enumerate(self._tabs):
            self._paint_tab(painter, place, tab, hovered=place == under)
        painter.end()

    def _paint_tab(self, painter: QPainter, place: int, tab: _Tab, *, hovered: bool) -> None:
        theme = theme_of(self)
        rect = self.tabRect(place)
        if tab.parted:
            painter.setPen(QPen(theme.colour("line"), Space.HAIR))
            x = rect.left() + Space.BETWEEN
            painter.drawLine(QPoint(x, rect.top() + Space.INSIDE), QPoint(x, rect.bottom() - Space.INSIDE))
            rect = rect.adjusted(Space.AROUND, 0, 0, 0)
        on = place == self.currentIndex()
        painter.setFont(theme.font(bold=on))
        painter.setPen(theme.colour("text" if on or hovered else "muted"))
        title = QRect(rect.left() + Space.INSIDE, rect.top(), self._title_width(tab), rect.height())
        painter.drawText(title, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), tab.title)
        if tab.count is not None:
            self._paint_badge(painter, tab, title.right() + Space.BETWEEN, rect)
        if on:
            bar = QRect(rect.left(), rect.bottom() - 1, rect.width(), tokens.FOCUS_WIDTH)
            painter.fillRect(bar, theme.colour("accent"))
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("focus"), tokens.FOCUS_WIDTH))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                ring = QRectF(rect).adjusted(
                    Space.WITHIN, Space.WITHIN, -Space.WITHIN, -Space.WITHIN - Space.TIGHT
                )
                painter.drawRoundedRect(ring, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)

    def _paint_badge(self, painter: QPainter, tab: _Tab, left: int, rect: QRect) -> None:
        theme = theme_of(self)
        height = theme.px(Size.BADGE)
        box = QRectF(left, rect.center().y() - height / 2 + 1, self._badge_width(tab), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("terlambat_soft" if tab.late else "track"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(theme.colour("terlambat" if tab.late else "muted"))
        painter.setFont(theme.font(Letter.SMALL, bold=True))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(tab.count))

    def _title_width(self, tab: _Tab) -> int:
        return QFontMetrics(theme_of(self).font(bold=True)).horizontalAdvance(tab.title)

    def _badge_width(self, tab: _Tab) -> int:
        theme = theme_of(self)
        words = QFontMetrics(theme.font(Letter.SMALL, bold=True)).horizontalAdvance(str(tab.count))
        return max(theme.px(Size.BADGE), words + 2 * Space.WITHIN + Space.TIGHT)

    def _tell(self, place: int) -> None:
        tab = self._tabs[place]
        count = "" if tab.count is None else f", {tab.count} {'terlambat' if tab.late else 'berkas'}"
        self.setTabToolTip(place, plain_tip(tab.title + count))
        self.setAccessibleTabName(place, tab.title + count)

    def _on_current(self, place: int) -> None:
        if 0 <= place < len(self._tabs):
            self.chosen.emit(self._tabs[place].key)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(theme_of(self).px(Size.TABS))
        for place in range(self.count()):
            self.setTabText(place, self.tabText(place))
        self.update()
