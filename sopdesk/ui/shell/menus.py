"""The menu bar: every action of the program with its words and its keys."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from sopdesk.ui.kit.theme import Appearance, Theme

Group = tuple[str, Sequence[tuple[str, str]]]
_STEP = 10


class MenuName(StrEnum):
    """The four menus; the letter after ``&`` opens it with Alt."""

    BERKAS = "&Berkas"
    TAMPILAN = "&Tampilan"
    CETAK = "&Cetak"
    BANTUAN = "B&antuan"


class Menus(QObject):
    """Fills a menu bar and knows all shortcuts in it."""

    def __init__(self, bar: QMenuBar, theme: Theme) -> None:
        super().__init__(bar)
        self._theme = theme
        self._menus = {name: bar.addMenu(name.value) for name in MenuName}
        self._notes: list[tuple[str, list[tuple[str, str]]]] = []
        self._looks: dict[Appearance, QAction] = {}
        for menu in self._menus.values():
            menu.menuAction().setVisible(False)
        self.note(
            "Halaman",
            [("Ctrl+1 … 9", "Ke halaman itu"), ("Ctrl+Tab", "Berikutnya"), ("Ctrl+Shift+Tab", "Sebelumnya")],
        )
        self.note(
            "Papan",
            [
                ("← ↑ ↓ →", "Berpindah kartu"),
                ("Enter", "Buka berkas"),
                ("Ctrl+→", "Serahkan"),
                ("Ctrl+←", "Kembalikan"),
                ("Ctrl+klik", "Pilih beberapa kartu"),
            ],
        )
        self.note(
            "Isian",
            [
                ("Enter", "Ke isian kosong berikutnya"),
                ("Ctrl+Enter", "Jalankan tindakan utama"),
                ("Esc", "Tutup"),
            ],
        )
        theme.changed.connect(self._on_theme_changed)

    def menu(self, name: MenuName) -> QMenu:
        """One of the four menus."""
        return self._menus[name]

    def add(
        self,
        name: MenuName,
        text: str,
        slot: Callable[[], object],
        keys: str = "",
        *,
        before: QAction | None = None,
    ) -> QAction:
        """Put an action into a menu; ``keys`` as in ``Ctrl+N``. ``&`` in the text marks its letter."""
        action = QAction(text, self._menus[name])
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(_without_state(slot))
        self._menus[name].menuAction().setVisible(True)
        if before is None:
            self._menus[name].addAction(action)
        else:
            self._menus[name].insertAction(before, action)
        return action

    def part(self, name: MenuName) -> None:
        """Draw a line in a menu."""
        self._menus[name].addSeparator()

    def add_look(self) -> None:
        """Offer the palettes and the letter sizes under Tampilan."""
        look = self._menus[MenuName.TAMPILAN].addMenu("&Warna")
        group = QActionGroup(look)
        for appearance, words in (
            (Appearance.SYSTEM, "Mengikuti &sistem"),
            (Appearance.LIGHT, "&Terang"),
            (Appearance.DARK, "&Gelap"),
        ):
            action = QAction(words, look)
            action.setCheckable(True)
            action.setData(appearance.value)
            group.addAction(action)
            look.addAction(action)
            self._looks[appearance] = action
        group.triggered.connect(self._on_look)
        self.add(MenuName.TAMPILAN, "Huruf lebih &besar", self._on_larger, "Ctrl++")
        self.add(MenuName.TAMPILAN, "Huruf lebih &kecil", self._on_smaller, "Ctrl+-")
        self.add(MenuName.TAMPILAN, "Ukuran huruf s&emula", self._on_normal, "Ctrl+0")
        self._on_theme_changed()

    def note(self, title: str, rows: list[tuple[str, str]]) -> None:
        """Add keys that no menu has to the sheet of shortcuts, as (keys, what they do)."""
        self._notes.append((title, rows))

    def groups(self) -> list[Group]:
        """All shortcuts by menu, then the noted ones."""
        found: list[Group] = []
        for name, menu in self._menus.items():
            rows = [
                (
                    action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                    action.text().replace("&", ""),
                )
                for action in menu.actions()
                if not action.shortcut().isEmpty()
            ]
            if rows:
                found.append((name.value.replace("&", ""), rows))
        return [*found, *self._notes]

    def _on_look(self, action: QAction) -> None:
        self._theme.set_appearance(Appearance(action.data()))

    def _on_larger(self) -> None:
        self._theme.set_scale(self._theme.scale + _STEP)

    def _on_smaller(self) -> None:
        self._theme.set_scale(self._theme.scale - _STEP)

    def _on_normal(self) -> None:
        self._theme.set_scale(100)

    def _on_theme_changed(self) -> None:
        if self._looks:
            self._looks[self._theme.appearance].setChecked(True)


def _without_state(slot: Callable[[], object]) -> Callable[[bool], None]:
    def run(_checked: bool) -> None:
        slot()

    return run
