"""Addresses with filters, and pages of a long list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urlencode


def query_string(given: Mapping[str, Any], **changes: Any) -> str:
    """Return "?a=1&b=2" of what is given and set, changed as asked (None takes a key away); "" if nothing is left."""
    pairs: list[tuple[str, str]] = []
    for key, value in {**given, **changes}.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        pairs += [(key, str(each)) for each in values if each not in (None, "")]
    return f"?{urlencode(pairs)}" if pairs else ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of how many, with the addresses of the others."""

    number: int
    pages: int
    total: int
    first: int
    last: int
    previous: str | None
    next: str | None
    numbers: list[tuple[int, str | None]]


def page_number(typed: str) -> int:
    """Return the page that an address asks for: the first, if it asks for none. More digits than nine are never needed."""
    return int(typed[:9]) if typed[:9].isdecimal() else 1


def pager(*, total: int, number: int, size: int, path: str, given: Mapping[str, Any]) -> Pager:
    """Describe page `number` of `total` rows, `size` to a page; a number out of range means the nearest page."""
    pages = max(1, ceil(total / size))
    number = min(max(1, number), pages)

    def href(page: int) -> str:
        return path + query_string(given, page=page if page > 1 else None)

    shown = sorted({1, 2, number - 1, number, number + 1, pages - 1, pages} & set(range(1, pages + 1)))
    numbers: list[tuple[int, str | None]] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            numbers.append((before + 1, None))
        numbers.append((page, href(page)))
    return Pager(
        number=number,
        pages=pages,
        total=total,
        first=(number - 1) * size + 1 if total else 0,
        last=min(number * size, total),
        previous=href(number - 1) if number > 1 else None,
        next=href(number + 1) if number < pages else None,
        numbers=numbers,
    )


def turned(given: Mapping[str, str], *, total: int, size: int, path: str) -> tuple[Pager, slice, str]:
    """Return the page that an address asks for (`given`), the rows that stand on it, and its question without the page."""
    asked = dict(given)
    found = pager(total=total, number=page_number(asked.pop("page", "")), size=size, path=path, given=asked)
    start = (found.number - 1) * size
    return found, slice(start, start + size), urlencode(asked)


def options(choices: Iterable[tuple[str, str]], chosen: str | Iterable[str]) -> list[dict[str, Any]]:
    """Return choices as the design system's select, radios and checkboxes want them."""
    wanted = {chosen} if isinstance(chosen, str) else set(chosen)
    return [
        {"value": value, "text": text, "selected": value in wanted, "checked": value in wanted}
        for value, text in choices
    ]
