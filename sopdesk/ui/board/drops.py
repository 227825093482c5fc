"""What dropping cards on a column would do: for one card, or for several that are handed on together."""

from collections.abc import Sequence

from sopdesk.domain.sop import Kind
from sopdesk.services.board_views import Card, Deed, DropVerdict
from sopdesk.services.offers import drop_verdict
from sopdesk.services.office import Known
from sopdesk.ui.board.lanes import Lane, lane_title


def verdict(known: Known, cards: Sequence[Card], lane: Lane) -> DropVerdict:
    """The verdict on all ``cards``; several are taken only where each is handed on."""
    each = [drop_verdict(known.sop(card.sop, card.revision), card, lane) for card in cards]
    if len(each) == 1:
        return each[0]
    for found in each:
        if found.offer is None:
            refused = sum(other.offer is None for other in each)
            return DropVerdict(None, f"{refused} dari {len(each)} berkas tidak dapat: {_lower(found.words)}")
    offers = [found.offer for found in each if found.offer is not None]
    if not offers or any(offer.deed is not Deed.HAND_ON for offer in offers):
        return DropVerdict(None, "Beberapa berkas sekaligus hanya dapat diserahkan ke langkah berikut.")
    return DropVerdict(offers[0], f"Lepas di sini: serahkan {len(each)} berkas ke {lane_title(lane)}")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def hindrance(known: Known, cards: Sequence[Card]) -> str:
    """Why several ``cards`` cannot be handed on together; empty where they can."""
    for card in cards:
        if card.life == "held":
            return f"Berkas {card.code} sedang ditunda. Lanjutkan dahulu."
        if card.life != "running":
            return f"Berkas {card.code} sudah berakhir."
        if known.sop(card.sop, card.revision).step(card.step).kind is Kind.AGENDA_KIRIM:
            return f"Surat berkas {card.code} harus dikirim tersendiri."
    return ""
