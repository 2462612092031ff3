"""Questions to the national facts, asked in the terms of pages. Views call these and never the core."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from extramile.core.definitions import folder
from extramile.core.national import (
    Answer,
    Comparison,
    Headline,
    IndicatorInfo,
    Inspection,
    LocalArea,
    PublishedShare,
    RankedArea,
    Selection,
    Series,
    Summary,
    answer,
    answer_all,
    compare,
    headlines,
    ranking,
    select,
    summarise,
    values,
)
from extramile.core.themes import Theme, theme_list
from extramile.core.vocabulary import NotFoundError, Source
from extramile.web.library.forms import FindingFilterForm
from extramile.web.library.national import national
from extramile.web.library.presenters.indicators import slug
from extramile.web.library.queries import FindingFilters

# From when the share of statements of action is counted, as the published 53% was.
COUNTED_FROM = date(2017, 3, 1)
# England's own code in the published figures.
ENGLAND = "E92000001"

# What an area's page and a new profile show first.
FIRST_INDICATORS = ("SEN_EHC_Excpt_20wks", "SEN_TotStat", "SEN_PEC_OUTCOME_COM_4WKS", "SEN_AppealableDec")


def inspections(used: dict) -> tuple[Selection, Summary]:
    """Return the inspections that fit, and the summary of all outcomes among those that fit all but the outcome."""
    filters = {key: value for key, value in used.items() if key not in {"outcome", "page"}}
    filters.setdefault("framework", "2023")
    reference = national()
    selection = select(reference.register, **filters)
    summary = summarise(selection)
    if used.get("outcome"):
        chosen = tuple(each for each in selection.inspections if each.outcome == used["outcome"])
        selection = Selection(selection.filters, chosen, selection.left_out)
    return selection, summary


def summaries_by_region(used: dict) -> list[tuple[str, Summary]]:
    """Return the summary of each region, and England's last."""
    regions = [region.name for region in national().areas.regions.all()]
    return [(name, inspections({**used, "region": name})[1]) for name in regions] + [("England", inspections(used)[1])]


def inspection(identifier: str) -> Inspection | None:
    """Return an inspection of the register, or None."""
    try:
        return national().register.get(identifier)
    except NotFoundError:
        return None


def area(code: str) -> LocalArea | None:
    """Return an area by its code, or None."""
    reference = national()
    return reference.areas.get(code) if reference.areas.has(code) else None


def area_named(text: str) -> LocalArea:
    """Return the area that a person named, or raise NotFoundError with the nearest names."""
    return national().areas.find(text)


def areas_by_region() -> list[tuple[str, list[LocalArea]]]:
    """Return today's areas, region by region."""
    areas = national().areas
    return [(region.name, list(areas.in_region(region.name))) for region in areas.regions.all()]


def former_areas() -> list[LocalArea]:
    """Return the areas that no longer exist."""
    return [each for each in national().areas.all() if not each.current]


def relatives(of: LocalArea) -> list[tuple[str, LocalArea]]:
    """Return what an area was before and became after, each with the word for it."""
    areas = national().areas
    return [("Before", areas.get(code)) for code in of.predecessors if areas.has(code)] + [
        ("Now", areas.get(code)) for code in of.successors if areas.has(code)
    ]


def area_name(code: str) -> str:
    """Return the name of an area, "" for none."""
    found = area(code)
    return found.name if found else ""


def area_or_problem(text: str) -> tuple[LocalArea | None, str]:
    """Return the area that a person named, or a sentence that says which names are near."""
    try:
        return national().areas.find(text), ""
    except NotFoundError as error:
        return None, str(error)


def areas_containing(text: str) -> list[LocalArea]:
    """Return the areas whose name contains what was typed, for somebody who typed a part of it."""
    wanted = text.casefold()
    return [each for each in national().areas.all() if wanted in each.name.casefold()]


def inspections_of(code: str) -> tuple[Inspection, ...]:
    """Return an area's inspections, newest first."""
    return national().register.of_area(code)


@lru_cache(maxsize=4)
def _slugs(version: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for info in national().indicators.all():
        name = slug(info.code)
        if name in found:
            raise RuntimeError(f"two indicators share the address {name}: {found[name]}, {info.code}")
        found[name] = info.code
    return found


def indicator_by_slug(name: str) -> IndicatorInfo | None:
    """Return the indicator whose page has this address, or None."""
    code = _slugs(national().version).get(name)
    return national().indicators.get(code) if code else None


def indicator_codes() -> set[str]:
    """Return every indicator's code."""
    return {info.code for info in national().indicators.all()}


def topics() -> list[tuple[str, tuple[IndicatorInfo, ...]]]:
    """Return the indicators by topic, children with SEN first, since they are what this library is about."""
    indicators = national().indicators
    ordered = sorted(indicators.topics(), key=lambda topic: "SEN" not in topic)
    return [(topic, indicators.of_topic(topic)) for topic in ordered]


def indicators_matching(text: str) -> list[IndicatorInfo]:
    """Return the indicators whose title, code or definition has the words typed, or most of them if none has all."""
    words = text.casefold().split()
    found = [
        (sum(word in f"{info.title} {info.code} {info.definition} {info.topic}".casefold() for word in words), info)
        for info in national().indicators.all()
    ]
    most = max((count for count, _ in found), default=0)
    # All words, if any indicator has them; else those that have most of them, so that one word too many finds something.
    least = most if most == len(words) else max(most, 1)
    return [info for count, info in found if count >= least]


def comparison(code: str, place: str, period: str | None = None) -> Comparison:
    """Return an area beside the others on one indicator."""
    return compare(national(), code, place, period)


def profile(place: str, codes: list[str]) -> list[Comparison]:
    """Return an area on several indicators; codes that do not exist are left out."""
    known = indicator_codes()
    return [compare(national(), code, place) for code in dict.fromkeys(codes) if code in known]


def plans_in_figures(place: str) -> list[tuple[Headline, Headline]]:
    """Return the figures on EHC plans that people ask for first, of an area and of England."""
    whole = {each.name: each for each in headlines(national())}
    return [(each, whole[each.name]) for each in headlines(national(), place) if each.name in whole]


def neighbours_chosen() -> str:
    """Return the edition of the list of statistical neighbours, such as "May 2025"."""
    return national().sources["neighbours"].release


def ranked(code: str, period: str | None) -> tuple[RankedArea, ...]:
    """Return all areas in order on one indicator."""
    return ranking(national(), code, period)


def series(code: str) -> Series:
    """Return the figures of an indicator."""
    return national().indicators.series(code)


def share(counted: Sequence[str], of: Sequence[str]) -> PublishedShare:
    """Return a share that is made of published counts, each named by its file and its heading."""
    return PublishedShare(national().statistics, counted, of)


def statistics_source(file: str) -> Source:
    """Return where a published file of statistics comes from."""
    return national().sources[f"statistics_{file}"]


def region_code(place: str) -> str:
    """Return the code of an area's region, "" where it has none."""
    found = area(place)
    return national().areas.regions.find(found.region).code if found and found.region else ""


def areas_without_value(found: tuple[RankedArea, ...]) -> list[str]:
    """Return the names of today's areas that are not in the list because they have no value."""
    there = {each.code for each in found}
    return [each.name for each in national().areas.current() if each.code not in there]


def england(code: str, period: str) -> float | None:
    """Return England's figure."""
    return series(code).figure(ENGLAND, period).value


def england_points(code: str) -> list[tuple[str, float | None]]:
    """Return England's figures, first to last."""
    found = series(code)
    return [(period, found.figure(ENGLAND, period).value) for period in found.periods]


def all_values(code: str, region: str = "", period: str = "") -> list[dict[str, Any]]:
    """Return the figures of an indicator as plain rows: areas (of one region, if asked), regions and England."""
    return values(national(), code, region=region or None, period=period or None)


def region_names() -> list[str]:
    """Return the names of the nine regions."""
    return [region.name for region in national().areas.regions.all()]


def region_name(text: str) -> str:
    """Return the region that was asked for, "" for none or one that does not exist."""
    return text if text in region_names() else ""


def is_in(code: str, region: str) -> bool:
    """Say whether an area lies in the region; "" is all of England."""
    return not region or national().areas.get(code).region == region


def neighbour_names(code: str) -> dict[str, str]:
    """Return an area's statistical neighbours: code → name, closest first."""
    return {each.code: each.name for each in national().neighbours(code)}


def filter_names(filters: FindingFilters, form: FindingFilterForm) -> dict[str, str]:
    """Return the words for what filters carry as codes: "theme:annual-reviews" → "Annual reviews"."""
    names = {
        f"{name}:{value}": text for name in ("kind", "theme", "outcome") for value, text in form.fields[name].choices
    }
    for name, code in (("area", filters.area), ("near", filters.neighbours_of)):
        names[f"{name}:{code}"] = area_name(code)
    return names


def neighbours(code: str) -> dict[str, str]:
    """Return an area's statistical neighbours: code → how close."""
    return {each.code: each.closeness for each in national().neighbours(code)}


@lru_cache(maxsize=2)
def _tile_map(version: str) -> tuple[tuple[str, str, int, int], ...]:
    lines = (folder() / "tile_map.csv").read_text("utf-8").splitlines()
    names = lines[0].split(",")
    rows = [dict(zip(names, line.split(","), strict=True)) for line in lines[1:] if line]
    areas = national().areas
    return tuple((row["code"], areas.get(row["code"]).name, int(row["column"]), int(row["row"])) for row in rows)


def tile_map() -> tuple[tuple[str, str, int, int], ...]:
    """Return where each area of today stands in the tile map: code, name, column, row."""
    return _tile_map(national().version)


def totals() -> tuple[int, int, int]:
    """Return how many inspections, areas of today and indicators there are."""
    reference = national()
    return len(reference.register), len(reference.areas.current()), len(reference.indicators.all())


def latest_inspections(most: int = 6) -> list[Inspection]:
    """Return the inspections whose reports were published last."""
    known = [each for each in national().register if each.published]
    return sorted(known, key=lambda each: (each.published, each.area), reverse=True)[:most]


def public_names() -> tuple[list[str], list[str], list[str], list[str]]:
    """Return what names the public pages: area codes, inspection ids, indicator codes, question ids."""
    reference = national()
    return (
        [each.code for each in reference.areas.all()],
        [each.id for each in reference.register],
        [each.code for each in reference.indicators.all()],
        [each.question.name for each in all_answers()],
    )


# What the tables are called on the page about the data; a statistic is named after its file.
TABLES = {
    "areas": "Local areas",
    "register": "Register of inspections",
    "neighbours": "Statistical neighbours",
    "indicators": "Indicators",
    "indicator_values": "Figures of the indicators",
}


def sources() -> list[tuple[str, Source]]:
    """Return each table of national facts, by the name that readers see, with its source."""
    found = national().sources
    named = [(words, found[name]) for name, words in TABLES.items() if name in found]
    statistics = [
        (f"EHC plans: {name.removeprefix('statistics_').replace('_', ' ')}", source)
        for name, source in sorted(found.items())
        if name.startswith("statistics_")
    ]
    return named + statistics


def theme_lines() -> tuple[Theme, ...]:
    """Return the list of themes."""
    return theme_list().themes


def all_areas() -> tuple[LocalArea, ...]:
    """Return every area, former ones included."""
    return national().areas.all()


def area_record(of: LocalArea) -> dict[str, Any]:
    """Return an area as plain values."""
    record = asdict(of)
    for name in ("from_date", "to_date"):
        record[name] = record[name].isoformat() if record[name] else None
    return {**record, "current": of.current}


# The questions shown on the home page and under the register; all are on the questions page.
FEATURED = ("statements-since-march-2017", "statements-whole-round", "outcomes-2023-and-2024")


def featured_answers() -> list[Answer]:
    """Return the answers that the home page shows."""
    return [answer(national().register, name) for name in FEATURED]


def all_answers() -> tuple[Answer, ...]:
    """Return every saved question with its answer."""
    return answer_all(national().register)


def answer_named(name: str) -> Answer | None:
    """Return the answer to a saved question, or None if there is no question of this name."""
    try:
        return answer(national().register, name)
    except NotFoundError:
        return None


def other_readings(of: Answer) -> list[Answer]:
    """Return the answers to the same published statement, read in other ways: those with the same source."""
    return [
        each
        for each in all_answers()
        if each.question.source == of.question.source
        and each.question.outcome == of.question.outcome
        and each.question.name != of.question.name
        and of.question.source != "the register"
    ]


def then_and_there(of_area: tuple[Inspection, ...]) -> tuple[Inspection | None, Answer | None]:
    """Return an area's inspection of 2016 to 2022, and the share of statements among the areas before it.

    Counted like the published 53%: inspections begun on or after 1 March 2017 whose letter came out before this one.
    """
    found = next((each for each in of_area if each.framework == "2016" and each.published and each.started), None)
    if found is None or found.started < COUNTED_FROM:
        return None, None
    reference = national()
    chosen = select(
        reference.register,
        framework="2016",
        started_from=COUNTED_FROM,
        published_by=found.published - timedelta(days=1),
    )
    model = answer(reference.register, FEATURED[0]).question
    return found, Answer(model, summarise(chosen))
