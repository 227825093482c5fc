"""Lucide's line icons in any of our colours."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# Lucide draws with 2 units of 24; at 16 px beside a regular letter that is a little heavy.
_STROKE: Final = b'stroke-width="1.8"'
_RATIOS: Final = (1.0, 2.0)


class Icons:
    """Tinted pixmaps and icons, each rendered once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, str, int, int], QIcon] = {}

    def names(self) -> tuple[str, ...]:
        """The names of the icons that ship."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.svg")))

    def tinted(self, name: str, colour: str) -> bytes:
        """The SVG source in that colour; raises FileNotFoundError for an unknown name."""
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_bytes()
        source = self._sources[name].replace(b'stroke-width="2"', _STROKE)
        return source.replace(b"currentColor", colour.encode("ascii"))

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon as a square of ``size`` logical pixels for a screen of that pixel ratio."""
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(self.tinted(name, colour), size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, colour: str, disabled: str, size: int, gap: int = 0) -> QIcon:
        """The icon for buttons and menus, with its look when disabled, and with a gap at its right."""
        key = (name, colour, disabled, size, gap)
        if key not in self._icons:
            icon = QIcon()
            for ratio in _RATIOS:
                usual = _widened(self.pixmap(name, colour, size, ratio), gap)
                icon.addPixmap(usual, QIcon.Mode.Normal)
                # Else Qt would mix its own tint for the icons of a selected row.
                icon.addPixmap(usual, QIcon.Mode.Selected)
                icon.addPixmap(_widened(self.pixmap(name, disabled, size, ratio), gap), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def _render(self, source: bytes, size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def _widened(pixmap: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + round(gap * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wide
