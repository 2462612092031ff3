"""Examples of the addresses of `plans`."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.web.evidence import actions as evidence
from extramile.web.partnerships.permissions import MAY, Permission
from extramile.web.partnerships.permissions import Role as PartnershipRole
from extramile.web.plans.actions import deciding, doing, measuring, planning, theming
from tests.integration.plans.making import make_inspection
from tests.pages.addresses import Example, Room
from tests.partnership import Place

SEES, WRITES, LEADS = Permission.SEE_PLANS, Permission.WORK_ON_PLANS, Permission.LEAD_PLANS


def _plan(place: Place) -> dict[str, Any]:
    """Make a plan from a published inspection, with an action, measures with figures, families' word and a decision."""
    lead, second = place.scope(), place.scope(PartnershipRole.CONTRIBUTOR)
    today = timezone.localdate()
    begun = today - timedelta(days=200)
    plan = planning.begin(
        scope=lead,
        pack="send-2016",
        kind="written-statement-of-action",
        title="Plan of <Ashcombe>",
        begins=begun,
        inspection=make_inspection(lead, second),
    )
    theme, other = plan.themes.order_by("position")
    action = doing.add_action(
        scope=second,
        theme=theme,
        given={"words": "One record <for> each family", "due": today - timedelta(days=3), "owner": second.member},
    )
    doing.serve(scope=second, action=action, theme=other, why="It <helps> there too")
    milestone = doing.add_milestone(scope=second, action=action, months=6, expected="Half of <families>")
    doing.step(scope=second, action=action, do="begin", why="The <post> is filled")
    given = {"title": "Families who told it <once>", "unit": "%", "good": "up", "tolerance": 1.0}
    of_days = {"baseline": 40.0, "baseline_on": begun, "target": 70.0, "target_by": today + timedelta(days=300)}
    measure = measuring.add_measure(scope=second, theme=theme, given={**given, **of_days})
    for number in range(12):
        day = begun + timedelta(days=15 * (number + 1))
        measuring.read(scope=second, measure=measure, day=day, value=41.0 + number)
    measuring.read(scope=second, measure=measure, day=day, value=None, state="suppressed", said="Too <few> answered")
    item = evidence.add_note(scope=second, about=evidence.About("Notes of a <session>"), text="Told <once>")
    word = theming.hear(scope=second, theme=theme, title="We told it <once>", said_on=today, evidence_id=item.pk)
    gone = theming.add_theme(scope=second, plan=plan, title="Another <theme>")
    theming.take_out_theme(scope=second, theme=gone, why="It <was> one too many")
    planning.write_part(scope=second, plan=plan, part="part-governance", words="A <board>", seen=0)
    deciding.ask(scope=second, plan=plan, asked="More <money>?", wanted_by=today, action=action)
    return {
        "plan": plan.pk,
        "theme": theme.pk,
        "gone": gone.pk,
        "action": action.pk,
        "milestone": milestone.pk,
        "measure": measure.pk,
        "word": word.pk,
        "finding": theme.findings.get().finding_id,
    }


def made_for_examples(place: Place) -> dict[str, Any]:
    """Return the ids and secrets that EXAMPLES name, made in a place."""
    return {}


def _room(name: str, path: str, may: Permission = SEES, **more: Any) -> Room:
    where = f"/p/{{slug}}/plan/{{plan}}/{path}"
    return Room(f"plans:{name}", where, may, needs=lambda place: place.once("plans", _plan), **more)


def _posted(name: str, path: str, sent: dict[str, Any]) -> Room:
    return _room(name, path, WRITES, only_posted=True, sent=sent)


# Who may work on plans is told what was not found.
NO_SUCH = dict.fromkeys(MAY[WRITES], 422)
EXAMPLES: tuple[Example, ...] = ()
ROOMS: tuple[Room, ...] = (
    Room("plans:plans", "/p/{slug}/plan/", SEES, needs=lambda place: place.once("plans", _plan)),
    Room("plans:new", "/p/{slug}/plan/new/", LEADS, form=True),
    Room("plans:new", "/p/{slug}/plan/new/?what=send-2023:zebra&inspection=x", LEADS),
    _room("plan", ""),
    _room("change", "change/", LEADS, form=True),
    _room("step", "step/", LEADS, only_posted=True, sent={"step": "adopt", "why": "The board"}),
    _room("findings", "findings/", form=True),
    _room("part", "parts/part-governance/", form=True),
    _room("decisions", "decisions/", form=True),
    _room(
        "decision",
        "decisions/1/",
        Permission.RUN_BOARDS,
        only_posted=True,
        sent={"do": "drop", "why": "No more"},
    ),
    _room("add-theme", "themes/new/", WRITES, form=True),
    _room("theme", "themes/{theme}/"),
    _room("theme", "themes/{gone}/"),
    _room("change-theme", "themes/{theme}/change/", WRITES, form=True),
    _posted("move-theme", "themes/{theme}/move/", {"where": "down"}),
    _posted("take-out-theme", "themes/{theme}/take-out/", {"why": ""}),
    _posted("put-back-theme", "themes/{gone}/put-back/", {}),
    _room("hear", "themes/{theme}/words/", WRITES, form=True),
    _posted("unhear", "themes/{theme}/words/{word}/withdraw/", {"why": "An error"}),
    _room("actions", "actions/"),
    _room("actions", "actions/?words=record&state=on-track"),
    _room("actions", "actions/?words=zebra&state=zebra"),
    _room("add-action", "themes/{theme}/actions/new/", WRITES, form=True),
    _room("action", "actions/{action}/"),
    _room("change-action", "actions/{action}/change/", WRITES, form=True),
    _posted("step-action", "actions/{action}/step/", {"step": "delay", "why": "Ill"}),
    _posted("serve", "actions/{action}/serve/", {}),
    _room("add-milestone", "actions/{action}/milestones/new/", WRITES, form=True),
    _room("milestone", "actions/{action}/milestones/{milestone}/", WRITES, form=True),
    _room("add-measure", "themes/{theme}/measures/new/", WRITES, form=True),
    _room("measure", "measures/{measure}/"),
    _room("change-measure", "measures/{measure}/change/", WRITES, form=True),
    _posted("take-out-measure", "measures/{measure}/take-out/", {"why": "No more"}),
    _posted("put-back-measure", "measures/{measure}/put-back/", {}),
    _posted("read", "measures/{measure}/readings/", {}),
    _room("offered", "measures/{measure}/readings/offered/", WRITES, form=True),
    _room("offered", "measures/{measure}/readings/offered/?from=indicator&indicator=zebra", WRITES, answers=NO_SUCH),
    _room("offered", "measures/{measure}/readings/offered/?from=question&question=9&answer=1", WRITES, answers=NO_SUCH),
)
