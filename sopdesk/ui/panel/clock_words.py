"""What the panel says beside the clock."""

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import long_moment
from sopdesk.services.views import DossierView


def clock_words(view: DossierView) -> tuple[str, str]:
    """The big words and the note; a long reason of a hold goes into the note."""
    face, note = view.face, view.clock_note
    if face.level is Level.DITUNDA:
        return "Ditunda", f"{view.card.hold_reason} · {note}"
    if face.level in (Level.SELESAI, Level.BATAL):
        missing = "Lembar 2 belum kembali" if view.card.receipt_missing else ""
        return face.sentence, missing or view.sop_name
    if view.card.life == "held":
        note = f"Ditunda: {view.card.hold_reason} · {note}"
    if face.of_dossier and view.deadline is not None:
        return face.sentence, f"Batas waktu berkas {long_moment(view.deadline)} · {note}"
    return face.sentence, note
