"""Words for a report that was read: in the library, or just uploaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from extramile.core.national import Inspection
from extramile.web.library.models import Kind, Report
from extramile.web.library.presenters.findings import Card, paragraphs, themes
from extramile.web.library.presenters.inspections import InspectionPage, Line, day
from extramile.web.library.words import KIND_HEADINGS, KIND_TONES, OUTCOME_BY_NUMBER, OUTCOMES


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind."""

    heading: str
    id: str
    cards: list[Card]


def groups(cards: list[Card]) -> list[Group]:
    """Return findings by kind: what must be acted on first, the rest in the order of the report."""
    order = [Kind.PRIORITY_ACTION, Kind.EFFECTIVE, Kind.IMPROVE, Kind.AREA_FOR_IMPROVEMENT]
    found = [(kind, [card for card in cards if card.kind == kind]) for kind in order]
    return [Group(KIND_HEADINGS[Kind(kind)], kind.replace("_", "-"), of_kind) for kind, of_kind in found if of_kind]


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read besides the findings."""

    file: str
    loaded: str
    warnings: list[str]
    lines: list[Line]
    sections: list[tuple[str, str, str]]
    fictional: bool
    json_href: str


def _days(start: str | None, end: str | None) -> str:
    if not start:
        return "not read"
    first = date.fromisoformat(start)
    last = date.fromisoformat(end) if end else first
    return day(first) if last == first else f"{day(first)} to {day(last)}"


def facts(reading: Mapping[str, Any]) -> list[Line]:
    """Return the facts of a reading, each with the words it was read from and their page."""

    def printed(name: str) -> str:
        found = reading["printed"].get(name)
        return f"Printed on page {found['page']}: “{found['text']}”" if found else ""

    outcome = OUTCOMES[OUTCOME_BY_NUMBER[reading["outcome"]]].words if reading["outcome"] else "not read"
    years, months = reading["next_full_inspection_years"], reading["monitoring_within_months"]
    yes_no = {True: "yes", False: "no", None: "not read"}
    before = "; ".join(_days(each["start"], each["end"]) for each in reading["previous_inspections"])
    return [
        Line("Area", reading["area"] or "not read", printed("area")),
        Line(
            "Days of the inspection",
            _days(reading["inspection_start"], reading["inspection_end"]),
            printed("inspection_start") or printed("inspection_dates"),
        ),
        Line("Previous visits", before or "none printed", printed("previous_inspections")),
        Line("Outcome", outcome, printed("outcome")),
        Line(
            "Next full inspection",
            f"within about {years} years" if years else "not read",
            printed("next_full_inspection_years"),
        ),
        Line(
            "Monitoring inspection",
            f"within about {months} months" if months else "none",
            printed("monitoring_within_months"),
        ),
        Line(
            "Priority action plan required",
            yes_no[reading["priority_action_plan_required"]],
            printed("priority_action_plan_required"),
        ),
        Line(
            "Strategic plan to be updated", yes_no[reading["strategic_plan_update"]], printed("strategic_plan_update")
        ),
        Line("Local authority", reading["local_authority"] or "not read", printed("local_authority")),
        Line("Integrated care boards", "; ".join(reading["icbs"]) or "not read", printed("icbs")),
    ]


def _sections(reading: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return the sections that are running text: the findings stand above, tables among the facts."""
    shown = {"context", "experience", "about"}
    return [
        (
            each["title"],
            "page " + " to ".join(str(page) for page in sorted({each["pages"][0], each["pages"][-1]})),
            each["text"],
        )
        for each in reading["sections"]
        if each["id"] in shown and each["text"] and each["pages"]
    ]


def reading(report: Report) -> ReadReport:
    """Return what a kept report says, besides its findings."""
    return ReadReport(
        file=report.file_name,
        loaded=day(report.loaded_at.date()),
        warnings=report.reading["warnings"],
        lines=facts(report.reading),
        sections=_sections(report.reading),
        fictional=report.is_fictional,
        json_href=reverse("library:inspection-json", args=[report.slug]),
    )


def differences(known: Inspection | None, report: Report) -> list[str]:
    """Return, in sentences, where the register and the report as it stands in the library say different things."""
    if known is None:
        return []
    said = []
    outcome = OUTCOME_BY_NUMBER.get(report.outcome or 0)
    if outcome and outcome != known.outcome:
        said.append(
            f"The register has the outcome “{OUTCOMES[known.outcome].words}”, the report “{OUTCOMES[outcome].words}”."
        )
    for name, words in (("started", "first day"), ("ended", "last day"), ("published", "day of publication")):
        here, there = getattr(known, name), getattr(report, name)
        if here and there and here != there:
            said.append(f"The register has {day(here)} as the {words}, the report {day(there)}.")
    return said


def standing_facts(report: Report) -> str:
    """Return the facts of a report that can be corrected, as they stand, in a sentence."""
    outcome = OUTCOMES[OUTCOME_BY_NUMBER[report.outcome]].words if report.outcome else "outcome not known"
    days = f"{day(report.started)} to {day(report.ended)}"
    return f"{outcome}; inspected {days}; published {day(report.published)}."


def page_of_report(report: Report) -> InspectionPage:
    """Return the head of a page for a report whose inspection is not in the register."""
    outcome = OUTCOMES[OUTCOME_BY_NUMBER[report.outcome]] if report.outcome else None
    kind = "fictional example" if report.is_fictional else "not in the register"
    years = report.reading["next_full_inspection_years"]
    return InspectionPage(
        title=f"{report.area_name}: full inspection, {report.started:%B %Y}" if report.started else report.area_name,
        eyebrow=f"Full inspection · {report.framework} framework · {kind}",
        lede=outcome.sentence if outcome else "The outcome could not be read.",
        outcome=outcome.words if outcome else "Outcome not read",
        tone=outcome.tone if outcome else "quiet",
        fact=f"Next full inspection within about {years} years" if years else "",
        fact_note=f"Published {day(report.published)}." if report.published else "Publication day not known.",
        lines=[],
        report_address="",
        confidence="",
        sources=[],
    )


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A report that was uploaded and read, and is not kept."""

    title: str
    lede: str
    file: str
    warnings: list[str]
    lines: list[Line]
    groups: list[Group]
    sections: list[tuple[str, str, str]]
    total: int


LISTS = {
    Kind.EFFECTIVE: "effective",
    Kind.IMPROVE: "improve",
    Kind.PRIORITY_ACTION: "priority_actions",
    Kind.AREA_FOR_IMPROVEMENT: "areas_for_improvement",
}


class _Tag:
    def __init__(self, tag: Mapping[str, Any]) -> None:
        self.theme, self.words = tag["theme"], tag["words"]


def _card(kind: Kind, position: int, item: Mapping[str, Any]) -> Card:
    return Card(
        key=f"{kind}-{position}",
        html=paragraphs(item["text"]),
        kind=kind,
        kind_words=kind.label,
        tone=KIND_TONES[kind],
        position=position,
        page=item["page"],
        responsible="For " + "; ".join(item["responsible"]) if item.get("responsible") else "",
        themes=themes(_Tag(tag) for tag in item["themes"]),
        href="",
        area="",
        when="",
        inspection_href="",
        corrected=False,
        fictional=False,
    )


def uploaded(result: Mapping[str, Any]) -> Uploaded:
    """Return an uploaded report in words."""
    cards = [
        _card(kind, position, item)
        for kind, name in LISTS.items()
        for position, item in enumerate(result[name], start=1)
    ]
    outcome = (
        OUTCOMES[OUTCOME_BY_NUMBER[result["outcome"]]].sentence
        if result["outcome"]
        else "The outcome could not be read."
    )
    return Uploaded(
        title=result["area"] or result["file"],
        lede=f"{outcome} {len(cards)} findings were read.",
        file=result["file"],
        warnings=list(result["warnings"]),
        lines=facts(result),
        groups=groups(cards),
        sections=_sections(result),
        total=len(cards),
    )
