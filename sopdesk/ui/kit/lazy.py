"""A table over more records than anybody looks at: only those on the screen are read."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar, overload

from PySide6.QtCore import QObject, Qt, Signal

from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.records import Column, Index, RecordTableModel
from sopdesk.ui.kit.theme import Theme

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
_CHUNK = 128
_KEPT = 16  # chunks


class Source(Protocol[R_co]):
    """Where records come from. All may raise Refused or Trouble.

    ``words`` must all stand in a record; ``order`` is the key of a column, empty for the source's own order.
    """

    def count(self, words: tuple[str, ...]) -> int:
        """How many records have these words; without words all."""

    def window(
        self, words: tuple[str, ...], order: str, backwards: bool, offset: int, limit: int
    ) -> Sequence[R_co]:
        """``limit`` records at most, from the place ``offset`` on."""

    def place_of(self, words: tuple[str, ...], order: str, backwards: bool, identity: Hashable) -> int:
        """The place of a record, or -1."""


class _Window(Sequence[R]):
    """Records by their place, read a chunk at a time and forgotten again."""

    def __init__(self, count: int, read: Callable[[int, int], Sequence[R]]) -> None:
        self._count = count
        self._read = read
        self._chunks: dict[int, Sequence[R]] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...
    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        chunk, rest = divmod(place % self._count, _CHUNK)
        found = self._chunks.pop(chunk, None)
        if found is None:
            found = self._read(chunk * _CHUNK, _CHUNK)
        self._chunks[chunk] = found  # at the end: the longest unused stands first
        while len(self._chunks) > _KEPT:
            del self._chunks[next(iter(self._chunks))]
        return found[rest]

    def __iter__(self) -> Iterator[R]:
        return (self[place] for place in range(self._count))


class LazyTableModel(RecordTableModel[R], Generic[R]):
    """``RecordTableModel`` over a ``Source``. ``failed`` carries the sentence where a reading was refused.

    A book that changed while it was shown is read anew by ``reread``; ``records`` reads every record there is.
    """

    failed = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        theme: Theme,
        *,
        identity: Callable[[R], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, theme, identity=identity, parent=parent)
        self._source: Source[R] | None = None
        self._total = 0

    @property
    def total(self) -> int:
        """How many records there are, filtered away or not."""
        return self._total

    def set_source(self, source: Source[R] | None) -> None:
        """Show what ``source`` has from now on."""
        self._source = source
        self.reread()

    def reread(self) -> None:
        """Forget what was read."""
        self.beginResetModel()
        self._select()
        self.endResetModel()

    def set_records(self, records: Iterable[R]) -> None:
        """A lazy table takes a source: raises TypeError."""
        raise TypeError(f"set_source, not {type(records).__name__}")

    def reader(self) -> Callable[[int, int], Sequence[R]]:
        """What is asked for now, read anew and not kept. It raises Refused and Trouble."""
        source, words, (order, backwards) = self._source, self._needles, self._ordering()

        def window(offset: int, limit: int) -> Sequence[R]:
            return [] if source is None else source.window(words, order, backwards, offset, limit)

        return window

    def row_of(self, identity: Hashable) -> int:
        """The row that shows the record of that identity, or -1."""
        if self._source is None or not len(self._shown):
            return -1
        try:
            return self._source.place_of(self._needles, *self._ordering(), identity)
        except (Refused, Trouble) as error:
            self.failed.emit(sentence(error))
            return -1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; nothing where the book cannot be read, or shrank meanwhile."""
        try:
            return super().data(index, role)
        except (Refused, Trouble) as error:
            self.failed.emit(sentence(error))
            return None
        except IndexError:
            return None

    def record(self, index: Index) -> R | None:
        """The record of that cell; None where it cannot be read any more."""
        try:
            return super().record(index)
        except (Refused, Trouble) as error:
            self.failed.emit(sentence(error))
            return None
        except IndexError:
            return None

    def _ordering(self) -> tuple[str, bool]:
        return ("", False) if self._order is None else (self.columns[self._order[0]].key, self._order[1])

    def _read(self, offset: int, limit: int) -> Sequence[R]:
        if self._source is None:
            return []
        return self._source.window(self._needles, *self._ordering(), offset, limit)

    def _select(self) -> None:
        self._shown = []
        self._total = 0
        if self._source is None:
            return
        try:
            shown = self._source.count(self._needles)
            self._total = self._source.count(()) if self._needles else shown
        except (Refused, Trouble) as error:
            self.failed.emit(sentence(error))
            return
        self._shown = _Window(shown, self._read)
