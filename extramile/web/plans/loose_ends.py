"""Where the thread of plans is broken: a finding without an action, an action without a measure, a measure without a figure."""

from django.db.models import Exists, OuterRef
from django.utils import timezone

from extramile.core.planning import Colour
from extramile.web.findings.models import FindingState
from extramile.web.findings.queries.everywhere import all_standing
from extramile.web.findings.queries.findings import kind_of
from extramile.web.findings.threads import thing_of
from extramile.web.inspections.models import Purpose
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import ActionIn, FindingIn, Measure, Reading, ReadingState
from extramile.web.plans.queries import overviews, plans
from extramile.web.plans.threads import THEME, action_things, find_themes, measure_thing
from extramile.web.thread import things
from extramile.web.thread.things import Ends, Loose


def findings_without_action(scope: Scope) -> Ends:
    """Return the findings that ask for something, and nothing is done nor is it said why not. Rehearsals ask for nothing."""
    rows = all_standing(scope).filter(state=FindingState.MODERATED).exclude(inspection__purpose=Purpose.REHEARSAL)
    asking = [each for each in rows if not ((kind := kind_of(each.inspection, each.kind)) and kind.good)]
    placed = FindingIn.objects.filter(plan__in=plans.plans(scope).order_by().values("pk"))
    serving = ActionIn.objects.filter(theme=OuterRef("theme")).exclude(action__state="stopped")
    done: dict[int, bool] = {}
    for finding, theme, served in placed.annotate(served=Exists(serving)).values_list("finding", "theme", "served"):
        done[finding] = done.get(finding, False) or theme is None or served
    found = []
    for each in asking:
        if not done.get(each.pk, False):
            why = (
                "Its theme has no action, or all were stopped."
                if each.pk in done
                else "No plan that you may see answers it."
            )
            found.append(Loose(thing_of(scope, each), why))
    return Ends(found, len(asking))


def actions_without_measure(scope: Scope) -> Ends:
    """Return the actions in none of whose themes anything is measured; what was stopped is not to change anything."""
    measured = Measure.objects.filter(theme__places__action=OuterRef("pk"), out_at=None, theme__out_at=None)
    measured = measured.filter(theme__plan__in=plans.plans(scope).order_by().values("pk"))
    rows = list(plans.actions(scope).exclude(state="stopped").annotate(measured=Exists(measured)))
    why = "No theme that it serves has a measure."
    bare = action_things(scope, [each for each in rows if not each.measured])
    return Ends([Loose(each, why) for each in bare], len(rows))


def measures_without_reading(scope: Scope) -> Ends:
    """Return the measures of which no figure is known."""
    rows = list(plans.measures(scope))
    why = "No figure of it is known yet."
    # A figure that another of its day replaced is known no more, nor is one that was taken back.
    known = {each.pk for each in rows if any(one.state == ReadingState.KNOWN for one in _standing(each))}
    return Ends([Loose(measure_thing(scope, each), why) for each in rows if each.pk not in known], len(rows))


def _standing(found: Measure) -> list[Reading]:
    return plans.counting(list(found.readings.all()))


def greens_without_proof(scope: Scope) -> Ends:
    """Return the themes that stand green without a measure that moved or families' word. The rule of colours lets none be so."""
    today = timezone.localdate()
    themes = overviews.rated_themes(plans.plans(scope), today)
    bare = {
        str(theme.pk) for theme, rating in themes if rating.colour in (Colour.GREEN, Colour.BLUE) and not rating.proof
    }
    shown = find_themes(scope, bare) if bare else []
    why = "It stands green, and names neither a measure that moved nor families' word."
    return Ends([Loose(each, why) for each in shown if each.kind == THEME], len(themes))


SORTS = (
    things.Sort(
        "finding-without-action",
        "A finding without an action",
        "Inspectors asked for something, and nothing that is done answers it.",
        "finding that asks for something",
        "findings that ask for something",
        findings_without_action,
        Permission.SEE_PLANS,
        "Put an action into its theme, or say why not.",
    ),
    things.Sort(
        "action-without-measure",
        "An action without a measure",
        "It will be done, and nobody will know whether it changed anything.",
        "action",
        "actions",
        actions_without_measure,
        Permission.SEE_PLANS,
        "Give its theme a measure.",
    ),
    things.Sort(
        "green-without-proof",
        "Green without proof",
        "A theme is green only where a measure moved or families said so. The rule allows no other; it is checked all the same.",
        "theme",
        "themes",
        greens_without_proof,
        Permission.SEE_PLANS,
    ),
    things.Sort(
        "measure-without-reading",
        "A measure without a reading",
        "It was agreed what would show a change, and no figure of it is known.",
        "measure",
        "measures",
        measures_without_reading,
        Permission.SEE_PLANS,
    ),
)
for _order, _sort in zip((10, 20, 40, 50), SORTS, strict=True):
    things.sort(_order, _sort)
