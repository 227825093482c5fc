"""The measuring: ours and the bare thing in turns, a ratio for each round, the median of them."""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

LEAST_ROUNDS = 11
MOST_ROUNDS = 45
DISTURBED = 3  # times the usual of the bare side: somebody else had the machine
SLACK = 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One goal and what was found; the amounts are medians, in milliseconds where nothing else is said."""

    name: str
    ratio: float
    goal: float
    ours: float
    bare: float
    rounds: int
    unit: str = "ms"

    @property
    def met(self) -> bool:
        return self.ratio <= self.goal


TABLE: list[Measured] = []


def effort() -> float:
    """Seconds that a processor has worked for this process and its children that have ended.

    What neighbours on the machine do lengthens every wait, the longer one more; it does not count here. Where
    the system tells no such time finely enough, it is the time on the wall.
    """
    if sys.platform == "win32":
        return time.perf_counter()
    import resource

    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def compare(
    name: str,
    ours: Callable[[], object],
    bare: Callable[[], object],
    goal: float,
    *,
    rounds: int = 15,
    allowance_ms: float = 0.0,
    waits: bool = False,
) -> Measured:
    """Measure, keep for the table at the end, and fail where the goal is missed by more than twice.

    ``waits`` counts the time on the wall: for what waits for the disk. All else is the processor's work.
    """
    clock = time.perf_counter if waits else effort
    ours()
    bare()
    pairs: list[tuple[float, float]] = []
    kept: list[tuple[float, float]] = []
    gc.collect()
    gc.disable()
    try:
        while len(kept) < rounds and len(pairs) < MOST_ROUNDS:
            first, second = (bare, ours) if len(pairs) % 2 else (ours, bare)
            one, two = _took(first, clock), _took(second, clock)
            pairs.append((one, two) if first is ours else (two, one))
            usual = statistics.median(b for _o, b in pairs)
            kept = [(o, b) for o, b in pairs if b <= DISTURBED * usual]
    finally:
        gc.enable()
    assert len(kept) >= LEAST_ROUNDS, f"{name}: too many disturbed rounds"
    ratio = statistics.median(max(0.0, o - allowance_ms / 1000) / b for o, b in kept)
    return _noted(
        name,
        ratio,
        goal,
        statistics.median(o for o, _b in kept) * 1000,
        statistics.median(b for _o, b in kept) * 1000,
        len(kept),
    )


def compare_amounts(name: str, ours: float, bare: float, goal: float, unit: str, rounds: int = 1) -> Measured:
    """The same for what was measured elsewhere: memory, or times in other processes."""
    return _noted(name, ours / bare, goal, ours, bare, rounds, unit)


def _noted(
    name: str, ratio: float, goal: float, ours: float, bare: float, rounds: int, unit: str = "ms"
) -> Measured:
    found = Measured(name, ratio, goal, ours, bare, rounds, unit)
    TABLE.append(found)
    assert ratio <= goal * SLACK, f"{name}: {ratio:.2f} × the bare thing, the goal is {goal} ×"
    return found


def _took(action: Callable[[], object], clock: Callable[[], float]) -> float:
    begin = clock()
    action()
    return clock() - begin
