"""The preview: pages with their zoom and their count."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.papers.pixels import Pages
from sopdesk.ui.papers.view import Fit, PageView

_TRUE_SIZE = 100


class Preview(QWidget):
    """Pages with a bar above: page count, smaller, larger, page width, whole page, true size."""

    def __init__(
        self, name: str = "Pratinjau", parent: QWidget | None = None, *, view: PageView | None = None
    ) -> None:
        super().__init__(parent)
        self.view = view or PageView(name)
        self.count = Label("", size=Letter.TABLE, ink="muted")
        self.smaller = IconButton("minus", "Perkecil", Kind.GHOST)
        self.larger = IconButton("plus", "Perbesar", Kind.GHOST)
        self.smaller.set_tip("Perkecil", "Ctrl+-")
        self.larger.set_tip("Perbesar", "Ctrl++")
        self.true_size = Button("100 %", Kind.GHOST, tip="Ukuran sebenarnya")
        self.width_fit = Button("Lebar", Kind.GHOST)
        self.width_fit.set_tip("Selebar halaman", "Ctrl+0")
        self.page_fit = Button("Utuh", Kind.GHOST, tip="Satu halaman utuh")
        for button in (self.width_fit, self.page_fit):
            button.setCheckable(True)
        bar = QHBoxLayout()
        bar.setSpacing(Space.WITHIN)
        bar.addWidget(self.count)
        bar.addStretch(1)
        for part in (self.smaller, self.true_size, self.larger, self.width_fit, self.page_fit):
            bar.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.true_size.clicked.connect(self._on_true_size)
        self.width_fit.clicked.connect(self._on_width)
        self.page_fit.clicked.connect(self._on_page)
        self.view.zoom_changed.connect(self._on_zoom)
        self.view.page_changed.connect(self._on_page_changed)
        self._on_zoom(self.view.zoom)

    def show_pdf(self, pdf: bytes) -> None:
        """Show that file; the place on the paper stays where it can."""
        self.view.set_pages(Pages(pdf))

    def _on_true_size(self) -> None:
        self.view.set_zoom(_TRUE_SIZE)

    def _on_width(self) -> None:
        self.view.set_fit(Fit.WIDTH)

    def _on_page(self) -> None:
        self.view.set_fit(Fit.PAGE)

    def _on_zoom(self, percent: int) -> None:
        self.true_size.set_text(f"{percent} %")
        self.width_fit.setChecked(self.view.fit is Fit.WIDTH)
        self.page_fit.setChecked(self.view.fit is Fit.PAGE)

    def _on_page_changed(self, page: int, count: int) -> None:
        self.count.setText(f"Halaman {page} dari {count}")


class FullPreview(Dialog):
    """A preview alone, as large as the screen allows."""

    def __init__(self, title: str, pdf: bytes, parent: QWidget | None) -> None:
        super().__init__(title, parent, action="Tutup", cancel="", wide=True)
        self.preview = Preview()
        self.body.addWidget(self.preview, 1)
        self.preview.show_pdf(pdf)
        enlarge(self)
        self.confirmed.connect(self.accept)


def enlarge(dialog: Dialog) -> None:
    """Give a dialog nearly the whole screen, and no more width than a page beside its form can use."""
    theme = theme_of(dialog)
    room = dialog.screen().availableGeometry().size()
    widest = theme.px(Size.DIALOG_WIDE + Size.DIALOG) + Space.GROUPS
    dialog.resize(min(room.width() - 2 * Space.GROUPS, widest), room.height() - 3 * Space.GROUPS)
    dialog.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
