"""The fields of the office profile; the guide of the first start asks a part of them."""

import re

from sopdesk.domain.profile import ZONES, Profile
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.lines import LineField, TextField

_ZONE_WORDS = {"WIB": "WIB (Waktu Indonesia Barat)", "WITA": "WITA (Tengah)", "WIT": "WIT (Timur)"}
_MARK = re.compile(r"[A-Za-z0-9]{2,8}")


def initials(name: str) -> str:
    """``PB`` for Pangkalan Banteng; the first two letters of a single word."""
    words = re.findall(r"[A-Za-z0-9]+", name)
    letters = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:2]
    return letters[:7].upper()


def mark_problem(text: str) -> str:
    """What is wrong with an office mark."""
    return "" if _MARK.fullmatch(text) else "Pakai 2 sampai 8 huruf atau angka, tanpa spasi."


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
