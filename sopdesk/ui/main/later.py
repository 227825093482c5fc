"""A page that is built when it is first looked at."""

import sys
from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.empty import EmptyState

_BUG = "Terjadi kesalahan pada program. Data yang sudah tersimpan aman; halaman lain tetap dapat dipakai."


class Later(QWidget):
    """Stands in for a page; ``page`` builds it, and the first showing does.

    Where the environment does not let it be built, a sentence stands there, with a button to try again.
    """

    def __init__(self, build: Callable[[], QWidget]) -> None:
        super().__init__()
        self._build = build
        self._page: QWidget | None = None
        self._trouble: EmptyState | None = None
        # A page that was left half built lives on in the traces of these: Qt does not bear its collection.
        self._failures: list[Exception] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> QWidget:
        """The page, or what stands there in its place."""
        if self._page is None and self._trouble is None:
            try:
                self._page = self._build()
            except (Refused, Trouble) as error:
                self._stand_in(error, sentence(error))
            except Exception as error:
                # A bug: into the log with it, as from any slot; the rest of the window goes on.
                sys.excepthook(type(error), error, error.__traceback__)
                self._stand_in(error, _BUG)
            self._column.addWidget(self._standing())
        return self._standing()

    def _stand_in(self, error: Exception, words: str) -> None:
        self._failures.append(error)
        self._trouble = EmptyState("triangle-alert", "Halaman ini belum dapat dibuka", words, "Coba lagi")
        self._trouble.action_requested.connect(self._on_again)

    def _standing(self) -> QWidget:
        found = self._page or self._trouble
        if found is None:
            raise LookupError("nothing was built")
        return found

    def _on_again(self) -> None:
        if self._trouble is not None:
            self._column.removeWidget(self._trouble)
            self._trouble.hide()
            self._trouble.deleteLater()
            self._trouble = None
        self.page.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Build the page before it is seen."""
        self.page.show()
        super().showEvent(event)
