"""Labels at the ends of lines, kept apart.

Each label wants to stand at its line's end. Where two would overlap they are moved as little as possible together (the
sum of squared moves is least: the "pool adjacent violators" method), and their order never changes.
"""

from collections.abc import Sequence


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return the centre of each label, in the order given, so that none overlaps another and all lie in `low`..`high`.

    If they do not fit into the room, they overflow downwards, past `high`, rather than overlap: the caller makes room.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    # A block is a run of labels that touch: (sum of the starts its members want, how many, height, members).
    blocks: list[tuple[float, int, float, list[int]]] = []
    for index in order:
        block = (wanted[index] - heights[index] / 2, 1, heights[index], [index])
        while blocks and _start(blocks[-1], low, high) + blocks[-1][2] > _start(block, low, high):
            block = _joined(blocks.pop(), block)
        blocks.append(block)
    centres = [0.0] * len(wanted)
    for block in blocks:
        edge = _start(block, low, high)
        for index in block[3]:
            centres[index] = edge + heights[index] / 2
            edge += heights[index]
    return centres


def _start(block: tuple[float, int, float, list[int]], low: float, high: float) -> float:
    total, count, height, _ = block
    return max(low, min(total / count, high - height))


def _joined(
    above: tuple[float, int, float, list[int]], below: tuple[float, int, float, list[int]]
) -> tuple[float, int, float, list[int]]:
    # The lower block's members stand `above.height` further down than the joint start.
    return (above[0] + below[0] - below[1] * above[2], above[1] + below[1], above[2] + below[2], above[3] + below[3])
