"""The address of a server in five fields, and a try whether it answers."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sopdesk.services.server_address import NAME, PORT, Address, There, look_there
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button, Check
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.tokens import Space
from sopdesk.ui.papers.work import Tell, Work

TRY, TRYING = "Uji sambungan", "Menghubungi server …"
_MOST_PORT: Final = 65535


class ServerForm(QWidget):
    """``tried`` carries what was found there (``There``), or None as soon as an answer is no longer that of the fields.

    The try runs beside the window; nothing is changed by it.
    """

    tried = Signal(object)
    edited = Signal()

    def __init__(self, address: Address) -> None:
        super().__init__()
        self._work: Work | None = None
        self.host = LineField(
            "Alamat komputer server",
            required=True,
            note="Nama atau alamat IP di jaringan kantor.",
            rule=_one_word,
        )
        self.port = LineField("Port", required=True, note=f"Biasanya {PORT}.", rule=_a_port)
        self.database = LineField("Nama basis data", required=True, note=f"Biasanya {NAME}.")
        self.user = LineField("Nama pengguna", required=True, note="Pengguna di server, bukan nama petugas.")
        self.password = LineField("Kata sandi", secret=True, note="Disimpan di komputer ini saja.")
        self.show_password = Check("Tampilkan kata sandi")
        self.button = Button(TRY, icon="refresh-cw")
        self.result = Notice("", Tone.INFO)
        self.form = Form()
        self.form.add_row(self.host, self.port)
        self.form.add_row(self.database, self.user)
        self.form.add(self.password)
        self.form.add_widget(self.show_password)
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        self.show_password.toggled.connect(self._on_show)
        self.button.clicked.connect(self.try_it)
        self.fill(address)

    @property
    def trying(self) -> bool:
        """Whether the server is being asked."""
        return self._work is not None

    def fill(self, address: Address) -> None:
        """Show that address."""
        self.host.set_value(address.host)
        self.port.set_value(str(address.port))
        self.database.set_value(address.database)
        self.user.set_value(address.user)
        self.password.set_value(address.password)
        self._forget()

    def address(self) -> Address:
        """What is typed; asked for only after ``validate``."""
        # A password may begin or end in a space.
        secret = self.password.line.text()
        port = int(self.port.value())
        return Address(self.host.value(), port, self.database.value(), self.user.value(), secret)

    def try_it(self) -> None:
        """Ask the server what it has, and say so here."""
        if self._work is not None or not self.form.validate():
            return
        self._forget()
        self.button.setText(TRYING)
        # What is asked stays what is typed.
        for part in (self.form, self.button):
            part.setEnabled(False)
        work = self._work = Work(partial(_asked, self.address().text), self)
        work.ready.connect(self._on_ready)
        work.failed.connect(self._on_failed)
        work.start()

    def end(self) -> None:
        """Wait until nobody is asked any more."""
        if self._work is not None:
            self._work.end()
            self._rest()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        # Only as high as its fields, however much room there is: the try belongs below them.
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(self.form)
        column.addLayout(row)
        column.addWidget(self.result)

    def _on_show(self, on: bool) -> None:
        modes = QLineEdit.EchoMode
        self.password.line.setEchoMode(modes.Normal if on else modes.Password)

    def _on_edited(self) -> None:
        self._forget()
        self.edited.emit()

    def _forget(self) -> None:
        self.end()
        self.result.say("")
        self.tried.emit(None)

    def _rest(self) -> None:
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
        self.button.setText(TRY)
        for part in (self.form, self.button):
            part.setEnabled(True)

    def _on_ready(self, found: object) -> None:
        self._rest()
        if isinstance(found, There):
            self.result.say(found_words(found), Tone.GOOD)
            self.tried.emit(found)

    def _on_failed(self, error: Refused | Trouble) -> None:
        self._rest()
        self.result.say(sentence(error), Tone.ERROR)


def found_words(found: There) -> str:
    """What a server has, in a sentence."""
    if not found.office:
        return f"Server {found.shown} menjawab. Basis datanya masih kosong."
    if not found.kecamatan:
        return f"Server {found.shown} menjawab. Di sana ada data kantor yang belum disiapkan."
    count = f"{found.dossiers:,}".replace(",", ".")
    return f"Server {found.shown} menjawab. Di sana ada data Kecamatan {found.kecamatan}, {count} berkas."


def _asked(address: str, _tell: Tell) -> There:
    return look_there(address)


def _one_word(typed: str) -> str:
    wrong = any(letter.isspace() or letter in "/@:" for letter in typed)
    return "Tulis nama atau alamat IP saja, misalnya 192.168.1.10." if wrong else ""


def _a_port(typed: str) -> str:
    right = typed.isascii() and typed.isdigit() and 0 < int(typed) <= _MOST_PORT
    return "" if right else f"Angka dari 1 sampai {_MOST_PORT}."
