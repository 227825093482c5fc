"""The book of crashes tells where and what kind, and nothing that people typed."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.exc import DBAPIError

from sopdesk import bootstrap
from sopdesk.domain.errors import Refused, Rule
from sopdesk.services.crash_text import trace_of
from sopdesk.services.office import Office
from sopdesk.ui.main.crash import CrashWatch

NAME = "Bapak Contoh Rahasia"
TITLE = "Perihal yang tidak boleh keluar"
LOG = Path("catatan") / "sopdesk.log"


def planted(kind: str) -> None:
    """Fail with names and titles in locals, in arguments and in messages."""
    holder, subject = NAME, TITLE
    values = {holder: subject}
    match kind:
        case "key":
            values[subject]
        case "number":
            int(holder)
        case "refused":
            raise Refused(Rule.BAD_TEXT, field="title", value=subject)
        case "chained":
            try:
                values[subject]
            except KeyError as error:
                raise ValueError(f"not understood: '{subject}'\n{holder}") from error
        case "text":
            holder.encode("utf-16").decode("ascii")
    raise AssertionError(kind)


KINDS = ("key", "number", "refused", "chained", "text")


def caught(kind: str) -> Exception:
    with pytest.raises(Exception) as told:  # noqa: PT011 - whatever it is
        planted(kind)
    assert isinstance(told.value, Exception)
    return told.value


@pytest.mark.parametrize("kind", KINDS)
def test_neither_names_nor_titles(tmp_path: Path, qtbot: QtBot, kind: str) -> None:
    error = caught(kind)
    bootstrap.keep_crash(tmp_path, error)
    with qtbot.captureExceptions():
        watch = CrashWatch(lambda _words: None)
        watch.stand(tmp_path / "jendela")
        sys.excepthook(type(error), error, error.__traceback__)
        watch.leave()
    for log in (tmp_path / LOG, tmp_path / "jendela" / LOG):
        text = log.read_text(encoding="utf-8")
        assert "in planted" in text, "where it happened"
        assert type(error).__name__ in text
        for word in (NAME, TITLE, "Rahasia", "Perihal"):
            assert word not in text


def test_what_was_written_stands_in_no_message_of_the_database(office: Office) -> None:
    twice = "INSERT INTO action VALUES (?, ?), (?, ?)"
    with pytest.raises(DBAPIError) as told, office.store.write() as unit:
        unit._connection.exec_driver_sql(twice, (NAME, TITLE, NAME, TITLE))
    assert NAME not in str(told.value)
    assert NAME not in trace_of(told.value)


def test_the_file_turns_over(tmp_path: Path) -> None:
    """However often it fails, the disk is not filled."""
    error = caught("number")
    (tmp_path / LOG).parent.mkdir()
    (tmp_path / LOG).write_text("x" * 999_990, encoding="utf-8")
    for _ in range(3):
        bootstrap.keep_crash(tmp_path, error)
    assert (tmp_path / LOG).stat().st_size < 20_000
    assert (tmp_path / f"{LOG}.1").exists()
