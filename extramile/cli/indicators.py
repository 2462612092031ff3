"""The published indicators on the command line."""

from typing import Any

import click

from extramile.cli.printing import number, print_csv, print_json, print_table
from extramile.core.national import Comparison, open_reference
from extramile.core.national import compare as compare_areas
from extramile.core.national import values as all_values

_LIST_HEADINGS = {
    "code": "Indicator",
    "title": "Title",
    "topic": "Topic",
    "polarity": "Good is",
    "latest": "Latest",
}
_CSV_COLUMNS = ("code", "title", "topic", "polarity", "unit", "decimals", "year_type", "latest", "publication", "link")
_GOOD = {"high": "high", "low": "low", "none": "neither"}


@click.command("list")
@click.option("--topic", help="One topic; the beginning of its name is enough.")
@click.option("--format", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def list_indicators(topic: str | None, format: str) -> None:
    """List the indicators, by the publisher's topics."""
    indicators = open_reference().indicators
    rows = [info.to_dict() for info in (indicators.of_topic(topic) if topic else indicators.all())]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, _CSV_COLUMNS)
    else:
        print_table([{**row, "polarity": _GOOD[row["polarity"]]} for row in rows], _LIST_HEADINGS)
        click.echo(f"\n{len(rows)} indicators.")


@click.command()
@click.argument("indicator")
@click.option("--area", required=True, help="An area by name or code.")
@click.option("--period", help="A period as printed, such as 2024 or 2019/20; the latest without it.")
@click.option("--format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def compare(indicator: str, area: str, period: str | None, format: str) -> None:
    """Show one area beside its statistical neighbours, its region, England and its own past.

    INDICATOR is a short code of the Local Authority Interactive Tool, or a title.
    """
    comparison = compare_areas(open_reference(), indicator, area, period)
    if format == "json":
        print_json(comparison.to_dict())
    else:
        _print_comparison(comparison)


@click.command("values")
@click.argument("indicator")
@click.option("--region", help="One region, or Inner or Outer London; all of England without it.")
@click.option("--period", help="A period as printed; all of them without it.")
@click.option("--format", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def list_values(indicator: str, region: str | None, period: str | None, format: str) -> None:
    """Print the figures of all areas, regions and England on one indicator.

    INDICATOR is a short code of the Local Authority Interactive Tool, or a title. A figure that is not there says why.
    """
    rows = all_values(open_reference(), indicator, region=region, period=period)
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, tuple(rows[0]) if rows else ())
    else:
        headings = {"name": "Place", "kind": "Kind", "period": "Period", "value": "Value", "state": "State"}
        print_table(rows, headings)


def _print_comparison(comparison: Comparison) -> None:
    info, decimals = comparison.indicator, comparison.indicator.decimals
    click.echo(f"{info.title} ({info.code}), {comparison.period}. Unit: {info.unit}. Good is {_GOOD[info.polarity]}.\n")
    mean_decimals = max(decimals, 1)
    places: list[dict[str, Any]] = [
        {"name": comparison.area.name, "value": number(comparison.area.value, decimals)},
        {"name": "Mean of its neighbours", "value": number(comparison.neighbours_mean, mean_decimals)},
        {"name": comparison.region.name, "value": number(comparison.region.value, decimals), "how": _basis(comparison)},
        {"name": comparison.england.name, "value": number(comparison.england.value, decimals)},
    ]
    print_table(places, {"name": "Place", "value": "Value", "how": ""})
    click.echo("")
    if comparison.rank:
        click.echo(f"Rank {comparison.rank.position} of {comparison.rank.of}; 1 is best.")
    if comparison.quartile:
        click.echo(f"Quartile band {comparison.quartile}; A is best.")
    if comparison.change is not None:
        click.echo(f"Change from the period before: {comparison.change:+,.{decimals}f}.")
    for reason in comparison.cannot_compare:
        click.echo(reason)
    neighbours = [
        {"name": each.name, "value": number(each.value, decimals), "closeness": each.closeness}
        for each in comparison.neighbours
    ]
    click.echo("")
    print_table(neighbours, {"name": "Statistical neighbour", "value": "Value", "closeness": "Closeness"})
    trend = [{"period": each.period, "value": number(each.value, decimals)} for each in comparison.trend]
    click.echo("")
    print_table(trend, {"period": "Period", "value": comparison.area.name})
    click.echo(f"\nSource: {comparison.source['publication']}, {comparison.source['link']}")


def _basis(comparison: Comparison) -> str:
    return "" if comparison.region.basis == "published" else comparison.region.basis
