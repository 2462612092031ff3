"""Words for released figures: what an audience may be told, and why it is told no more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from extramile.core.variation import Point
from extramile.core.vocabulary import listed
from extramile.web.design import figures as shown
from extramile.web.design.charts import Chart, marks, run_chart_drawing, run_points, usual
from extramile.web.design.figures import Missing, Value
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import names_with
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import released
from extramile.web.returns.models import Release
from extramile.web.returns.periods import month_end, month_ends
from extramile.web.returns.presenters.beside import england, latest_of_england
from extramile.web.returns.presenters.figures import GOOD, GRADES, shares
from extramile.web.returns.presenters.groups import in_order, meaning
from extramile.web.returns.presenters.letting_out import back_words
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.queries import figures
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


def counts(row: Mapping[str, Any], round_to: int) -> str:
    """Return the two numbers as far as they may be told. Rounded ones are about so many: the share is of those before rounding."""
    if row["reason"] and row["of"] == released.NOT_AVAILABLE:
        return str(row["reason"])
    if not any(isinstance(row[name], int) for name in ("counted", "of")):
        return "–"
    about = "about " if round_to > 1 else ""
    some, of = (f"{about}{each:,}" if isinstance(each, int) else "" for each in (row["counted"], row["of"]))
    return f"{some} of {of}" if some and of else f"{some or of}, the other number is suppressed"


def number(count: int | str) -> str:
    """Return a number that may be told, or which of two reasons there is none."""
    return f"{count:,}" if isinstance(count, int) else count


def rule(said: Mapping[str, Any], audience: str) -> str:
    """Return by which rule an audience is told figures."""
    told = said["audiences"][audience]
    rounding = (
        f" Counts are rounded to {told['round_to']}; a percentage is of those before rounding, so that it can differ from theirs."
        if told["round_to"] > 1
        else ""
    )
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
                "counts": counts(row, told["round_to"]),
                "england": latest_of_england(name, told["decimals"]),
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


def stood_words(found: Release) -> str:
    """Return how many errors and queries stood in the load when its figures were released, or ""."""
    if found.errors is None or found.queries is None:
        return ""
    both = f"{counted(found.errors, 'error')} and {counted(found.queries, 'query', 'queries')} of the check"
    return (
        f"When the figures were released, {both} stood in load {found.load_id} that nobody had explained or accepted."
    )


def rows_of(scope: Scope, found: Release, measure: str) -> dict[str, str]:
    """Return the way to the rows behind a figure for who may see them, for others who may; neither where they are gone."""
    if queries.rows_are_gone(found):
        return {"href": "", "words": ""}
    if not scope.can(Permission.SEE_RETURNS):
        names = names_with(scope, Permission.SEE_RETURNS)
        who = (
            f"{listed(names)} ({'data manager' if len(names) == 1 else 'data managers'})" if names else "a data manager"
        )
        return {
            "href": "",
            "words": f"Only {who} can see the rows behind this figure, because they are records of children.",
        }
    if figures.declared(found.load.kind, measure) is None or figures.stands(found.load) != "there":
        return {
            "href": "",
            "words": "The rows behind this figure are not there: the measures of its load are not worked out.",
        }
    return {"href": reverse("returns:figure-rows", args=[scope.name, found.load_id, measure]), "words": ""}


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
    whole, round_to = released.figures(said, audience, measure)[0], told["round_to"]
    unknown = whole["unknown"]
    months = released.points(series, audience, measure, "month")
    years = released.points(series, audience, measure, "year")
    hidden = sum(released.state(each) == released.SUPPRESSED for each in months)
    return {
        "title": about["title"],
        "cards": [
            {
                "label": f"As of {day(said['as_of'])}",
                "value": value(whole, told["decimals"]),
                "more": counts(whole, told["round_to"]),
                "missing": whole["percentage"] is None,
            },
            _england(measure, told["decimals"]),
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
        # Months are hidden where few are on one side: a line through those that are left would be no fair picture.
        "chart": None if hidden else _chart(about["title"], months, told["decimals"]),
        "hidden": hidden,
        "months": [
            (date_format(month_end(each["group"]), "F Y"), value(each, told["decimals"]), counts(each, round_to))
            for each in (months if hidden else ())
        ],
        "years": [(each["group"], value(each, told["decimals"]), counts(each, round_to)) for each in years],
        "parts": [
            {
                "title": said["groups"][by],
                "hidden": is_all_hidden(rows),
                "rows": _parts(said, audience, measure, by, rows),
            }
            for by, rows in told["figures"][measure].items()
            if by and by not in released.PERIODS and any(each["group"] for each in rows)
        ],
    }


def _england(measure: str, decimals: int) -> dict[str, Any]:
    """Return what is published of England, its year with the name: beside the figure it would be as large as that."""
    found = england(measure, decimals)
    value, label = (found[0], f"England, {found[1]}") if found else ("none in the Library", "England")
    return {"label": label, "value": value, "more": "as published", "missing": not found}


def is_all_hidden(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether nothing of a grouping may be told: a table of it would say one word so many times."""
    groups = [each for each in rows if each["group"]]
    return all(
        released.state(each) == released.SUPPRESSED
        and not any(isinstance(each[name], int) for name in ("counted", "of"))
        for each in groups
    )


def _parts(
    said: Mapping[str, Any], audience: str, measure: str, by: str, rows: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str, str]]:
    """Return the parts of a measure: what each is called, its figure, its numbers."""
    told = said["audiences"][audience]
    decimals, round_to = told["decimals"], told["round_to"]
    groups = in_order(said["return"], by, [each for each in rows if each["group"]], lambda each: each["group"])
    named = [(meaning(said["return"], by, each["group"]), each) for each in groups]
    if measure not in said.get("settled", {}).get(by, ()):
        return [(name, value(each, decimals), counts(each, round_to)) for name, each in named]
    # Of such a group all are counted or none: what it tells is how many of all it has.
    every = released.figures(said, audience, measure)[0]["of"]
    return [(name, number(each["of"]), f"of {number(every)}") for name, each in named if each["of"] != 0]


def _chart(title: str, rows: Sequence[Mapping[str, Any]], decimals: int) -> Chart | None:
    """Return the months as a run chart, one without a row as a gap; None where no month can be told."""
    told = {month_end(each["group"]): each for each in rows}
    if all(each["percentage"] is None for each in rows):
        return None
    points = [Point(day, told[day]["percentage"] if day in told else None) for day in month_ends(min(told), max(told))]
    values = {day: _value(each) for day, each in told.items()}
    run, _ = shares(points)
    last = run.known[-1]
    now = f"{title}: {shown.figure(last.value, '%', decimals)} in {date_format(last.day, 'F Y')}"
    return run_chart_drawing(
        run_points(run, values),
        title=now + (", with a change that is more than noise" if run.signals else ""),
        unit="%",
        decimals=decimals,
        usual=usual(run),
        marks=marks(run.signals),
        id_prefix="released",
    )
