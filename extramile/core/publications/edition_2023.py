"""The reader of the template of 2023: the area SEND full inspection report of Ofsted and the CQC.

Another edition of the template is another module of this shape: `recognises(lines)` and `read(...)`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from extramile.core.publications.details import Details, read_details, read_team
from extramile.core.publications.findings import bulleted, improvements, priority_actions
from extramile.core.publications.front_page import FrontPage
from extramile.core.publications.headings import Heading, Section, fold, sections_of
from extramile.core.publications.joining import Joiner
from extramile.core.publications.outcome import tells_outcome
from extramile.core.publications.pages import Line, Page
from extramile.core.publications.report import Finding, Loose, Report, Tag
from extramile.core.publications.report import Section as ReportSection
from extramile.core.publications.running_text import running_text

FRAMEWORK = "2023"

_BODY = r"(?:responsiblebod(?:y|ies))"
_ABOUT = r"(?:details|information)"
_PRIORITY = r"(?:areas?(?:for|of|requiring|needing))?priorityactions?"
# In the order of the template. Patterns are for headings folded to their letters.
HEADINGS = (
    Heading("outcome", re.compile(r"(?:inspection)?outcomes?(?:of(?:the|this)inspection)?")),
    Heading("partnership", re.compile(r"(?:information)?about(?:the|this)(?:local)?(?:area)?partnership")),
    Heading("experience", re.compile(r"what(?:isit|itis|its)like.*")),
    Heading("effective", re.compile(r"what.*(?:effective(?:ly)?|(?:go|do|work)(?:ing|es|s)?well|donewell|strengths?)")),
    Heading("improve", re.compile(r"what.*(?:better|improved?)")),
    Heading("priority_actions", re.compile(rf"{_BODY}?{_PRIORITY}|{_BODY}")),
    Heading("areas_for_improvement", re.compile(r"(?:other)?areas?(?:for|of|to)improve(?:ments?)?")),
    Heading(
        "details", re.compile(rf"(?:local)?area(?:partnership)?{_ABOUT}|{_ABOUT}of(?:the|this)?localareapartnership")
    ),
    # The headers of the two tables that name people. They end the findings even where the heading above is missing, so
    # that no name is ever taken for a part of a finding or of the running text.
    Heading("details", re.compile(r"localauthorit(?:y|ies)(?:nhs)?integratedcareboards?(?:icbs?)?"), stays=True),
    Heading("about", re.compile(r"(?:information)?about(?:this|the)inspection")),
    Heading("team", re.compile(r"(?:the)?inspection(?:team|ors)|(?:the)?inspectors")),
    Heading("team", re.compile(r"ofsted(?:and)?(?:the)?(?:carequalitycommission(?:cqc)?|cqc)"), stays=True),
    Heading(
        "standing", re.compile(r"theofficeforstandardsineducation|ifyouarenothappywith|ifyouwouldlikeacopy"), opens=True
    ),
)
_SEND = r"(?:send|specialeducationalneedsand(?:or)?disabilit(?:y|ies)(?:send)?)"
_TITLE = re.compile(rf"area{_SEND}(?:full)?(?:re)?inspection|inspectionof.{{2,80}}localareapartnership")
_MONITORING = re.compile(rf"area{_SEND}monitoringinspection")
# So many lines hold the title, the dates and the box of the outcome, whatever stands above them.
_HEAD = 60
# How the headings begin, so that the other lines are passed over quickly.
_BEGINNINGS = (
    *("insp", "outcome", "info", "about", "what", "resp", "area", "prio", "other a", "local", "details", "ofsted"),
    *("the insp", "the office", "if you"),
)
_NAMES = {
    "effective": "what is effective",
    "improve": "what needs to do better",
    "priority_actions": "areas for priority action",
    "areas_for_improvement": "areas for improvement",
}


class TagLike(Protocol):
    """A theme and the words that gave it, as the themes package returns them."""

    @property
    def theme(self) -> str:
        """The id of the theme."""
        ...

    @property
    def words(self) -> Sequence[str]:
        """The words of the text that say so."""
        ...


# The text of a finding → its themes.
Tagger = Callable[[str], Sequence[TagLike]]


def recognises(lines: Sequence[Line]) -> bool:
    """Say whether this is a report of the edition, by its title and by its first heading or what stands under it."""
    folded = fold(" ".join([line.text for line in lines[:_HEAD]]))
    if _MONITORING.search(folded) or not _TITLE.search(folded):
        return False
    return "inspectionoutcome" in folded or tells_outcome(folded)


def read(
    pages: Sequence[Page],
    body: Sequence[Line],
    running: Sequence[Line],
    *,
    file: str,
    tag: Tagger | None,
) -> Report:
    """Read the report from the lines of its body; `running` are the footers, which only confirm."""
    joiner = Joiner(body)
    by_number = {page.number: page for page in pages}
    parts = {section.id: section for section in sections_of(body, "title", HEADINGS, _BEGINNINGS)}
    page_one = [line for line in body if line.page == 1]
    front = FrontPage(parts["title"].lines, parts.get("outcome"), page_one=page_one, running=running, joiner=joiner)
    details = read_details(parts.get("details"), by_number, joiner)
    ofsted, cqc = read_team(parts.get("team"), by_number, joiner)
    loose: list[Loose] = []
    known = (*([details.local_authority] if details.local_authority else []), *details.icbs)
    found = {
        "effective": bulleted(parts.get("effective"), joiner, loose),
        "improve": bulleted(parts.get("improve"), joiner, loose),
        "priority_actions": priority_actions(parts.get("priority_actions"), by_number, joiner, known, loose),
        "areas_for_improvement": improvements(parts.get("areas_for_improvement"), by_number, joiner, loose),
    }
    warnings = [*front.warnings, *_missing(found, front.outcome.outcome, details), *_about_loose(loose)]
    if "team" not in parts:
        warnings.append("The inspection team was not found: look whether names of people stand in the text.")
    if tag is not None:
        found = {kind: tuple(_with_themes(each, tag) for each in findings) for kind, findings in found.items()}
    return Report(
        file=file,
        framework=FRAMEWORK,
        area=front.area,
        la_code=None,
        inspection=front.inspection,
        previous_inspections=front.previous,
        outcome=front.outcome.outcome,
        next_full_inspection_years=front.outcome.next_full_inspection_years,
        monitoring_within_months=front.outcome.monitoring_within_months,
        priority_action_plan_required=front.outcome.priority_action_plan_required,
        strategic_plan_update=front.outcome.strategic_plan_update,
        local_authority=details.local_authority,
        icbs=details.icbs,
        other_partners=details.others,
        **found,
        sections=tuple(_section(part, joiner, details, found, loose) for part in parts.values()),
        unclassified=tuple(loose),
        warnings=tuple(warnings),
        printed={**front.printed, **(details.printed or {})},
        inspectors_ofsted=ofsted,
        inspectors_cqc=cqc,
    )


def _section(
    part: Section, joiner: Joiner, details: Details, found: dict[str, tuple[Finding, ...]], loose: Sequence[Loose]
) -> ReportSection:
    """Return the section with its text; those that name people have it in two versions."""
    people = ""
    if part.id in {"effective", "improve"} and not any(each.section == part.id for each in loose):
        text = "\n".join(f"• {finding.text}" for finding in found[part.id])  # joined once already
    else:
        text = running_text(part.lines, joiner)
    if part.id in {"details", "team"}:
        people = text
        text = details.text() if part.id == "details" else ""
    return ReportSection(part.id, joiner.join(part.title), tuple(part.pages), text, people)


def _with_themes(finding: Finding, tag: Tagger) -> Finding:
    tags = tag(finding.text)
    return replace(finding, themes=tuple(Tag(each.theme, tuple(each.words)) for each in tags)) if tags else finding


def _missing(found: dict[str, tuple[Finding, ...]], outcome: int | None, details: Details) -> list[str]:
    """Return a warning for each part that a report of this outcome has, and this one seems not to have."""
    missing = [
        f"No findings were found under “{name}”."
        for kind, name in _NAMES.items()
        if not found[kind] and (kind != "priority_actions" or outcome == 3)
    ]
    if outcome in {1, 2} and found["priority_actions"]:
        missing.append("There are areas for priority action, which go with the lowest outcome only.")
    if not details.local_authority:
        missing.append("The local authority's name could not be read from the details table.")
    if not details.icbs:
        missing.append("The integrated care board's name could not be read from the details table.")
    missing += [
        f"The responsible body of priority action {place} could not be read."
        for place, action in enumerate(found["priority_actions"], start=1)
        if not action.responsible
    ]
    return missing


def _about_loose(loose: Sequence[Loose]) -> list[str]:
    if not loose:
        return []
    places = ", ".join(str(page) for page in sorted({each.page for each in loose}))
    return [f"Text on page {places} belongs to no finding; it is kept as unclassified text."]
