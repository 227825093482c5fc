"""Tables on their way to a file: asks where to, writes it, and says so."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from sopdesk.domain.spreadsheet import Table
from sopdesk.services import exporting
from sopdesk.services.written_files import safe_name, write_whole
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.export import ExportWish
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.replacing import unless_there

if TYPE_CHECKING:
    from sopdesk.ui.kit.progress import ProgressSheet
    from sopdesk.ui.papers.work import Tell, Work

_FOLDER: Final = "folder_tabel"
_LONG: Final = 2000  # rows, from which on it is made beside the window
_FILTERS: Final = {"xlsx": "Lembar kerja (*.xlsx)", "csv": "CSV (*.csv)"}


class ExportDesk(QObject):
    """Takes the wishes of all tables. ``done`` carries a sentence for the toast once a file is there."""

    done = Signal(str)

    def __init__(self, desk: Desk, remembered: Remembered, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._remembered = remembered
        self._work: Work | None = None

    def export(self, wish: ExportWish) -> None:
        """Ask where the table is to go, beginning where the last one went."""
        folder = self._remembered.text(_FOLDER)
        if not folder or not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asked = QFileDialog(wish.host, "Simpan tabel", folder)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setNameFilter(_FILTERS[wish.form])
        asked.setDefaultSuffix(wish.form)
        # We ask ourselves, in the same words on every system.
        asked.setOption(QFileDialog.Option.DontConfirmOverwrite, True)
        asked.selectFile(safe_name(wish.name, wish.form))
        asked.fileSelected.connect(partial(self._on_file, wish))
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.open()

    def _on_file(self, wish: ExportWish, chosen: str) -> None:
        path = Path(chosen)
        if path.suffix.lower() != f".{wish.form}":
            path = path.with_name(f"{path.name}.{wish.form}")
        unless_there(path, wish.host, partial(self._make, wish, path), partial(self.export, wish))

    def _make(self, wish: ExportWish, path: Path) -> None:
        if wish.count <= _LONG:
            try:
                content = self._file(wish)
            except (Refused, Trouble) as error:
                self._fail(wish, error)
                return
            self._write(wish, path, content)
        elif self._work is None:
            self._begin(wish, path)

    def _file(self, wish: ExportWish, tell: "Tell | None" = None) -> bytes:
        table = Table(wish.name, wish.titles, wish.rows())
        made = self._desk.office.look().local(self._desk.now())
        return exporting.made_file(table, wish.form, wish.count, made=made, progress=tell)

    def _begin(self, wish: ExportWish, path: Path) -> None:
        from sopdesk.ui.kit.progress import ProgressSheet  # late: few tables are long
        from sopdesk.ui.papers.work import Work

        sheet = ProgressSheet(f"Menyimpan {path.name}", wish.host)
        self._work = Work(partial(self._file, wish), self)
        self._work.advanced.connect(sheet.advance)
        self._work.ready.connect(partial(self._on_made, sheet, wish, path))
        self._work.failed.connect(partial(self._on_failed, sheet, wish))
        self._work.stopped.connect(partial(self._end, sheet))
        sheet.cancelled.connect(self._work.stop)
        # The window goes, and with it what the work reads from.
        wish.host.destroyed.connect(self._forget)
        sheet.open()
        self._work.start()

    def _on_made(self, sheet: "ProgressSheet", wish: ExportWish, path: Path, content: object) -> None:
        self._end(sheet)
        assert isinstance(content, bytes)
        self._write(wish, path, content)

    def _on_failed(self, sheet: "ProgressSheet", wish: ExportWish, error: Refused | Trouble) -> None:
        self._end(sheet)
        self._fail(wish, error)

    def _forget(self) -> None:
        if self._work is not None:
            self._work.end()
            self._work = None

    def _end(self, sheet: "ProgressSheet") -> None:
        sheet.finish()
        if self._work is not None:
            self._work.deleteLater()
            self._work = None

    def _write(self, wish: ExportWish, path: Path, content: bytes) -> None:
        desk = self._desk
        try:
            write_whole(path, content)
            exporting.log_export(
                desk.office,
                name=wish.name,
                form=wish.form,
                rows=wish.count,
                file=path.name,
                by=desk.clerk,
                now=desk.now(),
            )
        except (Refused, Trouble) as error:
            self._fail(wish, error)
            return
        self._remembered.keep(_FOLDER, str(path.parent))
        self._remembered.save()
        self.done.emit(f"{wish.count} baris disimpan sebagai {path.name}.")

    def _fail(self, wish: ExportWish, error: Refused | Trouble) -> None:
        told = Question(
            "Tabel belum disimpan", sentence(error), wish.host, action="Pilih tempat lain", cancel="Tutup"
        )
        told.confirmed.connect(partial(self.export, wish))
        told.open()
