"""The choice of an SOP as large buttons."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from sopdesk.domain.sop import Sop
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.tokens import Space

_COLUMNS = 3


class _Tile(Button):
    """One SOP; the arrow keys go from tile to tile."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("tile", True)


class SopField(Field):
    """One of the office's SOPs; below stands its whole name."""

    def __init__(self, sops: Iterable[Sop], key: str = "") -> None:
        super().__init__("SOP", required=True)
        self._sops = {sop.key: sop for sop in sops}
        self._group = QButtonGroup(self)
        self.tiles: dict[str, Button] = {}
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.BETWEEN)
        for place, sop in enumerate(self._sops.values()):
            tile = _Tile(sop.label)
            tile.setAccessibleDescription(sop.nama)
            self._group.addButton(tile, place)
            grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)
            self.tiles[sop.key] = tile
        self.add_editor(box)
        self._group.idClicked.connect(self._on_clicked)
        if key in self.tiles:
            self.tiles[key].setChecked(True)
        self._tell_name()

    def value(self) -> Sop | None:
        """The SOP chosen, or None."""
        place = self._group.checkedId()
        return list(self._sops.values())[place] if place >= 0 else None

    def is_empty(self) -> bool:
        """Whether none is chosen."""
        return self._group.checkedId() < 0

    def focus(self) -> None:
        """Go to the chosen one, or to the first."""
        chosen = self._group.checkedButton() or next(iter(self.tiles.values()), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, _place: int) -> None:
        self._tell_name()
        self._on_edited()

    def _tell_name(self) -> None:
        sop = self.value()
        self.set_note(f"{sop.nama}, {sop.last} langkah" if sop else "Pilih SOP yang dijalankan.")
