"""What one person owns in all plans of the partnership: what is late, what is due this week, what waits for their word."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from extramile.core.planning import SETTLED
from extramile.web.inspections import embargo
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Action, ActionIn, Change, Measure, Milestone, Plan
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.earlier import REVISING, SAID
from extramile.web.plans.queries.waiting import next_reading

WEEK, MONTH = timedelta(days=7), timedelta(days=31)
# An action that is under way and of which nobody has said anything for so long waits for a word.
SILENT = timedelta(weeks=6)


def confidential(plan: Plan) -> bool:
    """Say whether a plan answers an inspection under embargo."""
    return plan.inspection is not None and embargo.holds(plan.inspection)


@dataclass(frozen=True, slots=True)
class Owned:
    """Something that a person owns, with a plan in which it stands. `thing` is action, milestone or measure.

    `action_id` is the action of a milestone;
    `due` None where it has no day. What waits for a word says `why` (figure, back, begin, silent) and since when.
    """

    thing: str
    id: int
    words: str
    plan: Plan
    due: date | None
    action_id: int = 0
    state: str = ""
    why: str = ""
    since: date | None = None

    @property
    def confidential(self) -> bool:
        """Whether the plan is under embargo: its words stay on its pages."""
        return confidential(self.plan)


@dataclass(frozen=True, slots=True)
class Mine:
    """What a person owns and what of it presses. Each thing stands once: what is late is not asked about as well."""

    late: tuple[Owned, ...]
    due: tuple[Owned, ...]
    asked: tuple[Owned, ...]
    later: tuple[Owned, ...]
    # How many open actions they own, and their measures.
    actions: int
    measures: tuple[Measure, ...]

    @property
    def many(self) -> int:
        """How many things stand in the list."""
        return sum(map(len, (self.late, self.due, self.asked, self.later)))

    @property
    def presses(self) -> bool:
        """Whether anything is late, due this week or waits for a word."""
        return bool(self.late or self.due or self.asked)


def mine(scope: Scope, today: date) -> Mine:
    """Return what this person owns, in a fixed number of questions."""
    places = _places(scope)
    actions = [_action(each) for each in places.values()]
    milestones = _milestones(places)
    dated = sorted((each for each in (*actions, *milestones) if each.due), key=lambda each: (each.due, each.id))
    late = tuple(each for each in dated if each.due < today)
    due = tuple(each for each in dated if today <= each.due < today + WEEK)
    pressing = {each.id for each in (*late, *due) if each.thing == "action"}
    measures = _measures(scope)
    asked = (*_to_read(measures, today), *_to_say(scope, list(places.values()), pressing, today))
    later = tuple(each for each in dated if today + WEEK <= each.due < today + MONTH)
    return Mine(late, due, asked, later, len(actions), tuple(measures))


def looked_for(found: Mine, words: str = "", state: str = "") -> Mine:
    """Return those of the things that hold all these words, or whose plan does; with a state, only actions that are in it."""
    wanted = words.casefold().split()

    def holds(rows: tuple[Owned, ...]) -> tuple[Owned, ...]:
        said = [(each, f"{each.words} {each.plan.title}".casefold()) for each in rows if state in ("", each.state)]
        return tuple(each for each, text in said if all(one in text for one in wanted))

    lists = {name: holds(getattr(found, name)) for name in ("late", "due", "asked", "later")}
    return replace(found, **lists)


def _places(scope: Scope) -> dict[int, ActionIn]:
    """Return where the open actions of this person stand, each in the oldest of its plans."""
    rows = ActionIn.objects.filter(
        theme__plan__in=queries.plans(scope).exclude(state="closed"), theme__out_at=None, action__owner=scope.member
    ).exclude(action__state__in=SETTLED)
    rows = rows.select_related("action", "theme__plan__inspection").order_by("-pk")
    return {each.action_id: each for each in rows}


def _action(place: ActionIn) -> Owned:
    found = place.action
    return Owned("action", found.pk, found.words, place.theme.plan, found.due, found.pk, found.state)


def _milestones(places: dict[int, ActionIn]) -> list[Owned]:
    rows = Milestone.objects.filter(action__in=places, reached_on=None)
    return [
        Owned("milestone", each.pk, each.expected, places[each.action_id].theme.plan, each.due, each.action_id)
        for each in rows
    ]


def _measures(scope: Scope) -> list[Measure]:
    rows = queries.measures(scope).filter(owner=scope.member).exclude(theme__plan__state="closed")
    return list(rows.select_related("theme__plan__inspection").prefetch_related("readings"))


def _to_read(measures: list[Measure], today: date) -> list[Owned]:
    found = []
    for each in measures:
        if back := queries.taken_back(each):
            on = timezone.localdate(max(one.back_at for one in back if one.back_at))
            found.append(Owned("measure", each.pk, each.title, each.theme.plan, None, why="back", since=on))
            continue
        wanted = next_reading(each)
        if wanted is not None and wanted <= today:
            found.append(Owned("measure", each.pk, each.title, each.theme.plan, None, why="figure", since=wanted))
    return found


def _to_say(scope: Scope, places: list[ActionIn], pressing: set[int], today: date) -> list[Owned]:
    """Return the actions of which this person should say how far they are."""
    said = _last_said(scope, [each.action for each in places])
    found = []
    for each in places:
        action = each.action
        if action.pk in pressing:
            continue
        if action.state == "not-started":
            if action.begins and action.begins < today:
                found.append(_asking(each, "begin", action.begins))
        elif (last := timezone.localdate(said.get(action.pk, action.made_at))) + SILENT <= today:
            found.append(_asking(each, "silent", last))
    return found


def _asking(place: ActionIn, why: str, since: date) -> Owned:
    found = _action(place)
    return Owned(found.thing, found.id, found.words, found.plan, found.due, found.action_id, found.state, why, since)


def _last_said(scope: Scope, actions: list[Action]) -> dict[int, datetime]:
    rows = Change.objects.filter(
        partnership=scope.partnership, kind="action", thing_id__in=[each.pk for each in actions]
    )
    rows = rows.filter(verb__in=(*REVISING, SAID)).order_by().values_list("thing_id")
    return dict(rows.annotate(last=Max("at")))
