"""Words for released figures: what an audience may be told, and why it is told no more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from extramile.core.variation import Point, run_chart, settle
from extramile.web.design import figures as shown
from extramile.web.design.charts import Chart, marks, run_chart_drawing, run_points, usual
from extramile.web.design.figures import Missing, Value
from extramile.web.returns import released
from extramile.web.returns.periods import month_end, month_ends
from extramile.web.returns.presenters.beside import latest_of_england
from extramile.web.returns.presenters.figures import GOOD, GRADES
from extramile.web.returns.presenters.letting_out import back_words
from extramile.web.returns.queries import released as queries

WHY = {
    released.SUPPRESSED: "suppressed",
    released.NOT_AVAILABLE: "not available",
}
MISSING = {released.SUPPRESSED: Missing.SUPPRESSED, released.NOT_AVAILABLE: Missing.NOT_AVAILABLE}


def _value(row: Mapping[str, Any]) -> Value:
    percentage: float | None = row["percentage"]
    return percentage if percentage is not None else MISSING[released.state(row)]


def value(row: Mapping[str, Any], decimals: int) -> str:
    """Return a released figure, or which of two reasons there is none."""
    return shown.figure(_value(row), "%", decimals)


def counts(row: Mapping[str, Any]) -> str:
    """Return the two numbers as far as they may be told."""
    if row["reason"] and row["of"] == released.NOT_AVAILABLE:
        return str(row["reason"])
    if not any(isinstance(row[name], int) for name in ("counted", "of")):
        return "–"
    counted, of = (f"{each:,}" if isinstance(each, int) else str(each) for each in (row["counted"], row["of"]))
    return f"{counted} of {of}"


def rule(said: Mapping[str, Any], audience: str) -> str:
    """Return by which rule an audience is told figures."""
    told = said["audiences"][audience]
    rounding = f" Counts are rounded to {told['round_to']}." if told["round_to"] > 1 else ""
    return (
        f"For {told['name']}: a count from 1 to {told['threshold'] - 1} is suppressed, and as many others as it takes so that none "
        f"can be worked out from all that is shown.{rounding}"
    )


def lines(said: Mapping[str, Any], audience: str, link: Any = None) -> list[dict[str, Any]]:
    """Return every measure as an audience may be told it; `link` gives the address of a measure's page."""
    told, found = said["audiences"][audience], []
    for name, groups in told["figures"].items():
        row, about = groups[released.WHOLE][0], said["measures"][name]
        parts = [each for by, rows in groups.items() if by and by not in released.PERIODS for each in rows]
        found.append(
            {
                "title": about["title"],
                "href": link(name) if link else "",
                "population": about["population"],
                "value": value(row, told["decimals"]),
                "known": row["percentage"] is not None,
                "counts": counts(row),
                "england": latest_of_england(name),
                "parts": f"{sum(each['percentage'] is not None for each in parts):,} of {len(parts):,}",
            }
        )
    return found


def release_row(slug: str, told: queries.Told) -> dict[str, Any]:
    """Return a release in the list; one that stands no more says since when."""
    key, found = told.key, told.release
    since = ""
    if queries.is_taken_back(found):
        since = back_words(found.taken_back)
    elif told.replaced:
        since = f"Replaced on {date_format(told.replaced.at, 'j F Y')} by those of load {told.replaced.load_id}."
    return {
        "since": since,
        "note": found.note,
        "title": f"{queries.title_of(key.kind, key.year)}, as of {day(key.as_of)}",
        "href": reverse("returns:released", args=[slug, found.pk]),
        "by": found.by.name,
        "at": found.at,
        "gone": queries.rows_are_gone(found),
        "load": found.load_id,
    }


def day(text: str) -> str:
    """Return a day in words."""
    return date_format(date.fromisoformat(text), "j F Y")


def audience_of(said: Mapping[str, Any], asked: str) -> str:
    """Return the audience that an address asks for, the narrowest for none."""
    known = [name for name, _ in released.audience_names(said)]
    return asked if asked in known else known[0]


def figure_page(series: Sequence[Mapping[str, Any]], measure: str, audience: str) -> dict[str, Any]:
    """Return one measure as an audience may be told it, with its months, years and parts."""
    said = series[0]
    about, told = said["measures"][measure], said["audiences"][audience]
    whole = released.figures(said, audience, measure)[0]
    unknown = whole["unknown"]
    months = released.points(series, audience, measure, "month")
    years = released.points(series, audience, measure, "year")
    return {
        "title": about["title"],
        "cards": [
            {
                "label": f"As of {day(said['as_of'])}",
                "value": value(whole, told["decimals"]),
                "more": counts(whole),
                "missing": whole["percentage"] is None,
            },
            {
                "label": "England, published",
                "value": latest_of_england(measure) or "none known",
                "more": "from the Library",
                "missing": not latest_of_england(measure),
            },
            {
                "label": "Of how many nobody can tell",
                "value": f"{unknown:,}" if isinstance(unknown, int) else str(unknown),
                "more": "In neither number",
                "missing": not isinstance(unknown, int),
            },
        ],
        "about": [
            ("Among whom", about["population"]),
            ("Better is", GOOD[about["good"]]),
            ("Rests on", f"{about['basis']}. {GRADES[about['grade']]}."),
            *([("Note", about["note"])] if about["note"] else []),
        ],
        "chart": _chart(about["title"], months, told["decimals"]),
        "hidden": sum(released.state(each) == released.SUPPRESSED for each in months),
        "years": [(each["group"], value(each, told["decimals"]), counts(each)) for each in years],
        "parts": [
            {
                "title": said["groups"][by],
                "rows": [
                    (each["group"], value(each, told["decimals"]), counts(each)) for each in rows if each["group"]
                ],
            }
            for by, rows in told["figures"][measure].items()
            if by and by not in released.PERIODS and any(each["group"] for each in rows)
        ],
    }


def _chart(title: str, rows: Sequence[Mapping[str, Any]], decimals: int) -> Chart | None:
    """Return the months as a run chart, one without a row as a gap; None where no month can be told."""
    told = {month_end(each["group"]): each for each in rows}
    if all(each["percentage"] is None for each in rows):
        return None
    points = [Point(day, told[day]["percentage"] if day in told else None) for day in month_ends(min(told), max(told))]
    values = {day: _value(each) for day, each in told.items()}
    hidden = Missing.SUPPRESSED in values.values()
    run = run_chart(points)
    drawn, signals = None, ()
    # Months are hidden where few are on one side, so that those that are left are no fair picture of what is usual.
    if not hidden:
        _, settled = settle(points, None)
        run = run_chart(points, settled=settled, floor=0, ceiling=100)
        drawn, signals = usual(run), run.signals
    last = run.known[-1]
    now = f"{title}: {shown.figure(last.value, '%', decimals)} in {date_format(last.day, 'F Y')}"
    return run_chart_drawing(
        run_points(run, values),
        title=now + (", with a change that is more than noise" if signals else ""),
        unit="%",
        decimals=decimals,
        usual=drawn,
        marks=marks(signals),
        id_prefix="released",
    )
