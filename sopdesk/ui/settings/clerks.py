"""Petugas: the names that are offered at the start."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.settings.section import Section


def _name(name: str) -> str:
    return name


class ClerksSection(Section):
    """A name is added or taken off at once; what was logged under it stays."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Petugas",
            "Nama yang dapat dipilih saat SOP Desk dibuka. Setiap catatan menyimpan nama petugasnya.",
            saves=False,
            scrolls=False,
        )
        self.name = LineField("Nama petugas", limit=80)
        self.add = Button("Tambah", Kind.MAIN, icon="plus")
        self.drop = Button("Hapus dari daftar")
        self.drop.set_tip("Nama tidak ditawarkan lagi; catatannya tetap ada")
        form = Form()
        form.add(self.name)
        self.fields = {"name": self.name}
        column: Column[str] = Column("nama", "Nama", _name, stretch=True, tip=_name)
        mark: Column[str] = Column("tugas", "Keterangan", self._note, width=140)
        empty = EmptyState("user", "Belum ada petugas", "Tambahkan nama orang yang memakai SOP Desk.")
        self.table: RecordTable[str] = RecordTable(
            (column, mark), identity=_name, name="Petugas", empty=empty, filtered=False, unit="petugas"
        )
        self.table.setMaximumWidth(theme.px(Size.DIALOG_WIDE))
        form.setMaximumWidth(theme.px(Size.DIALOG))
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(form, 1)
        row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        buttons.addWidget(self.add)
        buttons.addWidget(self.drop)
        buttons.addStretch(1)
        self.body.addLayout(row)
        self.body.addLayout(buttons)
        self.body.addWidget(self.table, 1)
        self.drop.setEnabled(False)
        self.add.clicked.connect(self.add_name)
        self.name.line.returnPressed.connect(self.add_name)
        self.name.edited.connect(self._on_typed)
        self.drop.clicked.connect(self.drop_name)
        self.table.selected.connect(self._on_selected)
        QShortcut(QKeySequence("Del"), self.table.view).activated.connect(self.drop_name)
        desk.clerk_changed.connect(self.renew)

    def load(self) -> None:
        """Show the names on the list."""
        self.table.set_records(self.acts.clerks())

    def add_name(self) -> None:
        """Put the name that was typed on the list."""
        name = " ".join(self.name.value().split())
        if not name:
            self.name.set_error("Nama belum diisi.")
            self.name.focus()
            return
        if name.casefold() in {each.casefold() for each in self.acts.clerks()}:
            self.name.set_error("Nama ini sudah ada di daftar.")
            return
        if self._do(name, active=True):
            self.name.set_value("")
            self._mark(False)
            self.table.select(name)
            self.name.focus()
            self.done.emit(f"{name} ditambahkan ke daftar petugas.")

    def drop_name(self) -> None:
        """Take the selected name off the list."""
        name = self.table.current()
        if name is not None and self._do(name, active=False):
            self.done.emit(f"{name} dihapus dari daftar petugas.")

    def submit(self) -> bool:
        """The name that stands in the field, when the section is left."""
        self.add_name()
        return not self.dirty

    def give_up(self) -> None:
        """Forget the name that stands in the field."""
        self.name.set_value("")
        super().give_up()

    def _do(self, name: str, *, active: bool) -> bool:
        self.notice.say("")
        try:
            self.acts.save_clerk(name, active=active)
        except (Refused, Trouble) as error:
            self.fail(error)
            return False
        self.load()
        return True

    def _note(self, name: str) -> str:
        return "sedang bertugas" if name == self.desk.clerk else ""

    def _on_typed(self) -> None:
        self._mark(bool(self.name.value()))

    def _on_selected(self, record: object) -> None:
        self.drop.setEnabled(record is not None)
