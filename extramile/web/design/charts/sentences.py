"""The sentence over a chart, written from its figures.

A sentence may say only what the figures, rounded as shown, say: what is the same after rounding "stayed", a year
without a figure is named, and nothing is said about a cause. It tells of the latest movement: back from the last figure
for as long as the direction holds, so that a fall after years of rise is called a fall.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from extramile.core.vocabulary import listed
from extramile.web.design.figures import Missing, Value, figure, is_known, rounded, share

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def sentence_for_trend(subject: str, points: Sequence[tuple[str, Value]], *, unit: str = "", decimals: int = 0) -> str:
    """Return what became of `subject`: "Plans issued within 20 weeks fell from 92% to 43% in two years"."""
    known = [(index, label, rounded(value, decimals)) for index, (label, value) in enumerate(points) if is_known(value)]
    if not known:
        return f"{subject}: no figures are available"
    last_index, last, value = known[-1]
    missing_after = [label for label, _ in points[last_index + 1 :]]
    if len(known) == 1:
        return f"{subject}: {figure(value, unit, decimals)} in {last}" + _without(missing_after)
    start = _start_of_run([each[2] for each in known])
    first_index, first, before = known[start]
    missing = [label for label, each in points[first_index:last_index] if not is_known(each)] + missing_after
    if before == value:
        return f"{subject} stayed at {figure(value, unit, decimals)} {_from_to(first, last)}" + _without(missing)
    verb = "rose" if value > before else "fell"
    # "In two years" hides which years; where the last ones are unknown the reader must see them.
    time = _from_to(first, last) if missing_after else _in_time(first, last)
    return (
        f"{subject} {verb} from {figure(before, unit, decimals)} to {figure(value, unit, decimals)} {time}"
        + _without(missing)
    )


def _start_of_run(values: Sequence[Decimal]) -> int:
    direction = _sign(values[-1] - values[-2])
    start = len(values) - 2
    while start and _sign(values[start] - values[start - 1]) == direction:
        start -= 1
    return start


def _sign(change: Decimal) -> int:
    return (change > 0) - (change < 0)


def _from_to(first: str, last: str) -> str:
    return f"from {first} to {last}"


def _in_time(first: str, last: str) -> str:
    """Return "in two years" where the labels differ by their years alone, and the two labels otherwise."""
    years = YEAR.findall(first)[:1], YEAR.findall(last)[:1]
    if not (years[0] and years[1]) or _season(first) != _season(last):
        return _from_to(first, last)
    apart = int(years[1][0]) - int(years[0][0])
    if apart < 1:
        return _from_to(first, last)
    if apart == 1:
        return f"in a year, {_from_to(first, last)}"
    return f"in {NUMBERS[apart] if apart < len(NUMBERS) else apart} years"


def _season(label: str) -> str:
    return re.sub(r"\d", "0", YEAR.sub("year", label, count=1))


def _without(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    if len(labels) > 3:
        return f" ({NUMBERS[len(labels)] if len(labels) < len(NUMBERS) else len(labels)} figures are not available)"
    return f" ({listed(labels)} {'is' if len(labels) == 1 else 'are'} not available)"


def sentence_for_comparison(
    place: str, value: Value, others: Sequence[tuple[str, Value]], *, unit: str = "", decimals: int = 0
) -> str:
    """Return how a place stands beside others: "Leeds 43.0%: below England (46.4%) and its neighbours (50.1%)"."""
    if not is_known(value):
        return f"{place}: {figure(value)}"
    own = rounded(value, decimals)
    groups: dict[str, list[str]] = {}
    for name, other in others:
        if is_known(other):
            word = ("the same as", "above", "below")[_sign(own - rounded(other, decimals))]
            groups.setdefault(word, []).append(f"{name} ({figure(other, unit, decimals)})")
    beside = ", ".join(f"{word} {listed(names)}" for word, names in groups.items())
    return f"{place} {figure(value, unit, decimals)}" + (f": {beside}" if beside else "")


def sentence_for_share(numerator: int, denominator: int, of_what: str, what: str) -> str:
    """Return a share with both its numbers: "24 of 45 areas (53%) had to write a statement of action"."""
    counts, _, per_cent = share(numerator, denominator).partition(" (")
    return f"{counts} {of_what} ({per_cent} {what}"


def sentence_for_place_in_range(
    place: str, values: Sequence[Value], value: Value, *, unit: str = "", decimals: int = 0
) -> str:
    """Return where a place stands among all: "Leeds 43.0% is higher than 62 and lower than 87 of 150 other areas"."""
    if not is_known(value):
        return f"{place}: {Missing.NOT_AVAILABLE.value if value is None else figure(value)}"
    own = rounded(value, decimals)
    others = [rounded(each, decimals) for each in values if is_known(each)]
    lower, higher = sum(each < own for each in others), sum(each > own for each in others)
    same = len(others) - lower - higher
    ranks = [f"higher than {lower}"] * bool(lower) + [f"lower than {higher}"] * bool(higher)
    ranks += [f"the same as {same}"] * bool(same)
    own_words = f"{place} {figure(value, unit, decimals)}"
    return f"{own_words} is {listed(ranks)} of {len(others)} other areas" if ranks else own_words


def words_for_series(name: str, points: Sequence[tuple[str, Value]], *, unit: str, decimals: int) -> str:
    """Return a line in words, for those who do not see it: first, highest, lowest, latest, and what is missing."""
    known = [(label, value) for label, value in points if is_known(value)]
    if not known:
        return f"{name}: not available."
    first, last = known[0], known[-1]
    if len(known) == 1:
        return f"{name}: {figure(last[1], unit, decimals)} in {last[0]}."
    top, bottom = max(known, key=lambda each: each[1]), min(known, key=lambda each: each[1])
    words = f"{name}: {figure(first[1], unit, decimals)} in {first[0]}"
    if top not in {first, last}:
        words += f", highest {figure(top[1], unit, decimals)} in {top[0]}"
    if bottom not in {first, last}:
        words += f", lowest {figure(bottom[1], unit, decimals)} in {bottom[0]}"
    missing = [label for label, value in points if not is_known(value)]
    return f"{words}, {figure(last[1], unit, decimals)} in {last[0]}{_without(missing)}."
