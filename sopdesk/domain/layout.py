"""Paper, margins and size of letters: what an office sets once and every paper follows."""

from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.errors import Refused, Rule


class Paper(StrEnum):
    """A size of paper that the office prints on."""

    F4 = "f4"
    A4 = "a4"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height in portrait, in millimetres."""
        return (215.0, 330.0) if self is Paper.F4 else (210.0, 297.0)


class Family(StrEnum):
    """A family of fonts that papers are set in; each is free and looks like one that offices know."""

    ARIMO = "arimo"  # as wide as Arial
    TINOS = "tinos"  # as wide as Times New Roman
    CALADEA = "caladea"  # like Cambria
    BONUM = "bonum"  # like Bookman Old Style


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paper is laid out. Margins are in millimetres, ``font_size`` is that of running text in points.

    The left margin is wide for the punch holes (norms 1.7). ``papers`` widens a margin that is nearer to the
    edge than a printer reaches (rules 25). Refused with ``bad_value`` when nothing sensible fits.
    """

    paper: Paper = Paper.F4
    top: float = 15.0
    right: float = 20.0
    bottom: float = 22.0
    left: float = 25.0
    font_size: float = 12.0
    font: Family = Family.ARIMO

    def __post_init__(self) -> None:
        for name in ("top", "right", "bottom", "left"):
            if not 0 <= getattr(self, name) <= 45:
                raise Refused(Rule.BAD_VALUE, field=name, low=0, high=45)
        if not 9 <= self.font_size <= 13:
            raise Refused(Rule.BAD_VALUE, field="font_size", low=9, high=13)
