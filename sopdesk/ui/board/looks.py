"""How each state of a clock looks on a card: icon and ink, never colour alone."""

from typing import Final

from sopdesk.domain.clocks import Level
from sopdesk.services.board_views import Card
from sopdesk.ui.kit.tokens import STATE_ICONS, STATE_INK, ColourName, State

Look = tuple[str, ColourName]

_OTHERS: Final[dict[Level, Look]] = {
    Level.TANPA: ("hourglass", "muted"),
    Level.SELESAI: ("circle-check", "muted"),
    Level.BATAL: ("ban", "muted"),
}
_LOOKS: Final[dict[Level, Look]] = {
    **{Level(state.value): (STATE_ICONS[state], STATE_INK[state]) for state in State},
    **_OTHERS,
}
_MISSING: Final[Look] = ("mail-open", "waspada")


def look(card: Card, level: Level) -> Look:
    """The icon and the ink of a card at that level."""
    if level is Level.SELESAI and card.receipt_missing:
        return _MISSING
    return _LOOKS[level]
