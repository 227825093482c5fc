"""The steps of a dossier as a ladder: what is done, where it stands, what is ahead."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from sopdesk.domain.clocks import Level
from sopdesk.services.views import LadderRow
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space
from sopdesk.ui.panel.looks import INK
from sopdesk.ui.panel.precheck import Precheck
from sopdesk.ui.panel.rung_detail import RungDetail, StepTexts

_DONE = frozenset({"done", "skipped"})
_WORDS = {"skipped": "dilewati", "before": "sebelum dicatat", "again": "akan diulang"}


class Rung(QAbstractButton):
    """One step; pressing it opens what the SOP says of it."""

    moved = Signal(int)

    def __init__(self, row: LadderRow, *, first: bool, last: bool) -> None:
        super().__init__()
        self.row = row
        self._first = first
        self._last = last
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_row(row)
        theme_of(self).changed.connect(self._on_theme_changed)

    def set_row(self, row: LadderRow) -> None:
        """Show that state of the step."""
        self.row = row
        self.setAccessibleName(f"Langkah {row.no}: {self._name()}")
        told = [self._state_words(), f"mutu baku {row.planned}"]
        told += [f"nyata {row.real}"] if row.real else []
        told += [f"oleh {row.official}"] if row.official else []
        self.setAccessibleDescription(", ".join(told))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line, or two where an official approved."""
        theme = theme_of(self)
        height = theme.px(Size.BADGE) + Space.BETWEEN
        if self.row.official:
            height += QFontMetrics(theme.font(Letter.SMALL)).height()
        return QSize(theme.px(Size.PANEL_LEAST) // 2, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go along the ladder; Enter opens as Space does."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dot on its line, the name, and the times at the right."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        self._paint_line(painter)
        self._paint_dot(painter)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), tokens.FOCUS_WIDTH))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        painter.end()

    def _side(self) -> int:
        return theme_of(self).px(Size.BADGE)

    def _dot(self) -> QRectF:
        return QRectF(Space.WITHIN, Space.WITHIN, self._side(), self._side())

    def _paint_line(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme_of(self).colour("line_strong"), Space.HAIR))
        middle = self._dot().center().x()
        top = self._dot().center().y() if self._first else 0.0
        bottom = self._dot().center().y() if self._last and not self.isChecked() else float(self.height())
        painter.drawLine(QPointF(middle, top), QPointF(middle, bottom))

    def _paint_dot(self, painter: QPainter) -> None:
        theme = theme_of(self)
        dot = self._dot().adjusted(1, 1, -1, -1)
        if self.row.state in _DONE or self.row.state == "before":
            done = self.row.state == "done"
            ground: ColourName = "accent" if done else "field_line"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawEllipse(self._dot())
            icon = "check" if done else "minus"
            ink = theme.palette.hex("on_accent" if done else "surface")
            side = theme.px(Space.INSIDE)
            picture = theme.icons.pixmap(icon, ink, side, self.devicePixelRatioF())
            painter.drawPixmap(self._dot().center() - QPointF(side / 2, side / 2), picture)
            return
        now = self.row.state == "now"
        ring: ColourName = self._ink() if now else "line_strong"
        painter.setPen(QPen(theme.colour(ring), tokens.FOCUS_WIDTH))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(dot)
        painter.setPen(theme.colour(ring if now else "muted"))
        font = theme.font(Letter.SMALL, bold=now)
        font.setPixelSize(theme.px(Letter.SMALL) - Space.TIGHT)
        painter.setFont(font)
        painter.drawText(self._dot(), int(Qt.AlignmentFlag.AlignCenter), str(self.row.no))

    def _paint_words(self, painter: QPainter) -> None:
        theme, row = theme_of(self), self.row
        left = int(self._dot().right()) + Space.BETWEEN + Space.TIGHT
        height = self._side() + Space.BETWEEN
        times = f"{row.planned} · {row.real}" if row.real else row.planned
        plain = theme.font(Letter.TABLE)
        painter.setFont(plain)
        late = row.level is Level.TERLAMBAT and row.state == "now"
        painter.setPen(theme.colour("terlambat" if late else "muted"))
        width = QFontMetrics(plain).horizontalAdvance(times)
        right = self.width() - Space.WITHIN
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(right - width - 1, 0, width + 1, height), int(middle | Qt.AlignmentFlag.AlignRight), times
        )
        font = theme.font(Letter.TABLE, bold=row.state == "now")
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if row.state in ("skipped", "before") else "text"))
        room = right - width - Space.INSIDE - left
        name = QFontMetrics(font).elidedText(self._name(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, height), int(middle | Qt.AlignmentFlag.AlignLeft), name)
        if row.official:
            small = theme.font(Letter.SMALL)
            painter.setFont(small)
            painter.setPen(theme.colour("muted"))
            room = right - left
            text = QFontMetrics(small).elidedText(f"oleh {row.official}", Qt.TextElideMode.ElideRight, room)
            place = QRectF(left, height - Space.WITHIN - Space.TIGHT, room, QFontMetrics(small).height())
            painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignLeft), text)

    def _name(self) -> str:
        row = self.row
        marks = [f"putaran {row.visits}"] if row.visits > 1 else []
        marks += [_WORDS[row.state]] if row.state in _WORDS else []
        return f"{row.brief} ({', '.join(marks)})" if marks else row.brief

    def _state_words(self) -> str:
        return {"done": "selesai", "now": "sedang berjalan", "ahead": "belum"}.get(
            self.row.state, _WORDS.get(self.row.state, "")
        )

    def _ink(self) -> ColourName:
        return INK[self.row.level] if self.row.level is not None else "accent"

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class Ladder(QWidget):
    """All steps from top to bottom; at most one is open."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rungs: list[Rung] = []
        self.precheck = Precheck(self)
        self._column.addWidget(self.precheck)
        self.detail = RungDetail(self)
        self.detail.hide()
        self._texts: Sequence[StepTexts] = ()
        self._dossier = 0

    def show_rows(self, dossier: int, rows: Sequence[LadderRow], texts: Sequence[StepTexts]) -> None:
        """Show these steps; of the same dossier, what is open stays open."""
        self._texts = texts
        if dossier != self._dossier or len(rows) != len(self.rungs):
            self._build(rows)
            self._dossier = dossier
        for rung, row in zip(self.rungs, rows, strict=True):
            rung.set_row(row)
            if rung.isChecked():
                self.detail.show_step(row, texts[row.no - 1])

    def show_precheck(self, reasons: Sequence[tuple[str, int]]) -> None:
        """Say what came back most often, before the work is handed up."""
        self.precheck.tell(reasons)

    def now(self) -> Rung | None:
        """The step where the dossier stands."""
        return next((rung for rung in self.rungs if rung.row.state == "now"), None)

    def _build(self, rows: Sequence[LadderRow]) -> None:
        self._column.removeWidget(self.detail)
        self.detail.hide()
        for rung in self.rungs:
            self._column.removeWidget(rung)
            rung.hide()
            rung.deleteLater()
        self.rungs = []
        for place, row in enumerate(rows):
            rung = Rung(row, first=place == 0, last=place == len(rows) - 1)
            rung.toggled.connect(self._on_toggled)
            rung.moved.connect(self._on_moved)
            self._column.addWidget(rung)
            rung.show()
            self.rungs.append(rung)

    def _on_toggled(self, opened: bool) -> None:
        rung = self.sender()
        if not isinstance(rung, Rung):
            return
        self._column.removeWidget(self.detail)
        if not opened:
            self.detail.hide()
            return
        for other in self.rungs:
            if other is not rung and other.isChecked():
                other.blockSignals(True)
                other.setChecked(False)
                other.blockSignals(False)
        self.detail.show_step(rung.row, self._texts[rung.row.no - 1])
        self._column.insertWidget(self._column.indexOf(rung) + 1, self.detail)
        self.detail.show()

    def _on_moved(self, step: int) -> None:
        rung = self.sender()
        if isinstance(rung, Rung):
            place = self.rungs.index(rung) + step
            if 0 <= place < len(self.rungs):
                self.rungs[place].setFocus(Qt.FocusReason.OtherFocusReason)
