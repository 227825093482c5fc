"""Which data folder is the sample that can be thrown away."""

from pathlib import Path
from typing import Final

SAMPLE: Final = "contoh"


def is_sample(folder: Path) -> bool:
    """Whether the office in ``folder`` is the sample office, a folder of that name inside the real one.

    The name alone is not enough: it is thrown away whole.
    """
    return folder.name == SAMPLE and (folder.parent / "sopdesk.db").is_file()
