"""Plans on the golden thread: themes, actions, what a board decided of them, measures, and what became different."""

from collections.abc import Collection, Iterable, Sequence
from textwrap import shorten

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.planning import ACTIVITY, Impact, ImpactStatus
from extramile.web.design.figures import figure
from extramile.web.evidence.threads import EVIDENCE, INDICATOR
from extramile.web.findings.threads import FINDING
from extramile.web.findings.threads import opened as findings_opened
from extramile.web.inspections import embargo
from extramile.web.library.asking import indicator_by_slug
from extramile.web.library.presenters.indicators import slug
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import (
    Action,
    ActionIn,
    BoardDecision,
    FamilyWord,
    FindingIn,
    Measure,
    MeasureSource,
    Plan,
    Reading,
    Result,
    Theme,
)
from extramile.web.plans.presenters.saying import impact
from extramile.web.plans.queries import content, plans
from extramile.web.thread import things
from extramile.web.thread.things import Lesson, Stage, Thing
from extramile.web.voices.threads import LOOP, QUESTION

THEME, ACTION, MEASURE = "plan-theme", "action", "measure"
DECISION = "decision"
# So much of what was decided stands beside it: the page that it leads to has all of it.
DECIDED = 200
WORD, MOVED, RESULT = "word", "moved", "result"
CHANGED = {ImpactStatus.MOVING: "it moves", ImpactStatus.REACHED: "target reached"}


def _href(scope: Scope, name: str, *ids: int) -> str:
    return reverse(f"plans:{name}", args=[scope.name, *ids])


def _themes(scope: Scope) -> QuerySet[Theme]:
    return Theme.objects.filter(plan__in=plans.plans(scope).order_by().values("pk"), out_at=None)


def find_themes(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the themes of plans that this person may see."""
    rows = _themes(scope).filter(pk__in=things.numbers(ids)).select_related("plan__inspection").order_by("pk")
    return [
        Thing(
            THEME,
            str(each.pk),
            each.title,
            _href(scope, "theme", each.plan_id, each.pk),
            f"theme of {_of_plan(each.plan)}",
        )
        for each in rows
    ]


def _of_plan(found: Plan) -> str:
    closed = found.inspection is not None and embargo.holds(found.inspection)
    return f"{found.title}{', under embargo' if closed else ''}"


def find_actions(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the actions that stand in a plan which this person may see."""
    return action_things(scope, plans.actions(scope).filter(pk__in=things.numbers(ids)))


def action_things(scope: Scope, rows: Iterable[Action]) -> list[Thing]:
    """Return actions as the thread shows them. One that serves several plans is read in the first that this person may see."""
    found = list(rows)
    places = ActionIn.objects.filter(action__in=found, theme__in=_themes(scope)).order_by()
    first = dict(places.values_list("action").annotate(plan=Min("theme__plan")))
    return [_action(scope, each, first[each.pk]) for each in found]


def _action(scope: Scope, found: Action, plan_id: int) -> Thing:
    late = content.action_now(found, timezone.localdate()).overdue
    state = "past its day" if late else ACTIVITY.states[found.state].words.lower()
    about = f"{state}, {found.body.name}" if found.body else state
    return Thing(ACTION, str(found.pk), found.words, _href(scope, "action", plan_id, found.pk), about)


def find_decisions(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return what a board was asked about plans that this person may see. It stands on the page of all that it was asked."""
    rows = BoardDecision.objects.filter(pk__in=things.numbers(ids), plan__in=plans.plans(scope).order_by().values("pk"))
    rows = rows.select_related("plan__inspection")
    return [
        Thing(
            DECISION,
            str(each.pk),
            each.asked,
            f"{_href(scope, 'decisions', each.plan_id)}#decision-{each.number}",
            f"{_became(each)}; on {_of_plan(each.plan)}",
        )
        for each in rows.order_by("pk")
    ]


def _became(found: BoardDecision) -> str:
    if found.decided_on:
        return f"decided {date_format(found.decided_on, 'j F Y')}: {shorten(found.decided, DECIDED, placeholder=' …')}"
    return "need not be decided any more" if found.dropped_why else "waits for the board"


def find_measures(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the measures of plans that this person may see, each with its latest figure."""
    return [measure_thing(scope, each) for each in plans.measures(scope).filter(pk__in=things.numbers(ids))]


def measure_thing(scope: Scope, found: Measure) -> Thing:
    """Return a measure as the thread shows it."""
    shown = content.impact_now(found)
    status = CHANGED.get(shown.status) or impact(shown)[0].lower()
    about = f"{_latest(found, shown)}; {status}" if shown.latest else status
    if plans.taken_back(found):
        about = f"figures were taken back; without them: {about}"
    return Thing(MEASURE, str(found.pk), found.title, _href(scope, "measure", found.theme.plan_id, found.pk), about)


def _latest(found: Measure, shown: Impact) -> str:
    latest = shown.latest
    return f"{figure(latest.value, found.unit, found.decimals)} on {date_format(latest.day, 'j F Y')}" if latest else ""


def find_moved(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return what changed: the measures that move or have reached their target. It has no page of its own beside the measure's."""
    rows = plans.measures(scope).filter(pk__in=things.numbers(ids))
    now = ((each, content.impact_now(each)) for each in rows)
    return [
        Thing(
            MOVED,
            str(each.pk),
            f"{each.title}: {CHANGED[shown.status]}",
            _href(scope, "measure", each.theme.plan_id, each.pk),
            _latest(each, shown),
        )
        for each, shown in now
        if shown.status in CHANGED
    ]


def find_words(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return what families said got better and was not withdrawn."""
    rows = FamilyWord.objects.filter(pk__in=things.numbers(ids), theme__in=_themes(scope), withdrawn_at=None)
    rows = rows.select_related("theme")
    return [
        Thing(
            WORD,
            str(each.pk),
            each.title,
            _href(scope, "theme", each.theme.plan_id, each.theme_id),
            f"families' word, {date_format(each.said_on, 'j F Y')}",
        )
        for each in rows.order_by("pk")
    ]


def find_results(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return what a re-visit said of a finding: nothing of one that is not published yet."""
    rows = Result.objects.filter(pk__in=things.numbers(ids), place__plan__in=plans.plans(scope).order_by().values("pk"))
    rows = rows.exclude(inspection__in=embargo.closed(scope, findings=True)).select_related("place")
    return [
        Thing(
            RESULT,
            str(each.pk),
            each.result,
            _href(scope, "revisit", each.place.plan_id),
            f"{'enough progress' if each.enough else 'not enough progress'}, {date_format(each.on, 'j F Y')}",
        )
        for each in rows.order_by("pk")
    ]


def _plans_opened(way: str) -> things.Opened:
    """Return what notes that somebody read of plans under embargo, as their pages do. `way` leads from a plan to the things."""

    def note(scope: Scope, ids: Sequence[str]) -> None:
        read = Plan.objects.filter(**{f"{way}__in": things.numbers(ids)}).values("pk")
        for each in plans.plans(scope).filter(pk__in=read, inspection__isnull=False):
            embargo.opened(scope, each.inspection, "plan", each.pk, f"Plan {each.pk}")

    return note


def themes_opened(scope: Scope, ids: Sequence[str]) -> None:
    """Note that somebody read themes of a plan under embargo: they are made of its findings, which is noted too."""
    _plans_opened("themes")(scope, ids)
    rows = FindingIn.objects.filter(theme__in=things.numbers(ids)).values_list("finding", flat=True)
    findings_opened(scope, [str(each) for each in rows])


def lesson(scope: Scope, theme_id: str) -> Lesson | None:
    """Return what of a theme may be learnt from others: its words, those of its findings, the indicators that measure it."""
    found = _themes(scope).filter(pk__in=things.numbers([theme_id])).prefetch_related("findings__finding").first()
    if found is None:
        return None
    said = [found.title, found.outcome, *(each.finding.words for each in found.findings.all())]
    measured = plans.measures(scope).filter(theme=found, source=MeasureSource.INDICATOR)
    codes = [str(each.source_ref.get("indicator", "")) for each in measured]
    return Lesson("\n".join(each for each in said if each), indicators=tuple(filter(None, codes)))


@things.link(FINDING, THEME, "is answered in")
def answered(scope: Scope, findings: Collection[str], themes: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return in which theme a finding is answered."""
    touching = Q(finding__in=things.numbers(findings)) | Q(theme__in=things.numbers(themes))
    return FindingIn.objects.filter(touching, theme__isnull=False).order_by("pk").values_list("finding", "theme")


@things.link(THEME, ACTION, "is served by")
def served(scope: Scope, themes: Collection[str], actions: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which actions serve a theme."""
    rows = ActionIn.objects.filter(Q(theme__in=things.numbers(themes)) | Q(action__in=things.numbers(actions)))
    return rows.order_by("position", "pk").values_list("theme", "action")


@things.link(DECISION, ACTION, "is about")
def decided_of(scope: Scope, decisions: Collection[str], actions: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which action a board was asked about."""
    touching = Q(pk__in=things.numbers(decisions)) | Q(action__in=things.numbers(actions))
    return BoardDecision.objects.filter(touching, action__isnull=False).order_by("pk").values_list("pk", "action")


@things.link(ACTION, MEASURE, "is to move")
def shown_by(scope: Scope, actions: Collection[str], measures: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which measures stand in a theme that an action serves, as far as this person may see the theme."""
    touching = Q(action__in=things.numbers(actions)) | Q(theme__measures__in=things.numbers(measures))
    rows = ActionIn.objects.filter(touching, theme__in=_themes(scope), theme__measures__isnull=False)
    return rows.order_by("pk", "theme__measures").values_list("action", "theme__measures")


@things.link(THEME, MEASURE, "is shown by")
def measured_by(scope: Scope, themes: Collection[str], measures: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which measures show a theme."""
    rows = Measure.objects.filter(Q(theme__in=things.numbers(themes)) | Q(pk__in=things.numbers(measures)))
    return rows.order_by("position", "pk").values_list("theme", "pk")


@things.link(MEASURE, MOVED, "shows")
def moved(scope: Scope, measures: Collection[str], outcomes: Collection[str]) -> list[tuple[str, str]]:
    """Return each measure with what it shows; whether it shows anything is for `find_moved`."""
    return [(each, each) for each in {*measures, *outcomes}]


@things.link(THEME, WORD, "is what families speak of in")
def said_of(scope: Scope, themes: Collection[str], words: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return what families said of a theme."""
    return _words("theme", things.numbers(themes), things.numbers(words))


@things.link(LOOP, WORD, "is where they said")
def said_in_loop(scope: Scope, entries: Collection[str], words: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which word of families stands in an entry of the loop."""
    return _words("loop", things.numbers(entries), things.numbers(words))


@things.link(EVIDENCE, WORD, "is where they said")
def said_in_evidence(scope: Scope, items: Collection[str], words: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which word of families stands in a piece of evidence."""
    return _words("evidence", things.numbers(items), things.numbers(words))


def _words(name: str, sources: list[int], words: list[int]) -> Iterable[tuple[int, int]]:
    rows = FamilyWord.objects.filter(Q(**{f"{name}__in": sources}) | Q(pk__in=words, **{f"{name}__isnull": False}))
    return rows.order_by("pk").values_list(name, "pk")


@things.link(EVIDENCE, MEASURE, "gave a figure of")
def read_from(scope: Scope, items: Collection[str], measures: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return from which frozen figures a measure was read: those of readings that no later one of the same day replaced."""
    touching = Q(evidence__in=things.numbers(items)) | Q(measure__in=things.numbers(measures), evidence__isnull=False)
    later = Reading.objects.filter(measure=OuterRef("measure"), day=OuterRef("day"), pk__gt=OuterRef("pk"))
    rows = Reading.objects.filter(touching).exclude(Exists(later)).order_by().values_list("evidence", "measure")
    return sorted(set(rows))


@things.link(INDICATOR, MEASURE, "is read as")
def read_as(scope: Scope, indicators: Collection[str], measures: Collection[str]) -> list[tuple[str, int]]:
    """Return which published indicator a measure is read from."""
    codes = [info.code for each in indicators if (info := indicator_by_slug(each))]
    return [(slug(str(code)), pk) for code, pk in _sources(MeasureSource.INDICATOR, "indicator", codes, measures)]


@things.link(QUESTION, MEASURE, "is read as")
def asked_for(scope: Scope, questions: Collection[str], measures: Collection[str]) -> list[tuple[str, int]]:
    """Return which question of a survey a measure is read from."""
    asked = things.numbers(questions)
    return [(str(each), pk) for each, pk in _sources(MeasureSource.VOICE, "question", asked, measures)]


def _sources(source: str, name: str, refs: Sequence[object], measures: Collection[str]) -> Iterable[tuple[object, int]]:
    touching = Q(**{f"source_ref__{name}__in": list(refs)}) | Q(pk__in=things.numbers(measures))
    rows = Measure.objects.filter(touching, source=source, source_ref__has_key=name)
    return rows.order_by("pk").values_list(f"source_ref__{name}", "pk")


@things.link(FINDING, RESULT, "was seen again in")
def seen_again(scope: Scope, findings: Collection[str], results: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return what a re-visit said of a finding."""
    rows = Result.objects.filter(Q(place__finding__in=things.numbers(findings)) | Q(pk__in=things.numbers(results)))
    return rows.order_by("pk").values_list("place__finding", "pk")


@things.link(ACTION, RESULT, "serves what was seen again in")
def seen_again_with(scope: Scope, actions: Collection[str], results: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return what a re-visit said of what a theme answers that an action serves, as far as this person may see the theme."""
    touching = Q(action__in=things.numbers(actions)) | Q(theme__findings__results__in=things.numbers(results))
    rows = ActionIn.objects.filter(touching, theme__in=_themes(scope), theme__findings__results__isnull=False)
    return rows.order_by("pk", "theme__findings__results").values_list("action", "theme__findings__results")


@things.link(THEME, RESULT, "led to")
def led_to(scope: Scope, themes: Collection[str], results: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return what a re-visit said of what a theme answers."""
    rows = Result.objects.filter(Q(place__theme__in=things.numbers(themes)) | Q(pk__in=things.numbers(results)))
    return rows.filter(place__theme__isnull=False).order_by("pk").values_list("place__theme", "pk")


def _open_plans(scope: Scope) -> QuerySet[Plan]:
    """Return the plans of the partnership, whoever sees plans, without those under embargo for this person."""
    rows = Plan.objects.filter(partnership=scope.partnership)
    return rows.exclude(inspection__in=embargo.closed(scope, findings=True)).order_by()


def measures_counted(scope: Scope, ids: Collection[str]) -> Iterable[object]:
    """Return the measures that stand in a plan that is not under embargo."""
    rows = Measure.objects.filter(pk__in=things.numbers(ids), out_at=None, theme__out_at=None)
    return rows.filter(theme__plan__in=_open_plans(scope).values("pk")).order_by().values_list("pk", flat=True)


def words_counted(scope: Scope, ids: Collection[str]) -> Iterable[object]:
    """Return the words of families that stand in a plan that is not under embargo."""
    rows = FamilyWord.objects.filter(pk__in=things.numbers(ids), withdrawn_at=None, theme__out_at=None)
    return rows.filter(theme__plan__in=_open_plans(scope).values("pk")).order_by().values_list("pk", flat=True)


things.kind(things.Kind(THEME, "Theme of a plan", Stage.ACTION, find_themes, themes_opened, lesson))
things.kind(things.Kind(DECISION, "Question to the board", Stage.ACTION, find_decisions, _plans_opened("decisions")))
things.kind(things.Kind(ACTION, "Action", Stage.ACTION, find_actions, _plans_opened("themes__places__action")))
things.kind(
    things.Kind(
        MEASURE,
        "Measure",
        Stage.MEASURE,
        find_measures,
        _plans_opened("themes__measures"),
        counted=measures_counted,
    )
)
things.kind(things.Kind(MOVED, "A measure that changed", Stage.OUTCOME, find_moved, _plans_opened("themes__measures")))
things.kind(
    things.Kind(
        WORD, "Families' word", Stage.OUTCOME, find_words, _plans_opened("themes__words"), counted=words_counted
    )
)
things.kind(
    things.Kind(RESULT, "What a re-visit said", Stage.OUTCOME, find_results, _plans_opened("findings__results"))
)
