"""Impor buku lama: a file, its columns, the report, and then everything at once."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.old_book_columns import told_register
from sopdesk.services import importing
from sopdesk.services.importing import ImportChoice, ImportReport, OldBook, PastImport
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.imports.columns_step import ColumnsStep
from sopdesk.ui.imports.report_step import ReportStep
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.papers.work import Tell, Work

BOOKS: Final = {INCOMING: "Agenda surat masuk", OUTGOING: "Agenda surat keluar"}
_FOLDER: Final = "folder_impor"
_HELP: Final = (
    "Pilih file agenda dari Excel (.xlsx) atau CSV. Kolomnya dikenali dari judulnya dan dapat diubah di langkah "
    "berikut. Tidak ada yang tersimpan sebelum laporannya bersih dan Impor ditekan."
)


class ImportDialog(Dialog):
    """``imported`` carries the ``PastImport`` once everything is in the register."""

    imported = Signal(object)

    def __init__(
        self, desk: Desk, register: str, remembered: Remembered | None, parent: QWidget | None
    ) -> None:
        super().__init__("Impor buku lama", parent, action="Lanjut", wide=True)
        self._desk = desk
        self._remembered = remembered
        self._book: OldBook | None = None
        self._choice: ImportChoice | None = None
        self._report: ImportReport | None = None
        self._work: Work | None = None
        self.columns: ColumnsStep | None = None
        self.report: ReportStep | None = None
        self.register = ChoiceField("Buku", list(BOOKS.items()), value=register)
        self.choose = Button("Pilih file…", icon="folder-open")
        self.file = ElidedLabel("Belum ada file", ink="muted")
        self.back = Button("Kembali", icon="arrow-left")
        self.steps = QStackedWidget()
        self.steps.addWidget(self._first())
        note_clock(self, desk)
        self.body.addWidget(self.steps, 1)
        self.left.addWidget(self.back)
        theme = theme_of(self)
        self.setMinimumWidth(theme.px(Size.DIALOG_WIDE + Size.FIELD_LEAST))
        self.choose.clicked.connect(self._on_choose)
        self.register.edited.connect(self._on_register)
        self.back.clicked.connect(self._on_back)
        self.confirmed.connect(self._on_next)
        self._tell()

    def take(self, path: Path) -> None:
        """Read that file."""
        self.notice.say("")
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._book = importing.open_book(path)
        except (Refused, Trouble) as error:
            self._book = None
            self.fail(sentence(error))
        finally:
            QGuiApplication.restoreOverrideCursor()
        if self._book is not None and self._remembered is not None:
            self._remembered.keep(_FOLDER, str(path.parent))
        self._choice = None
        told = told_register(sheet.rows for sheet in self._book.sheets) if self._book is not None else None
        if told is not None:
            # The tab that was open says less of the file than the file itself.
            self.register.set_value(told)
        self.register.set_note("Menurut judul di dalam file." if told else "")
        self.file.setText(self._book.name if self._book else "Belum ada file")
        self._tell()
        if self._book is not None:
            self.action.setFocus()

    def done(self, result: int) -> None:
        """Close; an import under way is stopped first, and then nothing of it is there."""
        if self._work is not None:
            self._work.end()
            self._work = None
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where a file is chosen."""
        super().showEvent(event)
        self.choose.setFocus()

    def _first(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        column.addWidget(Label(_HELP, wrap=True, ink="muted"))
        column.addWidget(self.register)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.choose)
        row.addWidget(self.file, 1)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _tell(self) -> None:
        step = self.steps.currentIndex()
        self.back.setVisible(step > 0)
        self.action.set_text("Lanjut")
        ready = self._book is not None
        if step == 2 and self._report is not None:
            count = len(self._report.reading.lines)
            self.action.set_text(f"Impor {count} surat")
            ready = self._report.ready
        self.action.setEnabled(ready)
        self.title.setText(f"Impor buku lama – {('file', 'kolom', 'laporan')[step]} ({step + 1} dari 3)")

    def _on_choose(self) -> None:
        folder = self._remembered.text(_FOLDER) if self._remembered is not None else ""
        if not folder or not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asked = QFileDialog(self, "Pilih buku agenda lama", folder)
        asked.setNameFilter("Buku agenda (*.xlsx *.csv *.txt *.xlsm)")
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self._on_file)
        asked.open()

    def _on_file(self, chosen: str) -> None:
        self.take(Path(chosen))

    def _on_register(self) -> None:
        self._choice = None

    def _on_back(self) -> None:
        self.notice.say("")
        self.steps.setCurrentIndex(self.steps.currentIndex() - 1)
        self._tell()

    def _on_next(self) -> None:
        match self.steps.currentIndex():
            case 0:
                self._to_columns()
            case 1:
                self._to_report()
            case _:
                self._import()

    def _to_columns(self) -> None:
        if self._book is None:
            return
        if self._choice is None:
            register = str(self.register.value())
            self._choice = importing.propose(self._book, register, self._desk.today())
            self._drop(1)
            self.columns = ColumnsStep(self._book, self._choice)
            self.columns.sheet_chosen.connect(self._on_sheet)
            self.steps.addWidget(self.columns)
        self.steps.setCurrentIndex(1)
        self._tell()

    def _to_report(self) -> None:
        if self._book is None or self.columns is None or not self.columns.check():
            return
        skipped = self._choice.skipped if self._choice is not None else frozenset()
        self._choice = replace(self.columns.choice(), skipped=skipped)
        self._drop(2)
        self.report = ReportStep(self._book)
        self.report.skip_asked.connect(self._on_skip)
        self.report.unskip_asked.connect(self._on_unskip)
        self.steps.addWidget(self.report)
        if self._judge():
            self.steps.setCurrentIndex(2)
        self._tell()

    def _drop(self, first: int) -> None:
        while self.steps.count() > first:
            page = self.steps.widget(first)
            assert page is not None
            self.steps.removeWidget(page)
            page.deleteLater()

    def _judge(self) -> bool:
        if self._book is None or self._choice is None or self.report is None:
            return False
        desk = self._desk
        try:
            self._report = importing.report(desk.office, self._book, self._choice, now=desk.now())
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return False
        self.report.show_report(self._report, self._choice)
        return True

    def _on_sheet(self, place: int) -> None:
        if self._book is not None and self.columns is not None:
            register = str(self.register.value())
            self._choice = importing.propose(self._book, register, self._desk.today(), place)
            self.columns.show_choice(self._choice)

    def _on_skip(self, rows: object) -> None:
        if self._choice is not None and isinstance(rows, frozenset):
            self._skip(self._choice.skipped | rows)

    def _on_unskip(self, rows: object) -> None:
        if self._choice is not None and isinstance(rows, frozenset):
            self._skip(self._choice.skipped - rows)

    def _skip(self, rows: frozenset[int]) -> None:
        if self._choice is not None:
            self._choice = replace(self._choice, skipped=rows)
            self._judge()
            self._tell()

    def _import(self) -> None:
        if self._book is None or self._choice is None or self._work is not None:
            return
        if not self._desk.clerk:
            self.notice.say("Belum ada petugas yang masuk. Tekan Ctrl+L untuk memilih nama.", Tone.WARNING)
            return
        sheet = ProgressSheet("Mengimpor buku lama", self, text="Bila dihentikan, tidak ada yang tersimpan.")
        self._work = Work(partial(_run, self._desk, self._book, self._choice), self)
        self._work.advanced.connect(sheet.advance)
        self._work.ready.connect(partial(self._on_ready, sheet))
        self._work.failed.connect(partial(self._on_failed, sheet))
        self._work.stopped.connect(partial(self._end, sheet))
        sheet.cancelled.connect(self._work.stop)
        sheet.open()
        self._work.start()

    def _on_ready(self, sheet: ProgressSheet, made: object) -> None:
        self._end(sheet)
        assert isinstance(made, PastImport)
        self._desk.tell(Changes(registers=True))
        self.imported.emit(made)
        self.accept()

    def _on_failed(self, sheet: ProgressSheet, error: Refused | Trouble) -> None:
        self._end(sheet)
        self.fail(sentence(error))
        # Somebody else may have taken a number meanwhile: the report says which line is in the way.
        self._judge()
        self._tell()

    def _end(self, sheet: ProgressSheet) -> None:
        sheet.finish()
        if self._work is not None:
            self._work.deleteLater()
            self._work = None


def _run(desk: Desk, book: OldBook, choice: ImportChoice, tell: Tell) -> PastImport:
    return importing.import_book(desk.office, book, choice, by=desk.clerk, now=desk.now(), progress=tell)
