"""How a clock's level looks: its colour, its ground and its icon; the words always stand beside them."""

from typing import Final

from sopdesk.domain.clocks import Level
from sopdesk.ui.kit.tokens import ColourName

INK: Final[dict[Level, ColourName]] = {
    Level.AMAN: "aman",
    Level.WASPADA: "waspada",
    Level.TERLAMBAT: "terlambat",
    Level.DITUNDA: "ditunda",
    Level.LUAR: "luar",
    Level.TANPA: "text",
    Level.SELESAI: "aman",
    Level.BATAL: "muted",
}
SOFT: Final[dict[Level, ColourName]] = {
    Level.AMAN: "aman_soft",
    Level.WASPADA: "waspada_soft",
    Level.TERLAMBAT: "terlambat_soft",
    Level.DITUNDA: "ditunda_soft",
    Level.LUAR: "luar_soft",
    Level.TANPA: "track",
    Level.SELESAI: "aman_soft",
    Level.BATAL: "track",
}
ICON: Final[dict[Level, str]] = {
    Level.AMAN: "check",
    Level.WASPADA: "clock",
    Level.TERLAMBAT: "circle-alert",
    Level.DITUNDA: "pause",
    Level.LUAR: "arrow-up-right",
    Level.TANPA: "hourglass",
    Level.SELESAI: "circle-check",
    Level.BATAL: "ban",
}
