"""Taking times."""

import statistics
import time
from collections.abc import Callable


def times(action: Callable[[], object], rounds: int) -> list[float]:
    """Return how long each of `rounds` took, in milliseconds, after one that does not count."""
    action()
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        action()
        found.append(1000 * (time.perf_counter() - started))
    return found


def median(found: list[float]) -> float:
    """Return the middle one."""
    return statistics.median(found)


def p95(found: list[float]) -> float:
    """Return the one that 95% stay under."""
    return sorted(found)[max(0, -(-len(found) * 95 // 100) - 1)]
