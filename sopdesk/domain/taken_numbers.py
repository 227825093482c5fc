"""The number of a letter on its way, as the entries of its dossier tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sopdesk.domain.events import Event
from sopdesk.domain.sop import Kind, Sop


@dataclass(frozen=True, slots=True)
class TakenNumber:
    """The register number in force for the letter that is on its way."""

    register: str
    year: int
    series: str
    urut: int
    sisipan: str
    text: str
    sending: int  # the step that sends the letter that bears it


def number_of(sop: Sop, event: Event) -> TakenNumber:
    """The number that an entry took."""
    return TakenNumber(
        register=event.text("register"),
        year=event.number("year") or 0,
        series=event.text("series"),
        urut=event.number("number") or 0,
        sisipan=event.text("insert"),
        text=event.text("text"),
        sending=sending_step(sop, event.number("step") or 1),
    )


def named(said: Mapping[str, object]) -> TakenNumber:
    """The number that an entry speaks of; without its text and the step that sends it."""
    year, urut = said.get("year"), said.get("number")
    return TakenNumber(
        str(said.get("register")),
        year if isinstance(year, int) else 0,
        str(said.get("series")),
        urut if isinstance(urut, int) else 0,
        str(said.get("insert") or ""),
        "",
        0,
    )


def same_number(one: TakenNumber, other: TakenNumber) -> bool:
    """Whether both are the same line of a register."""
    return replace(one, text="", sending=0) == replace(other, text="", sending=0)


def sending_step(sop: Sop, step: int) -> int:
    """The step that sends the letter which step ``step`` works on."""
    return next((s.no for s in sop.steps if s.kind is Kind.AGENDA_KIRIM and s.no >= step), sop.last)
