"""The clerk's guide beside the work: its pages at the left, the page that fits at the right."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from sopdesk import paths
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size, Space

# Where F1 leads from each tab, in the agenda from each book; the tabs of the SOPs, whose keys are data, lead to how a
# dossier begins.
_PAGES: Final = {
    "mulai": "00-mulai",
    "papan": "02-papan",
    "hari-ini": "13-hari-ini",
    "agenda.": "03-surat-dan-nomor",
    "agenda.masuk": "10-surat-masuk-dan-disposisi",
    "agenda.keluar": "05-nomor-surat",
    "agenda.disposisi": "10-surat-masuk-dan-disposisi",
    "agenda.ekspedisi": "08-pengiriman",
    "agenda.nota-dinas": "06-kertas-dan-kata",
    "laporan": "14-laporan",
    "pengaturan": "04-pengaturan",
    "galat": "00-mulai",
}
_SOP_PAGE: Final = "01-berkas-baru"
_AGENDA: Final = "agenda"


def guide_pages() -> tuple[Path, ...]:
    """The pages of the guide in their order; none where the program was installed without it."""
    return tuple(sorted(paths.guide().glob("*.md")))


def page_title(page: Path) -> str:
    """The first heading of a page, or its name."""
    try:
        lines = page.read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.lstrip("# ").strip() for line in lines if line.startswith("# ")), page.stem)


class GuideText(QTextBrowser):
    """A page with its pictures no wider than the text, in the colours and letters of the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that came and went would change the width, the pictures with it, and so itself.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(self._on_link)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.reload)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Room to read: half as high again as it is wide would not fit a small screen."""
        return QSize(super().sizeHint().width(), self.screen().availableGeometry().height() * 3 // 5)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture is made as wide as there is room, everything else is read as it is."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            picture = QImage(self.source().resolved(QUrl(name)).toLocalFile())
            room = self.viewport().width() - 2 * Space.AROUND - Space.BETWEEN
            if picture.width() > room > 0:
                picture = picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            return picture
        return super().loadResource(kind, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for other pictures, once it stands."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._later.start(0)

    def _on_link(self, target: QUrl) -> None:
        if target.scheme() in ("http", "https"):
            QDesktopServices.openUrl(target)
        else:
            self.setSource(self.source().resolved(target))

    def _on_theme_changed(self) -> None:
        theme = theme_of(self)
        self.document().setDefaultFont(theme.font())
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Link, theme.colour("accent"))
        self.setPalette(colours)
        self.document().setDocumentMargin(Space.AROUND)
        self.reload()


class GuideDialog(Dialog):
    """Stays open beside the window while one works."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Panduan", parent, action="Tutup", cancel="", wide=True)
        self.setModal(False)
        self.pages = guide_pages()
        self.list = QListWidget()
        self.list.setAccessibleName("Halaman panduan")
        theme = theme_of(self)
        for page in self.pages:
            item = QListWidgetItem(page_title(page), self.list)
            item.setSizeHint(QSize(0, theme.px(Size.CONTROL)))
        self.text = GuideText(self)
        self.text.setAccessibleName("Isi panduan")
        row = QHBoxLayout()
        row.setSpacing(Space.INSIDE)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.body.addLayout(row)
        self.list.setFixedWidth(self._names_width())
        self.list.currentRowChanged.connect(self._on_row)
        self.text.sourceChanged.connect(self._on_source)
        self.confirmed.connect(self.accept)

    def sizeHint(self) -> QSize:
        """Wide enough for the pages' names beside the text."""
        wide = theme_of(self).px(Size.DIALOG_WIDE) + self._names_width()
        most = self.screen().availableGeometry().width() * 9 // 10
        return QSize(min(wide, most), super().sizeHint().height())

    def _names_width(self) -> int:
        """The longest name of a page in one line."""
        return theme_of(self).px(Size.FIELD_LEAST) * 7 // 4

    def show_for(self, key: str) -> None:
        """Open the page that fits the tab of that key, and come to the front."""
        wanted = _PAGES.get(key, _SOP_PAGE)
        self.list.setCurrentRow(next((n for n, page in enumerate(self.pages) if page.stem == wanted), 0))
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self.pages):
            self.text.setSource(QUrl.fromLocalFile(str(self.pages[row])))

    def _on_source(self, source: QUrl) -> None:
        shown = Path(source.toLocalFile())
        if shown in self.pages:
            self.list.setCurrentRow(self.pages.index(shown))


def show_guide(key: str, parent: QWidget) -> bool:
    """Show the guide at the page for a tab; False where there is no guide to show."""
    shown = parent.findChild(GuideDialog)
    if shown is None:
        if not guide_pages():
            return False
        shown = GuideDialog(parent)
    shown.show_for(f"{key}.{_open_book(parent)}" if key == _AGENDA else key)
    return True


def _open_book(window: QWidget) -> str:
    """The book that is open in the agenda; empty before the agenda was looked at."""
    from sopdesk.ui.agenda.page import AgendaPage

    page = window.findChild(AgendaPage)
    return page.shown if page is not None else ""
