"""Eight programs at one server for a few seconds; ``python3 -m tests.faults crowd`` lets them work two minutes."""

from pathlib import Path

import pytest

from tests import postgres
from tests.faults import crowd
from tests.faults.grounds import OnServer


@pytest.mark.slow
def test_nothing_is_lost_or_done_twice_and_each_has_its_turn(
    server: postgres.Cluster, tmp_path: Path
) -> None:
    ground = OnServer(server)
    folder = tmp_path / "data"
    ground.lay(folder)
    try:
        found = crowd.run(folder, 6)
    finally:
        ground.clear(folder)
    least, most = found["least_and_most_of_a_clerk"]
    assert least * 3 > most
    assert found["deeds"] > 8 * 5
