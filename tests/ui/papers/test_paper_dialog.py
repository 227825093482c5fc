"""A paper on screen: its state and copies, printing as last time, saving a PDF, and what the log keeps."""

from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.letters import LetterItem
from sopdesk.services import letters, printing
from sopdesk.services.numbering import NumberWish
from sopdesk.services.office import Office
from sopdesk.services.written_files import safe_name
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.papers.chooser import PrinterDialog
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.papers.pixels import Pages
from tests.rights import as_nobody, folder_for_all
from tests.ui.papers.desk_for_papers import PRINTER, SMALL, TODAY, Counter, PdfPrinters

LEFT = Qt.MouseButton.LeftButton


def window(counter: Counter, kind: type[Any]) -> Any:
    """The dialog of that kind that is open."""
    found = [w for w in counter.host.findChildren(kind) if w.isVisible()]
    assert len(found) == 1, found
    return found[0]


def shown(counter: Counter, name: str, dossier: int | None = None, copy: str = "") -> PaperDialog:
    counter.prints.show(dossier, name, copy)
    assert counter.refusals == []
    dialog: PaperDialog = window(counter, PaperDialog)
    return dialog


def in_front(qtbot: QtBot, dialog: QDialog) -> None:
    """Give the dialog the keyboard: shortcuts belong to the window in front."""
    with qtbot.waitActive(dialog):
        dialog.activateWindow()


def press_print(qtbot: QtBot, counter: Counter, dialog: PaperDialog) -> None:
    """Press *Cetak* and wait for the printer's queue."""
    with qtbot.waitSignal(counter.prints.done):
        QTest.mouseClick(dialog.action, LEFT)


def know_printer(counter: Counter, name: str) -> None:
    counter.remembered.keep(f"{name}.pencetak", PRINTER)


def test_draft_says_that_it_is_one(counter: Counter) -> None:
    dialog = shown(counter, printing.SURAT_PENGANTAR, counter.dossier(3))
    assert dialog.side.state.text() == "Konsep"
    assert "KONSEP" in dialog.side.state_words.text()
    assert dialog.side.copies["arsip"].isChecked()
    assert not dialog.side.copies["tindih"].isEnabled(), "there is no number to print yet"
    dialog.reject()


def test_letter_to_sign_and_its_copies(counter: Counter) -> None:
    dialog = shown(counter, printing.SURAT_PENGANTAR, counter.dossier(11))
    assert dialog.side.state.text() == "Siap tanda tangan"
    assert dialog.preview.count.text() == "Halaman 1 dari 2"
    QTest.mouseClick(dialog.side.copies["arsip"], LEFT)
    assert dialog.paper.copy == "arsip"
    assert dialog.preview.count.text() == "Halaman 1 dari 1"
    assert dialog.title.text() == "Surat pengantar – rangkap arsip"
    dialog.reject()


def test_issued_letter_offers_number_and_date_alone(counter: Counter) -> None:
    dossier = counter.dossier(12)
    counter.desk.take_number(
        NumberWish("outgoing", "Laporan", "BAPPEDA", TODAY), dossier=dossier, at=counter.now
    )
    dialog = shown(counter, printing.SURAT_PENGANTAR, dossier)
    assert dialog.side.state.text() == "Terbit"
    QTest.mouseClick(dialog.side.copies["tindih"], LEFT)
    assert dialog.paper.copy == "tindih"
    dialog.reject()


def test_missing_characters_are_named(counter: Counter) -> None:
    dossier = counter.dossier(3)
    form = letters.letter_at_hand(counter.office, dossier, now=counter.now).form
    odd = letters.LetterForm(form.addressee_lines, "Tempat", (LetterItem("Buku 😀 <b>&", "1", ""),))
    letters.save_form(counter.office, dossier, odd, by=counter.desk.clerk, now=counter.now)
    dialog = shown(counter, printing.SURAT_PENGANTAR, dossier)
    assert dialog.side.missing.text == "Tidak ada pada huruf cetak, dicetak sebagai □: 😀 (U+1F600)."
    dialog.reject()


def test_first_print_asks_and_the_next_does_not(qtbot: QtBot, counter: Counter) -> None:
    dossier = counter.dossier(3)
    dialog = shown(counter, printing.LEMBAR_KENDALI, dossier)
    assert "belum dipilih" in dialog.side.printing.text()
    QTest.mouseClick(dialog.action, LEFT)
    asked: PrinterDialog = window(counter, PrinterDialog)
    assert asked.printer.value() == PRINTER
    assert "F4 (215 × 330 mm)" in asked.info.text
    asked.copies.set_value("2")
    in_front(qtbot, asked)
    with qtbot.waitSignal(counter.prints.done):
        QTest.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counter.said == [f"Dikirim ke pencetak {PRINTER}."]
    assert dialog.action.text() == "Cetak lagi"
    assert dialog.focusWidget() is dialog.cancel
    assert "Bila kertas tidak keluar" in dialog.notice.text
    assert dialog.side.printing.text().startswith(f"{PRINTER}\n2 rangkap")
    press_print(qtbot, counter, dialog)
    assert counter.said[-1] == f"Dikirim ke pencetak {PRINTER} (dicetak ulang)."
    assert counter.log(dossier)[:2] == [
        "Dicetak ulang: Lembar kendali berkas",
        "Dicetak: Lembar kendali berkas",
    ]
    pages = len(Pages(dialog.paper.pdf))
    assert [len(Pages(counter.printers.file(n).read_bytes())) for n in (1, 2)] == [2 * pages, 2 * pages]
    dialog.reject()


def test_printer_is_remembered_for_each_kind_of_paper(qtbot: QtBot, counter: Counter) -> None:
    know_printer(counter, printing.LEMBAR_KENDALI)
    dossier = counter.dossier(3)
    dialog = shown(counter, printing.LEMBAR_KENDALI, dossier)
    press_print(qtbot, counter, dialog)
    dialog.reject()
    other = shown(counter, printing.SURAT_PENGANTAR, dossier)
    QTest.mouseClick(other.action, LEFT)
    window(counter, PrinterDialog).reject()
    other.reject()
    assert len(counter.printers.opened) == 1


def test_only_printer_is_offered_where_the_system_has_no_usual_one(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PdfPrinters, "usual", lambda _self: "")
    dialog = shown(counter, printing.CAP_PARAF)
    QTest.mouseClick(dialog.action, LEFT)
    asked: PrinterDialog = window(counter, PrinterDialog)
    assert asked.printer.value() is None, "of two the clerk chooses"
    asked.reject()
    counter.printers.gone.add(SMALL)
    QTest.mouseClick(dialog.action, LEFT)
    one: PrinterDialog = window(counter, PrinterDialog)
    assert one.printer.value() == PRINTER
    one.reject()
    dialog.reject()


def test_printer_that_is_gone_is_asked_for_anew(counter: Counter) -> None:
    counter.remembered.keep("cap-paraf.pencetak", "Pencetak yang dijual")
    dialog = shown(counter, printing.CAP_PARAF)
    QTest.mouseClick(dialog.action, LEFT)
    asked: PrinterDialog = window(counter, PrinterDialog)
    assert asked.printer.value() == PRINTER
    asked.reject()
    dialog.reject()


def test_printer_that_goes_while_printing(qtbot: QtBot, counter: Counter, tmp_path: Path) -> None:
    know_printer(counter, printing.CAP_PARAF)
    dialog = shown(counter, printing.CAP_PARAF)
    names = counter.printers.names()
    counter.printers.gone.add(PRINTER)
    # The list still has it, as a system's does for a while after the cable was pulled.
    object.__setattr__(counter.printers, "names", names.copy)
    QTest.mouseClick(dialog.action, LEFT)
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.notice.text.startswith(f"Pencetak {PRINTER} tidak siap.")
    assert counter.said == []
    QTest.mouseClick(dialog.notice.action, LEFT)
    save_into(dialog, tmp_path / "cap.pdf")
    assert (tmp_path / "cap.pdf").read_bytes() == dialog.paper.pdf
    dialog.reject()


def test_no_printer_at_all_leads_to_a_file(counter: Counter) -> None:
    counter.printers.gone |= {PRINTER, SMALL}
    dialog = shown(counter, printing.CAP_PARAF)
    QTest.mouseClick(dialog.action, LEFT)
    asked: PrinterDialog = window(counter, PrinterDialog)
    assert not asked.action.isEnabled()
    assert asked.notice.text.startswith("Pencetak tidak ditemukan.")
    QTest.mouseClick(asked.notice.action, LEFT)
    window(counter, QFileDialog).reject()
    dialog.reject()


def test_paper_that_the_printer_does_not_know_is_asked_for(qtbot: QtBot, counter: Counter) -> None:
    dialog = shown(counter, printing.CAP_PARAF)
    QTest.mouseClick(dialog.side.printer, LEFT)
    asked: PrinterDialog = window(counter, PrinterDialog)
    asked.printer.set_value(SMALL)
    asked.printer.edited.emit()
    assert asked.paper.isVisible()
    assert "tidak mengenal kertas F4" in asked.info.text
    QTest.mouseClick(asked.action, LEFT)
    assert asked.paper.error == "Wajib diisi."
    asked.paper.combo.setCurrentIndex(0)
    asked.paper.edited.emit()
    assert asked.info.text == "Kertas itu lebih kecil: 5 mm di kanan dan 33 mm di bawah terpotong."
    with qtbot.waitSignal(counter.prints.done):
        QTest.mouseClick(asked.action, LEFT)
    assert Pages(counter.printers.file().read_bytes()).millimetres(0) == pytest.approx((210, 297), abs=0.5)
    dialog.reject()


@pytest.mark.parametrize("copies", ["0", "100", "satu", "1,5"])
def test_wrong_number_of_copies_stays_as_typed(counter: Counter, copies: str) -> None:
    dialog = shown(counter, printing.CAP_PARAF)
    QTest.mouseClick(dialog.action, LEFT)
    asked: PrinterDialog = window(counter, PrinterDialog)
    asked.copies.set_value(copies)
    asked.range.set_value("7")
    QTest.mouseClick(asked.action, LEFT)
    assert asked.copies.error
    assert asked.range.error == "Tulis halaman 1 sampai 1, misalnya 1-2, 4."
    assert asked.copies.value() == copies
    assert counter.printers.opened == []
    asked.reject()
    dialog.reject()


def test_long_print_can_be_stopped(qtbot: QtBot, counter: Counter) -> None:
    counter.remembered.keep("lembar-kendali.pencetak", PRINTER)
    counter.remembered.keep("lembar-kendali.rangkap", 99)
    dossier = counter.dossier(3)
    dialog = shown(counter, printing.LEMBAR_KENDALI, dossier)
    QTest.mouseClick(dialog.action, LEFT)
    sheet: ProgressSheet = window(counter, ProgressSheet)
    QTest.mouseClick(sheet.action, LEFT)
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.notice.text == "Pencetakan dihentikan, tidak ada yang dicetak."
    assert counter.said == []
    assert not [words for words in counter.log(dossier) if words.startswith("Dicetak")]
    dialog.reject()


def test_closing_stops_a_print(counter: Counter) -> None:
    counter.remembered.keep("lembar-kendali.pencetak", PRINTER)
    counter.remembered.keep("lembar-kendali.rangkap", 99)
    dialog = shown(counter, printing.LEMBAR_KENDALI, counter.dossier(3))
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.is_busy
    dialog.reject()
    assert not dialog.is_busy
    assert not [w for w in counter.host.findChildren(ProgressSheet) if w.isVisible()]


def test_cap_moves_with_its_numbers_and_stays_there(qtbot: QtBot, counter: Counter) -> None:
    dialog = shown(counter, printing.CAP_PARAF)
    before = dialog.paper.pdf
    dialog.side.left.line.selectAll()
    QTest.keyClicks(dialog.side.left.line, "90")
    dialog.side.top.line.selectAll()
    QTest.keyClicks(dialog.side.top.line, "40,5")
    qtbot.waitUntil(lambda: dialog.paper.pdf != before)
    assert dialog.paper.pdf == printing.cap_paraf(counter.office, now=counter.now, x=90, y=40.5).pdf
    dialog.reject()
    again = shown(counter, printing.CAP_PARAF)
    assert again.side.left.value() == "90"
    assert again.side.top.value() == "40,5"
    again.reject()


def test_place_outside_the_paper_is_refused(counter: Counter) -> None:
    dialog = shown(counter, printing.CAP_PARAF)
    before = dialog.paper.pdf
    dialog.side.left.line.selectAll()
    QTest.keyClicks(dialog.side.left.line, "x9")
    dialog.refresh()
    assert dialog.paper.pdf == before
    dialog.reject()


def save_into(dialog: PaperDialog, path: Path) -> None:
    """Choose a file in the file dialog that is open."""
    asked = [w for w in dialog.findChildren(QFileDialog) if w.isVisible()]
    assert len(asked) == 1
    asked[0].fileSelected.emit(str(path))
    asked[0].close()


def test_pdf_is_saved_as_shown_and_logged(qtbot: QtBot, counter: Counter, tmp_path: Path) -> None:
    dossier = counter.dossier(3)
    dialog = shown(counter, printing.SURAT_PENGANTAR, dossier)
    in_front(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    # A button pressed by its keys is seen to go down before it acts.
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QFileDialog)))
    asked = window(counter, QFileDialog)
    assert asked.windowTitle() == "Simpan PDF"
    assert Path(asked.selectedFiles()[0]).name == safe_name(dialog.paper.file_name)
    save_into(dialog, tmp_path / "surat kita")
    assert (tmp_path / "surat kita.pdf").read_bytes() == dialog.paper.pdf
    assert counter.said == ["PDF disimpan: surat kita.pdf."]
    assert counter.log(dossier)[0] == "Disimpan sebagai PDF: Surat pengantar – rangkap arsip"
    assert [p.name for p in tmp_path.glob(".*")] == []
    dialog.reject()


def test_older_file_is_replaced_only_when_asked(counter: Counter, tmp_path: Path) -> None:
    dialog = shown(counter, printing.CAP_PARAF)
    old = tmp_path / "lama.pdf"
    old.write_bytes(b"lama")
    dialog.save()
    save_into(dialog, old)
    question: Question = window(counter, Question)
    assert "lama.pdf sudah ada" in question.words.text()
    QTest.mouseClick(question.cancel, LEFT)
    assert old.read_bytes() == b"lama"
    save_into(dialog, old)
    QTest.mouseClick(window(counter, Question).action, LEFT)
    assert old.read_bytes() == dialog.paper.pdf
    dialog.reject()


def test_folder_that_cannot_be_written(counter: Counter) -> None:
    dialog = shown(counter, printing.CAP_PARAF)
    dialog.save()
    with folder_for_all() as closed:
        closed.mkdir(mode=0o555)
        with as_nobody():
            save_into(dialog, closed / "x.pdf")
    assert "folder hanya dapat dibaca" in dialog.notice.text
    dialog.reject()


def test_folder_that_went_away(counter: Counter, tmp_path: Path) -> None:
    dialog = shown(counter, printing.CAP_PARAF)
    dialog.save()
    save_into(dialog, tmp_path / "flash disk" / "x.pdf")
    assert "tidak dapat dibuka" in dialog.notice.text
    assert counter.said == []
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("surat-pengantar-2026-0041-K.pdf", "surat-pengantar-2026-0041-K.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ('a<b>:"c"|?*', "a-b-c.pdf"),
        ("CON", "surat-CON.pdf"),
        ("", "surat.pdf"),
        ("x" * 400, "x" * 120 + ".pdf"),
    ],
)
def test_file_names_are_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_register_is_made_beside_the_window(qtbot: QtBot, counter: Counter) -> None:
    for _ in range(3):
        counter.desk.take_number(NumberWish("outgoing", "Undangan", "Kepala Desa", TODAY))
    counter.prints.show(None, printing.AGENDA_KELUAR, year=2026, month=11)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in counter.host.findChildren(PaperDialog)))
    dialog = window(counter, PaperDialog)
    width, height = Pages(dialog.paper.pdf).millimetres(0)
    assert width > height
    assert not [w for w in counter.host.findChildren(ProgressSheet) if w.isVisible()]
    dialog.reject()


def test_register_can_be_stopped(qtbot: QtBot, counter: Counter) -> None:
    counter.prints.show(None, printing.AGENDA_KELUAR, year=2026)
    sheet: ProgressSheet = window(counter, ProgressSheet)
    with qtbot.waitSignal(sheet.destroyed):
        QTest.mouseClick(sheet.action, LEFT)
    for dialog in counter.host.findChildren(PaperDialog):
        dialog.reject()
    assert counter.refusals == []


def test_unknown_paper_is_refused_with_a_sentence(counter: Counter) -> None:
    counter.prints.show(None, printing.SURAT_PENGANTAR)
    counter.prints.show(9999, printing.LEMBAR_KENDALI)
    assert len(counter.refusals) == 2
    assert "tidak ditemukan" in counter.refusals[1]


def test_paper_follows_its_dossier(counter: Counter) -> None:
    dossier = counter.dossier(10)
    dialog = shown(counter, printing.SURAT_PENGANTAR, dossier)
    assert dialog.side.state.text() == "Konsep"
    counter.desk.hand_on(dossier, step=10, at=counter.now)
    assert dialog.side.state.text() == "Siap tanda tangan"
    dialog.reject()


def test_window_may_go_while_a_register_is_made(office: Office, theme: Theme, tmp_path: Path) -> None:
    """A thread that outlived its window would end the program."""
    host = QWidget()
    counter = Counter(office, theme, host, tmp_path)
    counter.prints.show(None, printing.AGENDA_KELUAR, year=2026)
    assert window(counter, ProgressSheet).isVisible()
    shiboken6.delete(host)
    assert not shiboken6.isValid(counter.prints)
    assert counter.refusals == []
