"""The four steps of the guide; each keeps what was typed and says whether it is good."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from sopdesk.domain.officials import Status
from sopdesk.domain.presets import Preset, presets
from sopdesk.domain.profile import Profile
from sopdesk.domain.sop import Desk as Table
from sopdesk.services.calendars import week_words
from sopdesk.services.sentences import DESKS
from sopdesk.services.settings import AppointmentWish
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.settings.appointment import nip_note, usual_title
from sopdesk.ui.settings.profile_form import PlaceFields

_TABLES = (Table.CAMAT, Table.SEKCAM, Table.KASUBBAG, Table.BAGIAN_UMUM)
_SHORT = {
    Status.DEFINITIF: "Definitif",
    Status.PLT: "Plt.",
    Status.PLH: "Plh.",
    Status.PJ: "Pj.",
}
_MOST_CLERKS = 40


class GuideStep(QWidget):
    """One step: its name, what it asks, and a form."""

    edited = Signal()

    def __init__(self, name: str, title: str, intro: str) -> None:
        super().__init__()
        self.name = name
        self.form = Form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.AROUND)
        head = QVBoxLayout()
        head.setSpacing(Space.WITHIN)
        head.addWidget(Label(title, size=Letter.TITLE, bold=True))
        head.addWidget(Label(intro, ink="muted", wrap=True))
        column.addLayout(head)
        column.addWidget(self.form)
        self.form.edited.connect(self.edited)

    def good(self) -> bool:
        """Whether the step is filled in; what is wrong is shown."""
        return self.form.validate()

    def enter(self) -> None:
        """The step is shown now."""
        self.form.focus_first()


class OfficeStep(GuideStep):
    """Name and place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "Kantor",
            "Kantor",
            "Dipakai pada kepala surat dan nomor surat. Lambang daerah dapat dipasang nanti.",
        )
        self._desk = desk
        places = self.places = PlaceFields()
        self.form.add_row(places.kabupaten, places.kecamatan)
        self.form.add_row(places.seat, places.place)
        self.form.add(places.address)
        self.form.add_row(places.unit, places.mark, places.zone)
        places.zone.set_value(desk.known.profile.zone)

    def profile(self) -> Profile:
        """The profile that was filled in."""
        places = self.places
        return Profile(
            kabupaten=places.kabupaten.value(),
            kecamatan=places.kecamatan.value(),
            kabupaten_seat=places.seat.value(),
            address_lines=places.lines(),
            place=places.place.value(),
            unit_code=places.unit.value(),
            mark=places.mark.value(),
            zone=str(places.zone.value()),
        )


class _Post:
    """A line of the officials' step."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.name = LineField(DESKS[table.value], placeholder="Nama dengan gelar", limit=160)
        self.nip = LineField("NIP", limit=40)
        self.status = ChoiceField("Status", list(_SHORT.items()), value=Status.DEFINITIF)
        self.nip.edited.connect(self._on_nip)

    def _on_nip(self) -> None:
        self.nip.set_note(nip_note(self.nip.value()))


class OfficialsStep(GuideStep):
    """Who holds which desk; a line left empty is skipped."""

    def __init__(self, desk: Desk, office: OfficeStep) -> None:
        super().__init__(
            "Pejabat",
            "Pejabat saat ini",
            "Untuk paraf dan tanda tangan pada surat. Yang belum diketahui boleh dikosongkan dan diisi di Pengaturan.",
        )
        self._desk = desk
        self._office = office
        self.posts = tuple(_Post(table) for table in _TABLES)
        for post in self.posts:
            self.form.add_row(post.name, post.nip, post.status)

    def wishes(self) -> list[AppointmentWish]:
        """The posts that were filled in, from the first day of this year on."""
        begins = date(self._desk.today().year, 1, 1)
        kecamatan = self._office.places.kecamatan.value()
        return [
            AppointmentWish(
                desk=post.table,
                title=usual_title(post.table, kecamatan),
                name=post.name.value(),
                nip=post.nip.value(),
                status=Status(str(post.status.value())),
                begins=begins,
            )
            for post in self.posts
            if post.name.value()
        ]

    def good(self) -> bool:
        """A NIP without a name is a name forgotten."""
        fine = super().good()
        for post in self.posts:
            if post.nip.value() and not post.name.value():
                post.name.set_error("NIP diisi tanpa nama.")
                if fine:
                    post.name.focus()
                fine = False
        return fine


class HoursStep(GuideStep):
    """The week to start from."""

    def __init__(self) -> None:
        super().__init__(
            "Jam kerja",
            "Jam kerja",
            "Batas waktu dihitung hanya pada jam kerja. Libur nasional dan cuti bersama sudah terisi; "
            "jam, Ramadan, dan libur daerah dapat diubah di Pengaturan.",
        )
        self.choices: dict[str, tuple[QRadioButton, Preset]] = {}
        group = QButtonGroup(self)
        for place, preset in enumerate(each for each in presets() if not each.seasonal):
            button = QRadioButton(preset.name)
            button.setAccessibleDescription(week_words(preset.week))
            button.setChecked(place == 0)
            group.addButton(button)
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, Space.BETWEEN)
            column.setSpacing(Space.TIGHT)
            column.addWidget(button)
            column.addLayout(_indented(week_words(preset.week), preset.source))
            self.form.add_widget(part)
            self.choices[preset.key] = (button, preset)
        group.buttonClicked.connect(self.edited)

    def preset(self) -> Preset:
        """The week that was chosen."""
        return next(preset for button, preset in self.choices.values() if button.isChecked())

    def enter(self) -> None:
        """Begin at the choice that is made."""
        next(button for button, _ in self.choices.values() if button.isChecked()).setFocus()


class ClerksStep(GuideStep):
    """The names that are offered at each start; the first one is at the desk now."""

    def __init__(self) -> None:
        super().__init__(
            "Petugas",
            "Nama petugas",
            "Setiap catatan menyimpan nama petugasnya. Tulis nama Anda dahulu, lalu rekan yang ikut memakai.",
        )
        self.mine = self.form.add(LineField("Nama Anda", required=True, limit=80))
        self.others = self.form.add(
            TextField("Petugas lain", lines=4, note="Satu nama per baris. Boleh dikosongkan.")
        )

    def names(self) -> list[str]:
        """Everybody, oneself first, each once."""
        typed = [self.mine.value(), *self.others.value().splitlines()]
        names = (" ".join(name.split()) for name in typed)
        found: dict[str, str] = {}
        for name in names:
            if name:
                found.setdefault(name.casefold(), name)
        return list(found.values())

    def good(self) -> bool:
        """Names of a length that can be shown."""
        fine = super().good()
        if any(len(name) > 80 for name in self.names()[1:]):
            self.others.set_error("Ada nama yang lebih dari 80 huruf.")
            return False
        if len(self.names()) > _MOST_CLERKS:
            self.others.set_error(f"Paling banyak {_MOST_CLERKS} nama di sini.")
            return False
        return fine


def _indented(*words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addSpacing(Space.GROUPS + Space.WITHIN)
    column = QVBoxLayout()
    column.setSpacing(0)
    first, *rest = words
    column.addWidget(Label(first, size=Letter.TABLE, wrap=True))
    for each in rest:
        column.addWidget(Label(each, size=Letter.SMALL, ink="muted", wrap=True))
    row.addLayout(column, 1)
    return row
