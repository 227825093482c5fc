"""The measuring: ours and the bare thing in turns, a ratio for each round, the median of them."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

LEAST_ROUNDS = 11
SLACK = 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One goal and what was found; the times are medians in milliseconds."""

    name: str
    ratio: float
    goal: float
    ours_ms: float
    bare_ms: float
    rounds: int

    @property
    def met(self) -> bool:
        return self.ratio <= self.goal


TABLE: list[Measured] = []


def compare(
    name: str,
    ours: Callable[[], object],
    bare: Callable[[], object],
    goal: float,
    *,
    rounds: int = 15,
    allowance_ms: float = 0.0,
) -> Measured:
    """Measure, keep for the table at the end, and fail where the goal is missed by more than twice."""
    ours()
    bare()
    pairs = []
    gc.collect()
    gc.disable()
    try:
        for number in range(rounds):
            first, second = (bare, ours) if number % 2 else (ours, bare)
            one, two = _took(first), _took(second)
            pairs.append((one, two) if first is ours else (two, one))
    finally:
        gc.enable()
    usual = statistics.median(b for _o, b in pairs)
    kept = [(o, b) for o, b in pairs if b <= 3 * usual]
    assert len(kept) >= LEAST_ROUNDS, f"{name}: too many disturbed rounds"
    ratio = statistics.median(max(0.0, o - allowance_ms / 1000) / b for o, b in kept)
    found = Measured(
        name,
        ratio,
        goal,
        statistics.median(o for o, _b in kept) * 1000,
        statistics.median(b for _o, b in kept) * 1000,
        len(kept),
    )
    TABLE.append(found)
    assert found.ratio <= goal * SLACK, f"{name}: {found.ratio:.2f} × the bare thing, the goal is {goal} ×"
    return found


def _took(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin
