"""A disk that fills up at seven deeds of a day; ``python3 -m tests.faults disk`` does it at fifty points."""

from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Trouble
from tests.faults import day, disk

pytestmark = pytest.mark.sqlite


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_the_day_goes_on() -> None:
    """The disk must have refused some deeds, or the test has shown nothing."""
    try:
        tally = disk.run(7, 7)
    except disk.NoDiskError as none:
        pytest.skip(str(none))
    assert tally.points == 7
    assert tally.verified == 14
    assert tally.told_full > 7
    assert len(tally.refused_deeds) > 4


def test_the_fifty_points_meet_every_deed() -> None:
    assert len(set(day.ORDER)) == len(day.DEEDS)
    assert set(disk.places(50)) == set(range(len(day.ORDER)))
    assert len(disk.places(7)) == 7 == len(set(disk.places(7)))


def test_a_loss_is_noticed(tmp_path: Path) -> None:
    """A deed that promised an entry which is not there; an office that does not add up."""
    work = day.Day(tmp_path / "data", tmp_path)
    try:
        work.do("start")
        disk.check(work, disk.Tally())
        work.kept.append(("number", lambda office: "number" in day.kinds(office, 99)))
        with pytest.raises(disk.LostError, match="number"):
            disk.check(work, disk.Tally())
        work.kept.pop()
        with work.office.store.write() as unit:
            unit._connection.exec_driver_sql("UPDATE dossier SET title = 'lain'")
        with pytest.raises(disk.LostError, match="judul"):
            disk.check(work, disk.Tally())
    finally:
        work.close()


def test_another_sentence_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_day: day.Day) -> day.Promise:
        raise Trouble(Fault.FILE_LOCKED, path="x")

    monkeypatch.setattr(day, "DEEDS", {"start": locked})
    with pytest.raises(disk.LostError, match="file_locked"):
        disk.tried(day.Day(tmp_path / "data", tmp_path), "start", disk.Tally())
