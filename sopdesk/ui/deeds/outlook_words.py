"""What a new dossier can reckon with, in words."""

from sopdesk.domain.dates import day_moment
from sopdesk.services.forecast import range_words
from sopdesk.services.outlook import Outlook
from sopdesk.ui.kit.notice import Tone


def outlook_words(found: Outlook, *, answer: bool) -> tuple[str, Tone]:
    """The sentence under the form, and how serious it is. ``answer``: the deadline is that of an answer."""
    said = []
    tone = Tone.INFO
    name = "Jawaban paling lambat" if answer else "Batas waktu"
    if found.deadline is not None:
        said.append(f"{name} {day_moment(found.deadline)}.")
    if found.finish is not None:
        said.append(f"Menurut mutu baku selesai {day_moment(found.finish)}.")
    if found.forecast is not None:
        said.append(f"{range_words(found.forecast)}.")
    if found.in_month is False and found.deadline is not None:
        tone = Tone.WARNING
        said.append("Waktu SOP ini tidak muat antara tanggal 1 dan batas waktunya.")
    if found.latest_start is not None:
        if found.fits:
            said.append(f"Mulai paling lambat {day_moment(found.latest_start)}.")
        else:
            tone = Tone.WARNING
            said.append(f"Seharusnya dimulai paling lambat {day_moment(found.latest_start)}.")
    elif not found.fits:
        tone = Tone.WARNING
        said.append("Batas waktu itu sudah lewat.")
    return " ".join(said), tone
