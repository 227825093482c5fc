"""A pile of control sheets under the scanner: listed, logged together, and what is left."""

from sopdesk.services.views import Card
from sopdesk.tour.album import Album, expect
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.scans.batch import BatchDialog

_MOST = 4


def pile(hand: Hand, album: Album, cards: list[Card]) -> None:
    """*Terima banyak* with sheets that wait, one that does not, and a code that is none. Nothing is logged."""
    waiting = [card for card in cards if card.waiting and card.life == "running"][:_MOST]
    other = next(card for card in cards if not card.waiting)
    hand.shell.batch_requested.emit()
    dialog = hand.dialog(BatchDialog)
    for code in (*(card.code for card in waiting), other.code, "2026-0041-1"):
        dialog.take(code)
    hand.rest()
    expect(sum(row.ready for row in dialog.rows) == len(waiting), "lembar yang menunggu tidak dapat diterima")
    album.screen(hand, "terima-banyak")
    for row in list(dialog.rows):
        hand.click(row.off)
    dialog.reject()
    hand.no_dialog()
