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


def beside(
    yardstick: Callable[[], object], action: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Return how long the yardstick and the action took, turn about: whatever else the machine does then slows both."""
    yardstick()
    action()
    of_yardstick, of_action = [], []
    for _ in range(rounds):
        for done, found in ((yardstick, of_yardstick), (action, of_action)):
            started = time.perf_counter()
            done()
            found.append(1000 * (time.perf_counter() - started))
    return of_yardstick, of_action


def median(found: list[float]) -> float:
    """Return the middle one."""
    return statistics.median(found)


def p95(found: list[float]) -> float:
    """Return the one that 95% stay under."""
    return sorted(found)[max(0, -(-len(found) * 95 // 100) - 1)]
