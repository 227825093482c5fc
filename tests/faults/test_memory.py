"""Out of memory in a paper: a sentence, and the next paper is made."""

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.papers import penggaris
from sopdesk.services import paper_orders
from sopdesk.services.office import Office
from sopdesk.services.orders import PaperOrder
from sopdesk.services.sentences import sentence
from sopdesk.ui.papers.work import Tell, Work
from tests.services.desk import MONDAY

RULER = PaperOrder("penggaris")


def exhausted(*_given: object) -> None:
    raise MemoryError


def test_a_paper_that_needs_too_much_is_told_and_the_next_is_made(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(penggaris, "render", exhausted)
        with pytest.raises(Trouble) as told:
            paper_orders.make(office, RULER, MONDAY)
    assert told.value.fault is Fault.OUT_OF_MEMORY
    assert "Memori komputer tidak cukup" in sentence(told.value)
    assert paper_orders.make(office, RULER, MONDAY).pdf.startswith(b"%PDF")


def test_work_beside_the_window_tells_it_too(qtbot: QtBot) -> None:
    def task(_tell: Tell) -> object:
        raise MemoryError

    work = Work(task)
    with qtbot.waitSignal(work.failed) as heard:
        work.start()
    assert isinstance(heard.args[0], Trouble)
    assert heard.args[0].fault is Fault.OUT_OF_MEMORY
    work.wait()
