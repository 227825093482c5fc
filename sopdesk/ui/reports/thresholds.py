"""How the monitoring form judges: from which share on a step goes well, and from how many cases."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services.report_monitoring import Thresholds, save_thresholds, thresholds_of
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import NumberField
from sopdesk.ui.kit.text import Label


class ThresholdsDialog(Dialog):
    """``saved`` carries the sentence once they are kept."""

    saved = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Ambang penilaian", parent, action="Simpan ambang", cancel="Batal")
        self._desk = desk
        kept = thresholds_of(desk.known)
        self.body.addWidget(
            Label("Formulir pemantauan diisi menurut ambang ini. Penilai tetap boleh mengubahnya.", wrap=True)
        )
        form = Form()
        self.good = form.add(
            NumberField(
                "Berjalan baik mulai dari (%)",
                Decimal(kept.good),
                note="Bagian kasus yang selesai dalam mutu baku.",
                required=True,
                least=1,
                most=100,
            )
        )
        self.least = form.add(
            NumberField(
                "Dinilai mulai dari (kasus)",
                Decimal(kept.least),
                note="Dengan kasus yang lebih sedikit kolom Penilaian dikosongkan.",
                required=True,
                least=1,
                most=1000,
            )
        )
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        good, least = self.good.number(), self.least.number()
        if good is None or least is None:
            return
        try:
            wish = Thresholds(int(good), int(least))
            save_thresholds(self._desk.office, wish, by=self._desk.clerk, now=self._desk.now())
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        self.saved.emit("Ambang penilaian disimpan.")
        self.accept()
