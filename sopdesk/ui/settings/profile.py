"""Profil kantor: who the office is, with its letterhead beside it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QWidget

from sopdesk.domain.errors import Fault
from sopdesk.domain.letters import Kop
from sopdesk.domain.rights import Right
from sopdesk.services.attachments import read_attachment
from sopdesk.services.letters import layout_of
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.settings.kop_view import KopView
from sopdesk.ui.settings.profile_form import PlaceFields
from sopdesk.ui.settings.section import Section

_ADVICE = "PNG atau JPG, paling besar 5 MB. Pakai gambar hitam putih: surat dinas dicetak tanpa warna."
_COLOURED = (
    "Gambar ini berwarna dan akan dicetak sebagai abu-abu. Gambar garis hitam putih tampak lebih jelas."
)
_LARGEST = 5_000_000
_LOOKS = 32  # a picture of that many points a side shows whether there is colour
_TINT = 24


def has_colour(data: bytes) -> bool:
    """Whether a picture has colours rather than greys."""
    small = QImage.fromData(data).scaled(_LOOKS, _LOOKS).convertToFormat(QImage.Format.Format_ARGB32)
    for x in range(small.width()):
        for y in range(small.height()):
            colour = small.pixelColor(x, y)
            parts = (colour.red(), colour.green(), colour.blue())
            if colour.alpha() > _TINT and max(parts) - min(parts) > _TINT:
                return True
    return False


class ProfileSection(Section):
    """The form at the left, the letterhead at the right, below it where there is no room."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Profil kantor",
            "Nama dan alamat yang dipakai pada setiap surat dan berkas. Bentuk nomor surat ada di bagian Penomoran.",
        )
        self._theme = theme
        self._logo_name = ""
        self._logo_file: Path | None = None
        self._logo: bytes | None = None
        self.places = PlaceFields()
        self.view = KopView(desk.office)
        self.form = Form()
        self._fill_form()
        self.fields = self.places.by_name()
        side = QWidget()
        self._side = QBoxLayout(QBoxLayout.Direction.TopToBottom, side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(Label("Kepala surat", bold=True))
        self._side.addWidget(self.view, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(Space.GROUPS)
        self._row.addWidget(self.form, 1)
        self._row.addWidget(side, 1)
        self.body.addLayout(self._row)
        self.form.edited.connect(self._on_edited)
        self.guard(Right.OFFICE, self.choose, self.remove)

    def load(self) -> None:
        """Show the profile that is saved."""
        profile = self.desk.known.profile
        self.places.fill(profile)
        self._logo_name, self._logo_file = profile.logo, None
        self._show_logo(read_attachment(self.desk.office, profile.logo))

    def read_problem(self) -> bool:
        """Whether a field is wrong; the first one gets the focus."""
        return not self.form.validate()

    def store(self) -> str:
        """Save the profile, with the picture that was chosen."""
        if self._logo_file is not None:
            self._logo_name, self._logo_file = self.acts.keep_logo(self._logo_file), None
        places = self.places
        zone = places.zone.value()
        self.acts.save_profile(
            replace(
                self.desk.known.profile,
                kabupaten=places.kabupaten.value(),
                kecamatan=places.kecamatan.value(),
                kabupaten_seat=places.seat.value(),
                address_lines=places.lines(),
                place=places.place.value(),
                unit_code=places.unit.value(),
                mark=places.mark.value(),
                zone=str(zone),
                logo=self._logo_name,
            )
        )
        return "Profil kantor disimpan."

    def take_logo(self, file: Path) -> None:
        """Show a picture in the letterhead; it is kept with the profile."""
        self.notice.say("")
        try:
            data = file.read_bytes()
            if len(data) > _LARGEST or QImage.fromData(data).isNull():
                raise Trouble(Fault.FILE_UNREADABLE, file=file.name)
        except OSError:
            self.notice.say(sentence(Trouble(Fault.FILE_UNREADABLE, file=file.name)))
            return
        except Trouble as error:
            self.fail(error)
            return
        self._logo_file = file
        self._show_logo(data)
        self.touch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the letterhead below the form where both would be narrow."""
        super().resizeEvent(event)
        theme = self._theme
        wide = self.width() >= theme.px(Size.READING + Size.PANEL_LEAST) + 3 * Space.GROUPS
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
        self.form.setMaximumWidth(theme.px(Size.DIALOG_WIDE))
        self.view.setMaximumWidth(theme.px(Size.DIALOG_WIDE))

    def _fill_form(self) -> None:
        places, form = self.places, self.form
        form.add_row(places.kabupaten, places.kecamatan)
        form.add_row(places.seat, places.place)
        form.add(places.address)
        form.add_widget(self._logo_row())
        form.add_row(places.zone, places.mark)
        form.add(places.unit)

    def _logo_row(self) -> QWidget:
        self.choose = Button("Pilih gambar…", icon="upload")
        self.choose.setAccessibleName("Pilih gambar lambang daerah")
        self.remove = Button("Hapus gambar")
        self.advice = Label(_ADVICE, size=Letter.SMALL, ink="muted", wrap=True)
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)
        part = Form()
        part.add_widget(Label("Lambang daerah", size=Letter.TABLE, bold=True))
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        part.add_widget(buttons)
        part.add_widget(self.advice)
        return part

    def _show_logo(self, data: bytes | None) -> None:
        self._logo = data
        self.choose.set_text("Ganti gambar…" if data else "Pilih gambar…")
        self.remove.setVisible(data is not None)
        coloured = data is not None and has_colour(data)
        self.advice.setText(_COLOURED if coloured else _ADVICE)
        self.advice.set_ink("waspada" if coloured else "muted")
        self._preview()

    def _preview(self) -> None:
        places = self.places
        if not (places.kabupaten.value() and places.kecamatan.value()):
            self.view.say("Isi nama kabupaten dan kecamatan untuk melihat kepala surat.")
            return
        try:
            kop = Kop(places.kabupaten.value(), places.kecamatan.value(), places.lines(), self._logo)
        except Refused as error:
            self.view.say(sentence(error))
            return
        self.view.show_soon(kop, layout_of(self.desk.known))

    def _on_edited(self) -> None:
        self.touch()
        self._preview()

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, "Pilih gambar lambang daerah", str(Path.home()))
        dialog.setNameFilter("Gambar (*.png *.jpg *.jpeg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        self.take_logo(Path(name))

    def _on_remove(self) -> None:
        self._logo_name, self._logo_file = "", None
        self._show_logo(None)
        self.touch()
