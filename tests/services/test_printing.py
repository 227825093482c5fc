"""What a printing leaves in the log: a reprint is one of the same letter."""

from sopdesk.services.printing import SHEETS, Paper, letter_paper, log_print
from tests.services.desk import Clerk


def _printed(clerk: Clerk) -> bool:
    paper = letter_paper(clerk.office, clerk.code, now=clerk.now, copy=SHEETS)
    return log_print(clerk.office, paper, by=clerk.by, now=clerk.now, ref=clerk.code)


def _paper(clerk: Clerk) -> Paper:
    return letter_paper(clerk.office, clerk.code, now=clerk.now, copy=SHEETS)


def test_only_the_same_letter_is_printed_again(clerk: Clerk) -> None:
    """The second letter of a Renstra, and one under a new number, are printed for the first time."""
    clerk.start("renstra")
    clerk.to_step(12)
    clerk.number()
    first = _paper(clerk).file_name
    assert [_printed(clerk), _printed(clerk)] == [False, True]
    clerk.void(1)
    clerk.number()
    assert [_printed(clerk), _printed(clerk)] == [False, True]
    clerk.to_step(16)
    clerk.number()
    assert [_printed(clerk), _printed(clerk)] == [False, True]
    assert _paper(clerk).file_name != first
