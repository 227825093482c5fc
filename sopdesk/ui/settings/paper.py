"""Kertas dan cetakan: the office's paper, and what single papers have of their own."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.forms import EnvelopeSize
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import Kop
from sopdesk.domain.rights import Right
from sopdesk.services.attachments import read_attachment
from sopdesk.services.letters import layout_of
from sopdesk.services.paper import title_of
from sopdesk.services.paper_orders import MAKERS, PaperOrder
from sopdesk.services.paper_settings import (
    WITH_LAYOUT,
    envelope_size,
    label_sheet,
    own_layouts,
    save_envelope_size,
    save_label_sheet,
    save_paper_layout,
)
from sopdesk.services.printing import NOTA_DINAS, PENGGARIS, SURAT_BALASAN, SURAT_PENGANTAR
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused
from sopdesk.ui.kit.button import Button, Check
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.papers.layout_fields import LayoutForm
from sopdesk.ui.papers.words import ENVELOPES
from sopdesk.ui.settings.kop_view import KopView
from sopdesk.ui.settings.label_fields import LabelForm
from sopdesk.ui.settings.section import Section

_OFFICE: Final = ""
_ENVELOPE, _LABEL = "amplop", "label"
_LETTERS: Final = (_OFFICE, SURAT_PENGANTAR, SURAT_BALASAN, NOTA_DINAS)


class PaperSection(Section):
    """Margins in millimetres; letters that have a number keep the layout they were issued with."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(
            desk,
            "Kertas dan cetakan",
            "Berlaku untuk surat dan lembar yang dicetak sesudahnya. Surat yang sudah bernomor tidak berubah.",
        )
        self.subject = ChoiceField("Untuk", self._subjects(), value=_OFFICE)
        self.own = Check("Kertas ini diatur tersendiri")
        self.form = LayoutForm()
        self.paper, self.sides, self.letters = self.form.paper, self.form.sides, self.form.letters
        self.labels = LabelForm()
        self.envelope = ChoiceField("Ukuran amplop", list(ENVELOPES.items()), required=True)
        self.envelopes = Form()
        self.envelopes.add(self.envelope)
        self.fields = {**self.form.named, "labels": self.labels.columns}
        self.view = KopView(desk.office, whole=True)
        self.ruler = Button("Cetak halaman penggaris…", icon="printer", tip="Halaman uji dengan penggaris")
        self._lay_out(theme)
        self.subject.edited.connect(self._on_subject)
        self.own.toggled.connect(self._on_own)
        self.form.edited.connect(self._on_edited)
        self.labels.edited.connect(self.touch)
        self.envelopes.edited.connect(self.touch)
        self.ruler.clicked.connect(self._on_ruler)
        self.dirty_changed.connect(self._on_dirty)
        self.guard(Right.OFFICE, self.own, self.envelopes)

    @property
    def chosen(self) -> str:
        """The paper that is set now; empty for the office's own."""
        value = self.subject.value()
        return value if isinstance(value, str) else _OFFICE

    def load(self) -> None:
        """Show what is saved of the paper that is chosen."""
        known, name = self.desk.known, self.chosen
        blocked = self.own.blockSignals(True)
        self.own.setChecked(name in own_layouts(known))
        self.own.blockSignals(blocked)
        self.form.set_layout_values(layout_of(known, name))
        self.labels.set_sheet(label_sheet(known))
        self.envelope.set_value(envelope_size(known))
        self.own.setVisible(name not in (_OFFICE, _ENVELOPE))
        self.form.setVisible(name != _ENVELOPE)
        self.form.setEnabled(name == _OFFICE or self.own.isChecked())
        self.labels.setVisible(name == _LABEL)
        self.envelopes.setVisible(name == _ENVELOPE)
        # The sheet beside the form is a letter: beside other papers it would say nothing of them.
        self.view.setVisible(name in _LETTERS)
        self._preview()

    def read_problem(self) -> bool:
        """Whether a field is wrong."""
        if self.chosen == _ENVELOPE:
            return not self.envelopes.validate()
        labels_good = self.chosen != _LABEL or self.labels.validate()
        return not (self.form.validate() and labels_good)

    def store(self) -> str:
        """Save what is set of the paper that is chosen."""
        desk, name = self.desk, self.chosen
        by, now = self.acts.by, desk.now()
        if name == _OFFICE:
            self.acts.save_layout(self.form.layout_values())
            return "Pengaturan kertas disimpan."
        if name == _ENVELOPE:
            save_envelope_size(desk.office, EnvelopeSize(str(self.envelope.value())), by=by, now=now)
        else:
            if name == _LABEL:
                save_label_sheet(desk.office, self.labels.sheet(), by=by, now=now)
            layout = self.form.layout_values() if self.own.isChecked() else None
            if layout is not None or name in own_layouts(desk.known):
                save_paper_layout(desk.office, name, layout, by=by, now=now)
        desk.tell(Changes(office=True))
        return f"Pengaturan {title_of(name).lower()} disimpan."

    def _subjects(self) -> list[tuple[str, str]]:
        papers = [name for name in (*WITH_LAYOUT, _ENVELOPE) if name in MAKERS]
        return [(_OFFICE, "Semua kertas (aturan kantor)"), *((name, title_of(name)) for name in papers)]

    def _lay_out(self, theme: Theme) -> None:
        width = theme.px(Size.DIALOG)
        # The column is held narrow, not its parts: those Qt would put into the middle.
        side = QWidget()
        side.setMaximumWidth(width)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.INSIDE)
        for part in (self.subject, self.labels, self.envelopes, self.own, self.form):
            left.addWidget(part)
        told = Label(
            "Halaman penggaris menunjukkan apakah pencetak mencetak dalam ukuran sebenarnya dan sejauh mana ia "
            "menjangkau tepi kertas.",
            ink="muted",
            wrap=True,
        )
        left.addSpacing(Space.BETWEEN)
        left.addWidget(told)
        left.addWidget(self.ruler, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        self.view.setMaximumWidth(width)
        row = QHBoxLayout()
        row.setSpacing(Space.GROUPS)
        row.addWidget(side, 1)
        row.addWidget(self.view, 1)
        row.addStretch()
        self.body.addLayout(row)

    def _layout(self) -> Layout:
        if self.chosen not in (_OFFICE, _ENVELOPE) and not self.own.isChecked():
            return layout_of(self.desk.known)
        return self.form.layout_values()

    def _preview(self) -> None:
        profile = self.desk.known.profile
        try:
            layout = self._layout()
            logo = read_attachment(self.desk.office, profile.logo)
            kop = Kop(profile.kabupaten, profile.kecamatan, profile.address_lines, logo)
        except (ValueError, Refused):
            self.view.say("Betulkan isian untuk melihat lembarnya.")
            return
        self.view.show_soon(kop, layout)

    def _on_subject(self) -> None:
        self.load()

    def _on_own(self, own: bool) -> None:
        self.form.setEnabled(own)
        if not own:
            self.form.set_layout_values(layout_of(self.desk.known))
        self.touch()
        self._preview()

    def _on_edited(self) -> None:
        self.touch()
        self._preview()

    def _on_dirty(self, dirty: bool) -> None:
        # What was typed belongs to the paper that is chosen: it is saved or given up before another is.
        self.subject.setEnabled(not dirty)
        self.subject.set_note("Simpan atau batalkan dahulu sebelum memilih kertas lain." if dirty else "")

    def _on_ruler(self) -> None:
        self.paper_requested.emit(PaperOrder(PENGGARIS))
