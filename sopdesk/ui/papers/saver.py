"""Asks where the PDF of a paper is to go, and writes it there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sopdesk.services.printing import Paper
from sopdesk.services.written_files import safe_name, write_whole
from sopdesk.ui.errors import Trouble
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.replacing import unless_there

_FOLDER = "folder_pdf"


class PdfSaver(QObject):
    """``saved`` carries the path once the file is there, ``failed`` the Trouble that kept it from being written."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, remembered: Remembered, host: QWidget) -> None:
        super().__init__(host)
        self._remembered = remembered
        self._host = host
        self._paper: Paper | None = None

    def ask(self, paper: Paper) -> None:
        """Ask for a place for that paper, beginning where the last one went."""
        self._paper = paper
        folder = self._remembered.text(_FOLDER)
        if not folder or not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asked = QFileDialog(self._host, "Simpan PDF", folder)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setNameFilter("Dokumen PDF (*.pdf)")
        asked.setDefaultSuffix("pdf")
        # We ask ourselves, in the same words on every system.
        asked.setOption(QFileDialog.Option.DontConfirmOverwrite, True)
        asked.selectFile(safe_name(paper.file_name or paper.title))
        asked.fileSelected.connect(self._on_file)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.open()

    def _on_file(self, chosen: str) -> None:
        path = Path(chosen)
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        unless_there(path, self._host, partial(self._write, path), self._again)

    def _again(self) -> None:
        if self._paper is not None:
            self.ask(self._paper)

    def _write(self, path: Path) -> None:
        assert self._paper is not None
        try:
            write_whole(path, self._paper.pdf)
        except Trouble as error:
            self.failed.emit(error)
            return
        self._remembered.keep(_FOLDER, str(path.parent))
        self._remembered.save()
        self.saved.emit(path)
