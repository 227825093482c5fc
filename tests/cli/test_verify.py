"""``verify``: the whole office, and the hash that a printed book bears (rules 26)."""

import pytest

from tests.cli.running import at, batch, sopdesk, start


def _head() -> str:
    return str(sopdesk("verify", "--json").json["log_head"])


def test_a_printed_hash_is_found_again_with_what_came_later() -> None:
    code = start()
    printed = _head()
    batch({"op": "hand_on", "dossier": code, "at": at(23, "09:00"), "by": "Bakung"})
    for typed in (printed, printed[:8], f" {printed[:8].upper()} {printed[8:16]} "):
        told = sopdesk("verify", "--head", typed, "--json")
        assert told.code == 0
        assert told.json["head"]["found"] is True
        assert told.json["head"]["later"] == 1
    assert "head" not in sopdesk("verify", "--json").json


def test_a_hash_that_the_log_does_not_hold_is_a_problem() -> None:
    start()
    told = sopdesk("verify", "--head", "f" * 64, "--json")
    assert told.code == 1
    assert told.json["head"] == {"found": False, "event": None, "later": 0}
    (problem,) = told.json["problems"]
    assert "ffffffffffffffff tidak ada di log" in problem


@pytest.mark.parametrize("typed", ["abc", "1234567", "zzzzzzzz", "%%%%%%%%", "a" * 65])
def test_what_can_be_no_hash_is_refused(typed: str) -> None:
    start()
    told = sopdesk("verify", "--head", typed)
    assert told.code == 1
    assert "Sidik log" in told.err
