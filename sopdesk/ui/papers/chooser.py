"""How a paper is to be printed: printer, copies, pages; and what is remembered of it."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.ui.errors import sentence
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, NumberField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.papers.page_range import page_range
from sopdesk.ui.papers.pixels import Pages
from sopdesk.ui.papers.printers import Printers, PrintWish, matching, paper_name, portrait, size_words

MOST_COPIES: Final = 99


def remembered_wish(remembered: Remembered, kind: str, pages: Pages) -> PrintWish:
    """How a paper of that kind was printed last; without a printer when it never was."""
    copies = remembered.number(f"{kind}.rangkap", 1)
    return PrintWish(
        remembered.text(f"{kind}.pencetak"),
        max(1, min(MOST_COPIES, copies)),
        tuple(range(len(pages))),
        remembered.text(_paper_key(kind, pages)),
    )


def keep_wish(remembered: Remembered, kind: str, wish: PrintWish, pages: Pages) -> None:
    """Remember the printer, the copies and the paper; never the pages, which are of this print alone."""
    remembered.keep(f"{kind}.pencetak", wish.printer)
    remembered.keep(f"{kind}.rangkap", wish.copies)
    remembered.keep(_paper_key(kind, pages), wish.paper)
    remembered.save()


def _paper_key(kind: str, pages: Pages) -> str:
    """Another size of the same paper lies in another tray: an envelope C5 is no DL, an A4 letter no F4."""
    width, height = (round(side) for side in portrait(pages.millimetres(0)))
    return f"{kind}.kertas.{width}x{height}"


class PrinterDialog(Dialog):
    """Asks for printer, copies and pages. ``chosen`` carries a PrintWish; ``pdf_requested`` is the way out."""

    chosen = Signal(object)
    pdf_requested = Signal()

    def __init__(self, printers: Printers, wish: PrintWish, pages: Pages, parent: QWidget | None) -> None:
        super().__init__("Atur cetakan", parent, action="Cetak")
        self._printers = printers
        self._pages = pages
        self._sheet = portrait(pages.millimetres(0))
        self._names = printers.names()
        self.set_form(Form())
        assert self.form is not None
        # A system may name no usual one even where there is just one.
        alone = self._names[0] if len(self._names) == 1 else ""
        usual = wish.printer if wish.printer in self._names else printers.usual() or alone
        choices = [(name, name) for name in self._names]
        self.printer = self.form.add(ChoiceField("Pencetak", choices, value=usual, required=True))
        self.copies = NumberField("Rangkap", Decimal(wish.copies), required=True, least=1, most=MOST_COPIES)
        self.range = LineField("Halaman", "semua", note=self._range_note(), rule=self._range_problem)
        self.form.add_row(self.copies, self.range)
        self.paper = self.form.add(ChoiceField("Kertas pada pencetak", [], required=True))
        self.info = Notice("", Tone.INFO)
        self.form.add_widget(self.info)
        self._kept_paper = wish.paper
        self.printer.edited.connect(self._on_printer)
        self.paper.edited.connect(self._on_paper)
        self.confirmed.connect(self._on_confirmed)
        self.notice.action.clicked.connect(self._on_pdf)
        self._on_printer()
        if not self._names:
            self._say_none()

    def _say_none(self) -> None:
        self.action.setEnabled(False)
        self.notice.action.set_text("Simpan PDF…")
        self.notice.action.setVisible(True)
        self.notice.say(sentence(Trouble(Fault.PRINTER)), Tone.ERROR)

    def _range_note(self) -> str:
        return (
            f"Ada {len(self._pages)} halaman. Contoh: 1-2, 4." if len(self._pages) > 1 else "Ada 1 halaman."
        )

    def _range_problem(self, text: str) -> str:
        try:
            page_range(text, len(self._pages))
        except ValueError:
            return f"Tulis halaman 1 sampai {len(self._pages)}, misalnya 1-2, 4."
        return ""

    def _on_printer(self) -> None:
        name = self.printer.value()
        if not isinstance(name, str):
            self.paper.hide()
            return
        self.paper.hide()
        found = matching(self._printers, name, self._sheet, self._kept_paper)
        asked = found is None or bool(self._kept_paper)
        if asked:
            sizes = list(self._printers.sizes(name))
            self.paper.set_choices(
                [(size.key(), size_words(size)) for size in sizes], self._kept_paper or None
            )
            self.paper.setVisible(bool(sizes))
        self._on_paper()

    def _on_paper(self) -> None:
        if self.paper.isHidden():
            self.info.say(f"Kertas {paper_name(self._sheet)}, dicetak dalam ukuran sebenarnya.", Tone.INFO)
            return
        key = self.paper.value()
        words = f"Pencetak ini tidak mengenal kertas {paper_name(self._sheet)}. Pilih kertas yang terpasang."
        size = next(
            (s for s in self._printers.sizes(str(self.printer.value())) if key and s.key() == key), None
        )
        if size is None:
            self.info.say(words, Tone.WARNING)
            return
        found = size.size(size.Unit.Millimeter)
        lost = [
            f"{round(side)} mm di {where}"
            for side, where in (
                (self._sheet[0] - found.width(), "kanan"),
                (self._sheet[1] - found.height(), "bawah"),
            )
            if side > 1
        ]
        if lost:
            self.info.say(f"Kertas itu lebih kecil: {' dan '.join(lost)} terpotong.", Tone.WARNING)
        else:
            self.info.say("Dicetak dalam ukuran sebenarnya dari sudut kiri atas.", Tone.INFO)

    def _on_confirmed(self) -> None:
        number = self.copies.number()
        key = "" if self.paper.isHidden() else str(self.paper.value())
        self.accept()
        self.chosen.emit(
            PrintWish(
                str(self.printer.value()),
                int(number or 1),
                page_range(self.range.value(), len(self._pages)),
                key,
            )
        )

    def _on_pdf(self) -> None:
        self.reject()
        self.pdf_requested.emit()
