"""What can be printed of the delivery book: the book itself, and receipts, envelopes and labels of chosen lines."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from sopdesk.domain.dates import month_name, short_date
from sopdesk.domain.forms import EnvelopeSize
from sopdesk.services.delivery_papers import (
    AMPLOP,
    EKSPEDISI,
    LABEL,
    OF_DELIVERIES,
    TANDA_TERIMA,
)
from sopdesk.services.delivery_views import VOID, DeliveryView
from sopdesk.services.orders import PaperOrder
from sopdesk.ui.desk import Desk

SIZES = {
    EnvelopeSize.DL: "DL, 220 × 110 mm",
    EnvelopeSize.KABINET: "Kabinet, 230 × 110 mm",
    EnvelopeSize.C5: "C5, 229 × 162 mm",
    EnvelopeSize.FOLIO: "Folio, 350 × 240 mm",
}


class PrintMenu(QMenu):
    """``chosen`` carries a ``PaperOrder``."""

    chosen = Signal(object)

    def __init__(
        self, desk: Desk, year: int, months: Sequence[int], rows: Sequence[DeliveryView], host: QWidget
    ) -> None:
        super().__init__(host)
        self.setObjectName("cetak-ekspedisi")
        self.aboutToHide.connect(self.deleteLater)
        ids = tuple(row.id for row in rows if row.state != VOID)
        if ids:
            which = "baris ini" if len(ids) == 1 else f"{len(ids)} baris terpilih"
            self._add(self, f"Tanda terima {which}", PaperOrder(TANDA_TERIMA, ids=ids, option=OF_DELIVERIES))
            sizes = self.addMenu(f"Amplop {which}")
            for size, words in SIZES.items():
                self._add(sizes, words, PaperOrder(AMPLOP, ids=ids, option=size.value))
            self._add(self, f"Label alamat {which}", PaperOrder(LABEL, ids=ids))
            self.addSeparator()
        book = self.addMenu("Buku ekspedisi") if ids else self
        today = desk.today()
        if today.year == year:
            order = PaperOrder(EKSPEDISI, year=year, first=today, last=today)
            self._add(book, f"Buku ekspedisi hari ini, {short_date(today)}", order)
        self._add(book, f"Buku ekspedisi seluruh tahun {year}", PaperOrder(EKSPEDISI, year=year))
        book.addSeparator()
        for month in months:
            self._add(book, f"{month_name(month)} {year}", PaperOrder(EKSPEDISI, year=year, month=month))

    def _add(self, menu: QMenu, words: str, order: PaperOrder) -> None:
        menu.addAction(words).triggered.connect(partial(self._on_chosen, order))

    def _on_chosen(self, order: PaperOrder) -> None:
        self.chosen.emit(order)
