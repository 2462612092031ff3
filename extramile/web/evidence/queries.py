"""Reading evidence. Every question takes a scope first and sees only what that person may."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.safestring import SafeString

from extramile.core.vocabulary import NotFoundError
from extramile.web.audit.models import Event
from extramile.web.audit.queries import history_of
from extramile.web.evidence import criteria as framework
from extramile.web.evidence import recalled, snapshots
from extramile.web.evidence.models import Bundle, Item, ItemCriterion, Items, ItemText, Kind, Use, Version
from extramile.web.evidence.visibility import Sensitivity, Space, levels_for, seen_by, spaces_for
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.search.queries import has_words, marked, matching

# How long before its last day evidence is said to end soon.
SOON = timedelta(days=60)
# How many of the newest pieces are looked through first for the index; mostly they are enough.
FIRST_LOOK = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show of the evidence; empty for everything. `criterion` is "<pack>:<criterion>" or a whole pack's id."""

    kind: str = ""
    organisation: int | None = None
    sensitivity: str = ""
    criterion: str = ""
    freshness: str = ""
    words: str = ""
    withdrawn: bool = False


def items(scope: Scope, filters: Filters | None = None) -> Items:
    """Return the evidence that this person may see, newest first."""
    filters = filters or Filters()
    rows = Item.objects.visible_to(scope).select_related("owner", "organisation", "partnership")
    rows = rows.exclude(withdrawn_at=None) if filters.withdrawn else rows.standing()
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.organisation is not None:
        rows = rows.filter(organisation=filters.organisation)
    if filters.sensitivity:
        rows = rows.filter(sensitivity=filters.sensitivity)
    if filters.criterion:
        wanted = framework.of_pack(filters.criterion) or [filters.criterion]
        rows = rows.filter(pk__in=ItemCriterion.objects.filter(criterion__in=wanted).values("item"))
    today = timezone.localdate()
    if filters.freshness == "old":
        rows = rows.filter(old_from__lte=today)
    elif filters.freshness == "fresh":
        rows = rows.filter(old_from__gt=today)
    elif filters.freshness == "soon":
        rows = rows.filter(old_from__gt=today, old_from__lte=today + SOON)
    if has_words(filters.words):
        # Personal evidence has no words here, so it is found by its owner, kind or criterion, never by what it says.
        rows = rows.filter(pk__in=matching(ItemText.objects.all(), "text", filters.words).values("item"))
    return rows


def listed(scope: Scope, ids: Iterable[int]) -> dict[int, Item]:
    """Return items by id with what a list shows of each, in a fixed number of questions.

    The ids are found first, so that what is counted for a row is counted for the rows of one page alone.
    """
    rows = Item.objects.visible_to(scope).prefetch_related("owner", "organisation", "criteria")
    uses = Count("uses", filter=Q(uses__space__in=spaces_for(scope)))
    found = rows.annotate(used=uses).in_bulk(ids)
    data = _frozen(scope, [each.pk for each in found.values() if each.kind == Kind.SNAPSHOT])
    back = recalled.of({each["returns"]["release"] for each in data.values() if snapshots.is_returned(each)})
    for each in found.values():
        each.partnership = scope.partnership
        each.frozen = data.get(each.pk)
        each.is_back = _release(each.frozen) in back
    return found


def offered(scope: Scope, ids: Iterable[int], linked: Collection[int] = ()) -> list[Item]:
    """Return evidence to choose from in the order of its ids, with what a frozen figure says; what is `linked` is left out."""
    wanted = [each for each in dict.fromkeys(ids) if each not in linked]
    found = listed(scope, wanted)
    return [found[each] for each in wanted if each in found]


def _frozen(scope: Scope, ids: list[int]) -> dict[int, Any]:
    """Return what each snapshot holds that this person may see, in one question; none for none."""
    if not ids:
        return {}
    rows = Version.objects.visible_to(scope).filter(item__in=ids, data__isnull=False).order_by("number")
    return dict(rows.values_list("item", "data"))


def _release(data: Any) -> int | None:
    return data["returns"]["release"] if data and snapshots.is_returned(data) else None


def of_release(scope: Scope, release: int) -> list[Item]:
    """Return the evidence in use, as far as this person may see it, that was frozen from a release of a return."""
    rows = Item.objects.visible_to(scope).standing().filter(kind=Kind.SNAPSHOT).select_related("owner")
    known = _release_of(scope, rows)
    return [each for each in rows.order_by("pk") if known.get(each.pk) == release]


def _release_of(scope: Scope, rows: QuerySet[Item]) -> dict[int, int]:
    """Return of which release of a return items were frozen, in one question."""
    found = Version.objects.visible_to(scope).filter(item__in=rows.order_by().values("pk"), data__has_key="returns")
    return dict(found.order_by("number").values_list("item", "data__returns__release"))


def mine_taken_back(scope: Scope) -> list[Item]:
    """Return this person's own evidence in use that was frozen from figures that were taken back since."""
    rows = Item.objects.visible_to(scope).standing().filter(owner=scope.person.pk)
    back = _back_among(scope, rows)
    return list(rows.filter(pk__in=back)) if back else []


def taken_back(scope: Scope, item_ids: Iterable[int] | None = None) -> frozenset[int]:
    """Return which evidence in use was frozen from figures that were taken back since: of all, or of that named.

    Two questions, however much there is; one where no figure of a return was kept.
    """
    rows = Item.objects.visible_to(scope).standing()
    return _back_among(scope, rows if item_ids is None else rows.filter(pk__in=list(item_ids)))


def same_measure(scope: Scope, item_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """Return, of figures of returns that were taken back, the newest evidence of the same measure that stands: (id, title)."""
    if not item_ids:
        return {}
    rows = Version.objects.visible_to(scope).filter(
        item__kind=Kind.SNAPSHOT, item__withdrawn_at=None, data__has_key="returns"
    )
    told = list(rows.order_by("item").values_list("item", "item__title", "data__returns__measure"))
    back = taken_back(scope, {item for item, _, _ in told})
    stands = {measure: (item, title) for item, title, measure in told if item not in back}
    return {item: stands[measure] for item, _, measure in told if item in item_ids and measure in stands}


def _back_among(scope: Scope, rows: QuerySet[Item]) -> frozenset[int]:
    releases = _release_of(scope, rows.filter(kind=Kind.SNAPSHOT))
    back = recalled.of(set(releases.values()))
    return frozenset(item for item, release in releases.items() if release in back)


TABLE = (
    "id",
    "title",
    "kind",
    "organisation__name",
    "owner__name",
    "dated",
    "period_from",
    "period_to",
    "sensitivity",
    "old_from",
    "expires",
)


def table(scope: Scope, filters: Filters | None = None) -> list[dict[str, Any]]:
    """Return all evidence that the filters leave as plain rows with their criteria and uses: to take away, not to show."""
    found = items(scope, filters).select_related(None)
    rows = list(found.values(*TABLE))
    criteria: dict[int, list[str]] = {}
    pairs = ItemCriterion.objects.filter(item__in=found.order_by().values("pk")).order_by("criterion")
    for item_id, criterion in pairs.values_list("item", "criterion"):
        criteria.setdefault(item_id, []).append(criterion)
    uses = _visible_uses(scope).order_by().values_list("item").annotate(used=Count("pk"))
    used = dict(uses)
    releases = _release_of(scope, found)
    back = recalled.of(set(releases.values()))
    return [
        {
            **row,
            "criteria": criteria.get(row["id"], []),
            "used": used.get(row["id"], 0),
            "taken_back": releases.get(row["id"]) in back,
        }
        for row in rows
    ]


def item(scope: Scope, item_id: int) -> Item | None:
    """Return a piece of evidence, withdrawn or not, or None: then it does not exist for this person."""
    rows = Item.objects.visible_to(scope).select_related("partnership", "owner", "organisation", "withdrawn_by")
    return rows.prefetch_related("criteria").filter(pk=item_id).first()


def versions(scope: Scope, found: Item) -> QuerySet[Version]:
    """Return what an item holds and held, latest first."""
    return Version.objects.visible_to(scope).filter(item=found.pk).select_related("by").order_by("-number")


def version(scope: Scope, item_id: int, number: int | None = None) -> Version | None:
    """Return one version of an item, the latest by default, or None."""
    rows = Version.objects.visible_to(scope).filter(item=item_id).select_related("item")
    return (rows.filter(number=number) if number is not None else rows).order_by("-number").first()


def latest_versions(scope: Scope, item_ids: Iterable[int]) -> QuerySet[Version]:
    """Return the latest version of each item."""
    rows = Version.objects.visible_to(scope).filter(item__in=list(item_ids))
    newest = rows.filter(item=OuterRef("item")).order_by("-number").values("number")[:1]
    return rows.filter(number=Subquery(newest)).order_by("item")


def public_versions(item_ids: Iterable[int]) -> list[Version]:
    """Return the latest version of each item that is public and stands: for everybody, so that it takes no scope."""
    rows = Version.objects.filter(
        item__in=list(item_ids),
        item__withdrawn_at=None,
        item__sensitivity=Sensitivity.PUBLIC,
        item__space=Space.PARTNERSHIP,
        sensitivity=Sensitivity.PUBLIC,
        space=Space.PARTNERSHIP,
    )
    newest = Version.objects.filter(item=OuterRef("item")).order_by("-number").values("number")[:1]
    return list(rows.filter(number=Subquery(newest)).select_related("item").order_by("item"))


def history(scope: Scope, found: Item) -> list[tuple[Event, bool]]:
    """Return what was done to an item, oldest first, each with whether its words may be told to this person.

    What was said while an item was closed to them stays closed when the item is opened.
    """
    may = {*levels_for(scope), *spaces_for(scope)}
    told, standing = [], set()
    for event in history_of(scope.name, "evidence", found.pk):
        said = event.after if isinstance(event.after, dict) else {}
        now = {said["sensitivity"], said["space"]} if "sensitivity" in said else standing
        told.append((event, standing <= may and now <= may))
        standing = now
    return told


def uses(scope: Scope, found: Item) -> QuerySet[Use]:
    """Return what an item is used for, as far as this person may know."""
    return _visible_uses(scope).filter(item=found).select_related("by")


def uses_of(scope: Scope, kind: str, thing_ids: Iterable[object] | None = None) -> QuerySet[Use]:
    """Return the uses by things of a kind (by all of them, or by those named), each with its item."""
    rows = _visible_uses(scope).filter(kind=kind).select_related("item", "item__organisation", "item__owner")
    return rows if thing_ids is None else rows.filter(thing_id__in=[str(each) for each in thing_ids])


def evidence_of(scope: Scope, kind: str, thing_ids: Iterable[object] | None = None) -> dict[str, list[Item]]:
    """Return the visible evidence of each thing by its id (as text), withdrawn left out: for a claim, a request, a finding.

    Of each `is_back` says whether its figures were taken back since.
    """
    found: dict[str, list[Item]] = {}
    for use in uses_of(scope, kind, thing_ids).filter(item__withdrawn_at=None):
        found.setdefault(use.thing_id, []).append(use.item)
    every = [item for items in found.values() for item in items]
    back = taken_back(scope, {each.pk for each in every}) if any(each.kind == Kind.SNAPSHOT for each in every) else ()
    for each in every:
        each.is_back = each.pk in back
    return found


def use_pairs(
    scope: Scope, kind: str, item_ids: Iterable[int], thing_ids: Iterable[object]
) -> Iterable[tuple[int, str]]:
    """Return what of a kind rests on which item, wherever either is among these: (item, thing). Nothing withdrawn."""
    touching = Q(item__in=list(item_ids)) | Q(thing_id__in=[str(each) for each in thing_ids])
    rows = _visible_uses(scope).filter(touching, kind=kind, item__withdrawn_at=None)
    return rows.order_by("at", "pk").values_list("item", "thing_id")


def frozen_pairs(
    scope: Scope, kind: str, name: str, values: Iterable[str], item_ids: Iterable[int]
) -> Iterable[tuple[str, int]]:
    """Return what the items of a kind were frozen from: (value of `name` in what the latest version holds, item)."""
    rows = Version.objects.visible_to(scope).filter(item__kind=kind, item__withdrawn_at=None)
    newest = rows.filter(item=OuterRef("item")).order_by("-number").values("number")[:1]
    touching = Q(item__in=list(item_ids)) | Q(**{f"data__{name}__in": list(values)})
    return rows.filter(touching, number=Subquery(newest)).order_by("item").values_list(f"data__{name}", "item")


def may_refresh(found: Item, shown: Version) -> bool:
    """Say whether an item can be taken anew where it came from: of the Library and of voices, not a figure of a return."""
    return found.kind == Kind.VOICE or (found.kind == Kind.SNAPSHOT and not snapshots.is_returned(shown.data))


def _visible_uses(scope: Scope) -> QuerySet[Use]:
    # A join: a map of a whole partnership counts thousands of uses, and a list of all visible items would be made for it first.
    return Use.objects.filter(seen_by(scope, "item__"), space__in=spaces_for(scope))


def marked_words(scope: Scope, typed: str, ids: list[int]) -> dict[int, SafeString]:
    """Return the words of items by their id, with those that were found marked."""
    rows = ItemText.objects.filter(seen_by(scope, "item__"), item_id__in=ids)
    by_row = dict(rows.values_list("pk", "item_id"))
    return {by_row[key]: words for key, words in marked(rows, "text", typed, list(by_row)).items()}


def is_old(found: Item, day: date) -> bool:
    """Whether an item is old on a day."""
    return found.old_from <= day


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion and its evidence: how much there is, how much of it is old."""

    name: str
    count: int
    old: int

    @property
    def fresh(self) -> int:
        """How much of it is not old."""
        return self.count - self.old

    @property
    def state(self) -> str:
        """Either "none", "old" (all of it is) or "fresh"."""
        return "fresh" if self.fresh else "old" if self.count else "none"


def index(scope: Scope, pack: str, day: date) -> list[CriterionLine]:
    """Return each criterion of a pack with its evidence; what has none stands there too. Raises NotFoundError.

    What was taken back speaks for nothing, and is not counted.
    """
    names = framework.of_pack(pack)
    if not names:
        raise NotFoundError("framework pack", pack)
    rows = (
        # A list of the visible items is made once here, which is quicker than asking about the item of each criterion.
        ItemCriterion.objects.filter(criterion__in=names, item__in=Item.objects.visible_to(scope).standing())
        .exclude(item__in=taken_back(scope))
        .values("criterion")
        .order_by("criterion")
        .annotate(count=Count("item"), old=Count("item", filter=Q(item__old_from__lte=day)))
    )
    found = {row["criterion"]: row for row in rows}
    return [
        CriterionLine(name, found[name]["count"] if name in found else 0, found[name]["old"] if name in found else 0)
        for name in names
    ]


def newest_by_criterion(scope: Scope, lines: Iterable[CriterionLine], most: int = 3) -> dict[str, list[Item]]:
    """Return the newest evidence for each line of the index, `most` of each.

    Looks through the evidence from the newest on, further and further, and stops when every line has its share.
    """
    left = {line.name: min(line.count, most) for line in lines if line.count}
    chosen: dict[str, list[int]] = {name: [] for name in left}
    # What was taken back is no line's evidence, as in the counts.
    standing = items(scope).exclude(pk__in=taken_back(scope))
    newest, start, size = standing.values_list("pk", flat=True), 0, FIRST_LOOK
    while left and (ids := list(newest[start : start + size])):
        speaking: dict[int, list[str]] = {}
        pairs = ItemCriterion.objects.filter(item__in=ids, criterion__in=list(left)).values_list("item", "criterion")
        for item_id, criterion in pairs:
            speaking.setdefault(item_id, []).append(criterion)
        for item_id in ids:
            for criterion in speaking.get(item_id, []):
                if criterion in left:
                    chosen[criterion].append(item_id)
                    if len(chosen[criterion]) == left[criterion]:
                        del left[criterion]
        start, size = start + size, size * 4
    found = listed(scope, {item_id for ids in chosen.values() for item_id in ids})
    return {name: [found[item_id] for item_id in ids if item_id in found] for name, ids in chosen.items()}


def mine_ending(scope: Scope, day: date) -> Items:
    """Return this person's own evidence that is old or soon will be, the oldest first."""
    rows = Item.objects.visible_to(scope).standing().filter(owner=scope.person.pk, old_from__lte=day + SOON)
    return rows.order_by("old_from")


def mine_for_no_criterion(scope: Scope, most: int = 10) -> list[int]:
    """Return the newest of this person's own evidence that speaks to no criterion, by its ids."""
    rows = Item.objects.visible_to(scope).standing().filter(owner=scope.person.pk, criteria=None)
    return list(rows.values_list("pk", flat=True)[:most])


def needs_of(rows: Iterable[Item]) -> list[str]:
    """Return what a person must be able to see to have these items: their sensitivities and spaces."""
    return sorted({str(each.sensitivity) for each in rows} | {str(each.space) for each in rows if each.space})


def bundles(scope: Scope) -> list[Bundle]:
    """Return the bundles that this person had made and may still have, newest first.

    Somebody who has meanwhile lost a role that a bundle needs does not get it.
    """
    if not scope.can(Permission.TAKE_BUNDLE):
        return []
    may = {str(each) for each in levels_for(scope)} | {str(each) for each in spaces_for(scope)}
    rows = Bundle.objects.filter(partnership=scope.partnership, made_by=scope.person.pk, ends_at__gt=timezone.now())
    return [each for each in rows.exclude(sha256="") if set(each.needs) <= may]


def bundle(scope: Scope, bundle_id: int) -> Bundle | None:
    """Return a bundle that this person had made and may still have, or None."""
    return next((each for each in bundles(scope) if each.pk == bundle_id), None)
