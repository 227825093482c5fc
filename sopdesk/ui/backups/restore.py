"""Pulihkan dari cadangan: pick one, look it through, see it beside what is here, and only then one button."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sopdesk.domain.dates import long_moment
from sopdesk.services.backup_places import Found, found_backups
from sopdesk.services.inspecting import Comparison, Side, inspect
from sopdesk.ui.backups.run import Steps
from sopdesk.ui.backups.words import RestoreWish, found_words, judgement
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.papers.work import Tell, Work

_PATH: Final = Qt.ItemDataRole.UserRole
_INTRO: Final = (
    "Pilih cadangan dari daftar, atau filenya sendiri. Cadangan diperiksa dahulu seluruhnya; "
    "data di komputer ini belum diubah."
)
_KEPT: Final = (
    "Data yang sekarang tidak dihapus: disimpan di folder sebelum-pulih, dan pemulihan dapat dibatalkan "
    "di Pengaturan, bagian Cadangan."
)
_ROWS: Final = ("Kantor", "Catatan terakhir", "Berkas", "Baris buku agenda", "Lampiran", "Catatan")


class RestoreDialog(Dialog):
    """``restore_requested`` carries a ``RestoreWish`` once it was seen what it does. Needs no opened office."""

    restore_requested = Signal(object)

    def __init__(self, folder: Path, zone: tzinfo, parent: QWidget | None) -> None:
        super().__init__("Pulihkan dari cadangan", parent, action="Periksa", wide=True)
        self._folder = folder
        self._zone = zone
        self._work: Work | None = None
        self._compared: Comparison | None = None
        self._preferred: Path | None = None
        self.list = QListWidget()
        self.list.setAccessibleName("Cadangan yang ditemukan")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.choose = Button("Pilih file …", icon="folder-open")
        self.none = Label("Mencari cadangan …", ink="muted", wrap=True)
        self.password = LineField("Kata sandi cadangan", secret=True)
        self.password.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Kemajuan pemeriksaan")
        self.bar.hide()
        self.verdict = Notice("", Tone.INFO)
        self.kept = Label(_KEPT, ink="muted", wrap=True)
        self._grid = QGridLayout()
        self.steps = QStackedWidget()
        self.steps.addWidget(self._first())
        self.steps.addWidget(self._second())
        self.body.addWidget(self.steps, 1)
        self.body.addWidget(self.bar)
        self.back = Button("Kembali", icon="arrow-left")
        self.back.hide()
        self.left.addWidget(self.back)
        self.choose.clicked.connect(self._on_choose)
        self.back.clicked.connect(self._on_back)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(self.confirm)
        self.confirmed.connect(self._on_next)
        self.finished.connect(self._on_finished)
        self.action.setEnabled(False)
        self._search()

    @property
    def compared(self) -> Comparison | None:
        """What was found in the chosen backup; None before it was looked through."""
        return self._compared

    def prefer(self, path: Path) -> None:
        """Choose that one as soon as the search has found it."""
        self._preferred = path

    def take(self, path: Path) -> None:
        """Choose that file, whether the search found it or not."""
        for row in range(self.list.count()):
            if Path(self.list.item(row).data(_PATH)) == path:
                self.list.setCurrentRow(row)
                return
        item = QListWidgetItem(f"File pilihan: {path.name} · {path.parent}")
        item.setData(_PATH, str(path))
        self.list.insertItem(0, item)
        self.list.setCurrentRow(0)
        self.none.hide()

    def _first(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        column.addWidget(Label(_INTRO, wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.none)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.password)
        self.list.setMinimumHeight(theme_of(self).px(Size.TABLE_ROW) * 5)
        return page

    def _second(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        self._grid.setHorizontalSpacing(Space.AROUND)
        self._grid.setVerticalSpacing(Space.BETWEEN)
        for place, stretch in ((1, 1), (2, 1)):
            self._grid.setColumnStretch(place, stretch)
        column.addLayout(self._grid)
        column.addWidget(self.verdict)
        column.addWidget(self.kept)
        column.addStretch(1)
        return page

    def _search(self) -> None:
        # A flash disk may be slow to answer.
        self._begin(Work(partial(_found, self._folder), self), self._on_found)

    def _begin(self, work: Work, then: object) -> None:
        self._work = work
        work.ready.connect(then)
        work.failed.connect(self._on_failed)
        work.start()

    def _on_found(self, found: Sequence[Found]) -> None:
        self._work = None
        for each in found:
            item = QListWidgetItem(found_words(each, each.manifest.when.astimezone(self._zone)))
            item.setData(_PATH, str(each.path))
            item.setToolTip("")
            self.list.addItem(item)
        self.none.setText(
            "" if found else "Tidak ada cadangan di komputer ini. Pasang flash disk lalu pilih filenya."
        )
        self.none.setVisible(not self.list.count())
        if self._preferred in [each.path for each in found] and self._preferred is not None:
            self.take(self._preferred)
        elif self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.action.setEnabled(self.list.currentRow() >= 0)

    def _on_row(self, row: int) -> None:
        self.notice.say("")
        self.password.hide()
        self.password.set_value("")
        self.action.setEnabled(row >= 0 and self._work is None)

    def _on_choose(self) -> None:
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asked = QFileDialog(self, "Pilih cadangan", start, "Cadangan SOP Desk (*.sopdesk);;Semua file (*)")
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self._on_file)
        asked.open()

    def _on_file(self, name: str) -> None:
        self.take(Path(name))

    def _on_next(self) -> None:
        if self._compared is not None:
            wish = RestoreWish(self._compared.path, self.password.line.text())
            self.accept()
            self.restore_requested.emit(wish)
            return
        item = self.list.currentItem()
        if item is None or self._work is not None:
            return
        task = partial(_looked, self._folder, Path(item.data(_PATH)), self.password.line.text())
        work = Work(task, self)
        work.advanced.connect(self._on_advanced)
        self._tell_working(True)
        self._begin(work, self._on_compared)

    def _on_advanced(self, done: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def _tell_working(self, on: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(on)
        self.action.setEnabled(not on)
        self.steps.setEnabled(not on)

    def _on_failed(self, error: Refused | Trouble) -> None:
        self._work = None
        self._tell_working(False)
        self.fail(sentence(error))
        if isinstance(error, Refused) and error.rule.value == "backup_password":
            self.password.show()
            self.password.focus()

    def _on_compared(self, found: Comparison) -> None:
        self._work = None
        self._tell_working(False)
        self._compared = found
        self._fill(found)
        words, loses = judgement(found)
        self.verdict.say(words, Tone.WARNING if loses else Tone.INFO)
        self.kept.setVisible(not _is_bare(found.here))
        self.steps.setCurrentIndex(1)
        self.back.show()
        self.action.set_text("Pulihkan")
        self.back.setFocus()

    def _fill(self, found: Comparison) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        made = found.manifest.when.astimezone(self._zone)
        heads = ("", f"Di cadangan {long_moment(made)}", "Di komputer ini sekarang")
        for column, words in enumerate(heads):
            self._grid.addWidget(Label(words, bold=True, wrap=True, size=Letter.TABLE), 0, column)
        sides = (self._words(found.there), self._words(found.here))
        for row, name in enumerate(_ROWS, 1):
            self._grid.addWidget(Label(name, ink="muted"), row, 0)
            for column, side in enumerate(sides, 1):
                self._grid.addWidget(Label(side[row - 1], wrap=True), row, column)

    def _words(self, side: Side | None) -> tuple[str, ...]:
        if side is None or _is_bare(side):
            return ("Belum ada data", *("–",) * (len(_ROWS) - 1))
        if not side.readable:
            return ("Data rusak, tidak terbaca", *("–",) * (len(_ROWS) - 1))
        newest = long_moment(side.newest.astimezone(self._zone)) if side.newest else "–"
        counts = (str(side.counts.get(name, 0)) for name in ("dossiers", "letters", "files", "entries"))
        return (f"Kecamatan {side.kecamatan or '–'}", newest, *counts)

    def _on_back(self) -> None:
        self._compared = None
        self.steps.setCurrentIndex(0)
        self.back.hide()
        self.action.set_text("Periksa")
        self.list.setFocus()

    def _on_finished(self) -> None:
        if self._work is not None:
            self._work.end()
            self._work = None


def _is_bare(side: Side | None) -> bool:
    return side is None or (side.readable and not side.kecamatan and not side.counts.get("dossiers"))


def _found(folder: Path, _tell: Tell) -> list[Found]:
    return found_backups(folder)


def _looked(folder: Path, path: Path, password: str, tell: Tell) -> Comparison:
    return inspect(folder, path, password=password or None, progress=Steps(tell))
