"""Light and dark, large and small letters: one object that every screen asks and that tells of changes."""

from enum import StrEnum
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.icons import Icons
from sopdesk.ui.kit.stylesheet import stylesheet
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, State

STYLE: Final = "Fusion"
STYLED: Final = "sopdesk_style"  # the property of an application that was begun with a style
_PROPERTY: Final = "sopdesk_theme"


class Appearance(StrEnum):
    """The office's choice of palette."""

    SYSTEM = "sistem"
    LIGHT = "terang"
    DARK = "gelap"


class Theme(QObject):
    """The palette and the letter scale of the running program.

    ``install`` it once on the application; ``changed`` fires after every switch, when the
    application's own palette, font and style sheet are already the new ones.
    """

    changed = Signal()

    def __init__(self, resources: Path, appearance: Appearance = Appearance.SYSTEM, scale: int = 100) -> None:
        super().__init__()
        self._resources = resources
        self._icons = Icons(resources / "icons")
        self._appearance = appearance
        self._scale = _clamped(scale)
        self._app: QApplication | None = None
        self._sheet: tuple[bool, int] | None = None
        self._colours: dict[tuple[bool, ColourName], QColor] = {}
        self._dark = False

    @property
    def appearance(self) -> Appearance:
        """What was chosen; ``dark`` says what it came to."""
        return self._appearance

    @property
    def scale(self) -> int:
        """Letter size in percent, 90 to 150."""
        return self._scale

    @property
    def dark(self) -> bool:
        """Whether the dark palette is shown now."""
        return self._dark

    @property
    def palette(self) -> tokens.Palette:
        """The colours shown now."""
        return tokens.DARK if self._dark else tokens.LIGHT

    @property
    def icons(self) -> Icons:
        """The icons that ship."""
        return self._icons

    def install(self, app: QApplication) -> None:
        """Give the application its fonts, style, palette and style sheet, and keep them so."""
        self._app = app
        app.setProperty(_PROPERTY, self)
        for path in sorted((self._resources / "fonts" / "source-sans-3").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
        if app.property(STYLED) != STYLE:
            app.setStyle(STYLE)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    def set_appearance(self, appearance: Appearance) -> None:
        """Show that palette from now on."""
        self._appearance = appearance
        self._apply()

    def set_scale(self, percent: int) -> None:
        """Show letters at that size from now on; beyond 90 to 150 it stays at the nearer end."""
        self._scale = _clamped(percent)
        self._apply()

    def colour(self, name: ColourName) -> QColor:
        """A colour of the palette shown now."""
        key = (self._dark, name)
        if key not in self._colours:
            self._colours[key] = QColor(self.palette.hex(name))
        return self._colours[key]

    def ink(self, state: State) -> QColor:
        """The strong colour of a clock's state."""
        return self.colour(tokens.STATE_INK[state])

    def soft(self, state: State) -> QColor:
        """The ground on which a clock's state is written."""
        return self.colour(tokens.STATE_SOFT[state])

    def px(self, pixels: int) -> int:
        """A measure that grows with the letters."""
        return tokens.scaled(pixels, self._scale)

    def font(self, size: Letter = Letter.BODY, *, bold: bool = False, italic: bool = False) -> QFont:
        """A font of that size, with figures of one width; bold is the semibold cut."""
        font = QFont(tokens.FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setItalic(italic)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def pixmap(
        self, name: str, colour: ColourName = "text", size: Size = Size.ICON, ratio: float = 1.0
    ) -> QPixmap:
        """An icon to paint, at the letter scale."""
        return self._icons.pixmap(name, self.palette.hex(colour), self.px(size), ratio)

    def icon(self, name: str, colour: ColourName = "text", size: Size = Size.ICON, gap: int = 0) -> QIcon:
        """An icon for a button or a menu, at the letter scale, with a gap at its right."""
        shown = self.palette
        return self._icons.icon(name, shown.hex(colour), shown.field_line, self.px(size), gap)

    def _on_system_changed(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        if self._app is None:
            return
        self._dark = self._appearance is Appearance.DARK or (
            self._appearance is Appearance.SYSTEM
            and self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        wanted = (self._dark, self._scale)
        if wanted == self._sheet:
            return
        self._sheet = wanted
        self._app.setPalette(qt_palette(self.palette))
        self._app.setFont(self.font())
        folder = self._resources / "icons" / ("gelap" if self._dark else "terang")
        self._app.setStyleSheet(stylesheet(self.palette, self._scale, folder))
        self.changed.emit()


def theme_of(_widget: QWidget | None = None) -> Theme:
    """The theme of the application that shows the widget; raises LookupError before ``install``."""
    app = QApplication.instance()
    theme = app.property(_PROPERTY) if app is not None else None
    if theme is None:
        raise LookupError("no theme is installed")
    return cast(Theme, theme)


def on_surface(widget: QWidget) -> None:
    """Let the widget fill itself with the colour of a surface rather than of the ground."""
    widget.setBackgroundRole(QPalette.ColorRole.Base)
    widget.setAutoFillBackground(True)


def qt_palette(colours: tokens.Palette) -> QPalette:
    """Our colours where Qt looks for them."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, name in _ROLES.items():
        palette.setColor(target, QColor(colours.hex(name)))
    for target in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.field_line))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(colours.track))
    return palette


def _clamped(percent: int) -> int:
    return max(tokens.SCALE_LEAST, min(tokens.SCALE_MOST, percent))


_ROLES: Final[dict[QPalette.ColorRole, ColourName]] = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "on_selection",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "on_tooltip",
    QPalette.ColorRole.Light: "hover",
    QPalette.ColorRole.Midlight: "track",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
}
