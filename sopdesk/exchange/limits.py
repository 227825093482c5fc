"""How much of a foreign file is looked at: a book of one office is far below, a broken file may be far above."""

from typing import Final

ROWS_READ: Final = 50_000
COLUMNS_MOST: Final = 60
BYTES_MOST: Final = 30_000_000
UNPACKED_MOST: Final = 400_000_000
