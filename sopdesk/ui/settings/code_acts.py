"""The use cases of classification codes, as the clerk at the desk does them; every screen hears of each."""

from sopdesk.domain.classification import Code, CodeBook
from sopdesk.services import classification, code_import
from sopdesk.services.classification import CodeWish
from sopdesk.services.code_import import CodeReading
from sopdesk.services.importing import OldBook
from sopdesk.ui.desk import Changes, Desk


class CodeActs:
    """Every method raises Refused or Trouble."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def book(self) -> CodeBook:
        """Every code of the lists in force and the office's own."""
        return classification.code_book(self._desk.office)

    def save(self, wish: CodeWish) -> Code:
        """Add or change an own entry."""
        desk = self._desk
        kept = classification.save_code(desk.office, wish, by=desk.clerk, now=desk.now())
        desk.tell(Changes(office=True))
        return kept

    def hide(self, codes: tuple[Code, ...], *, hidden: bool) -> None:
        """Offer codes no more, or again."""
        desk = self._desk
        try:
            for code in codes:
                classification.hide_code(desk.office, code.code, hidden=hidden, by=desk.clerk, now=desk.now())
        finally:
            desk.tell(Changes(office=True))

    def drop(self, code: Code) -> None:
        """Remove an own entry."""
        desk = self._desk
        classification.drop_code(desk.office, code.code, by=desk.clerk, now=desk.now())
        desk.tell(Changes(office=True))

    def choose_lists(self, choice: str) -> None:
        """Set which shipped lists are in force."""
        desk = self._desk
        classification.choose_lists(desk.office, choice, by=desk.clerk, now=desk.now())
        desk.tell(Changes(office=True))

    def choose_sop_codes(self, codes: dict[str, str]) -> None:
        """Set the codes of SOPs' letters, by key; an empty one goes back to the SOP's own."""
        desk = self._desk
        try:
            for sop, code in codes.items():
                classification.choose_sop_code(desk.office, sop, code, by=desk.clerk, now=desk.now())
        finally:
            desk.tell(Changes(office=True))

    def read(self, book: OldBook) -> CodeReading:
        """The codes of a file."""
        return code_import.read_codes(self._desk.office, book)

    def take(self, book: OldBook) -> CodeReading:
        """Take the codes of a file."""
        desk = self._desk
        reading = code_import.import_codes(desk.office, book, by=desk.clerk, now=desk.now())
        desk.tell(Changes(office=True))
        return reading
