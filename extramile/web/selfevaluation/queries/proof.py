"""How evidence hangs on a claim: the one place here that reads the evidence library (`actions.linking` is the one that writes)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Kind
from extramile.web.partnerships.models import Organisation
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim

KIND = "claim"
HEALTH = frozenset({"icb", "nhs"})


# What of a use is asked for: as plain values, since a map of a whole partnership reads thousands of them.
FIELDS = (
    "thing_id",
    "item_id",
    "item__title",
    "item__kind",
    "item__old_from",
    "item__dated",
    "item__period_to",
    "item__organisation__name",
)


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence as a claim sees it."""

    slug: str
    id: int
    title: str
    old: bool
    is_voice: bool
    # Whose it is, and the last day that it speaks of.
    owner: str
    spoken_of: date | None
    # Its figures were taken back since: it proves nothing any more.
    back: bool = False

    @property
    def marked(self) -> str:
        """Its title with what has to be said of it wherever it is named."""
        return self.title + (" (taken back)" if self.back else " (old)" if self.old else "")

    @property
    def href(self) -> str:
        """Where the evidence is."""
        return reverse("evidence:item", args=[self.slug, self.id])


def proofs(scope: Scope, claim_ids: Iterable[int] | None = None) -> dict[int, list[Proof]]:
    """Return the evidence of claims that this person may see, in one question: of all, or of those named."""
    today = timezone.localdate()
    found: dict[int, list[Proof]] = {}
    uses = evidence.uses_of(scope, KIND, claim_ids).filter(item__withdrawn_at=None).select_related(None)
    rows = list(uses.values_list(*FIELDS))
    frozen = {item for _, item, _, kind, *_ in rows if kind == Kind.SNAPSHOT}
    back = evidence.taken_back(scope, frozen) if frozen else frozenset()
    for claim, item, title, kind, old_from, dated, period_to, owner in rows:
        spoken_of = period_to or dated
        found.setdefault(int(claim), []).append(
            Proof(
                slug=scope.name,
                id=item,
                title=title,
                old=old_from <= today,
                is_voice=kind == "voice",
                owner=owner,
                spoken_of=spoken_of,
                back=item in back,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Rest:
    """What a claim rests on, in short: whether any proof of it stands, is not old, is a voice, comes from health.

    `back` says whether figures of any of it were taken back; that counts as no proof.
    """

    stands: bool
    back: bool
    fresh: bool
    voice: bool
    health: bool


def rests(scope: Scope, found: QuerySet[Claim]) -> dict[int, Rest]:
    """Return what each claim with proof that this person may see rests on. The database adds up; thousands of uses stay there."""
    today = timezone.localdate()
    health = Organisation.objects.filter(kind__in=HEALTH).values("pk")
    gone = Q(item__in=evidence.taken_back(scope))
    rows = (
        evidence.uses_of(scope, KIND)
        .filter(item__withdrawn_at=None, thing_id__in=found.order_by().values(id_as_text=Cast("pk", CharField())))
        .select_related(None)
        .order_by()
        .values("thing_id")
        .annotate(
            stands=Count("pk", filter=~gone),
            back=Count("pk", filter=gone),
            fresh=Count("pk", filter=Q(item__old_from__gt=today) & ~gone),
            voice=Count("pk", filter=Q(item__kind="voice")),
            health=Count("pk", filter=Q(item__organisation__in=health) & ~gone),
        )
        .values_list("thing_id", "stands", "back", "fresh", "voice", "health")
    )
    return {int(claim): Rest(*map(bool, counted)) for claim, *counted in rows}


def resting_on_what_is_back(scope: Scope, claim_ids: Iterable[int] | None = None) -> set[int]:
    """Return the claims, of all or of those named, that name proof whose figures were taken back."""
    back = evidence.taken_back(scope)
    if not back:
        return set()
    rows = evidence.uses_of(scope, KIND, claim_ids).filter(item__in=back)
    return {int(each) for each in rows.values_list("thing_id", flat=True)}


def instead(scope: Scope, proven: Iterable[Proof]) -> dict[int, tuple[int, str]]:
    """Return what can be put in place of proof that was taken back: the evidence of the same measure that stands, (id, title)."""
    return evidence.same_measure(scope, {each.id for each in proven if each.back})


def choices(scope: Scope, pack_id: str, criterion: str, words: str = "") -> list[int]:
    """Return evidence to choose from by its ids: what was found by words, or what speaks to the criterion and one's own of none."""
    filters = evidence.Filters(words=words) if words else evidence.Filters(criterion=f"{pack_id}:{criterion}")
    found = list(evidence.items(scope, filters).values_list("pk", flat=True)[:50])
    # What somebody keeps first and names a criterion for later is found by them, too.
    return found if words else [*found, *evidence.mine_for_no_criterion(scope)]
