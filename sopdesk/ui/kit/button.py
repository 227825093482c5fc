"""Buttons of five kinds; one main button per screen or dialog."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from sopdesk.ui.kit.resting import Rest
from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Size, Space


class Kind(StrEnum):
    """How much a button asks for attention."""

    MAIN = "main"
    PLAIN = "plain"
    DANGER = "danger"
    DANGER_MAIN = "danger_main"
    GHOST = "ghost"
    LINK = "link"


_INK: dict[Kind, ColourName] = {
    Kind.MAIN: "on_accent",
    Kind.PLAIN: "text",
    Kind.DANGER: "terlambat",
    Kind.DANGER_MAIN: "on_danger",
    Kind.GHOST: "text",
    Kind.LINK: "accent",
}


# With these held, Enter means something to the dialog around the button.
_OWN_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def escaped(text: str) -> str:
    """The text with ``&`` kept as a letter, where Qt would make it a shortcut mark."""
    return text.replace("&", "&&")


class Button(QPushButton):
    """A button named by its verb; ``&`` in its text is a letter."""

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.PLAIN,
        *,
        icon: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(escaped(text), parent)
        self.kind = kind
        self._icon_name = icon
        self._tip = ""
        self._rest = Rest()
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        if tip:
            self.set_tip(tip)
        if kind is Kind.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; held down, it presses once."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() & _OWN_KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def set_text(self, text: str) -> None:
        """Name the button anew."""
        self.setText(escaped(text))
        self.setAccessibleName(text)

    def set_kind(self, kind: Kind) -> None:
        """Look like that kind from now on."""
        self.kind = kind
        self.setProperty("kind", kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._on_theme_changed()

    def set_tip(self, tip: str, shortcut: str = "") -> None:
        """What it does, in the tooltip, with its shortcut if it has one."""
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) if shortcut else ""
        self._tip = f"{tip} ({keys})" if keys else tip
        if not self._rest.why:
            self.setToolTip(plain_tip(self._tip))
            self.setAccessibleDescription(tip)

    def setEnabled(self, enabled: bool) -> None:
        """What the screen wants; it counts while nothing keeps this button at rest."""
        self._rest.wanted = enabled
        super().setEnabled(self._rest.enabled)

    def forbid(self, why: str) -> None:
        """Rest for this reason, told in the tooltip; an empty one ends it."""
        if why != self._rest.why:
            self._rest.why = why
            self.setToolTip(plain_tip(why or self._tip))
            self.setAccessibleDescription(why or self._tip)
            super().setEnabled(self._rest.enabled)

    def _on_theme_changed(self) -> None:
        theme = theme_of(self)
        self.setFont(theme.font(bold=self.kind in (Kind.MAIN, Kind.DANGER_MAIN)))
        if self._icon_name:
            side = theme.px(Size.ICON)
            # Qt leaves 4 px between icon and words; a gap within the icon makes it 8.
            gap = Space.WITHIN if self.text() else 0
            self.setIcon(theme.icon(self._icon_name, _INK[self.kind], gap=gap))
            self.setIconSize(QSize(side + gap, side))


class IconButton(Button):
    """A square button with an icon alone; its name is read out and shown in the tooltip."""

    def __init__(
        self, icon: str, name: str, kind: Kind = Kind.PLAIN, *, parent: QWidget | None = None
    ) -> None:
        super().__init__("", kind, icon=icon, tip=name, parent=parent)
        self.setAccessibleName(name)
        self.setProperty("square", True)


class Check(QCheckBox):
    """A tick with its words; ``&`` in them is a letter."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(escaped(text), parent)
        self.setAccessibleName(text)
        self.setChecked(checked)
