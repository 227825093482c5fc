"""A card in words: what is read out, and what the tooltip says."""

from collections.abc import Sequence

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import clock_time, short_date
from sopdesk.domain.sop import Kind
from sopdesk.services.board_views import Card, Face
from sopdesk.services.office import Known
from sopdesk.ui.board.entry import is_open
from sopdesk.ui.kit.text import plain_tip


def running_number(code: str) -> str:
    """``0041`` of ``2026-0041-V``."""
    parts = code.split("-")
    return parts[1] if len(parts) == 3 else code


def step_words(card: Card) -> str:
    """``10/12 Paraf Sekcam``."""
    return f"{card.step}/{card.steps} {card.brief}"


def card_sentence(card: Card, face: Face) -> str:
    """The card as one sentence."""
    said = [f"{card.label}, berkas {running_number(card.code)}: {card.title}"]
    if is_open(card):
        said.append(f"langkah {card.step} dari {card.steps}, {card.brief}")
    if card.round > 1:
        said.append(f"putaran {card.round}")
    if card.number_text:
        said.append(f"nomor {card.number_text}")
    said.append(clock_said(card, face))
    if card.life == "held" and face.level is not Level.DITUNDA:
        said.append(f"ditunda: {card.hold_reason}")
    if card.waiting and is_open(card):
        said.append("menunggu diambil")
    return ", ".join(said) + "."


def clock_said(card: Card, face: Face) -> str:
    """The clock in whole words, and whose clock it is."""
    words = face.sentence[:1].lower() + face.sentence[1:]
    if face.of_dossier:
        return f"batas waktu berkas: {words}"
    if card.receipt_missing and face.level is Level.SELESAI:
        return f"{words}, lembar 2 belum kembali"
    return words


def _where(card: Card) -> str:
    if card.kind is Kind.LUAR:
        return "Di luar kantor"
    return "Menunggu diambil" if card.waiting else "Di meja ini"


def _held_since(card: Card, known: Known) -> str:
    if card.held_since is None:
        return ""
    since = known.local(card.held_since)
    return f", sejak {short_date(since.date())} pukul {clock_time(since)}"


def card_tip(card: Card, face: Face, known: Known, spent: Sequence[str] = ()) -> str:
    """The whole card for the tooltip: everything that the card itself has no room for.

    ``spent`` says where its working time went.
    """
    lines = [card.title, f"{card.label} · {card.code} · {card.owner}"]
    if is_open(card):
        again = f" · putaran {card.round}" if card.round > 1 else ""
        lines.append(f"Langkah {card.step} dari {card.steps}: {card.brief}{again}")
        since = known.local(card.since)
        lines.append(f"{_where(card)} sejak {short_date(since.date())} pukul {clock_time(since)}")
        holds = known.holder(card.desk, card.since)
        if holds:
            lines.append(f"{holds.status.prefix}{holds.title}: {holds.official.name}")
    if card.number_text:
        lines.append(f"Nomor {card.number_text}")
    if card.life == "held":
        lines.append(f"Ditunda: {card.hold_reason}{_held_since(card, known)}")
    said = clock_said(card, face)
    lines += [said[:1].upper() + said[1:], *spent]
    return plain_tip("\n".join(lines))
