"""What the window keeps for itself may be rubbish: it is then as if nothing had been kept."""

from pathlib import Path

import pytest

from sopdesk.ui.kit.remembered import Remembered

RUBBISH = [b"\xff", b"", b"{", b"[1]", b"[" * 100_000, b'{"a":' * 100_000, b"NaN", b"1"]


@pytest.mark.parametrize("rubbish", RUBBISH, ids=[str(i) for i in range(len(RUBBISH))])
def test_rubbish_is_an_empty_memory(tmp_path: Path, rubbish: bytes) -> None:
    file = tmp_path / "tampilan.json"
    file.write_bytes(rubbish)
    kept = Remembered(file)
    assert (kept.text("tab", "papan"), kept.number("scale", 100), kept.flag("x")) == ("papan", 100, False)
    kept.keep("tab", "agenda")
    assert kept.save()
    assert Remembered(file).text("tab") == "agenda"
