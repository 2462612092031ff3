"""No bundled fact is graded surer than the study it was taken from, and none claims a source without being there.

Entries with the study's own ids are compared by id. For the others `PLACES` says where in the study they stand; what
stands nowhere there is ours and may be no better than C.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from extramile.core.frameworks import Pack, packs
from tests.shared import SHARED, needs_shared

BEST_FIRST = "ABCR"

# Beginning of an entry's path → place in the study; the longest beginning that fits counts.
PLACES = {
    "send-2016": {
        "in_force": "pack",
        "versions": "pack.supersession",
        "kinds.inspection": "pack",
        "kinds.re-visit": "revisit.judgement",
        "criteria.questions": "criteria.0",
        "events.notification": "phases.1.activities.0",
        "events.fieldwork-start": "phases.2.days.0",
        "events.fieldwork-end": "phases.2.days.4",
        "events.report-received": "wsoa.deadline",
        "events.report-published": "phases.3.activities.1",
        "events.statement-submitted": "wsoa.deadline",
        "events.statement-accepted": "revisit.trigger",
        "deadlines.notice": "phases.1",
        "deadlines.fieldwork-length": "phases.2",
        "deadlines.letter-published": "phases.3.observed_lag.0",
        "deadlines.statement-due": "wsoa.deadline",
        "deadlines.revisit-due": "revisit.trigger",
        "deadlines.revisit-notice": "revisit.notice",
        "deadlines.revisit-length": "revisit.length",
        "deadlines.revisit-letter": "revisit.report",
        "deadlines.accelerated-plan-due": "revisit.if_any_insufficient",
        "phases.2016-P0": "phases.0.activities.0",
        "phases.2016-P2.typical_days": "phases.2.days.0",
        "phases.2016-P2.typical_days.tuesday": "phases.2.days.1",
        "phases.2016-P3": "phases.3.activities.1",
        "phases.2016-P6.activities": "roles.local.4",
        "requests.information": "data_requests.0",
        "finding_kinds.significant-weakness": "report_letter.sections.8",
        "finding_kinds.sufficient-progress": "revisit.judgement",
        "finding_kinds.insufficient-progress": "revisit.judgement",
        "outcomes.not-required": "outcomes.0",
        "outcomes.statement-of-action-required": "outcomes.1",
        "outcomes.statement-of-action-required.follows.1": "wsoa.monitoring",
        "outcomes.statement-of-action-required.follows.2": "revisit.trigger",
        "outcomes.sufficient-progress": "revisit.judgement",
        "outcomes.sufficient-progress.follows": "revisit.if_all_sufficient",
        "outcomes.insufficient-progress": "revisit.judgement",
        "outcomes.insufficient-progress.follows": "revisit.if_any_insufficient",
        "plans.written-statement-of-action": "wsoa.submitted_by",
        "plans.written-statement-of-action.parts": "wsoa.usual_parts",
        "plans.written-statement-of-action.fields": "wsoa.per_weakness_fields",
        "plans.accelerated-progress-plan": "revisit.if_any_insufficient",
        "reports.outcome-letter": "report_letter",
        "reports.revisit-letter": "revisit.report",
        "facts.no-grade": "report_letter",
        "facts.unit-inspected": "pack",
        "facts.population": "population",
        "facts.team-size": "roles.inspectors.3",
        "facts.volume-milton-keynes-2018": "phases.2.observed_volume.0",
        "facts.volume-warwickshire-2021": "phases.2.observed_volume.1",
        "facts.lag-northumberland": "phases.3.observed_lag.1",
        "facts.lag-milton-keynes": "phases.3.observed_lag.2",
        "facts.letter-length": "report_letter.length",
        "facts.evaluation-2020": "evaluation_of_framework.0",
        "facts.covid-suspension": "interruptions.0",
        "facts.interim-visits": "interruptions.1",
        "facts.revisits-start": "revisit.started",
        "facts.revisits-resume": "interruptions.2",
        "facts.inspections-resume": "interruptions.3",
        "facts.revisits-end": "interruptions.4",
        "facts.full-programme": "pack.full_inspections",
        "facts.superseded": "pack.supersession",
        "facts.statement-monitoring": "wsoa.monitoring",
        "facts.statement-published": "wsoa.publication",
    },
    "send-2023": {
        "in_force": "pack",
        "versions": "pack.versions.0",
        "kinds.full": "activity_types.0",
        "kinds.monitoring": "monitoring_inspection.purpose",
        "criteria.impact": "criteria.leadership_overall",
        "criteria.leadership": "criteria.leadership_overall",
        "criteria.alternative-provision": "criteria.alternative_provision",
        "events.notification": "calendar_rules.rules.0",
        "events.survey-opens": "calendar_rules.rules.4",
        "events.survey-closes": "calendar_rules.rules.4",
        "events.cases-named": "calendar_rules.rules.5",
        "events.fieldwork-start": "calendar_rules.rules.1",
        "events.on-site-start": "calendar_rules.rules.2",
        "events.fieldwork-end": "calendar_rules.rules.3",
        "events.report-received": "plans.priority_action_plan.deadline.statutory_wd",
        "events.report-published": "phases.4.activities.2",
        "events.plan-submitted": "phases.5.activities.1",
        "deadlines.CAL5-opens": "calendar_rules.rules.4",
        "deadlines.person-level-data": "phases.1.activities.4",
        "deadlines.strategic-plan-due": "plans.strategic_plan",
        "deadlines.priority-plan-draft": "plans.priority_action_plan.deadline.handbook_wd",
        "deadlines.next-full-positive": "outcomes.0",
        "deadlines.next-full-inconsistent": "outcomes.1",
        "deadlines.next-full-failings": "outcomes.2",
        "deadlines.monitoring-due": "outcomes.2",
        "deadlines.reform-plan-due": "changes_2024_2026.6",
        "phases.P0": "phases.0.activities.0",
        "phases.P1": "phases.1.activities.0",
        "phases.P2": "phases.2.activities.0",
        "phases.P3": "phases.3.activities.0",
        "phases.P4": "phases.4.activities.2",
        "phases.P5": "phases.5.activities.0",
        "phases.M1.activities": "monitoring_inspection.who_is_met",
        "tracking": "tracking",
        "requests.templates": "data_requests.templates.0",
        "requests.person-level": "data_requests.person_level.0",
        "requests.strategy-governance": "data_requests.strategy_governance.0",
        "requests.tracked-cases": "data_requests.tracked_case_pack.0",
        "finding_kinds.effective": "report_sections.6",
        "finding_kinds.improve": "report_sections.7",
        "finding_kinds.priority_action": "report_sections.8",
        "finding_kinds.area_for_improvement": "report_sections.9",
        "finding_kinds.progress": "monitoring_inspection.judgements",
        "finding_kinds.no-progress": "monitoring_inspection.judgements",
        "outcomes.typically-positive": "outcomes.0",
        "outcomes.inconsistent": "outcomes.1",
        "outcomes.widespread-failings": "outcomes.2",
        "outcomes.effective-action": "monitoring_inspection.judgements",
        "outcomes.not-effective-action": "monitoring_inspection.judgements",
        "plans.strategic-plan": "plans.strategic_plan",
        "plans.priority-action-plan": "plans.priority_action_plan.published",
        "plans.local-reform-plan": "changes_2024_2026.4",
        "reports.report": "report_sections.0",
        "facts.unit-inspected": "pack",
        "facts.main-focus": "pack",
        "facts.no-grade": "pack",
        "facts.outcome-labels": "outcome_mi_labels",
        "facts.population": "population",
        "facts.selection": "selection_factors",
        "facts.themes-of-visits": "thematic_visits.0",
        "facts.successor": "pack.successor",
        "facts.example-ealing": "calendar_rules.example",
        "facts.example-oxfordshire": "plans.priority_action_plan.deadline.example",
        "facts.monitoring-survey": "monitoring_inspection.family_survey",
        "facts.monitoring-known": "monitoring_inspection.who_is_met",
        "facts.several-icbs": "model_implications.0",
        "facts.responsible-differ": "model_implications.3",
        "facts.support-grows": "plans.support_and_challenge.0",
        "facts.stocktakes": "plans.support_and_challenge.1",
        "facts.notices": "plans.support_and_challenge.2",
        "facts.boards": "plans.support_and_challenge.3",
        "facts.pause-2024": "monitoring_inspection.pause",
        "facts.review-2025": "changes_2024_2026.1",
        "facts.by-2027": "changes_2024_2026.3",
        "facts.reform-plans": "changes_2024_2026.6",
        "facts.white-paper-2026": "changes_2024_2026.5",
        "facts.maturity-2026": "changes_2024_2026.7",
        "facts.icb-mergers-2026": "changes_2024_2026.8",
        "facts.two-plans-2026": "changes_2024_2026.9",
    },
}
# What follows an outcome stands elsewhere in the study.
SUPPORT = "plans.support_and_challenge.0"
PLACES["send-2023"] |= {
    "outcomes.typically-positive.follows.2": SUPPORT,
    "outcomes.inconsistent.follows.2": SUPPORT,
    "outcomes.widespread-failings.follows.3": SUPPORT,
}


def study_of(pack: Pack) -> dict[str, Any]:
    path = SHARED / "frameworks" / f"framework_{pack.id.removeprefix('send-')}.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


def graded(part: Any, grade: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield (id, grade) of everything in the study that has an id; a part without a grade has the one around it."""
    if isinstance(part, dict):
        grade = part.get("conf", grade)
        if "id" in part and grade is not None:
            yield str(part["id"]), grade
        for value in part.values():
            yield from graded(value, grade)
    elif isinstance(part, list):
        for value in part:
            yield from graded(value, grade)


def grade_at(study: Any, place: str) -> str:
    here, grade = study, "R"
    for step in place.split("."):
        here = here[int(step)] if isinstance(here, list) else here[step]
        if isinstance(here, dict):
            grade = here.get("conf", grade)
    return grade


@needs_shared
@pytest.mark.parametrize("pack", packs(), ids=[pack.id for pack in packs()])
def test_no_entry_is_surer_than_the_study(pack: Pack):
    study = study_of(pack)
    by_id = dict(graded(study))
    places = PLACES[pack.id]
    too_sure = []
    for path, entry in pack.entries():
        own = path.rpartition(".")[2]
        fitting = [each for each in places if path == each or path.startswith(f"{each}.")]
        if own in by_id:
            allowed = by_id[own]
        elif fitting:
            allowed = grade_at(study, places[max(fitting, key=len)])
        else:
            allowed = "C"
        if BEST_FIRST.index(entry.grade) < BEST_FIRST.index(allowed):
            too_sure.append(f"{path}: {entry.grade}, and the study has {allowed}")
    assert too_sure == []


@needs_shared
@pytest.mark.parametrize("pack", packs(), ids=[pack.id for pack in packs()])
def test_nothing_recalled_in_the_study_became_a_fact(pack: Pack):
    """C would be surer than R too: what the study only recalls stays recalled, unless it is marked as our own part."""
    recalled = {name for name, grade in graded(study_of(pack)) if grade == "R"}
    risen = {path for path, entry in pack.entries() if path.rpartition(".")[2] in recalled and not entry.unverified}
    assert risen == set()


@needs_shared
@pytest.mark.parametrize("pack", packs(), ids=[pack.id for pack in packs()])
def test_every_place_of_the_study_is_still_there(pack: Pack):
    study = study_of(pack)
    assert all(grade_at(study, place) in BEST_FIRST for place in PLACES[pack.id].values())
