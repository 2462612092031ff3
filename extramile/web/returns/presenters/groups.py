"""Words for the parts of a measure: codes by what they mean, bands and numbers in their order."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from extramile.core.measures import NO_CODE

Anything = TypeVar("Anything")


def in_order(rows: Iterable[Anything], name: Any) -> list[Anything]:
    """Return parts in the order in which people count them, what is not known last; `name` gives the name of one."""

    def place(row: Anything) -> tuple[Any, ...]:
        said: str = name(row)
        parts = [
            (not each.isdigit(), int(each) if each.isdigit() else 0, each) for each in re.split(r"(\d+)", said) if each
        ]
        return said in {NO_CODE, "not known"}, parts

    return sorted(rows, key=place)
