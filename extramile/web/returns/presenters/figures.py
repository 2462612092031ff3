"""Words for the measures of a load, raw: the list, and one of them with its series, its parts and its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from extramile.core.measures import Group, Measure, RawFigure
from extramile.core.national import wilson
from extramile.core.variation import CENTRE_FROM, LIMITS_FROM, SETTLED_ON, Basis, Point, RunChart, run_chart, settle
from extramile.web.design import figures as shown
from extramile.web.design.charts import Chart, Interval, interval_chart, marks, run_chart_drawing, run_points, usual
from extramile.web.returns import periods
from extramile.web.returns.measured import Decided, Figures
from extramile.web.returns.models import Load
from extramile.web.returns.periods import month_end, month_ends
from extramile.web.returns.presenters.beside import latest_of_england
from extramile.web.returns.presenters.words import GRADES
from extramile.web.returns.queries.figures import LeftOut

GOOD = {
    "high": "A high figure is good",
    "low": "A low figure is good",
    "neither": "Neither high nor low is good in itself",
}
WHICH = ("yes", "no", "unknown")
# Of those who are left out so many stand below the rows; all of them are behind the measure that has them.
MOST_LEFT_OUT = 100


def value(found: RawFigure | None) -> str:
    """Return a figure as a share, or that there is none."""
    share = found.share if found else None
    return shown.figure(None if share is None else 100 * share, "%", 1)


def counts(found: RawFigure | None) -> str:
    """Return the two numbers of a figure, or why there are none."""
    if found is None or found.counted is None or found.of is None:
        return found.reason if found else ""
    return f"{found.counted:,} of {found.of:,}"


def list_of(slug: str, load: Load, found: Figures, last: tuple[Load, Figures] | None) -> list[dict[str, Any]]:
    """Return every measure of a load as a line."""
    lines = []
    for name, groups in found.by_measure.items():
        figure = groups[""][0]
        known = figure.measure
        earlier = last[1].by_measure.get(name, {}).get("", (None,))[0] if last else None
        lines.append(
            {
                "title": known.title,
                "href": reverse("returns:figure", args=[slug, load.pk, name]),
                "population": known.population,
                "value": value(figure),
                "counts": counts(figure) if figure.of is not None else "",
                "why": figure.reason if figure.of is None else "",
                "left_out": _left_out(known, found),
                "unknown": f"{figure.unknown:,}" if figure.of is not None else "",
                "before": value(earlier) if earlier else "not known",
                "england": latest_of_england(name),
                "known": figure.share is not None,
                "kept": known.kept,
            }
        )
    return lines


def elsewhere(found: Figures) -> list[tuple[str, str]]:
    """Return the measures of another return that this one does not hold, each with what it lacks."""
    return [(each.measure.title, each.reason) for each in found.not_here]


def page(
    known: Measure,
    found: Figures,
    *,
    last: tuple[Load, Figures] | None,
    earlier: Sequence[tuple[Load, Figures]],
    groups: Mapping[str, Group],
) -> dict[str, Any]:
    """Return all that is said of one measure."""
    figure = found.whole(known.id)
    by_year = list(years(known.id, found, earlier).items())
    return {
        "cards": cards(figure, found, last, _left_out(known, found)),
        "about": about(known, found.as_of),
        "series": series(known.title, months(known.id, found, earlier)),
        "no_series": "" if known.day else "It says how things stand on one day, so that it has no months.",
        "by_year": by_year,
        "parts": parts(known, groups, found.by_measure[known.id]),
        "loads": [each.pk for each, _ in earlier],
    }


def _left_out(known: Measure, found: Figures) -> int | None:
    """Return how many cases a measure leaves out as exceptions, where another one counts the same with them."""
    other = found.by_measure.get(f"{known.id}-all")
    mine = found.whole(known.id)
    if not other or other[""][0].of is None or mine.of is None:
        return None
    return other[""][0].of + other[""][0].unknown - mine.of - mine.unknown


def about(known: Measure, as_of: date) -> list[tuple[str, str]]:
    """Return how a measure is defined."""
    lines = [
        ("Among whom", known.population),
        ("As of", date_format(as_of, "j F Y")),
        ("Better is", GOOD[known.good]),
        ("Rests on", f"{known.basis}. {GRADES[known.grade]}."),
    ]
    lines += [("Note", known.note)] if known.note else []
    return lines + ([("Who is told", f"Those who may see the records alone. {known.kept}")] if known.kept else [])


def this_load(found: Figures) -> str:
    """Return what a load is called beside the one before it: with its day, because the other one can be of another."""
    return f"This load, as of {date_format(found.as_of, 'j F Y')}"


def load_before(year: int | None, last: tuple[Load, Figures] | None) -> str:
    """Return what the load before one of a year is called, with its day; of another year it says so: the two count other times."""
    if last is None:
        return "Load before"
    load, found = last
    of = "" if load.year == year else f", of the return of {load.year}"
    return f"Load {load.pk}{of}, as of {date_format(found.as_of, 'j F Y')}"


def cards(
    figure: RawFigure, of: Figures, last: tuple[Load, Figures] | None, left_out: int | None
) -> list[dict[str, Any]]:
    """Return the figures at the head of a measure's page."""
    before = last[1].by_measure.get(figure.measure.id, {}).get("", (None,))[0] if last else None
    missing = figure.share is None
    found = [
        {"label": this_load(of), "value": value(figure), "more": counts(figure), "missing": missing},
        {
            "label": load_before(of.year, last),
            "value": value(before) if before else "none",
            "more": _change(figure, before) if before else "There is no load of this return before it",
            "missing": before is None or before.share is None,
        },
        {
            "label": "Of how many nobody can tell",
            "value": f"{figure.unknown:,}",
            "more": "In neither number, because a day or an answer is missing or cannot be read",
            "missing": False,
        },
    ]
    if left_out is not None:
        more = "Cases in which the council recorded an exception"
        found.append({"label": "Exceptions left out", "value": f"{left_out:,}", "more": more, "missing": False})
    return found


def _change(now: RawFigure, before: RawFigure) -> str:
    if now.share is None or before.share is None:
        return "What changed cannot be said"
    change = shown.difference(100 * (now.share - before.share), "%", 1)
    return f"{counts(before)}; since then {change}"


def months(name: str, found: Figures, earlier: Sequence[tuple[Load, Figures]]) -> dict[str, RawFigure]:
    """Return the figure of each whole month, of each return those of its own reporting year."""
    return _joined("month", name, found, earlier)


def years(name: str, found: Figures, earlier: Sequence[tuple[Load, Figures]]) -> dict[str, RawFigure]:
    """Return the figure of each calendar year that is over, of each return that of its own reporting year."""
    return _joined("year", name, found, earlier)


def _joined(by: str, name: str, found: Figures, earlier: Sequence[tuple[Load, Figures]]) -> dict[str, RawFigure]:
    returns = (found, *(figures for _, figures in earlier))
    rows = [[(each.group, each) for each in figures.by_measure.get(name, {}).get(by, ())] for figures in returns]
    return periods.joined((each.year, each.as_of, of_it) for each, of_it in zip(returns, rows, strict=True))


def series(title: str, found: Mapping[str, RawFigure]) -> dict[str, Any] | None:
    """Return the months as a run chart with what can be said of it; None where there is no month."""
    if not found:
        return None
    run, basis = run_of(found)
    return {"chart": _drawn(title, run), "notes": _notes(run, basis), "basis": _stands_on(basis, run)}


def run_of(found: Mapping[str, RawFigure]) -> tuple[RunChart, Basis]:
    """Return months, of which there are some, as a run chart, and on which of them its centre stands."""
    first, last = month_end(next(iter(found))), month_end(next(reversed(found)))
    days = {month_end(name): figure for name, figure in found.items()}
    points = [
        Point(day, 100 * share if (share := _share(days.get(day))) is not None else None)
        for day in month_ends(first, last)
    ]
    return shares(points)


def shares(points: Sequence[Point]) -> tuple[RunChart, Basis]:
    """Return shares in per cent as a run chart, and on which of them its centre stands."""
    basis, settled = settle(points, None)
    return run_chart(points, settled=settled, floor=0, ceiling=100), basis


def _share(found: RawFigure | None) -> float | None:
    return found.share if found else None


def _drawn(title: str, run: RunChart) -> Chart:
    return run_chart_drawing(
        run_points(run),
        title=_sentence(title, run),
        unit="%",
        decimals=1,
        usual=usual(run),
        marks=marks(run.signals),
        id_prefix="months",
    )


def _sentence(title: str, run: RunChart) -> str:
    known = run.known
    if not known:
        return f"{title}: no month has a figure"
    last = known[-1]
    now = f"{shown.figure(last.value, '%', 1)} in {date_format(last.day, 'F Y')}"
    if run.centre is None:
        return f"{title}: {now}"
    said = "with a change that is more than noise" if run.signals else "within its usual variation"
    return f"{title}: {now}, {said}"


def _notes(run: RunChart, basis: Basis) -> list[str]:
    many = len(run.known)
    if many < CENTRE_FROM:
        return [f"There are {many} months with a figure. A centre line needs {CENTRE_FROM} and limits {LIMITS_FROM}."]
    if not run.signals:
        return ["There is no signal: the figures stay within their usual variation."]
    return []


def _stands_on(basis: Basis, run: RunChart) -> str:
    if run.limits is None:
        return ""
    words = f"the first {SETTLED_ON} months" if basis is Basis.FIRST else "all months"
    return f"Centre and limits are those of {words}. A month with few cases swings far: look at its numbers."


def parts(
    known: Measure, groups: Mapping[str, Group], found: Mapping[str, Sequence[RawFigure]]
) -> list[dict[str, Any]]:
    """Return a measure by each grouping: its chart, or why there is none."""
    lines = []
    for name, group in groups.items():
        if group.period or name not in found:
            continue
        rows = [each for each in found[name] if each.counted is not None and (each.of or each.unknown)]
        reason = next((each.reason for each in found[name] if each.reason), "")
        if not rows:
            lines.append({"title": group.title, "chart": None, "reason": reason or "There is no row in it."})
            continue
        by = f"By {group.title[0].lower()}{group.title[1:]}"
        settles = known.id in group.settles
        # Of such a group all are counted or none: what it tells is how many of all it has.
        rows = _of_all(rows) if settles else rows
        ordered = sorted(rows, key=lambda each: group.place(each.group))
        named = [_interval(each, group.words(each.group)) for each in ordered]
        if settles:
            title = _largest(by, named)
        else:
            whole = replace(_interval(found[""][0], "All"), role="place")
            title, named = apart(by, whole, named), [whole, *named]
        chart = interval_chart(named, title=title, decimals=1, id_prefix=f"by-{name}")
        lines.append({"title": group.title, "chart": chart, "reason": ""})
    return lines


def apart(by: str, whole: Interval, named: Sequence[Interval]) -> str:
    """Return how far groups lie apart, in a sentence."""
    known = sorted(((each.share, each) for each in named if each.share is not None), key=lambda pair: pair[0])
    if not known:
        return f"{by} no share is known"
    low, high = known[0][1], known[-1][1]
    low_words, high_words, all_words = (shown.figure(each.share, "%", 1) for each in (low, high, whole))
    if len(named) == 1:
        return f"{by} there is one group alone, “{low.name}”, with {low_words}"
    if low.share == high.share:
        return f"{by} the share is {low_words} wherever there is one"
    ends = f"{low_words} for “{low.name}” and {high_words} for “{high.name}”"
    return f"{by} the share is between {ends}; of all it is {all_words}"


def _largest(by: str, named: Sequence[Interval]) -> str:
    """Return which group has most of all, in a sentence."""
    most = max(named, key=lambda each: each.numerator)
    return f"{by} the largest group is “{most.name}”, with {most.numerator:,} of {most.denominator:,}"


def _of_all(rows: Sequence[RawFigure]) -> list[RawFigure]:
    """Return of all rows of a measure how many each group has, those that cannot be judged among them."""
    sizes = [(each.of or 0) + each.unknown for each in rows]
    return [RawFigure(each.measure, each.group, size, sum(sizes)) for each, size in zip(rows, sizes, strict=True)]


def _interval(found: RawFigure, name: str) -> Interval:
    of, counted = found.of or 0, found.counted or 0
    if not of:
        return Interval(name, counted, of, None, None, None)
    share = wilson(counted, of)
    return Interval(name, counted, of, 100 * share.share, 100 * share.low, 100 * share.high)


def row_words(known: Measure) -> dict[str, str]:
    """Return what the rows of a measure are called: those that are counted, the others of its population, those not known."""
    return {"yes": known.counted, "no": known.others, "unknown": "Cannot be told"}


def row_lines(
    known: Measure, found: Sequence[tuple[int, str, bool | None]], which: str, decided: Decided | None = None
) -> list[dict[str, Any]]:
    """Return the rows of a measure that are counted, are not, or of which nobody can tell, with the values that decided it."""
    values = decided.rows if decided and decided.rows else [(None, [])] * len(found)
    words = row_words(known)
    return [
        {"row": f"{row}", "key": key, "counts": words[state], "request": request, "read": read}
        for (row, key, counted), (request, read) in zip(found, values, strict=True)
        if which in ("", state := "unknown" if counted is None else "yes" if counted else "no")
    ]


def rows_lede(known: Measure, found: Sequence[tuple[int, str, bool | None]]) -> str:
    """Return how the rows make the two numbers of the figure."""
    yes, no = (sum(counted is each for _, _, counted in found) for each in (True, False))
    return (
        f"The figure is {yes:,} of {yes + no:,}. “{known.counted}” is the first number; “{known.counted}” and “{known.others}” "
        "together are the second. What cannot be told is in neither."
    )


def shown_rows(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with the values that decided them as people write them."""
    return [{**each, "read": [read_words(value) for value in each["read"]]} for each in lines]


def left_out(found: LeftOut) -> dict[str, Any]:
    """Return the rows that a measure leaves out as exceptions, the first of them where they are many."""
    lines = row_lines(found.measure, found.rows, "", found.decided)
    return {
        "measure": found.measure,
        "names": found.decided.names,
        "lines": shown_rows(lines[:MOST_LEFT_OUT]),
        "many": len(lines),
        "more": max(0, len(lines) - MOST_LEFT_OUT),
    }


def read_words(text: str) -> str:
    """Return a value that decided something as people write it: a day short, anything else as it stands."""
    try:
        return date_format(date.fromisoformat(text), "j M Y")
    except ValueError:
        return text or "empty"
