"""Claims on the golden thread: what they rest on, and those that rest on nothing."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse

from extramile.web.evidence.threads import rests_on_evidence
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim, EvaluationState, HeardTheme
from extramile.web.selfevaluation.queries import proof
from extramile.web.selfevaluation.queries.evaluations import evaluations
from extramile.web.thread import things
from extramile.web.thread.things import Ends, Loose, Stage, Thing
from extramile.web.voices.threads import THEME

CLAIM = "claim"


def _claims(scope: Scope) -> QuerySet[Claim]:
    return Claim.objects.filter(evaluation__in=evaluations(scope).order_by().values("pk"), taken_out_at=None)


def _thing(scope: Scope, found: Claim) -> Thing:
    href = reverse("selfevaluation:claim", args=[scope.name, found.evaluation_id, found.pk])
    about = f"{found.get_polarity_display()}, {found.criterion}, {found.evaluation.title}"
    return Thing(CLAIM, str(found.pk), found.judgement, href, about)


def find(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the claims that stand in a self-evaluation which this person may read."""
    rows = _claims(scope).filter(pk__in=things.numbers(ids)).select_related("evaluation").order_by("pk")
    return [_thing(scope, each) for each in rows]


@things.link(THEME, CLAIM, "was heard for")
def heard(scope: Scope, themes: Collection[str], claims: Collection[str]) -> Iterable[tuple[str, int]]:
    """Return which themes stand beside a claim."""
    rows = HeardTheme.objects.filter(Q(theme__in=themes) | Q(claim__in=things.numbers(claims)))
    rows = rows.filter(claim__evaluation__partnership=scope.partnership)
    return rows.order_by("pk").values_list("theme", "claim")


def without_proof(scope: Scope) -> Ends:
    """Return the claims of self-evaluations that count which rest on no evidence that this person may see."""
    rows = _claims(scope).exclude(evaluation__state=EvaluationState.SUPERSEDED)
    resting = proof.rests(scope, rows)
    found = list(rows.select_related("evaluation").order_by("-evaluation", "criterion", "pk"))
    none = "No evidence that you may see is linked to it."
    back = "The figures that it rests on were taken back, and nothing else that you may see is linked to it."
    ends = []
    for each in found:
        rest = resting.get(each.pk)
        if rest is None or not rest.stands:
            ends.append(Loose(_thing(scope, each), back if rest else none))
    return Ends(ends, len(found))


def counted(scope: Scope, ids: Collection[str]) -> Iterable[object]:
    """Return the claims that stand in any self-evaluation of the partnership, also in one that is still being written."""
    rows = Claim.objects.filter(evaluation__partnership=scope.partnership, taken_out_at=None)
    return rows.filter(pk__in=things.numbers(ids)).order_by().values_list("pk", flat=True)


things.kind(things.Kind(CLAIM, "Claim", Stage.CLAIM, find, counted=counted))
rests_on_evidence(CLAIM, proof.KIND, "is proof of")
things.sort(
    30,
    things.Sort(
        "claim-unproven",
        "A claim without proof",
        "What we say of ourselves convinces nobody until evidence stands beside it.",
        "claim",
        "claims",
        without_proof,
    ),
)
