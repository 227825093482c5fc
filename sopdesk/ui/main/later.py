"""A page that is built when it is first looked at."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Later(QWidget):
    """Stands in for a page; ``page`` builds it, and the first showing does."""

    def __init__(self, build: Callable[[], QWidget]) -> None:
        super().__init__()
        self._build = build
        self._page: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> QWidget:
        """The page."""
        if self._page is None:
            self._page = self._build()
            self._column.addWidget(self._page)
        return self._page

    def showEvent(self, event: QShowEvent) -> None:
        """Build the page before it is seen."""
        self.page.show()
        super().showEvent(event)
