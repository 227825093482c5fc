"""The bar at the top: begin a dossier, search, what is late, who is signed in."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.theme import on_surface, theme_of
from sopdesk.ui.kit.tokens import Size, Space, State
from sopdesk.ui.shell.search import SearchBox


class HeaderBar(QWidget):
    """``state_chosen`` carries the state whose pill was pressed, or None for the running ones."""

    new_dossier_requested = Signal()
    today_requested = Signal()
    clerk_requested = Signal()
    state_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        on_surface(self)
        self.new = Button("Berkas baru", Kind.MAIN, icon="plus")
        self.new.set_tip("Mulai berkas baru", "Ctrl+N")
        self.search = SearchBox()
        self.late = Pill("", State.TERLAMBAT, pressable=True, tip="Tampilkan yang terlambat")
        self.warning = Pill("", State.WASPADA, pressable=True, tip="Tampilkan yang mendekati batas")
        self.running = Pill("", pressable=True, tip="Tampilkan semua yang berjalan")
        self.today = Button("Hari ini")
        self.today.set_tip("Yang perlu dikerjakan hari ini", "Ctrl+T")
        self.clerk = Button("Petugas")
        self._clerk_name = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.AROUND, 0, Space.AROUND, 0)
        row.setSpacing(Space.INSIDE)
        row.addWidget(self.new)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        for widget in (self.late, self.warning, self.running, self.today, self.clerk):
            row.addWidget(widget)
        self.new.clicked.connect(self.new_dossier_requested)
        self.today.clicked.connect(self.today_requested)
        self.clerk.clicked.connect(self.clerk_requested)
        for pill, state in (
            (self.late, State.TERLAMBAT),
            (self.warning, State.WASPADA),
            (self.running, None),
        ):
            pill.clicked.connect(partial(self._on_pill, state))
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_counts(0, 0, 0)

    def set_counts(self, late: int, warning: int, running: int) -> None:
        """Show how many are late, near their time, and running; zero late or near shows no pill."""
        self.late.set_text(f"{late} terlambat")
        self.late.setVisible(late > 0)
        self.warning.set_text(f"{warning} waspada")
        self.warning.setVisible(warning > 0)
        self.running.set_text(f"{running} berjalan")

    def set_clerk(self, name: str, menu: QMenu | None = None) -> None:
        """Show who is signed in; a menu, if given, opens instead of ``clerk_requested``."""
        self._clerk_name = name
        self._write_clerk()
        if menu is not None:
            self.clerk.setMenu(menu)

    def _write_clerk(self) -> None:
        name = self._clerk_name
        # A button cuts long words at both ends; so much of the name keeps its beginning, and the pills their room.
        room = theme_of(self).px(Size.FIELD_LEAST)
        cut = self.clerk.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.clerk.set_text(f"Petugas: {cut}" if name else "Masuk")
        self.clerk.setAccessibleName(f"Petugas: {name}" if name else "Masuk")
        self.clerk.set_tip(f"Ganti petugas: {name}" if cut != name else "Ganti petugas")

    def _on_pill(self, state: State | None) -> None:
        self.state_chosen.emit(state)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(theme_of(self).px(Size.HEADER))
        self._write_clerk()
