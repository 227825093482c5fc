"""Tampilan: colours and letter size of this PC; what is chosen holds at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSlider

from sopdesk.ui.desk import Desk
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import Appearance, Theme
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.settings.section import Section

_STEP = 10
_WORDS = {
    Appearance.SYSTEM: "Mengikuti sistem",
    Appearance.LIGHT: "Terang",
    Appearance.DARK: "Gelap",
}


class LookSection(Section):
    """The window itself is the preview."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, "Tampilan", "Hanya untuk komputer ini, dan langsung berlaku.", saves=False)
        self._theme = theme
        self.body.addWidget(Label("Warna", bold=True))
        self.colours: dict[Appearance, QRadioButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(Space.GROUPS)
        for appearance, words in _WORDS.items():
            button = QRadioButton(words)
            button.setAccessibleName(f"Warna: {words}")
            group.addButton(button)
            row.addWidget(button)
            self.colours[appearance] = button
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(hairline())
        self.body.addWidget(Label("Ukuran huruf", bold=True))
        self.scale = QSlider(Qt.Orientation.Horizontal)
        self.scale.setRange(tokens.SCALE_LEAST // _STEP, tokens.SCALE_MOST // _STEP)
        self.scale.setPageStep(1)
        self.scale.setAccessibleName("Ukuran huruf dalam persen")
        # A window that is laid out anew at every pixel of a drag would jump under the hand.
        self.scale.setTracking(False)
        self.shown = Label("", bold=True)
        self.usual = Button("Kembali ke 100 %")
        scale = QHBoxLayout()
        scale.setSpacing(Space.AROUND)
        scale.addWidget(Label("kecil", size=Letter.SMALL, ink="muted"))
        scale.addWidget(self.scale)
        scale.addWidget(Label("besar", size=Letter.TITLE, ink="muted"))
        scale.addWidget(self.shown)
        scale.addWidget(self.usual)
        scale.addStretch(1)
        self.body.addLayout(scale)
        self.body.addWidget(
            Label(
                "Juga dengan Ctrl dan + atau −. Pakai ukuran yang terbaca sejauh rentangan tangan.",
                ink="muted",
                wrap=True,
            )
        )
        group.buttonClicked.connect(self._on_colour)
        self.scale.sliderMoved.connect(self._on_moved)
        self.scale.valueChanged.connect(self._on_size)
        self.usual.clicked.connect(self._on_usual)
        theme.changed.connect(self.load)
        self.load()

    def load(self) -> None:
        """Show what holds now."""
        self.colours[self._theme.appearance].setChecked(True)
        blocked = self.scale.blockSignals(True)
        self.scale.setValue(round(self._theme.scale / _STEP))
        self.scale.blockSignals(blocked)
        self.scale.setFixedWidth(self._theme.px(Size.PANEL_LEAST))
        self._say(self._theme.scale)
        self.usual.setEnabled(self._theme.scale != 100)

    def _say(self, percent: int) -> None:
        self.shown.setText(f"{percent} %")

    def _on_colour(self) -> None:
        for appearance, button in self.colours.items():
            if button.isChecked():
                self._theme.set_appearance(appearance)

    def _on_moved(self, place: int) -> None:
        self._say(place * _STEP)

    def _on_size(self, place: int) -> None:
        self._theme.set_scale(place * _STEP)

    def _on_usual(self) -> None:
        self._theme.set_scale(100)
