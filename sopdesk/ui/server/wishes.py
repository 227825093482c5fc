"""What may be wished of the place where the office's data is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyWish:
    """This PC's office goes to the empty database at ``address``, and is used from there."""

    address: str


@dataclass(frozen=True, slots=True)
class UseWish:
    """The office that is at ``address`` already is used on this PC."""

    address: str


@dataclass(frozen=True, slots=True)
class LeaveWish:
    """This PC uses its own file again, or begins a new office."""


ServerWish = CopyWish | UseWish | LeaveWish
