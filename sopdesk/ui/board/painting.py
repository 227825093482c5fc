"""A card, painted: no widget stands behind it, so two thousand cost no more than the few that are seen."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sopdesk.services.board_views import Card, Face
from sopdesk.ui.board.entry import is_open, short_number
from sopdesk.ui.board.lines import Lines
from sopdesk.ui.board.looks import look
from sopdesk.ui.board.model import CardModel
from sopdesk.ui.board.words import running_number, step_words
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space

MARGIN: Final = Space.WITHIN  # around a card: room for the ring of the focus
_GROUNDS: Final = 12
_State = QStyle.StateFlag


class CardPaint:
    """What all columns paint with: fonts, measures and pixmaps of the theme shown now."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.number_format = ""
        self.width = theme.px(Size.CARD)
        self.renew()

    def renew(self) -> None:
        """Take the fonts, measures and colours of the theme as it is now."""
        theme = self.theme
        self.small = Lines(theme.font(Letter.SMALL))
        self.strong = Lines(theme.font(Letter.SMALL, bold=True))
        self.title = Lines(theme.font(Letter.BODY, bold=True))
        self.time = Lines(theme.font(Letter.TABLE, bold=True))
        self.icon = theme.px(Size.ICON)
        self.mark = theme.px(Letter.SMALL)
        self._pixmaps: dict[tuple[str, ColourName, float], QPixmap] = {}
        self._grounds: dict[tuple[str, int, float], QPixmap] = {}
        # At 100 % this comes to Size.CARD; the air between the rows does not grow with the letters.
        small, title, time = (
            theme.px(letter) + Space.WITHIN for letter in (Letter.SMALL, Letter.BODY, Letter.TABLE)
        )
        top = Space.BETWEEN - Space.TIGHT
        first = Space.BETWEEN + small - Space.HAIR
        step = first + 2 * title + Space.TIGHT
        self.rows = (top, first, first + title, step)
        self.bar = step + small + Space.BETWEEN
        self.foot = self.bar + 2 * Space.WITHIN
        self.height = self.foot + time + Space.BETWEEN
        self.colours: dict[ColourName, QColor] = {
            name: theme.colour(name) for name in ("surface", "text", "muted", "track", "accent_soft")
        }
        self.edge = QPen(theme.colour("line"), Space.HAIR)
        self.edge_hover = QPen(theme.colour("field_line"), Space.HAIR)
        self.edge_chosen = QPen(theme.colour("accent"), tokens.FOCUS_WIDTH)
        self.ring = QPen(theme.colour("focus"), tokens.FOCUS_WIDTH)

    def pixmap(self, name: str, ink: ColourName, ratio: float, *, small: bool = False) -> QPixmap:
        """An icon, rendered once; small ones are marks beside small letters."""
        key = (name if not small else f"{name}~", ink, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            icons, colour = self.theme.icons, self.theme.palette.hex(ink)
            found = icons.pixmap(name, colour, self.mark if small else self.icon, ratio)
            self._pixmaps[key] = found
        return found

    def ground(self, look_: str, ratio: float) -> QPixmap:
        """An empty card with the track of its bar, painted once for all cards that look so."""
        key = (look_, self.width, ratio)
        found = self._grounds.get(key)
        if found is None:
            if len(self._grounds) > _GROUNDS:
                self._grounds.clear()
            found = self._grounds[key] = self._painted_ground(look_, ratio)
        return found

    def _painted_ground(self, look_: str, ratio: float) -> QPixmap:
        box = QRectF(0, 0, self.width, self.height)
        pixmap = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        # In the colour that the board has anyway: a picture without holes is copied, not mixed pixel by pixel.
        pixmap.fill(self.theme.colour("ground"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = {"chosen": self.edge_chosen, "hover": self.edge_hover}.get(look_, self.edge)
        inset = edge.widthF() / 2
        painter.setPen(edge)
        painter.setBrush(self.colours["surface"])
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), tokens.RADIUS, tokens.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours["track"])
        painter.drawRoundedRect(self.bar_of(box), Space.TIGHT, Space.TIGHT)
        painter.end()
        return pixmap

    def bar_of(self, box: QRectF) -> QRectF:
        """The place of the time bar within a card's box."""
        side = Space.BETWEEN + Space.TIGHT
        return QRectF(box.left() + side, box.top() + self.bar, box.width() - 2 * side, Space.WITHIN)

    def number(self, card: Card) -> str:
        """`` · no. 212``, or nothing."""
        return f" · no. {short_number(card.number_text, self.number_format)}" if card.number_text else ""


class CardDelegate(QStyledItemDelegate):
    """Paints the cards of one column. ``by_keys``: the clerk is at the keyboard, so the focus has a ring of its own."""

    def __init__(self, model: CardModel, paint: CardPaint, parent: QObject) -> None:
        super().__init__(parent)
        self._cards = model
        self._paint = paint
        self.by_keys = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all."""
        return QSize(self._paint.width, self._paint.height + 2 * MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one card."""
        row = index.row()
        card, shown = self._cards.card(row), self._cards.glance(row)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        box = QRectF(
            rect.left() + MARGIN,
            rect.top() + MARGIN,
            self._paint.width,
            self._paint.height,
        )
        self._paint_box(painter, box, state)
        self._paint_words(painter, box, card)
        self._paint_clock(painter, box, card, shown)

    def _paint_box(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        paint = self._paint
        chosen = bool(state & _State.State_Selected)
        if state & _State.State_HasFocus and (self.by_keys or not chosen):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(paint.ring)
            out = MARGIN - tokens.FOCUS_WIDTH / 2
            round_ = tokens.RADIUS + tokens.FOCUS_WIDTH
            painter.drawRoundedRect(box.adjusted(-out, -out, out, out), round_, round_)
        look_ = "chosen" if chosen else "hover" if state & _State.State_MouseOver else "plain"
        painter.drawPixmap(box.topLeft(), paint.ground(look_, painter.device().devicePixelRatioF()))

    def _paint_words(self, painter: QPainter, box: QRectF, card: Card) -> None:
        paint = self._paint
        left, right = box.left() + Space.BETWEEN + Space.TIGHT, box.right() - Space.BETWEEN - Space.TIGHT
        width = right - left
        top = box.top()
        head, first, second, step = (top + row for row in paint.rows)
        number = running_number(card.code)
        edge = right - paint.small.width(number)
        painter.setPen(paint.colours["muted"])
        painter.setFont(paint.small.font)
        painter.drawStaticText(QPointF(edge, head), paint.small.one(number, width))
        if card.waiting and is_open(card):
            edge -= paint.mark + Space.WITHIN
            pixmap = paint.pixmap("inbox", "muted", painter.device().devicePixelRatioF(), small=True)
            painter.drawPixmap(QPointF(edge, head + Space.TIGHT), pixmap)
        tail = (f" · putaran {card.round}" if card.round > 1 else "") + paint.number(card)
        self._paint_step(painter, card, tail, QPointF(left, step), width)
        painter.setFont(paint.strong.font)
        room = edge - Space.WITHIN - left
        painter.drawStaticText(QPointF(left, head), paint.strong.one(card.label, room))
        painter.setPen(paint.colours["text"])
        painter.setFont(paint.title.font)
        one, two = paint.title.two(card.title, width)
        painter.drawStaticText(QPointF(left, first), one)
        if two is not None:
            painter.drawStaticText(QPointF(left, second), two)

    def _paint_step(self, painter: QPainter, card: Card, tail: str, place: QPointF, width: float) -> None:
        """The step's name gives up its end before the round and the number do."""
        lines = self._paint.small
        words = step_words(card)
        if not tail:
            painter.drawStaticText(place, lines.one(words, width))
            return
        room = max(width / 3, width - lines.width(tail))
        painter.drawStaticText(place, lines.one(words, room))
        begun = min(lines.width(words), room)
        painter.drawStaticText(QPointF(place.x() + begun, place.y()), lines.one(tail, width - begun))

    def _paint_clock(self, painter: QPainter, box: QRectF, card: Card, shown: Face) -> None:
        paint = self._paint
        icon, ink = look(card, shown.level)
        bar = paint.bar_of(box)
        left, width = bar.left(), bar.width()
        colour = paint.theme.colour(ink)
        if shown.share > 0:
            bar.setWidth(max(float(Space.WITHIN), width * shown.share))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, Space.TIGHT, Space.TIGHT)
        top = box.top() + paint.foot
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPointF(left, top + Space.HAIR), paint.pixmap(icon, ink, ratio))
        words = left + paint.icon + Space.WITHIN
        end = left + width
        if card.life == "held" and icon != "pause":
            end -= paint.icon
            painter.drawPixmap(QPointF(end, top + Space.HAIR), paint.pixmap("pause", "ditunda", ratio))
        painter.setPen(colour)
        painter.setFont(paint.time.font)
        painter.drawStaticText(QPointF(words, top), paint.time.one(shown.words, end - words))
