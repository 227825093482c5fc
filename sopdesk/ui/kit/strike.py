"""Lines of a table that are struck through, as on paper."""

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from sopdesk.ui.kit.records import RecordTableModel

R = TypeVar("R")


class Strike(QStyledItemDelegate, Generic[R]):
    """Strikes through the records that ``gone`` names; the columns with the keys ``spared`` stay readable."""

    def __init__(
        self, model: RecordTableModel[R], gone: Callable[[R], bool], spared: Collection[str]
    ) -> None:
        super().__init__(model)
        self._model = model
        self._gone = gone
        self._spared = spared

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Set the font of the cell."""
        super().initStyleOption(option, index)
        row = self._model.record(index)
        if (
            row is not None
            and self._gone(row)
            and self._model.columns[index.column()].key not in self._spared
        ):
            option.font.setStrikeOut(True)
