"""The forms of users: roles and official, a new PIN, a forgotten one, and the recovery code to be printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.errors import Rule
from sopdesk.domain.pins import LONGEST, SHORTEST, shown_code
from sopdesk.domain.rights import Role, User
from sopdesk.services.orders import PaperOrder
from sopdesk.services.recovery_paper import order_of
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.ticks import TicksField
from sopdesk.ui.kit.tokens import Letter
from sopdesk.ui.users.acts import UserActs

ROLE_WORDS = {
    Role.PETUGAS: "Petugas: mencatat berkas dan menyiapkan surat",
    Role.AGENDA: "Agenda: nomor, stempel, pengiriman, dan buku",
    Role.PEJABAT: "Pejabat: mencatat di mejanya sendiri",
    Role.ADMIN: "Admin: pengaturan, petugas, dan pemulihan",
}
_NOTE = f"{SHORTEST} sampai {LONGEST} angka."
_TWICE = "Tidak sama dengan yang di atas. Ketik ulang keduanya."


class UserDialog(Dialog):
    """Changes what a user is; closes when it is saved. ``saved`` carries the sentence for the toast."""

    saved = Signal(str)

    def __init__(self, acts: UserActs, user: User, parent: QWidget | None) -> None:
        super().__init__(f"Peran {user.name}", parent)
        self._acts = acts
        self._user = user
        form = Form()
        self.roles = form.add(TicksField("Peran", tuple(ROLE_WORDS.values()), columns=1, required=True))
        for role, tick in zip(ROLE_WORDS, self.roles.ticks, strict=True):
            tick.setChecked(role in user.roles)
        people = [(person.id, person.name) for person in acts.officials()]
        self.official = form.add(
            ChoiceField(
                "Pejabat",
                [(0, "Bukan pejabat"), *people],
                value=user.official_id or 0,
                note="Meja seorang pejabat diambil dari masa jabatannya di bagian Pejabat.",
            )
        )
        acts.note_clock(self)
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        words = self.roles.value()
        roles = frozenset(role for role, text in ROLE_WORDS.items() if text in words)
        official = self.official.value()
        chosen = official if isinstance(official, int) and official else None
        if Role.PEJABAT in roles and chosen is None:
            self.official.set_error("Pilih pejabat mana petugas ini.")
            self.official.focus()
            return
        try:
            self._acts.save(self._user.name, roles, chosen)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.saved.emit(f"Peran {self._user.name} disimpan.")
        self.accept()


class PinDialog(Dialog):
    """Sets a PIN, one's own with the old one. ``saved`` carries the sentence for the toast."""

    saved = Signal(str)

    def __init__(self, acts: UserActs, user: User, *, own: bool, parent: QWidget | None) -> None:
        super().__init__(f"PIN {user.name}", parent, action="Pakai PIN ini")
        self._acts = acts
        self._user = user
        form = Form()
        self.old = LineField("PIN lama", required=True, secret=True)
        if own and user.has_pin and acts.pins.on:
            form.add(self.old)
        self.first = form.add(LineField("PIN baru", required=True, secret=True, note=_NOTE))
        self.again = form.add(LineField("Ketik sekali lagi", required=True, secret=True, rule=self._same))
        acts.note_clock(self)
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _same(self, typed: str) -> str:
        return "" if typed == self.first.value() else _TWICE

    def _on_confirmed(self) -> None:
        try:
            self._acts.set_pin(self._user.name, self.first.value(), self.old.value())
        except Refused as no:
            field = {Rule.BAD_PIN: self.first, Rule.WRONG_PIN: self.old}.get(no.rule)
            if field is None:
                self.fail(sentence(no))
            else:
                field.set_error(sentence(no))
                field.focus()
            return
        except Trouble as trouble:
            self.fail(sentence(trouble))
            return
        self.saved.emit(f"PIN {self._user.name} disimpan.")
        self.accept()


class ForgottenDialog(Dialog):
    """A new PIN by the printed code. ``recovered`` carries the next code."""

    recovered = Signal(str)

    def __init__(self, acts: UserActs, name: str, parent: QWidget | None) -> None:
        super().__init__(f"Lupa PIN: {name}", parent, action="Pakai PIN ini")
        self._acts = acts
        self._name = name
        form = Form()
        self.code = form.add(
            LineField("Kode pemulihan", required=True, note="20 huruf dan angka pada lembar yang dicetak.")
        )
        self.first = form.add(LineField("PIN baru", required=True, secret=True, note=_NOTE))
        self.again = form.add(LineField("Ketik sekali lagi", required=True, secret=True, rule=self._same))
        acts.note_clock(self)
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _same(self, typed: str) -> str:
        return "" if typed == self.first.value() else _TWICE

    def _on_confirmed(self) -> None:
        try:
            code = self._acts.recover(self._name, self.code.value(), self.first.value())
        except Refused as no:
            field = {Rule.BAD_PIN: self.first, Rule.WRONG_PIN: self.code}.get(no.rule)
            if field is None:
                self.fail(sentence(no))
            else:
                field.set_error(sentence(no))
                field.focus()
            return
        except Trouble as trouble:
            self.fail(sentence(trouble))
            return
        self.accept()
        self.recovered.emit(code)


class CodeDialog(Dialog):
    """Shows a new recovery code, once. ``order_requested`` carries the ``PaperOrder`` of its sheet."""

    order_requested = Signal(object)

    def __init__(self, name: str, code: str, parent: QWidget | None) -> None:
        super().__init__("Kode pemulihan", parent, action="Cetak …", cancel="Tutup")
        self._order: PaperOrder = order_of(name, code)
        self.code = Label(shown_code(code), size=Letter.TITLE, bold=True)
        self.body.addWidget(
            Label(
                f"Kode ini mengembalikan {name} bila PIN-nya terlupa. Kode hanya tampil sekali: cetak atau "
                "salin, lalu simpan di tempat terkunci. Kode sebelumnya tidak berlaku lagi.",
                wrap=True,
            )
        )
        self.body.addWidget(self.code)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        self.accept()
        self.order_requested.emit(self._order)
