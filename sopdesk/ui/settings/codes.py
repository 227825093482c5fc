"""Kode klasifikasi: which lists are in force, the office's own entries, and the code of each SOP."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from sopdesk.domain.classification import NEW, OLD, OWN, Code, code_order
from sopdesk.domain.rights import Right
from sopdesk.services import importing
from sopdesk.services.classification import chosen_lists
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit.button import Button, Check, Kind
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import ColourName, Size, Space
from sopdesk.ui.settings.code_acts import CodeActs
from sopdesk.ui.settings.code_dialogs import CodeDialog, CodeFileDialog, SopCodesDialog
from sopdesk.ui.settings.section import NOBODY, Section

_SOURCES: Final = {NEW: "Permendagri 83/2022", OLD: "Permendagri 78/2012", OWN: "Kantor ini"}
_CHOICES: Final = (
    (NEW, "Permendagri 83/2022 (baru)"),
    (OLD, "Permendagri 78/2012 (lama)"),
    ("both", "Keduanya"),
)


def _identity(code: Code) -> str:
    return code.code


def _code(code: Code) -> str:
    return code.code


def _order(code: Code) -> object:
    return code_order(code.code)


def _name(code: Code) -> str:
    return code.name


def _source(code: Code) -> str:
    return _SOURCES[code.source]


def _state(code: Code) -> str:
    return "Disembunyikan" if code.hidden else ""


def _ink(code: Code) -> ColourName | None:
    return "muted" if code.hidden else None


COLUMNS: Final = (
    Column("kode", "Kode", _code, sort=_order, width=120, bold=True, ink=_ink),
    Column("uraian", "Uraian", _name, width=280, stretch=True, ink=_ink, tip=_name),
    Column("sumber", "Sumber", _source, width=170, ink=_ink),
    Column("keadaan", "Keadaan", _state, width=120, ink=_ink),
)


class CodesSection(Section):
    """Each change is saved at once, so there is nothing to lose here."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Kode klasifikasi",
            "Kode yang ditawarkan saat surat dicatat atau diberi nomor. Kode lain tetap boleh diketik.",
            saves=False,
            scrolls=False,
        )
        self._codes = CodeActs(desk)
        self.lists = ChoiceField("Daftar yang dipakai", _CHOICES)
        self.lists.setFixedWidth(theme.px(Size.PANEL_LEAST))
        self.sops = Button("Kode tiap SOP…")
        self.add = Button("Tambah kode…", Kind.MAIN, icon="plus")
        self.change = Button("Ubah…")
        self.hide_ = Button("Sembunyikan")
        self.back = Button("Kembalikan bawaan")
        self.back.set_tip("Buang entri kantor; kode bawaan berlaku lagi")
        self.file = Button("Impor dari file…", icon="upload")
        self.file.set_tip("CSV atau xlsx dengan kolom kode dan uraian")
        self.hidden = Check("Tampilkan yang disembunyikan")
        self.table: RecordTable[Code] = RecordTable(
            COLUMNS,
            identity=_identity,
            name="Kode klasifikasi",
            unit="kode",
            empty=EmptyState("search", "Belum ada kode", "Pilih daftar, atau impor dari file."),
        )
        self._lay_out()
        self._connect()
        self._on_selected(None)
        self.guard(
            Right.OFFICE, self.lists, self.sops, self.add, self.change, self.hide_, self.back, self.file
        )

    def load(self) -> None:
        """Show the codes."""
        self.lists.set_value(chosen_lists(self.desk.known))
        codes = self._codes.book().codes
        over = any(code.hidden for code in codes)
        self.hidden.setVisible(over)
        shown = codes if self.hidden.isChecked() and over else [code for code in codes if not code.hidden]
        self.table.set_records(shown)
        self._on_selected(self.table.current())

    def take(self, path: Path) -> None:
        """Show what a file of codes comes to."""
        self.notice.say("")
        if not self._somebody():
            return
        try:
            book = importing.open_book(path)
            dialog = CodeFileDialog(self.desk, book, self._codes.read(book), self)
        except (Refused, Trouble) as error:
            self.fail(error)
            return
        dialog.taken.connect(self.done)
        dialog.open()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.BETWEEN)
        top.addWidget(self.lists)
        top.addStretch(1)
        for button in (self.sops, self.file):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        for button in (self.add, self.change, self.hide_, self.back):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.hidden)
        self.body.addLayout(top)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.lists.edited.connect(self._on_lists)
        self.sops.clicked.connect(self._on_sops)
        self.file.clicked.connect(self._on_file)
        self.add.clicked.connect(self._on_add)
        self.change.clicked.connect(self._on_change)
        self.hide_.clicked.connect(self._on_hide)
        self.back.clicked.connect(self._on_back)
        self.hidden.toggled.connect(self.load)
        self.table.selected.connect(self._on_selected)
        self.table.activated.connect(self._on_change)

    def _somebody(self) -> bool:
        if not self.desk.clerk:
            self.notice.say(NOBODY, Tone.WARNING)
        return bool(self.desk.clerk)

    def _on_selected(self, code: Code | None) -> None:
        alone = len(self.table.chosen()) == 1
        self.change.setEnabled(code is not None and alone)
        self.hide_.setEnabled(code is not None)
        self.hide_.set_text("Tawarkan lagi" if code is not None and code.hidden else "Sembunyikan")
        self.back.setEnabled(code is not None and alone and code.source == OWN)

    def _on_lists(self) -> None:
        self.notice.say("")
        if not self._somebody():
            self.load()
            return
        try:
            self._codes.choose_lists(str(self.lists.value()))
        except (Refused, Trouble) as error:
            self.fail(error)
            return
        self.done.emit("Daftar kode klasifikasi diganti.")

    def _on_sops(self) -> None:
        if self._somebody():
            dialog = SopCodesDialog(self.desk, self)
            dialog.accepted.connect(partial(self.done.emit, "Kode tiap SOP disimpan."))
            dialog.open()

    def _on_add(self) -> None:
        self._ask(None)

    def _on_change(self) -> None:
        code = self.table.current()
        if code is not None:
            self._ask(code)

    def _ask(self, code: Code | None) -> None:
        if not self._somebody():
            return
        dialog = CodeDialog(self.desk, code, self)
        dialog.saved.connect(self._on_saved)
        dialog.open()

    def _on_saved(self, code: str) -> None:
        self.table.select(code)
        self.done.emit(f"Kode {code} disimpan.")

    def _on_hide(self) -> None:
        codes, first = self.table.chosen(), self.table.current()
        if first is None or not self._somebody():
            return
        try:
            self._codes.hide(codes, hidden=not first.hidden)
        except (Refused, Trouble) as error:
            self.fail(error)
            return
        word = "ditawarkan lagi" if first.hidden else "disembunyikan"
        self.done.emit(f"{len(codes)} kode {word}.")

    def _on_back(self) -> None:
        code = self.table.current()
        if code is None or not self._somebody():
            return
        try:
            self._codes.drop(code)
        except (Refused, Trouble) as error:
            self.fail(error)
            return
        self.done.emit(f"Entri kantor untuk {code.code} dibuang.")

    def _on_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        asked = QFileDialog(self, "Impor kode klasifikasi", folder)
        asked.setNameFilter("Daftar kode (*.csv *.xlsx *.txt)")
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self._on_file_chosen)
        asked.open()

    def _on_file_chosen(self, chosen: str) -> None:
        self.take(Path(chosen))
