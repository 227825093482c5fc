"""What was done, in one sentence for the toast."""

from datetime import datetime

from sopdesk.domain.dates import clock_time, long_moment
from sopdesk.domain.sop import Kind, Sop
from sopdesk.services.entries import Answer
from sopdesk.services.office import Known
from sopdesk.services.sentences import DESKS
from sopdesk.services.views import Deed

STANDIN = (
    "Dokumen ini ditandatangani oleh Plt. atau Plh. Camat. Renja dan Renstra bersifat strategis: "
    "periksa apakah pejabat itu berwenang, dan cantumkan nomor surat perintahnya."
)


def when(known: Known, at: datetime, now: datetime) -> str:
    """``pukul 10.15``, with the date where it was another day."""
    moment, today = known.local(at), known.local(now).date()
    return f"pukul {clock_time(moment)}" if moment.date() == today else long_moment(moment)


def told(deed: Deed, sop: Sop, step: int, answer: Answer, moment: str) -> str:
    """``Berkas diserahkan ke Sekcam pukul 10.15.`` ``step`` is where the deed was done."""
    desk = DESKS[answer.desk]
    match deed:
        case Deed.HAND_ON:
            return _handed_on(sop, step, answer, moment)
        case Deed.RECEIVE:
            return f"Berkas diterima di meja {desk} {moment}."
        case Deed.RETURN:
            return f"Berkas dikembalikan ke {desk}, langkah {answer.step}, {moment}."
        case Deed.SKIP:
            return f"Langkah {step} dilewati, berkas di langkah {answer.step} {moment}."
        case Deed.HOLD:
            return f"Berkas ditunda {moment}."
        case Deed.RESUME:
            return f"Berkas dilanjutkan {moment}."
        case Deed.STAMP:
            return f"Stempel dicatat {moment}."
        case Deed.DISPATCH:
            return f"Surat dikirim {moment}."
        case Deed.RECEIPT:
            return f"Lembar 2 kembali, dicatat {moment}."
        case Deed.CANCEL:
            return f"Berkas {answer.dossier} dibatalkan {moment}."
        case Deed.DEADLINE:
            return "Batas waktu berkas dicatat."
        case Deed.TITLE:
            return "Judul berkas dibetulkan."
        case Deed.UNDO:
            return f"Catatan terakhir diurungkan. Berkas di langkah {answer.step}, {desk}."
        case Deed.CORRECT:
            return f"Catatan dikoreksi. Berkas di langkah {answer.step}, {desk}."
        case _:
            return "Data berkas dicatat."


def _handed_on(sop: Sop, step: int, answer: Answer, moment: str) -> str:
    kind, desk = sop.step(step).kind, DESKS[answer.desk]
    match kind:
        case Kind.PARAF:
            return f"Diparaf, berkas diserahkan ke {desk} {moment}."
        case Kind.TANDA_TANGAN:
            return f"Ditandatangani, berkas diserahkan ke {desk} {moment}."
        case Kind.LUAR:
            return f"Berkas diterima kembali di {desk} {moment}."
    if sop.step(step).desk.value == answer.desk:
        return f"Langkah {step} selesai {moment}, lanjut ke langkah {answer.step}."
    return f"Berkas diserahkan ke {desk} {moment}."
