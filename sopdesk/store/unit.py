"""One transaction, and the rooms of the database in it: each is opened, and its module loaded, when it is entered."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select

from sopdesk.store import tables
from sopdesk.store.bases import Base
from sopdesk.store.dossiers import Dossiers
from sopdesk.store.log import Log
from sopdesk.store.office import OfficeTables
from sopdesk.store.users import Users

if TYPE_CHECKING:
    from sopdesk.store.books import Books
    from sopdesk.store.bulk import Bulk
    from sopdesk.store.classification import Classification
    from sopdesk.store.deliveries import Deliveries
    from sopdesk.store.dispositions import Dispositions
    from sopdesk.store.files import Files
    from sopdesk.store.history import History
    from sopdesk.store.imports import Imports
    from sopdesk.store.letters import Letters
    from sopdesk.store.numbers import Numbers
    from sopdesk.store.orphans import Orphan
    from sopdesk.store.parties import Parties
    from sopdesk.store.registers import Registers


class Unit:
    """One transaction: everything in it stands, or nothing."""

    def __init__(self, connection: Connection, base: Base) -> None:
        self._connection = connection
        self._base = base
        self.log = Log(connection)
        self.dossiers = Dossiers(connection)
        self.office = OfficeTables(connection)
        self.users = Users(connection)

    # The board needs no other room: those below would lengthen the start.

    @cached_property
    def registers(self) -> "Registers":
        """The lines of both registers."""
        from sopdesk.store.registers import Registers

        return Registers(self._connection)

    @cached_property
    def books(self) -> "Books":
        """The registers as books with pages."""
        from sopdesk.store.books import Books

        return Books(self._connection)

    @cached_property
    def numbers(self) -> "Numbers":
        """The series and their numbers."""
        from sopdesk.store.numbers import Numbers

        return Numbers(self._connection)

    @cached_property
    def dispositions(self) -> "Dispositions":
        """What the Camat wrote on incoming letters."""
        from sopdesk.store.dispositions import Dispositions

        return Dispositions(self._connection)

    @cached_property
    def files(self) -> "Files":
        """The rows of scans and attachments."""
        from sopdesk.store.files import Files

        return Files(self._connection)

    @cached_property
    def parties(self) -> "Parties":
        """Those whom letters came from and went to."""
        from sopdesk.store.parties import Parties

        return Parties(self._connection)

    @cached_property
    def letters(self) -> "Letters":
        """Forms of letters, and what was issued."""
        from sopdesk.store.letters import Letters

        return Letters(self._connection)

    @cached_property
    def deliveries(self) -> "Deliveries":
        """What was sent, how, and what came back for it."""
        from sopdesk.store.deliveries import Deliveries

        return Deliveries(self._connection)

    @cached_property
    def classification(self) -> "Classification":
        """The lists of classification codes."""
        from sopdesk.store.classification import Classification

        return Classification(self._connection)

    @cached_property
    def imports(self) -> "Imports":
        """The registers that were read in."""
        from sopdesk.store.imports import Imports

        return Imports(self._connection)

    @cached_property
    def history(self) -> "History":
        """The visits to steps that have ended."""
        from sopdesk.store.history import History

        return History(self._connection)

    @cached_property
    def bulk(self) -> "Bulk":
        """Many rows at once."""
        from sopdesk.store.bulk import Bulk

        return Bulk(self._connection, self.log)

    def answer_of(self, action_id: str) -> Any | None:
        """What was answered to the action with this id; None for a new one (rules 2)."""
        return self._connection.execute(
            select(tables.action.c.answer).where(tables.action.c.id == action_id)
        ).scalar()

    def keep_answer(self, action_id: str, answer: object) -> None:
        """Remember the answer to an action."""
        self._connection.execute(insert(tables.action), {"id": action_id, "answer": answer})

    def integrity_problems(self) -> list[str]:
        """What the database itself finds wrong; empty when all is well."""
        return self._base.problems(self._connection)

    def orphans(self) -> "list[Orphan]":
        """Rows that point to a row that is not there."""
        from sopdesk.store.orphans import orphans

        return orphans(self._connection)

    def its_time(self) -> datetime | None:
        """The time by the clock that all PCs share; None where this PC's own is the only one."""
        return self._base.its_time(self._connection)
