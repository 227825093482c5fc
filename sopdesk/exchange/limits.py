"""How much of a foreign file is looked at: a book of one office is far below, a broken file may be far above."""

from typing import Final

ROWS_READ: Final = 50_000
COLUMNS_MOST: Final = 60
BYTES_MOST: Final = 30_000_000
UNPACKED_MOST: Final = 200_000_000
MARKS_MOST: Final = 8_000_000  # signs < of all parts: each costs time and memory, however small it is
