"""A store of its own for every test."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopdesk.store.store import Store, open_store

NOW = datetime(2026, 7, 6, 1, 0, tzinfo=UTC)


@pytest.fixture
def store(data_folder: Path) -> Iterator[Store]:
    opened = open_store(data_folder, NOW)
    yield opened
    opened.close()
