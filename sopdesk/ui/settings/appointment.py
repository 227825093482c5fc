"""The form of a post: who holds which desk, in which capacity, from when to when."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import long_date
from sopdesk.domain.officials import Appointment, Official, Status
from sopdesk.domain.sop import Desk as Table
from sopdesk.services.sentences import DESKS
from sopdesk.services.settings import OFFICE_TITLE_LIMIT, AppointmentWish
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.settings.acts import Acts

TABLES = tuple(table for table in Table if not table.outside)
STATUS_WORDS = {
    Status.DEFINITIF: "Definitif",
    Status.PLT: "Plt. (jabatan kosong)",
    Status.PLH: "Plh. (pejabat berhalangan)",
    Status.PJ: "Pj. (penjabat)",
}
RANKS = (
    "Pengatur Muda (II/a)",
    "Pengatur Muda Tingkat I (II/b)",
    "Pengatur (II/c)",
    "Pengatur Tingkat I (II/d)",
    "Penata Muda (III/a)",
    "Penata Muda Tingkat I (III/b)",
    "Penata (III/c)",
    "Penata Tingkat I (III/d)",
    "Pembina (IV/a)",
    "Pembina Tingkat I (IV/b)",
    "Pembina Utama Muda (IV/c)",
)
_NIP_FIGURES = 18
_LONG_AGO = date(2000, 1, 1)


def usual_title(table: Table, kecamatan: str) -> str:
    """The title of the desk's official as it stands in letters."""
    titles = {
        Table.CAMAT: f"Camat {kecamatan}".strip(),
        Table.SEKCAM: "Sekretaris Kecamatan",
        Table.KASUBBAG: "Kepala Subbagian Perencanaan dan Keuangan",
        Table.BAGIAN_UMUM: "Kepala Subbagian Umum dan Kepegawaian",
        Table.PELAKSANA: "Pelaksana",
    }
    return titles.get(table, "")


def nip_note(nip: str) -> str:
    """A gentle word on a NIP that has not 18 figures; some officials have none."""
    figures = sum(letter.isdigit() for letter in nip)
    return f"Terbaca {figures} angka; NIP biasanya 18 angka." if nip and figures != _NIP_FIGURES else ""


def overlap(posts: Sequence[Appointment], wish: AppointmentWish, own: int | None) -> Appointment | None:
    """Another definitive holder of the same desk within the same time."""
    if wish.status is not Status.DEFINITIF:
        return None
    for post in posts:
        if post.id == own or post.desk is not wish.desk or post.status is not Status.DEFINITIF:
            continue
        begins_before_end = post.ends is None or wish.begins <= post.ends
        if begins_before_end and (wish.ends is None or post.begins <= wish.ends):
            return post
    return None


class AppointmentDialog(Dialog):
    """Adds a post, or changes ``post``; closes when it is saved."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        people: Sequence[Official],
        post: Appointment | None = None,
        table: Table = Table.CAMAT,
    ) -> None:
        title = "Tambah pejabat" if post is None else "Ubah pejabat"
        super().__init__(title, parent, action="Simpan", wide=True)
        self._desk = desk
        self._acts = Acts(desk)
        self._people = {person.name.casefold(): person for person in people}
        self._post = post
        self._warned: AppointmentWish | None = None
        self._offered = ""
        self.table = ChoiceField("Meja", [(each, DESKS[each.value]) for each in TABLES], required=True)
        self.status = ChoiceField("Status", list(STATUS_WORDS.items()), value=Status.DEFINITIF, required=True)
        self.post_title = LineField(
            "Nama jabatan",
            required=True,
            limit=OFFICE_TITLE_LIMIT,
            note="Seperti pada surat, tanpa Plt. atau Plh.",
        )
        self.name = LineField("Nama dengan gelar", required=True, limit=160)
        self.name.set_suggestions([person.name for person in people])
        self.nip = LineField("NIP", limit=40)
        self.rank = LineField("Pangkat (golongan)", limit=80)
        self.rank.set_suggestions(RANKS)
        self.begins = DateField("Sejak", desk.today, required=True)
        self.ends = DateField("Sampai", desk.today, note="Kosongkan bila belum ditentukan.")
        self.decree = LineField("Nomor SK atau surat perintah", limit=120)
        form = Form()
        form.add_row(self.table, self.status)
        form.add(self.post_title)
        form.add(self.name)
        form.add_row(self.nip, self.rank)
        form.add_row(self.begins, self.ends)
        form.add(self.decree)
        self.set_form(form)
        self.by_name = {
            "desk": self.table,
            "status": self.status,
            "title_of_office": self.post_title,
            "name": self.name,
            "nip": self.nip,
            "rank": self.rank,
            "begins": self.begins,
            "ends": self.ends,
            "decree": self.decree,
        }
        self._fill(post, table)
        self.table.edited.connect(self._on_table)
        self.name.edited.connect(self._on_name)
        self.nip.edited.connect(self._on_nip)
        form.edited.connect(self._on_changed)
        self.confirmed.connect(self._on_confirmed)

    def wish(self) -> AppointmentWish:
        """What was filled in; the form must be good."""
        found = self._people.get(self.name.value().casefold())
        person = found.id if found else (self._post.official.id if self._post else None)
        return AppointmentWish(
            desk=Table(str(self.table.value())),
            title=self.post_title.value(),
            name=self.name.value(),
            nip=self.nip.value(),
            rank=self.rank.value(),
            status=Status(str(self.status.value())),
            begins=self.begins.value() or _LONG_AGO,
            ends=self.ends.value(),
            decree=self.decree.value(),
            official_id=person,
        )

    def _fill(self, post: Appointment | None, table: Table) -> None:
        if post is None:
            self.table.set_value(table)
            self.begins.set_value(self._desk.today())
            self._on_table()
            return
        self.table.set_value(post.desk)
        self.status.set_value(post.status)
        self.post_title.set_value(post.title)
        self.name.set_value(post.official.name)
        self.nip.set_value(post.official.nip)
        self.rank.set_value(post.official.rank)
        self.begins.set_value(post.begins)
        self.ends.set_value(post.ends)
        self.decree.set_value(post.decree)
        self._on_nip()

    def _on_table(self) -> None:
        if self.post_title.value() == self._offered:
            chosen = self.table.value()
            self._offered = usual_title(Table(str(chosen)), self._desk.known.profile.kecamatan)
            self.post_title.set_value(self._offered)

    def _on_name(self) -> None:
        found = self._people.get(self.name.value().casefold())
        if found is not None:
            self.nip.set_value(found.nip)
            self.rank.set_value(found.rank)
            self._on_nip()
        elif self._post is not None and self.name.value() != self._post.official.name:
            self.name.set_note(
                "Membetulkan nama orang ini di semua jabatannya. Untuk orang lain, tambahkan pejabat baru."
            )

    def _on_nip(self) -> None:
        self.nip.set_note(nip_note(self.nip.value()))

    def _on_changed(self) -> None:
        self._warned = None
        self.action.set_text("Simpan")

    def _on_confirmed(self) -> None:
        wish = self.wish()
        if wish.ends is not None and wish.ends < wish.begins:
            self.ends.set_error("Mendahului tanggal mulai.")
            self.ends.focus()
            return
        other = overlap(self._desk.known.appointments, wish, self._post.id if self._post else None)
        if other is not None and self._warned != wish:
            self._warned = wish
            until = f"sampai {long_date(other.ends)}" if other.ends else "tanpa tanggal akhir"
            self.notice.say(
                f"{other.official.name} juga tercatat definitif di meja ini sejak {long_date(other.begins)} "
                f"{until}. Yang mulai paling akhir yang dipakai. Akhiri dahulu, atau tetap simpan.",
                Tone.WARNING,
            )
            self.action.set_text("Tetap simpan")
            return
        try:
            self._acts.save_appointment(wish, self._post.id if self._post else None)
        except (Refused, Trouble) as error:
            field = self.by_name.get(str(error.data.get("field"))) if isinstance(error, Refused) else None
            if field is None or self.form is None:
                self.fail(sentence(error))
            else:
                self.form.fail(field, sentence(error))
            return
        self.accept()


class EndDialog(Dialog):
    """Until when a post is held."""

    def __init__(self, desk: Desk, parent: QWidget, post: Appointment) -> None:
        super().__init__("Akhiri jabatan", parent, action="Akhiri")
        self._acts = Acts(desk)
        self._post = post
        self.ends = DateField(
            "Hari terakhir",
            desk.today,
            desk.today(),
            required=True,
            note=f"Menjabat sejak {long_date(post.begins)}.",
        )
        form = Form()
        form.add(self.ends)
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        day = self.ends.value()
        if day is None or day < self._post.begins:
            self.ends.set_error(f"Mendahului tanggal mulai, {long_date(self._post.begins)}.")
            self.ends.focus()
            return
        try:
            self._acts.end_appointment(self._post.id, day)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.accept()
