"""Every colour, size and space by its name; screens use these and nothing literal.

Nothing here knows Qt, so that the contrast of both palettes can be computed anywhere.
"""

from enum import IntEnum, StrEnum
from typing import Final, Literal, NamedTuple

ColourName = Literal[
    "ground", "surface", "hover", "pressed", "line", "line_strong", "field_line", "track",
    "text", "muted", "accent", "accent_hover", "accent_pressed", "on_accent", "accent_soft",
    "selection", "on_selection", "focus", "danger_hover", "on_danger", "tooltip", "on_tooltip",
    "aman", "aman_soft", "waspada", "waspada_soft", "terlambat", "terlambat_soft",
    "ditunda", "ditunda_soft", "luar", "luar_soft",
]  # fmt: skip


class Palette(NamedTuple):
    """One set of colours as ``#RRGGBB``; a state has a strong ink and a soft ground."""

    ground: str
    surface: str
    hover: str
    pressed: str
    line: str
    line_strong: str
    field_line: str
    track: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    selection: str
    on_selection: str
    focus: str
    danger_hover: str
    on_danger: str
    tooltip: str
    on_tooltip: str
    aman: str
    aman_soft: str
    waspada: str
    waspada_soft: str
    terlambat: str
    terlambat_soft: str
    ditunda: str
    ditunda_soft: str
    luar: str
    luar_soft: str

    def hex(self, name: ColourName) -> str:
        """The colour of that name as ``#RRGGBB``."""
        value: str = getattr(self, name)
        return value


LIGHT: Final = Palette(
    ground="#F4F6F4",
    surface="#FFFFFF",
    hover="#F0F3F1",
    pressed="#E3E8E4",
    line="#DCE1DD",
    line_strong="#C5CDC7",
    field_line="#84908A",
    track="#E7EBE8",
    text="#1B2420",
    muted="#55615B",
    accent="#0F6E66",
    accent_hover="#0C5E57",
    accent_pressed="#094D47",
    on_accent="#FFFFFF",
    accent_soft="#E2F1EE",
    selection="#D5EBE7",
    on_selection="#1B2420",
    focus="#0F6E66",
    danger_hover="#8D1B15",
    on_danger="#FFFFFF",
    tooltip="#1B2420",
    on_tooltip="#F4F6F4",
    aman="#2B6E31",
    aman_soft="#E6F3E7",
    waspada="#8A5A00",
    waspada_soft="#FFF1CF",
    terlambat="#A9231B",
    terlambat_soft="#FBE6E4",
    ditunda="#43596B",
    ditunda_soft="#E6EDF2",
    luar="#5F4596",
    luar_soft="#EFEAF8",
)

DARK: Final = Palette(
    ground="#131816",
    surface="#1C2320",
    hover="#262F2B",
    pressed="#2F3A35",
    line="#303B36",
    line_strong="#44524B",
    field_line="#71827A",
    track="#2B3530",
    text="#E9EFEB",
    muted="#A6B4AD",
    accent="#55BDB1",
    accent_hover="#6CCBC0",
    accent_pressed="#84D7CD",
    on_accent="#06211E",
    accent_soft="#17332F",
    selection="#1F4741",
    on_selection="#E9EFEB",
    focus="#55BDB1",
    danger_hover="#FFB3AB",
    on_danger="#2B0B08",
    tooltip="#E9EFEB",
    on_tooltip="#1B2420",
    aman="#86CF8C",
    aman_soft="#1B3320",
    waspada="#F0C05A",
    waspada_soft="#3A2E10",
    terlambat="#FF9A90",
    terlambat_soft="#43201D",
    ditunda="#A9C1D3",
    ditunda_soft="#223039",
    luar="#C3AEEF",
    luar_soft="#2C2440",
)


class State(StrEnum):
    """What a clock says; each has a colour, an icon and words, so that colour is never alone."""

    AMAN = "aman"
    WASPADA = "waspada"
    TERLAMBAT = "terlambat"
    DITUNDA = "ditunda"
    LUAR = "luar"


STATE_ICONS: Final[dict[State, str]] = {
    State.AMAN: "check",
    State.WASPADA: "clock",
    State.TERLAMBAT: "circle-alert",
    State.DITUNDA: "pause",
    State.LUAR: "arrow-up-right",
}

STATE_INK: Final[dict[State, ColourName]] = {
    State.AMAN: "aman",
    State.WASPADA: "waspada",
    State.TERLAMBAT: "terlambat",
    State.DITUNDA: "ditunda",
    State.LUAR: "luar",
}

STATE_SOFT: Final[dict[State, ColourName]] = {
    State.AMAN: "aman_soft",
    State.WASPADA: "waspada_soft",
    State.TERLAMBAT: "terlambat_soft",
    State.DITUNDA: "ditunda_soft",
    State.LUAR: "luar_soft",
}


class Space(IntEnum):
    """Distances in logical pixels; they do not grow with the letters."""

    HAIR = 1
    TIGHT = 2
    WITHIN = 4
    BETWEEN = 8
    INSIDE = 12
    AROUND = 16
    GROUPS = 24


class Letter(IntEnum):
    """Letter sizes in pixels at 100 %."""

    SMALL = 12
    TABLE = 13
    BODY = 14
    TITLE = 18
    HERO = 24


class Size(IntEnum):
    """Measures in pixels at 100 %; they grow with the letters."""

    ICON = 16
    ICON_LARGE = 20
    ICON_HERO = 28
    ICON_EMPTY = 40
    CONTROL = 34
    PILL = 28
    BADGE = 18
    HEADER = 52
    TABS = 40
    STATUS = 28
    TABLE_ROW = 32
    CARD = 118
    CHECKBOX = 18
    DIALOG = 480
    DIALOG_WIDE = 720
    SEARCH = 380
    PANEL = 372
    PANEL_LEAST = 320
    TOAST = 420
    FIELD_LEAST = 160
    READING = 560


RADIUS: Final = 6
RADIUS_SMALL: Final = 4
FOCUS_WIDTH: Final = 2
TOAST_MS: Final = 8000  # long enough to find the words, read them and reach the button

SCALE_LEAST: Final = 90
SCALE_MOST: Final = 150

FAMILY: Final = "Source Sans 3"
EMPTY_CELL: Final = "–"


def palette_names() -> tuple[str, ...]:
    """The names of all colours, in order."""
    return Palette._fields


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` between 0 and 1 (WCAG 2.2)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours between 1 and 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def scaled(pixels: int, percent: int) -> int:
    """A measure at that letter scale, rounded to whole pixels."""
    return round(pixels * percent / 100)
