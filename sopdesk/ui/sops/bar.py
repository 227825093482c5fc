"""Where a step lies on the axis of all standard times."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sopdesk.services.sop_times import StepTime
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Size, Space


class TimeBar(QWidget):
    """A track for the whole; what is before the step is light, the step itself strong, its range half strong.

    A step outside the office takes no length: a mark stands where the papers leave.
    """

    def __init__(self, time: StepTime, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_of(self).changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Room for a bar that is seen at arm's length."""
        theme = theme_of(self)
        return QSize(theme.px(Size.FIELD_LEAST), theme.px(Space.BETWEEN))

    def minimumSizeHint(self) -> QSize:
        """A short bar is still a bar."""
        theme = theme_of(self)
        return QSize(theme.px(Size.CONTROL), theme.px(Space.BETWEEN))

    def spans(self) -> list[tuple[ColourName, QRectF]]:
        """The parts of the bar from left to right, each with its colour."""
        time, width, height = self._time, float(self.width()), float(self.height())
        least = float(theme_of(self).px(Space.WITHIN))
        if time.outside:
            place = min(max(time.start * width - height / 2, 0.0), width - height)
            return [("accent_soft", QRectF(0, 0, place, height)), ("luar", QRectF(place, 0, height, height))]
        # A step of five minutes is still seen; it is drawn back from its end, not beyond it.
        end = max(time.high * width, least)
        ranged = time.high > time.low
        sure = min(time.low * width, end - least) if ranged else end
        start = max(min(time.start * width, sure - least), 0.0)
        parts: list[tuple[ColourName, QRectF]] = [
            ("accent_soft", QRectF(0, 0, start, height)),
            ("accent", QRectF(start, 0, sure - start, height)),
        ]
        if ranged:
            parts.append(("waspada", QRectF(sure, 0, end - sure, height)))
        return parts

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track and the parts."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        round_ = self.height() / 4
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(QRectF(self.rect()), round_, round_)
        for colour, box in self.spans():
            painter.setBrush(theme.colour(colour))
            if colour == "luar":
                painter.drawEllipse(box)
            elif box.width() > 0:
                painter.drawRoundedRect(box, round_, round_)
        painter.end()
