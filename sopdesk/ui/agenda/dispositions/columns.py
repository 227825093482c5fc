"""The columns of the list of dispositions."""

from typing import Final

from sopdesk.domain.dates import short_date
from sopdesk.services.incoming_views import DispositionView
from sopdesk.ui.agenda.incoming.boxes import STATES
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.tokens import STATE_INK, ColourName


def identity(view: DispositionView) -> int:
    """What tells one disposition from another."""
    return view.id


def _at(view: DispositionView) -> str:
    return short_date(view.at.date())


def _agenda(view: DispositionView) -> str:
    return view.agenda


def _party(view: DispositionView) -> str:
    return view.party


def _subject(view: DispositionView) -> str:
    return view.subject


def _giver(view: DispositionView) -> str:
    return view.giver.title or view.giver.name


def _giver_tip(view: DispositionView) -> str:
    return view.giver.words


def _to(view: DispositionView) -> str:
    return ", ".join(person.title or person.name for person in view.receivers)


def _to_tip(view: DispositionView) -> str:
    return view.to


def _told(view: DispositionView) -> str:
    return "; ".join(text for text in (", ".join(view.instructions), view.note) if text)


def _deadline(view: DispositionView) -> str:
    return short_date(view.deadline.date()) if view.deadline else ""


def _state(view: DispositionView) -> str:
    return STATES[view.state][0]


def _state_ink(view: DispositionView) -> ColourName | None:
    return STATE_INK[STATES[view.state][1]]


def _state_icon(view: DispositionView) -> str:
    return STATES[view.state][2]


def _state_tip(view: DispositionView) -> str:
    return f"Dicabut: {view.withdrawn}" if view.withdrawn else _state(view)


def _dossier(view: DispositionView) -> str:
    return view.dossier


def _by(view: DispositionView) -> str:
    return view.by


COLUMNS: Final = (
    Column("at", "Tanggal", _at, width=96, right=True),
    Column("agenda", "Agenda", _agenda, width=88, right=True, bold=True),
    Column("party", "Pengirim", _party, width=150),
    Column("subject", "Isi singkat", _subject, width=220, stretch=True),
    Column("dari", "Dari", _giver, width=130, tip=_giver_tip),
    Column("kepada", "Kepada", _to, width=190, tip=_to_tip),
    Column("instruksi", "Instruksi dan catatan", _told, width=200),
    Column("deadline", "Batas waktu", _deadline, width=104, right=True),
    Column("keadaan", "Keadaan", _state, width=160, ink=_state_ink, icon=_state_icon, tip=_state_tip),
    Column("berkas", "Berkas", _dossier, width=108),
    Column("oleh", "Dicatat oleh", _by, width=130, hidden=True),
)
