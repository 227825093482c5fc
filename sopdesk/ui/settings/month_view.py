"""A month of the working calendar: which days are worked, which are free, and why."""

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.dates import DAYS, day_date, month_name
from sopdesk.services.calendars import DayFace, faces, hours_words, minute_words
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.text import Label, plain_tip
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space

_ROWS = 6
_DAY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


def face_words(face: DayFace) -> str:
    """A day as one sentence."""
    said = [hours_words(face.hours) if face.hours else "libur"]
    if face.hours:
        said.append(minute_words(face.minutes))
    if face.extra is not None:
        said.append(f"hari kerja tambahan{': ' if face.extra else ''}{face.extra}")
    elif face.period and face.hours:
        said.append(f"periode {face.period}")
    said += face.names
    return f"{day_date(face.day)}: {', '.join(said)}."


class _Cells(QStyledItemDelegate):
    """Paints a day: free days on the soft ground with their name, periods with a bar."""

    def __init__(self, view: "MonthView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face = index.data(_DAY)
        if not isinstance(face, DayFace):
            return
        theme = theme_of()
        state: QStyle.StateFlag = option.state
        place: QRect = option.rect.adjusted(1, 1, -1, -1)
        inside = face.day.month == self._view.month
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        free = not face.hours
        named = bool(face.names) and free
        painter.setBrush(theme.colour("terlambat_soft" if named else ("track" if free else "surface")))
        painter.drawRoundedRect(place, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        if face.day == self._view.today or state & QStyle.StateFlag.State_Selected:
            strong = bool(state & QStyle.StateFlag.State_Selected)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(
                QPen(
                    theme.colour("accent" if strong else "field_line"),
                    tokens.FOCUS_WIDTH if strong else Space.HAIR,
                )
            )
            painter.drawRoundedRect(place, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        text = place.adjusted(Space.WITHIN + 1, Space.TIGHT, -Space.WITHIN, -Space.TIGHT)
        painter.setFont(theme.font(Letter.TABLE, bold=inside))
        painter.setPen(theme.colour("terlambat" if named else ("text" if inside and not free else "muted")))
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), str(face.day.day))
        note = face.names[0] if named else (face.extra or face.period if face.hours else "")
        if face.extra is not None and not note:
            note = "kerja"
        if note and inside:
            font = theme.font(Letter.SMALL)
            painter.setFont(font)
            below = text.adjusted(0, QFontMetrics(theme.font(Letter.TABLE)).lineSpacing(), 0, 0)
            painter.drawText(
                below,
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop),
                QFontMetrics(font).elidedText(note, Qt.TextElideMode.ElideRight, below.width()),
            )
        painter.restore()


class _Grid(QTableWidget):
    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in turns:
            self.turned.emit(turns[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class MonthView(QWidget):
    """Arrows move from day to day, Page Up and Down from month to month; ``day_chosen`` is Enter or two clicks."""

    day_chosen = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.year, self.month = today.year, today.month
        self._calendar: Calendar | None = None
        self.title = Label("", bold=True)
        self.before = IconButton("chevron-left", "Bulan sebelumnya", Kind.GHOST)
        self.after = IconButton("chevron-right", "Bulan berikutnya", Kind.GHOST)
        self.now = Button("Bulan ini", Kind.LINK)
        self.detail = Label("", ink="muted", wrap=True, size=Letter.TABLE)
        self.grid = _Grid(_ROWS, len(DAYS))
        self.grid.setAccessibleName("Kalender bulan")
        self.grid.setHorizontalHeaderLabels([name[:3] for name in DAYS])
        self.grid.verticalHeader().hide()
        self.grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.horizontalHeader().setSectionsClickable(False)
        self.grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.setShowGrid(False)
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setTabKeyNavigation(False)
        self.grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.setItemDelegate(_Cells(self))
        head = QHBoxLayout()
        head.setSpacing(Space.BETWEEN)
        head.addWidget(self.before)
        head.addWidget(self.title)
        head.addWidget(self.after)
        head.addStretch(1)
        head.addWidget(self.now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        column.addWidget(self.detail)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.now.clicked.connect(self._on_now)
        self.grid.turned.connect(self.turn)
        self.grid.currentItemChanged.connect(self._on_current)
        # Two clicks activate as Enter does: to hear of both would answer twice.
        self.grid.itemActivated.connect(self._on_activated)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_calendar(self, calendar: Calendar) -> None:
        """Show that calendar, in the month that is open."""
        self._calendar = calendar
        self._fill(self.current())

    def show_day(self, day: date) -> None:
        """Open the month of a day and go to it."""
        self.year, self.month = day.year, day.month
        self._fill(day)

    def turn(self, months: int) -> None:
        """Open a later or an earlier month."""
        place = self.year * 12 + self.month - 1 + months
        self.year, self.month = place // 12, place % 12 + 1
        self._fill(date(self.year, self.month, 1))

    def current(self) -> date:
        """The day that is chosen."""
        item = self.grid.currentItem()
        face = item.data(_DAY) if item is not None else None
        if isinstance(face, DayFace):
            return face.day
        here = (self.today.year, self.today.month) == (self.year, self.month)
        return self.today if here else date(self.year, self.month, 1)

    def _fill(self, chosen: date) -> None:
        if self._calendar is None:
            return
        self.title.setText(f"{month_name(self.month)} {self.year}")
        first = date(self.year, self.month, 1)
        begin = first - timedelta(days=first.weekday())
        end = begin + timedelta(days=_ROWS * len(DAYS) - 1)
        blocked = self.grid.blockSignals(True)
        for place, face in enumerate(faces(self._calendar, begin, end)):
            item = QTableWidgetItem()
            item.setData(_DAY, face)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, face_words(face))
            item.setToolTip(plain_tip(face_words(face)))
            self.grid.setItem(place // len(DAYS), place % len(DAYS), item)
        place = (chosen - begin).days
        self.grid.setCurrentCell(place // len(DAYS), place % len(DAYS))
        self.grid.blockSignals(blocked)
        self._on_current()

    def _on_current(self) -> None:
        item = self.grid.currentItem()
        face = item.data(_DAY) if item is not None else None
        self.detail.setText(face_words(face) if isinstance(face, DayFace) else "")

    def _on_activated(self, item: QTableWidgetItem) -> None:
        face = item.data(_DAY)
        if isinstance(face, DayFace):
            self.day_chosen.emit(face.day)

    def _on_before(self) -> None:
        self.turn(-1)

    def _on_after(self) -> None:
        self.turn(1)

    def _on_now(self) -> None:
        self.show_day(self.today)

    def _on_theme_changed(self) -> None:
        theme = theme_of(self)
        self.grid.setMinimumSize(theme.px(Size.PANEL), theme.px(Size.CARD * 2))
        metrics = QFontMetrics(self.detail.font())
        self.detail.setMinimumHeight(2 * metrics.lineSpacing())
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.grid.viewport().update()
