"""Petugas: who works with the program, with roles and PINs."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from sopdesk.domain.rights import Right, Role, User
from sopdesk.services.rights import IDLE_MINUTES, PinRules
from sopdesk.services.sentences_users import ROLES
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit.button import Button, Check, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.settings.section import Section
from sopdesk.ui.users.acts import UserActs
from sopdesk.ui.users.dialogs import CodeDialog, PinDialog, UserDialog


def _name(user: User) -> str:
    return user.name


def _roles(user: User) -> str:
    return ", ".join(ROLES[role] for role in Role if role in user.roles)


def _pin(user: User) -> str:
    return "ada" if user.has_pin else "belum ada"


class ClerksSection(Section):
    """A name is added or taken off at once; what was logged under it stays."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Petugas",
            "Nama yang dapat dipilih saat SOP Desk dibuka. Dengan PIN, peran menentukan siapa boleh apa.",
            saves=False,
            scrolls=False,
        )
        self.name = LineField("Nama petugas", limit=80)
        self.add = Button("Tambah", Kind.MAIN, icon="plus")
        self.drop = Button("Hapus dari daftar")
        self.drop.set_tip("Nama tidak ditawarkan lagi; catatannya tetap ada")
        form = Form()
        form.add(self.name)
        self.pins = Check("Pakai PIN saat masuk")
        self.idle = LineField("Kunci sesudah (menit)", str(IDLE_MINUTES), limit=3)
        self.keep_idle = Button("Simpan waktu kunci")
        self.change = Button("Ubah peran …")
        self.pin = Button("Atur PIN …")
        self.code = Button("Kode pemulihan …")
        self.code.set_tip("Lembar untuk admin yang lupa PIN-nya sendiri")
        self.user_acts = UserActs(desk)
        columns: tuple[Column[User], ...] = (
            Column("nama", "Nama", _name, stretch=True, tip=_name),
            Column("peran", "Peran", _roles, width=220, tip=_roles),
            Column("pin", "PIN", _pin, width=80),
            Column("tugas", "Keterangan", self._note, width=140),
        )
        self.fields = {"name": self.name, "idle": self.idle}
        empty = EmptyState("user", "Belum ada petugas", "Tambahkan nama orang yang memakai SOP Desk.")
        self.table: RecordTable[User] = RecordTable(
            columns, identity=_name, name="Petugas", empty=empty, filtered=False, unit="petugas"
        )
        self.table.setMaximumWidth(theme.px(Size.DIALOG_WIDE))
        form.setMaximumWidth(theme.px(Size.DIALOG))
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(form, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        for button in (self.change, self.pin, self.drop, self.code):
            buttons.addWidget(button)
        buttons.addStretch(1)
        lock = QHBoxLayout()
        lock.setSpacing(Space.BETWEEN)
        lock.addWidget(self.pins, 0, Qt.AlignmentFlag.AlignBottom)
        lock.addSpacing(Space.GROUPS)
        lock.addWidget(self.idle, 0, Qt.AlignmentFlag.AlignBottom)
        lock.addWidget(self.keep_idle, 0, Qt.AlignmentFlag.AlignBottom)
        lock.addStretch(1)
        self.body.addLayout(lock)
        self.body.addLayout(row)
        self.body.addLayout(buttons)
        self.body.addWidget(self.table, 1)
        for button in (self.drop, self.change, self.pin):
            button.setEnabled(False)
        self.pins.clicked.connect(self._on_pins)
        self.keep_idle.clicked.connect(self._on_idle)
        self.change.clicked.connect(self._on_change)
        self.pin.clicked.connect(self._on_pin)
        self.code.clicked.connect(self._on_code)
        self.add.clicked.connect(self.add_name)
        self.name.line.returnPressed.connect(self.add_name)
        self.name.edited.connect(self._on_typed)
        self.drop.clicked.connect(self.drop_name)
        self.table.selected.connect(self._on_selected)
        QShortcut(QKeySequence("Del"), self.table.view).activated.connect(self.drop_name)
        desk.clerk_changed.connect(self.renew)
        self.guard(Right.USERS, self.pins, self.add, self.drop, self.change, self.keep_idle, self.code)

    def load(self) -> None:
        """Show the names on the list, and whether PINs are asked for."""
        self.table.set_records(self.user_acts.users())
        rules = self.user_acts.pins
        self.pins.setChecked(rules.on)
        self.idle.set_value(str(rules.idle))
        for part in (self.idle, self.keep_idle):
            part.setVisible(rules.on)

    def add_name(self) -> None:
        """Put the name that was typed on the list."""
        name = " ".join(self.name.value().split())
        if not name:
            self.name.set_error("Nama belum diisi.")
            self.name.focus()
            return
        if name.casefold() in {each.casefold() for each in self.acts.clerks()}:
            self.name.set_error("Nama ini sudah ada di daftar.")
            self.name.focus()
            return
        if self._do(name, active=True):
            self.name.set_value("")
            self._mark(False)
            self.table.select(name)
            self.name.focus()
            self.done.emit(f"{name} ditambahkan ke daftar petugas.")

    def drop_name(self) -> None:
        """Take the selected name off the list."""
        user = self.table.current()
        if user is not None and self._do(user.name, active=False):
            self.done.emit(f"{user.name} dihapus dari daftar petugas.")

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

    def _note(self, user: User) -> str:
        return "sedang bertugas" if user.name == self.desk.clerk else ""

    def _on_pins(self) -> None:
        wanted = replace(self.user_acts.pins, on=self.pins.isChecked())
        self._set_pins(wanted, "PIN dipakai mulai sekarang." if wanted.on else "PIN tidak dipakai lagi.")

    def _on_idle(self) -> None:
        typed = self.idle.value()
        minutes = int(typed) if typed.isascii() and typed.isdigit() else 0
        self._set_pins(replace(self.user_acts.pins, idle=minutes), f"Layar terkunci sesudah {minutes} menit.")

    def _set_pins(self, wanted: PinRules, words: str) -> None:
        self.notice.say("")
        try:
            self.user_acts.set_pins(wanted)
        except (Refused, Trouble) as error:
            self.pins.setChecked(self.user_acts.pins.on)
            self.fail(error)
            return
        self.load()
        self.done.emit(words)

    def _on_change(self) -> None:
        user = self.table.current()
        if user is not None:
            self._show(UserDialog(self.user_acts, user, self))

    def _on_pin(self) -> None:
        user = self.table.current()
        if user is not None:
            self._show(PinDialog(self.user_acts, user, own=user.name == self.desk.clerk, parent=self))

    def _show(self, dialog: UserDialog | PinDialog) -> None:
        dialog.saved.connect(self.done)
        dialog.open()

    def _on_code(self) -> None:
        self.notice.say("")
        try:
            code = self.user_acts.new_recovery()
        except (Refused, Trouble) as error:
            self.fail(error)
            return
        dialog = CodeDialog(self.desk.clerk, code, self)
        dialog.order_requested.connect(self.paper_requested)
        dialog.open()

    def _on_typed(self) -> None:
        self._mark(bool(self.name.value()))

    def _on_selected(self, record: object) -> None:
        for button in (self.drop, self.change, self.pin):
            button.setEnabled(record is not None)
