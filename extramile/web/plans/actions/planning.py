"""Beginning a plan from findings, what it says beside its themes, and what becomes of it."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from extramile.core.planning import PLAN
from extramile.core.vocabulary import InputError
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.taking import fits, required, taken
from extramile.web.plans.changing import change, note
from extramile.web.plans.models import FindingIn, PartText, Plan, Theme
from extramile.web.plans.parts import kinds, parts_of
from extramile.web.plans.queries import plans as queries

# Taken with their record, in `freezing`: no plan stands submitted without what was.
OF_SUBMISSION = frozenset({"submit", "return", "agree"})


@transaction.atomic
def begin(
    *,
    scope: Scope,
    pack: str,
    kind: str,
    title: str,
    begins: date,
    inspection: Inspection | None = None,
    board: str = "",
) -> Plan:
    """Begin a plan. Each finding of the inspection that asks for something becomes a theme, to be put together and renamed."""
    scope.check(Permission.LEAD_PLANS)
    if (pack, kind) not in {(found.id, each.id) for found, each in kinds()}:
        raise InputError("Choose the kind of plan from the list.")
    if inspection is not None:
        if inspection.partnership_id != scope.partnership.pk:
            raise InputError("There is no such inspection.", next_step="Choose one from the list.")
        embargo.check(scope, inspection, findings=True)
    plan = Plan.objects.create(
        partnership=scope.partnership,
        pack=pack,
        kind=kind,
        title=required(fits(Plan, "title", title), "Enter a title."),
        board=fits(Plan, "board", board),
        begins=begins,
        inspection=inspection,
        made_by=scope.person,
    )
    note(scope, plan, "made", plan=plan, after={"kind": kind, "title": plan.title, "begins": begins})
    praising = {each.id for each in framework_of(inspection).finding_kinds if each.good} if inspection else set()
    for number, finding in enumerate(queries.findings_to_answer(plan), 1):
        if finding.kind not in praising:
            words = " ".join(finding.words.split())
            theme = Theme.objects.create(plan=plan, title=_short(words), position=number)
            note(scope, theme, "made", plan=plan, after={"title": theme.title, "finding": finding.pk})
            FindingIn.objects.create(plan=plan, finding=finding, theme=theme, by=scope.person)
        else:
            why = "It says what goes well: it is kept, and needs no action."
            FindingIn.objects.create(plan=plan, finding=finding, why_not=why, by=scope.person)
    return plan


def _short(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:119].rsplit(' ', 1)[0]}…"


@transaction.atomic
def change_plan(*, scope: Scope, plan: Plan, title: str, board: str, begins: date, seen: int, why: str = "") -> Plan:
    """Change what a plan is called, who oversees it and when it begins."""
    locked = taken(scope, plan, lead=True)
    given = {
        "title": required(fits(Plan, "title", title), "Enter a title."),
        "board": fits(Plan, "board", board),
        "begins": begins,
    }
    change(scope, locked, given, seen=seen, plan=locked, why=why)
    return locked


@transaction.atomic
def write_part(*, scope: Scope, plan: Plan, part: str, words: str, seen: int) -> PartText:
    """Write a part of a plan. `seen` is the revision that was read; 0 for none. What stood before is kept."""
    locked = taken(scope, plan)
    if part not in parts_of(locked):
        raise InputError("This kind of plan has no such part.")
    newest = locked.parts.filter(part=part).aggregate(last=Max("revision"))["last"] or 0
    said = fits(PartText, "words", words)
    stands = locked.parts.filter(part=part, revision=newest).first()
    if stands is not None and stands.words == said:
        return stands
    if newest != seen:
        raise InputError(
            "Somebody wrote this part while you did. Nothing was overwritten.",
            next_step="Their text stands above the form. Put together what both of you wrote, then save again.",
        )
    made = PartText.objects.create(plan=locked, part=part, revision=newest + 1, words=said, by=scope.person)
    note(scope, locked, "part written", plan=locked, after={"part": part, "revision": made.revision})
    return made


@transaction.atomic
def step(*, scope: Scope, plan: Plan, do: str, why: str) -> Plan:
    """Take a plan a step further, with what it needs: to whom, what they said, or a reason."""
    locked = taken(scope, plan, lead=True, closed=True)
    if do in OF_SUBMISSION:
        raise InputError(
            "A submission and what was answered are noted with what was submitted.",
            next_step="Open “Submission” of the plan.",
        )
    reached = PLAN.take(locked.state, do)
    reason = required(why, f"Say {PLAN.steps[do].needs or 'why'}.")
    before, locked.state = locked.state, reached
    locked.revision += 1
    locked.save(update_fields=["state", "revision"])
    note(scope, locked, do, plan=locked, before={"state": before}, after={"state": reached}, why=reason)
    return locked
