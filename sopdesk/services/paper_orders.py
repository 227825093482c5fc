"""Which paper is wanted, and its making: the one door to every paper of the office."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.services import (
    backup_papers,
    control_sheets,
    delivery_papers,
    incoming_papers,
    morning_papers,
    notes,
    overview_papers,
    printing,
    recovery_paper,
    report_papers,
    year_papers,
)
from sopdesk.services.entries import DossierRef
from sopdesk.services.facts import letter_place
from sopdesk.services.letter_papers import letter_paper
from sopdesk.services.office import Office
from sopdesk.services.orders import PAPAN
from sopdesk.services.orders import PaperOrder as PaperOrder
from sopdesk.services.printing import Paper, Progress

Maker = Callable[[Office, PaperOrder, datetime, Progress | None], Paper]


def make(office: Office, order: PaperOrder, now: datetime, progress: Progress | None = None) -> Paper:
    """The paper. Raises Refused, Trouble, and Cancelled where ``progress`` says to stop."""
    maker = MAKERS.get(order.name) or _OF_THE_WINDOW.get(order.name)
    if maker is None:
        raise Refused(Rule.BAD_VALUE, field="paper", value=order.name)
    try:
        return maker(office, order, now, progress)
    except MemoryError as error:
        raise Trouble(Fault.OUT_OF_MEMORY) from error


def dossier_of(order: PaperOrder) -> int:
    """The order's dossier. Raises Refused where it names none."""
    if order.dossier is None:
        raise Refused(Rule.BAD_VALUE, field="paper", value=order.name)
    return order.dossier


def _agenda_keluar(office: Office, order: PaperOrder, now: datetime, progress: Progress | None) -> Paper:
    year = order.year if order.year is not None else office.look().local(now).year
    return printing.agenda_keluar(office, year, now=now, month=order.month, progress=progress)


def _cap_paraf(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    placed = {"x": order.x, "y": order.y}
    return printing.cap_paraf(office, now=now, **{k: v for k, v in placed.items() if v is not None})


def _lembar_kendali(office: Office, order: PaperOrder, _now: datetime, _progress: Progress | None) -> Paper:
    return control_sheets.lembar_kendali(office, dossier_of(order))


def _letter(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    """The dossier's letter, of the kind that it is: nobody who asks for it must know which."""
    ref: DossierRef
    sending: int | None
    if order.letter is not None:
        ref, sending = letter_place(office, order.letter)
    else:
        ref, sending = dossier_of(order), order.sending
    return letter_paper(office, ref, now=now, copy=order.copy, sending=sending, stamped=order.stamped)


def _nota_dinas(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    if order.letter is None:
        raise Refused(Rule.BAD_VALUE, field="paper", value=order.name)
    return notes.note_paper(notes.note_at_hand(office, order.letter, now=now), order.copy)


def _penggaris(office: Office, _order: PaperOrder, _now: datetime, _progress: Progress | None) -> Paper:
    return printing.penggaris(office)


def _berita_acara(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    if order.option == backup_papers.CADANGAN:
        return backup_papers.minutes_of_backup(office)
    year = order.year if order.year is not None else office.look().local(now).year
    return year_papers.minutes_of_year(office, order.option, year)


def _tanda_terima(office: Office, order: PaperOrder, now: datetime, progress: Progress | None) -> Paper:
    """Receipts of what the office sent, or of what it got: the ids are lines of one book or of the other."""
    sent = order.option == delivery_papers.OF_DELIVERIES
    if sent:
        return delivery_papers.tanda_terima(office, order, now, progress)
    return incoming_papers.tanda_terima(office, _lines_of(order))


def _lines_of(order: PaperOrder) -> tuple[int, ...]:
    return order.ids or (() if order.line is None else (order.line,))


def _disposisi(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    return incoming_papers.disposisi(office, _lines_of(order), now=now, copy=order.copy, option=order.option)


def _cap_agenda(office: Office, order: PaperOrder, _now: datetime, _progress: Progress | None) -> Paper:
    return incoming_papers.cap_agenda(office, _lines_of(order), x=order.x, y=order.y)


def _agenda_masuk(office: Office, order: PaperOrder, now: datetime, progress: Progress | None) -> Paper:
    year = order.year if order.year is not None else office.look().local(now).year
    return incoming_papers.agenda_masuk(office, year, now=now, month=order.month, progress=progress)


def _kode_pemulihan(office: Office, order: PaperOrder, _now: datetime, _progress: Progress | None) -> Paper:
    return recovery_paper.kode_pemulihan(office, order)


MAKERS: Mapping[str, Maker] = {
    year_papers.BERITA_ACARA: _berita_acara,
    printing.SURAT_PENGANTAR: _letter,
    printing.SURAT_BALASAN: _letter,
    printing.NOTA_DINAS: _nota_dinas,
    printing.LEMBAR_KENDALI: _lembar_kendali,
    printing.CAP_PARAF: _cap_paraf,
    printing.PENGGARIS: _penggaris,
    printing.AGENDA_KELUAR: _agenda_keluar,
    incoming_papers.DISPOSISI: _disposisi,
    incoming_papers.TANDA_TERIMA: _tanda_terima,
    incoming_papers.CAP_AGENDA: _cap_agenda,
    incoming_papers.AGENDA_MASUK: _agenda_masuk,
    delivery_papers.EKSPEDISI: delivery_papers.ekspedisi,
    delivery_papers.AMPLOP: delivery_papers.amplop,
    delivery_papers.LABEL: delivery_papers.label,
    delivery_papers.MAP_CAMAT: delivery_papers.map_camat,
    overview_papers.RIWAYAT: overview_papers.riwayat,
    PAPAN: overview_papers.papan,
    report_papers.LAPORAN: report_papers.laporan,
    report_papers.PEMANTAUAN: report_papers.pemantauan,
    report_papers.KENAPA: report_papers.kenapa_terlambat,
    morning_papers.PAGI: morning_papers.pagi,
}
# What no command can ask for: the order brings along what is kept nowhere.
_OF_THE_WINDOW: Mapping[str, Maker] = {recovery_paper.KODE_PEMULIHAN: _kode_pemulihan}
