"""What can be done with a dossier next: the one main action, the others, and what a drop would do."""

from sopdesk.domain import rules
from sopdesk.domain.dossier import State
from sopdesk.domain.sop import Desk, Kind, Sop
from sopdesk.domain.visits import Life
from sopdesk.services.board_views import Card, Deed, DropVerdict, Offer
from sopdesk.services.sentences import DESKS

_APPROVE = {Kind.PARAF: "Paraf", Kind.TANDA_TANGAN: "Tanda tangan"}


def main_offer(sop: Sop, state: State) -> Offer | None:
    """The next action as one button; None where nothing is left to do."""
    if state.life is Life.CANCELLED:
        return None
    if state.life is Life.FINISHED:
        return Offer(Deed.RECEIPT, "Catat lembar 2 kembali") if state.receipt_missing else None
    if state.life is Life.HELD:
        return Offer(Deed.RESUME, "Lanjutkan berkas")
    step = sop.step(state.step)
    if step.kind is Kind.AGENDA_KIRIM or (step.desk is Desk.BAGIAN_UMUM and rules.signed(state)):
        after = _after_signature(sop, state)
        if after is not None:
            return after
    return hand_on_offer(sop, state.step)


def _after_signature(sop: Sop, state: State) -> Offer | None:
    step = sop.step(state.step)
    sends = step.kind is Kind.AGENDA_KIRIM
    if state.number is None:
        return Offer(Deed.NUMBER, "Ambil nomor agenda")
    numbering = next(
        (s.no for s in sop.steps if s.desk is Desk.BAGIAN_UMUM and s.no <= state.step), state.step
    )
    if not state.stamped and (sends or state.step > numbering):
        return Offer(Deed.STAMP, "Catat stempel")
    return Offer(Deed.DISPATCH, "Kirim surat") if sends else None


def hand_on_offer(sop: Sop, no: int) -> Offer:
    """Handing on from step ``no``, with the words of its button."""
    step, following = sop.step(no), sop.step(min(no + 1, sop.last))
    to = DESKS[following.desk.value]
    if step.kind in _APPROVE:
        label = f"{_APPROVE[step.kind]}, serahkan ke {to}"
    elif step.kind is Kind.LUAR:
        label = f"Diterima kembali, ke {to}"
    elif following.desk is step.desk:
        label = f"Selesai, lanjut ke langkah {following.no}"
    else:
        label = f"Serahkan ke {to}"
    return Offer(Deed.HAND_ON, label, step.asks, following.no)


def other_offers(sop: Sop, state: State, *, same_person: bool) -> tuple[Offer, ...]:
    """Everything else that is allowed now."""
    offers: list[Offer] = []
    if state.life is Life.RUNNING:
        step = sop.step(state.step)
        if state.visit.waiting:
            offers.append(Offer(Deed.RECEIVE, f"Terima di meja {DESKS[state.desk.value]}"))
        if state.step > 1:
            offers.append(Offer(Deed.RETURN, "Kembalikan", to_step=step.return_to))
        offers.append(Offer(Deed.HOLD, "Tunda"))
        if rules.can_skip(step, same_person=same_person):
            offers.append(Offer(Deed.SKIP, "Lewati langkah"))
        if step.asks:
            offers.append(Offer(Deed.FACTS, "Isi data berkas", step.asks))
    if state.number is not None and state.open:
        offers.append(Offer(Deed.VOID_NUMBER, "Batalkan nomor"))
    if state.open and state.receipt_missing:
        offers.append(Offer(Deed.RECEIPT, "Catat lembar 2 kembali"))
    if state.open:
        offers += [
            Offer(Deed.DEADLINE, "Ubah batas waktu" if state.limit else "Tetapkan batas waktu"),
            Offer(Deed.TITLE, "Betulkan judul"),
            Offer(Deed.CANCEL, "Batalkan berkas"),
        ]
    return tuple(offers)


_ORDER = list(Desk)


def drop_verdict(sop: Sop, card: Card, desk: Desk | None) -> DropVerdict:
    """What dropping ``card`` on the column of ``desk`` (None: Selesai) would do."""
    if card.life == "held":
        return DropVerdict(None, "Berkas sedang ditunda. Lanjutkan dahulu.")
    if card.life != "running":
        return DropVerdict(None, "Berkas ini sudah berakhir.")
    if desk is card.desk:
        return DropVerdict(None, f"Berkas sudah di meja {DESKS[desk.value]}.")
    step = sop.step(card.step)
    following = sop.step(card.step + 1) if card.step < sop.last else None
    if step.kind is Kind.AGENDA_KIRIM and (desk is None or (following and desk is following.desk)):
        return _drop_dispatch(card)
    if following and desk is following.desk and step.kind is not Kind.AGENDA_KIRIM:
        offer = hand_on_offer(sop, card.step)
        return DropVerdict(offer, f"Lepas di sini: {offer.label[0].lower()}{offer.label[1:]}")
    return _drop_back(sop, card, desk)


def _drop_dispatch(card: Card) -> DropVerdict:
    if not card.number_text:
        return DropVerdict(None, "Surat belum bernomor. Ambil nomor agenda dahulu.")
    return DropVerdict(Offer(Deed.DISPATCH, "Kirim surat"), "Lepas di sini: kirim surat")


def _drop_back(sop: Sop, card: Card, desk: Desk | None) -> DropVerdict:
    if desk is not None and _ORDER.index(desk) < _ORDER.index(card.desk):
        before = [s.no for s in sop.steps if s.no < card.step and s.desk is desk]
        preferred = sop.step(card.step).return_to
        if before:
            to = preferred if preferred in before else before[-1]
            words = f"Lepas di sini: kembalikan ke {DESKS[desk.value]} (langkah {to})"
            return DropVerdict(Offer(Deed.RETURN, "Kembalikan", to_step=to), words)
    goal = DESKS[sop.step(card.step + 1).desk.value] if card.step < sop.last else "Selesai"
    return DropVerdict(None, f"Menurut SOP, langkah berikut ada di {goal}.")
