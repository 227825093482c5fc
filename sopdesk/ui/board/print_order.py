"""The board as it is seen, as an order to print it."""

from collections.abc import Iterable, Mapping

from sopdesk.services.orders import PAPAN, PaperOrder
from sopdesk.ui.board.entry import Filter

_LONGEST = 150


def order_of(chosen: Filter, sops: Mapping[str, str], shown: Iterable[int]) -> PaperOrder:
    """The paper with the dossiers ``shown``, or with all where nothing is kept back; ``sops`` are labels by key."""
    if not chosen.active:
        return PaperOrder(PAPAN)
    said = [sops.get(key, key) for key in sorted(chosen.sops)]
    parts = [" / ".join(said)] if said else []
    if chosen.level is not None:
        parts.append(chosen.level.value)
    if chosen.words:
        parts.append(f"“{' '.join(chosen.words)}”")
    words = f"Saringan: {' · '.join(parts)}"
    if len(words) > _LONGEST:
        words = f"{words[: _LONGEST - 2]} …"
    return PaperOrder(PAPAN, ids=tuple(shown), option=words)
