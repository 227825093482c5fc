"""What the heads of letters have in common: the mark of a draft, place and date, the addressee (norms 1.2, 1.4)."""

from collections.abc import Sequence

from sopdesk.domain.letters import LetterState
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM

LONGEST_DATE = "30 September 2026"
PLACE_HEIGHT = 15 * MM
ADDRESSEE_HEIGHT = 60 * MM
_SMALLEST = 3.0


def mark(pen: Pen, state: LetterState) -> None:
    """Draws KONSEP across the page of a draft; to be called before anything else is drawn on it."""
    if state is LetterState.KONSEP:
        pen.across("KONSEP")


def place(pen: Pen, name: str, x: float, y: float, body: Style) -> tuple[float, float]:
    """Draws ``name,`` from the baseline ``y`` down; gives the place where the date stands."""
    small, lines = pen.block((f"{name},",), body, pen.sheet.right - x, PLACE_HEIGHT)
    for order, (line, _) in enumerate(lines):
        y += small.leading if order else 0
        pen.write(x, y, line, small)
    date_x = x + pen.width(f"{lines[-1][0]} ", small)
    if date_x + pen.width(LONGEST_DATE, body) > pen.sheet.right:
        return x, y + body.leading
    return date_x, y


def addressee(pen: Pen, typed: Sequence[str], where: str, x: float, y: float, body: Style) -> float:
    """Draws ``Yth. …`` and ``di – …``; gives the baseline after the last line."""
    room = pen.sheet.right - x
    hang = pen.width("Yth. ", body)
    first, *others = typed or ("",)
    lines_of = (first if first.startswith("Yth") else f"Yth. {first}", *others)
    style, lines = pen.block(lines_of, body, room, ADDRESSEE_HEIGHT, hang)
    for line, inset in lines:
        pen.write(x + inset, y, line, style)
        y += style.leading
    if where:
        pen.write(x, y, "di –", body)
        y += body.leading
        style, lines = pen.block((where,), body, room - hang, PLACE_HEIGHT)
        for line, _ in lines:
            pen.write(x + hang, y, line, style)
            y += style.leading
    return y


def number(pen: Pen, words: str, at: tuple[float, float], room: float, body: Style) -> None:
    """Writes a letter's number at its place, smaller where it is wider than ``room``; it is never cut."""
    pen.write(*at, words, pen.fitting(words, body, room, _SMALLEST))
