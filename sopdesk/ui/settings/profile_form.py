"""The fields of the office profile; the guide of the first start asks a part of them."""

import re
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.errors import Refused
from sopdesk.domain.numbers import check_format, letter_number
from sopdesk.domain.profile import ZONES, Profile
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space

TOKENS = (
    ("{kode}", "Kode"),
    ("{urut}", "Nomor urut"),
    ("{sisipan}", "Sisipan"),
    ("{unit}", "Unit"),
    ("{bulan_romawi}", "Bulan Romawi"),
    ("{tahun}", "Tahun"),
)
_ZONE_WORDS = {"WIB": "WIB (Waktu Indonesia Barat)", "WITA": "WITA (Tengah)", "WIT": "WIT (Timur)"}
_MARK = re.compile(r"[A-Za-z0-9]{2,8}")
_WRONG_FORMAT = "Harus memuat {urut}, dan hanya boleh memuat tanda di bawah ini."


def initials(name: str) -> str:
    """``PB`` for Pangkalan Banteng; the first two letters of a single word."""
    words = re.findall(r"[A-Za-z0-9]+", name)
    letters = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:2]
    return letters[:7].upper()


def mark_problem(text: str) -> str:
    """What is wrong with an office mark."""
    return "" if _MARK.fullmatch(text) else "Pakai 2 sampai 8 huruf atau angka, tanpa spasi."


def format_problem(text: str) -> str:
    """What is wrong with the form of a letter number."""
    try:
        check_format(text)
    except Refused:
        return _WRONG_FORMAT
    return ""


class PlaceFields:
    """Name and place of the office: what every office must say of itself.

    Until somebody types into them, place, unit code and mark follow from the name of the kecamatan.
    """

    def __init__(self) -> None:
        self.kabupaten = LineField(
            "Kabupaten atau kota", required=True, limit=60, placeholder="mis. Contoh Raya, atau Kota Contoh"
        )
        self.kecamatan = LineField("Kecamatan", required=True, limit=60)
        self.seat = LineField(
            "Ibu kota kabupaten", limit=60, note="Untuk alamat tujuan: Kepada Yth. … di – ibu kota ini."
        )
        self.address = TextField(
            "Alamat pada kepala surat",
            lines=3,
            limit=360,
            note="Satu baris untuk jalan dan kode pos, satu untuk telepon dan surel.",
        )
        self.place = LineField(
            "Tempat surat",
            required=True,
            limit=60,
            note="Ditulis di depan tanggal: Contoh, 23 November 2026.",
        )
        self.unit = LineField(
            "Kode unit", required=True, limit=30, note="Bagian nomor surat, misalnya Kec.PB."
        )
        self.mark = LineField(
            "Tanda kantor",
            required=True,
            rule=mark_problem,
            note="2–8 huruf atau angka; masuk ke kode berkas dan lembar kendali.",
        )
        self.zone = ChoiceField("Zona waktu", [(zone, _ZONE_WORDS[zone]) for zone in ZONES], value="WIB")
        self._own = {self.place: "", self.unit: "", self.mark: ""}
        self.kecamatan.edited.connect(self._on_name)

    def by_name(self) -> dict[str, Field]:
        """The fields by the names that refusals use."""
        return {
            "kabupaten": self.kabupaten,
            "kecamatan": self.kecamatan,
            "kabupaten_seat": self.seat,
            "address_lines": self.address,
            "place": self.place,
            "unit_code": self.unit,
            "mark": self.mark,
            "zone": self.zone,
        }

    def fill(self, profile: Profile) -> None:
        """Show a profile."""
        self.kabupaten.set_value(profile.kabupaten)
        self.kecamatan.set_value(profile.kecamatan)
        self.seat.set_value(profile.kabupaten_seat)
        self.address.set_value("\n".join(profile.address_lines))
        self.place.set_value(profile.place)
        self.unit.set_value(profile.unit_code if profile.set_up else "")
        self.mark.set_value(profile.mark)
        self.zone.set_value(profile.zone)

    def lines(self) -> tuple[str, ...]:
        """The address as lines."""
        return tuple(line.strip() for line in self.address.value().splitlines() if line.strip())

    def _on_name(self) -> None:
        name = self.kecamatan.value()
        short = initials(name)
        wanted = {
            self.place: name,
            self.unit: f"Kec.{short}" if short else "",
            self.mark: f"K{short}" if short else "",
        }
        for field, value in wanted.items():
            if field.value() == self._own[field]:
                field.set_value(value)
                self._own[field] = value


class NumberFields(QWidget):
    """The form of letter numbers with its tokens as buttons, and an example that follows."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._unit = ""
        self.format = LineField("Bentuk nomor surat", required=True, limit=120, rule=format_problem)
        self.general = LineField(
            "Kode umum", required=True, limit=30, note="Kode klasifikasi bila SOP tidak menetapkannya."
        )
        self.tokens = QWidget()
        row = QHBoxLayout(self.tokens)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(Label("Sisipkan:", size=Letter.SMALL, ink="muted"))
        for token, name in TOKENS:
            button = Button(name, Kind.LINK)
            button.set_tip(f"Sisipkan {token}")
            button.clicked.connect(partial(self._on_token, token))
            row.addWidget(button)
        row.addStretch(1)
        self.format.edited.connect(self.tell)
        self.general.edited.connect(self.tell)

    def put_into(self, form: Form) -> None:
        """Stand in that form."""
        form.add(self.format)
        form.add_widget(self.tokens)
        form.add(self.general)

    def set_unit(self, unit: str) -> None:
        """The unit code has changed."""
        self._unit = unit
        self.tell()

    def tell(self) -> None:
        """Show what a number would look like."""
        try:
            example = letter_number(
                self.format.value(),
                code=self.general.value() or "000",
                urut=12,
                sisipan="",
                unit=self._unit,
                day=self._today,
            )
        except Refused:
            self.format.set_note(_WRONG_FORMAT)
            return
        self.format.set_note(f"Contoh: {example}")

    def _on_token(self, token: str) -> None:
        self.format.line.insert(token)
        self.format.edited.emit()
        self.format.focus()
