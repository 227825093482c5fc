"""The letterhead as it will be printed, beside the form that sets it."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from sopdesk.domain.layout import Layout, Paper
from sopdesk.domain.letters import Kop
from sopdesk.services.office import Office
from sopdesk.services.printing import kop_preview
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.papers.pixels import MM_PER_INCH, Pages

_HEAD_MM = 75.0  # letterhead, place and date, addressee: what a letterhead is judged by
_PAUSE_MS = 350


class _Sheet(QWidget):
    """A picture of paper, as wide as the place."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()
        self.shape = (Paper.F4.millimetres[0], _HEAD_MM)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keep_shape(self) -> None:
        """Be as high as the width asks for; a layout in a scrolled page would not keep to it."""
        self.setFixedHeight(round(self.width() * self.shape[1] / self.shape[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shape of the paper."""
        super().resizeEvent(event)
        self.keep_shape()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper, white in the dark too."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(place, QColor(Qt.GlobalColor.white))
        if not self.picture.isNull():
            painter.drawImage(place, self.picture)
        painter.setPen(QPen(theme_of(self).colour("line_strong"), Space.HAIR))
        painter.drawRect(place)
        painter.end()


class KopView(QWidget):
    """Follows the form after a short pause; ``whole`` shows the whole sheet, else its head."""

    def __init__(self, office: Office, *, whole: bool = False) -> None:
        super().__init__()
        self._office = office
        self._whole = whole
        self._wish: tuple[Kop, Layout] | None = None
        self._pages: Pages | None = None
        self._layout = Layout()
        self.caption = Label("", size=Letter.SMALL, ink="muted", wrap=True)
        self.sheet = _Sheet()
        self.sheet.setAccessibleName("Pratinjau kepala surat")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        column.addWidget(self.sheet)
        column.addWidget(self.caption)
        column.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.draw)

    def show_soon(self, kop: Kop, layout: Layout) -> None:
        """Draw that letterhead once nobody has typed for a moment."""
        self._wish = (kop, layout)
        self._timer.start()

    def say(self, words: str) -> None:
        """Show a sentence instead of a new picture."""
        self._timer.stop()
        self.caption.setText(words)
        self.caption.set_ink("terlambat")

    def draw(self) -> None:
        """Draw what was asked for now."""
        self._timer.stop()
        if self._wish is None:
            return
        kop, layout = self._wish
        try:
            paper = kop_preview(self._office, kop, layout)
        except (Refused, Trouble) as error:
            self.say(sentence(error))
            return
        self._pages, self._layout = Pages(paper.pdf), layout
        width, height = self._pages.millimetres(0)
        self.sheet.shape = (width, height if self._whole else min(_HEAD_MM, height))
        missing = " ".join(paper.missing)
        words = f"Huruf ini tidak dapat dicetak: {missing}" if missing else "Seperti yang akan dicetak."
        self.caption.setText(words)
        self.caption.set_ink("waspada" if missing else "muted")
        self.sheet.keep_shape()
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wider place wants a finer picture."""
        super().resizeEvent(event)
        self._render()

    def _render(self) -> None:
        if self._pages is None or self.sheet.width() < Space.GROUPS:
            return
        width, _height = self._pages.millimetres(0)
        dots = self.sheet.width() * self.devicePixelRatioF()
        picture = self._pages.picture(0, dots / width * MM_PER_INCH)
        if not self._whole:
            share = self.sheet.shape[1] / self._pages.millimetres(0)[1]
            picture = picture.copy(0, 0, picture.width(), round(picture.height() * share))
        self.sheet.picture = picture
        self.sheet.update()
