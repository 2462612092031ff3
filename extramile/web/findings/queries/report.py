"""What is known of an inspection for its letter or report. What is not known has no words, and shows as missing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from extramile.core.frameworks import Outcome, Pack
from extramile.core.inspecting import Due, aftermath
from extramile.core.reporting import Known, Said, Template, TemplateSection, sections_due, template_for
from extramile.web.findings.models import FindingState, Judgement, SectionText
from extramile.web.findings.numbers import number, word
from extramile.web.findings.queries import findings as finding_queries
from extramile.web.frameworks.queries import deadlines
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose, Side
from extramile.web.inspections.queries.inspections import area_of, dates, entered_days, framework_of
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.queries.counts import Counts, counts

LEADERS = ("dcs", "ccg_lead", "icb_ceo", "icb_exec_send")
LEAD_INSPECTORS = frozenset({"lead_hmi", "ofsted_lead"})
FOR_FAMILIES = ("session for parents and young people", "sessions for parents and young people")
# Where nobody has said in full who came.
AT_LEAST = "at least "
PARTNERS = ("council", "icb", "nhs")


def template_of(inspection: Inspection) -> Template:
    """Return the template of this inspection's document; a peer challenge has a layout of our own."""
    report = framework_of(inspection).report_for(inspection.kind)
    return template_for(inspection.pack, None if inspection.purpose == Purpose.CHALLENGE else report)


def written_sections(inspection: Inspection) -> list[TemplateSection]:
    """Return the sections in which people write, in the order of the document."""
    return [each for each in template_of(inspection).sections if each.written]


def sections_to_write(scope: Scope, inspection: Inspection) -> list[TemplateSection]:
    """Return those of them that stand in the document: what is written only after another outcome is asked of nobody."""
    report = framework_of(inspection).report_for(inspection.kind)
    due = {each.id for each in sections_due(template_of(inspection), report, known(scope, inspection))}
    return [each for each in written_sections(inspection) if each.id in due]


def texts(inspection: Inspection) -> dict[str, SectionText]:
    """Return what stands in the sections that people write, by section: the newest text of each."""
    rows = SectionText.objects.filter(inspection=inspection).select_related("by").order_by("revision")
    return {each.section: each for each in rows}


def section_texts(inspection: Inspection, section: str) -> list[SectionText]:
    """Return every text that was saved for a section, oldest first."""
    return list(SectionText.objects.filter(inspection=inspection, section=section).select_related("by"))


def outcome_of(scope: Scope, inspection: Inspection) -> tuple[str, str]:
    """Return the outcome and its reasons, as far as this person may know them: agreed, or published; else empty."""
    if not embargo.holds(inspection):
        return inspection.outcome, inspection.outcome_why
    found = Judgement.objects.filter(inspection=inspection, state="agreed").first()
    if found is None or not embargo.may_read_findings(scope, inspection):
        return "", ""
    return found.outcome, found.why


def known(scope: Scope, inspection: Inspection) -> Known:
    """Return everything that a template may ask for."""
    pack = framework_of(inspection)
    outcome, why = outcome_of(scope, inspection)
    held = counts(inspection)
    return Known(
        blanks={**_about(scope, inspection, pack), **_counted(held), **_concluded(pack, outcome, why)},
        outcome=outcome,
        findings=_findings(scope, inspection),
        follows=_follows(scope, inspection, pack, outcome),
        partners=[(each.name, each.get_kind_display()) for each in organisations(scope) if each.kind in PARTNERS],
        leaders=_people(inspection, pack, side=Side.LOCAL, role__in=LEADERS),
        team=_people(inspection, pack, side=Side.VISITING),
        addressees=[
            f"{name}, {post}" if post else name for name, post, _ in _people(inspection, pack, role__in=LEADERS)
        ],
        counts=_figures(held),
        texts={section: each.words for section, each in texts(inspection).items()},
    )


def day(found: date | None) -> str | None:
    """Return a day as people say it."""
    return date_format(found, "j F Y") if found else None


def _about(scope: Scope, inspection: Inspection, pack: Pack) -> dict[str, str | None]:
    days = dates(scope, inspection)
    bodies = {each.kind: each.name for each in organisations(scope)}
    lead = inspection.participants.filter(side=Side.VISITING, role__in=LEAD_INSPECTORS, left_at=None).first()
    kind = pack.kind(inspection.kind).name
    return {
        "area": area_of(scope),
        "partnership": scope.partnership.name,
        "framework": pack.name,
        "kind": inspection.get_purpose_display() if inspection.purpose == Purpose.CHALLENGE else kind,
        "inspectorates": " and ".join(f"the {each}" if " " in each else each for each in pack.inspectorates),
        "notified": day(days.day_of("notification")),
        "first_day": day(days.day_of("fieldwork-start")),
        "last_day": day(days.day_of("fieldwork-end")),
        "previous": inspection.follows.title if inspection.follows else None,
        "lead_inspector": lead.name if lead else None,
        "council": bodies.get("council"),
        "board": bodies.get("icb"),
        "published": day(inspection.published_on),
    }


def _people_in_groups(held: Counts) -> str | None:
    if held.participants is None:
        return None
    return (AT_LEAST if held.participants_unknown else "") + number(held.participants, "person", "people")


def _counted(held: Counts) -> dict[str, str | None]:
    """Return the counts in words; nothing is known of a timetable in which nothing stands."""
    if not held.sessions:
        return {}
    return {
        "duration": number(held.duration_days, "day", "days") if held.duration_days else None,
        "visits": number(held.visits, "visit to a school or setting", "visits to schools and settings"),
        "focus_groups": number(held.focus_groups, "focus group", "focus groups"),
        "participants": _people_in_groups(held),
        "sessions_for_families": number(held.sessions_for_families, *FOR_FAMILIES),
    }


def _figures(held: Counts) -> list[tuple[str | None, str]]:
    some = bool(held.sessions)

    more = bool(held.participants_unknown)

    def figure(count: int | None, one: str, many: str, least: str = "") -> tuple[str | None, str]:
        return (None if count is None or not some else f"{least}{count:,}", word(count or 0, one, many))

    return [
        figure(held.visits, "visit to a school or setting", "visits to schools and settings"),
        figure(held.focus_groups, "focus group", "focus groups"),
        figure(held.participants, "person in focus groups", "people in focus groups", AT_LEAST if more else ""),
        figure(held.sessions_for_families, *FOR_FAMILIES),
    ]


def _concluded(pack: Pack, outcome: str, why: str) -> dict[str, str | None]:
    found = _outcome(pack, outcome)
    if found is None:
        return {}
    mark = " (unverified)" if found.unverified else ""
    return {
        "outcome": f"{found.name}{mark}",
        "outcome_wording": found.official_wording,
        "outcome_meaning": found.plain,
        "outcome_why": why or None,
    }


def _outcome(pack: Pack, outcome: str) -> Outcome | None:
    return next((each for each in pack.outcomes if each.id == outcome), None)


def _findings(scope: Scope, inspection: Inspection) -> list[Said]:
    """Return the findings: under embargo all that stand, each that waits with its mark; published, what was let pass."""
    held = embargo.holds(inspection)
    return [
        Said(
            each.kind,
            each.words,
            tuple(each.criteria),
            tuple(sorted(body.name for body in each.responsible.all())),
            waits=each.state != FindingState.MODERATED,
        )
        for each in finding_queries.findings(scope, inspection)
        if held or each.state == FindingState.MODERATED
    ]


def _follows(scope: Scope, inspection: Inspection, pack: Pack, outcome: str) -> list[tuple[str, str]]:
    if _outcome(pack, outcome) is None:
        return []
    held: Mapping[str, Any] = {each.id: each for each in deadlines(scope, pack)}
    found = []
    for each in aftermath(pack, inspection.kind, outcome, entered_days(inspection), held).follows:
        said = [_when(each.due)] if each.due else []
        found.append((each.consequence.words, ", ".join([*said, *(["unverified"] if each.unverified else [])])))
    return found


def _when(due: Due) -> str:
    """Return when something is due, no surer than its rule: only what comes no later than a day is due by it."""
    if due.day is None:
        return due.rule if due.deadline.known else "by when is not known"
    if due.entered:
        return f"on {day(due.day)}"
    before = {"no-later-than": "by ", "about": "about ", "exactly": "on "}[due.deadline.bound]
    return f"{before}{day(due.until or due.day)}"


def _people(inspection: Inspection, pack: Pack, **wanted: Any) -> list[tuple[str, str, str]]:
    roles = {each.id: each.name for each in pack.roles}
    rows = inspection.participants.filter(left_at=None, **wanted).select_related("organisation")
    return [
        (each.name, each.post or roles.get(each.role, ""), each.organisation.name if each.organisation else "")
        for each in rows
    ]
