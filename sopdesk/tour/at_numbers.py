"""The numbers of outgoing letters: reserved, used elsewhere, corrected, examined, and an old year closed."""

from datetime import date

from sopdesk.domain.numbers import OUTGOING
from sopdesk.services import reserving
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.tour.album import Album, expect
from sopdesk.ui.agenda.integrity import CloseYearDialog, IntegrityDialog
from sopdesk.ui.agenda.outgoing.correct import NUMBER, CorrectDialog
from sopdesk.ui.agenda.outgoing.line import LineDialog
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.agenda.outgoing.reserve import OutsideDialog, ReserveDialog
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.papers.dialog import PaperDialog

_OLD = 12  # numbers of the year before, from the book on paper


def numbers(hand: Hand, album: Album, book: OutgoingPage, desk: Desk) -> None:
    """Every act on numbers once, with its picture; the year before is closed with its minutes."""
    book.deeds.reserve.trigger()
    reserve = hand.dialog(ReserveDialog)
    hand.write(reserve.person.line, "Kasi Pemerintahan")
    hand.write(reserve.reason.line, "Surat tugas menyusul")
    album.screen(hand, "nomor-cadangan")
    hand.click(reserve.action)
    hand.no_dialog()
    book.deeds.outside.trigger()
    outside = hand.dialog(OutsideDialog)
    hand.write(outside.upto.line, "999")
    hand.write(outside.reason.line, "Dicatat di buku lama")
    hand.click(outside.action)
    expect(outside.jump.confirmed, "lompatan nomor tidak ditanyakan")
    album.screen(hand, "nomor-di-luar")
    hand.click(outside.cancel)
    hand.no_dialog()
    first = book.table.model.record(book.table.model.index(0, 0))
    expect(first is not None and book.table.select(first.id), "buku agenda kosong")
    book.deeds.detail.trigger()
    detail = hand.dialog(LineDialog)
    album.screen(hand, "nomor-rincian")
    hand.click(detail.action)
    hand.no_dialog()
    book.deeds.correct.trigger()
    correct = hand.dialog(CorrectDialog)
    album.screen(hand, "nomor-pembetulan-isi")
    hand.choose(correct.what.combo, 1)
    expect(correct.what.value() == NUMBER, "pembetulan nomor tidak ditawarkan")
    album.screen(hand, "nomor-pembetulan")
    hand.click(correct.cancel)
    hand.no_dialog()
    book.deeds.check.trigger()
    report = hand.dialog(IntegrityDialog)
    album.screen(hand, "nomor-pemeriksaan")
    hand.click(report.action)
    hand.no_dialog()
    _close_old_year(hand, album, book, desk)


def _close_old_year(hand: Hand, album: Album, book: OutgoingPage, desk: Desk) -> None:
    year = desk.today().year - 1
    reserving.record_outside(
        desk.office,
        OUTGOING,
        _OLD,
        date(year, 12, 30),
        reason="Dicatat di buku agenda di atas kertas",
        by=desk.clerk,
        now=desk.now(),
        confirmed=True,
    )
    desk.tell(Changes(registers=True))
    combo = book.filters.year.combo
    hand.choose(combo, combo.findText(str(year)))
    book.deeds.close_year.trigger()
    asked = hand.dialog(CloseYearDialog)
    album.screen(hand, "tutup-tahun")
    hand.click(asked.action)
    preview = hand.dialog(PaperDialog)
    album.screen(hand, "berita-acara")
    preview.reject()
    hand.no_dialog()
    album.paper(make(desk.office, PaperOrder("berita-acara", year=year, option=OUTGOING), desk.now()))
    hand.choose(combo, combo.findText(str(year + 1)))
