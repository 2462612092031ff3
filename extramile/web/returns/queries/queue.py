"""The queue: the problems of a load with what people did about them.

What nobody touched stands in the snapshot alone; what somebody took up has an `Item`, which says whose it is and how it stands,
and its place in the snapshot. A page reads only the parts of the snapshot that it shows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet

from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import MAY, Permission
from extramile.web.partnerships.queries import members_with
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.queries.mailing import not_told
from extramile.web.returns import snapshots
from extramile.web.returns.models import Item, ItemIn, Load, Step
from extramile.web.returns.records import requests_of, rows_of_case

# Where a problem stands: the name of its rule, and its place among the problems of the rule.
Place = tuple[str, int]
NOBODY, ME = "nobody", "me"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which problems are asked for; what is empty does not narrow. `owner` is ME, NOBODY or the id of a member.

    `new` are those that the load before had not; `key` is what a child is called, and never stands in an address.
    """

    rule: str = ""
    state: str = ""
    owner: str = ""
    late: bool = False
    new: bool = False
    key: str = ""

    @property
    def untouched(self) -> bool:
        """Whether problems that nobody took up are among them."""
        return self.state in {"", Item.State.OPEN} and self.owner in {"", NOBODY} and not self.late


@dataclass(frozen=True, slots=True)
class Owned:
    """How many problems are somebody's, by how they stand; `name` is empty for those that are nobody's."""

    member: int | None
    name: str
    open: int
    late: int
    accepted: int
    explained: int


def may_own(scope: Scope) -> QuerySet[Member]:
    """Return who can have problems: members who may see returns."""
    return members_with(scope, MAY[Permission.SEE_RETURNS])


def newest(load: Load) -> Load:
    """Return the newest load of the same return and year: what people do stands there.

    One that asks what headings are comes after every other, until it is answered or taken as it is.
    """
    rows = Load.objects.filter(partnership=load.partnership_id, kind=load.kind, year=load.year).order_by("-pk")
    return rows.standing().first() or rows.filter(state=Load.State.CHECKED).first() or load


def rules_in_order(load: Load, data: bytes) -> list[tuple[str, int]]:
    """Return the rules that have problems, and how many: errors first, most first."""
    listed = snapshots.manifest_of(data)["listed"]
    severity = dict(load.rules.values_list("rule", "severity"))
    return sorted(listed.items(), key=lambda each: (severity.get(each[0], ""), -each[1], each[0]))


def severities(load: Load, rules: Collection[str]) -> set[str]:
    """Return how severe problems of these rules are."""
    return set(load.rules.filter(rule__in=rules).values_list("severity", flat=True))


def places(scope: Scope, load: Load, data: bytes, wanted: Wanted, today: date) -> "Places":
    """Return where the wanted problems stand, to be counted and cut."""
    if wanted.key or wanted.new:
        # Few are left of many, so that they can be listed.
        every = places(scope, load, data, replace(wanted, key="", new=False), today)
        chosen = _of_child(data, wanted.key) if wanted.key else None
        fresh = new_places(data) if wanted.new else None
        listed = [
            (rule, place)
            for rule, place in every.cut(0, len(every))
            if (chosen is None or (rule, place) in chosen) and (fresh is None or place in fresh.get(rule, ()))
        ]
        return Places([], listed)
    taken = _taken(load, wanted)
    if wanted.untouched:
        left_out: dict[str, set[int]] = defaultdict(set)
        matching = set(_matching(scope, taken, wanted, today).values_list("pk", flat=True))
        for pk, rule, place in taken.values_list("pk", "item__rule", "place"):
            if pk not in matching:
                left_out[rule].add(place)
        rules = [each for each in rules_in_order(load, data) if wanted.rule in {"", each[0]}]
        return Places([(rule, many, left_out.get(rule, set())) for rule, many in rules])
    rows = _matching(scope, taken, wanted, today)
    ordered = rows.order_by(F("item__due").asc(nulls_last=True), "item__severity", "item__rule", "place")
    return Places([], list(ordered.values_list("item__rule", "place")))


def new_places(data: bytes) -> dict[str, set[int]]:
    """Return the problems of a snapshot that the load before had not, by rule."""
    return {rule: set(several) for rule, several in snapshots.compared_of(data)["new"].items()}


def _of_child(data: bytes, key: str) -> set[Place]:
    """Return the problems about a child, by what it is called in the file; without spaces and case."""
    wanted = plain_key(key)
    return {
        (rule, place)
        for rule in snapshots.manifest_of(data)["listed"]
        for place, row in enumerate(snapshots.rows_of_rule(data, rule))
        if plain_key(row["key"]) == wanted
    }


def of_case(load: Load, data: bytes, request: int) -> dict[Place, dict[str, Any]]:
    """Return the problems of the rows of a case, by its number in the load, rule by rule. They are personal data."""
    rows = rows_of_case(data, load.kind, request)
    return {
        (rule, place): row
        for rule, _ in rules_in_order(load, data)
        for place, row in enumerate(snapshots.rows_of_rule(data, rule))
        # Several files of one table can have a row of this number each: the child tells them apart.
        if any((row["table"], row["row"]) == (table, at) and row["key"] in {"", key} for table, at, key in rows)
    }


def looked_after(load: Load) -> dict[int, list[str]]:
    """Return who has an open problem of a case, by the case's number in the load. Raises store.DamagedError.

    Of a load that an earlier version made nobody can tell which case a problem is of.
    """
    rows = ItemIn.objects.filter(load=load, item__state=Item.State.OPEN, item__owner__isnull=False)
    owners = {
        (rule, place): name
        for rule, place, name in rows.values_list("item__rule", "place", "item__owner__person__name")
    }
    if not owners:
        return {}
    try:
        data = snapshots.opened(load.snapshot)
    except snapshots.OutdatedError:
        return {}
    at = {
        place: (each["table"], each["row"], each["key"])
        for place, each in snapshots.rows_at(data, sorted(owners)).items()
        if each["row"]
    }
    cases = requests_of(data, load.kind, set(at.values()))
    found: dict[int, set[str]] = defaultdict(set)
    for place, row in at.items():
        for case in cases.get(row, ()):
            found[case].add(owners[place])
    return {case: sorted(names) for case, names in found.items()}


def plain_key(key: str) -> str:
    """Return what a child is called as it is compared."""
    return "".join(key.split()).casefold()


class Places:
    """Places of problems in their order, without a list of all where that could be long."""

    def __init__(self, rules: Sequence[tuple[str, int, set[int]]], listed: Sequence[Place] = ()) -> None:
        self._rules, self._listed = rules, listed

    def __len__(self) -> int:
        return len(self._listed) + sum(many - len(left_out) for _, many, left_out in self._rules)

    @property
    def rules(self) -> set[str]:
        """The rules of which there is one among them."""
        return {rule for rule, _ in self._listed} | {rule for rule, many, out in self._rules if many > len(out)}

    def __contains__(self, place: Place) -> bool:
        rule, number = place
        return place in self._listed or any(rule == name and number not in out for name, _, out in self._rules)

    def cut(self, start: int, stop: int) -> list[Place]:
        """Return those from one number to another."""
        if self._listed:
            return list(self._listed[max(start, 0) : stop])
        found: list[Place] = []
        for rule, many, left_out in self._rules:
            here = many - len(left_out)
            if start < here and stop > 0:
                standing = [place for place in range(many) if place not in left_out]
                found += [(rule, place) for place in standing[max(start, 0) : stop]]
            start, stop = start - here, stop - here
        return found


def _taken(load: Load, wanted: Wanted) -> QuerySet[ItemIn]:
    rows = ItemIn.objects.filter(load=load)
    return rows.filter(item__rule=wanted.rule) if wanted.rule else rows


def _matching(scope: Scope, rows: QuerySet[ItemIn], wanted: Wanted, today: date) -> QuerySet[ItemIn]:
    if wanted.state:
        rows = rows.filter(item__state=wanted.state)
    if wanted.owner == NOBODY:
        rows = rows.filter(item__owner=None)
    elif wanted.owner:
        rows = rows.filter(item__owner=scope.member.pk if wanted.owner == ME else int(wanted.owner))
    return rows.filter(_late(today)) if wanted.late else rows


def _late(today: date) -> Q:
    return Q(item__state=Item.State.OPEN, item__due__lt=today)


def items_at(load: Load, places: Iterable[Place]) -> dict[Place, Item]:
    """Return what people took up of the problems at some places."""
    by_rule: dict[str, list[int]] = defaultdict(list)
    for rule, place in places:
        by_rule[rule].append(place)
    found: dict[Place, Item] = {}
    for rule, several in by_rule.items():
        rows = ItemIn.objects.filter(load=load, item__rule=rule, place__gte=min(several), place__lte=max(several))
        found |= {(rule, each.place): each.item for each in _with_people(rows)}
    return found


def every_item(load: Load) -> dict[Place, Item]:
    """Return all that people took up of the problems of a load."""
    return {(each.item.rule, each.place): each.item for each in _with_people(ItemIn.objects.filter(load=load))}


def _with_people(rows: QuerySet[ItemIn]) -> QuerySet[ItemIn]:
    return rows.select_related("item__owner__person", "item__settled_by")


def steps(item: Item) -> QuerySet[Step]:
    """Return what was done about a problem, the newest first."""
    return item.steps.select_related("by", "to__person", "was_to__person").order_by("-pk")


def by_owner(load: Load, many: int, today: date) -> list[Owned]:
    """Return how many of the problems of a load are whose; `many` is how many there are."""
    rows = ItemIn.objects.filter(load=load).values("item__owner", "item__owner__person__name", "item__state")
    found: dict[tuple[int | None, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    touched = 0
    for each in rows.annotate(many=Count("pk"), late=Count("pk", filter=_late(today))).order_by():
        owner = (each["item__owner"], each["item__owner__person__name"] or "")
        found[owner][each["item__state"]] += each["many"]
        found[owner]["late"] += each["late"]
        touched += each["many"]
    found[None, ""][Item.State.OPEN] += many - touched
    return [_owned(*owner, counts) for owner, counts in sorted(found.items(), key=lambda each: each[0][1].casefold())]


def _owned(member: int | None, name: str, counts: Mapping[str, Any]) -> Owned:
    several = (counts.get(each, 0) for each in ("open", "late", "accepted", "explained"))
    return Owned(member, name, *several)


def settled(load: Load) -> dict[str, int]:
    """Return how many problems of each rule are accepted or explained."""
    rows = ItemIn.objects.filter(load=load).exclude(item__state=Item.State.OPEN)
    return dict(rows.values_list("item__rule").annotate(many=Count("pk")).order_by())


def has_settled(load: Load, standing: Places) -> bool:
    """Say whether one of these problems is accepted or explained, so that it can be opened again."""
    rows = ItemIn.objects.filter(load=load).exclude(item__state=Item.State.OPEN).values_list("item__rule", "place")
    return any(each in standing for each in rows)


def mine(scope: Scope, today: date) -> list[tuple[Load, int, int, date | None]]:
    """Return the newest load of each return and year in which something open is this person's.

    With it how much that is, how much of it is late, and the first day on which something was or is due.
    """
    rows = ItemIn.objects.filter(
        load__partnership=scope.partnership,
        load__state=Load.State.CHECKED,
        item__owner=scope.member,
        item__state=Item.State.OPEN,
    )
    counts = {"many": Count("pk"), "late": Count("pk", filter=_late(today)), "first": Min("item__due")}
    counted = rows.values_list("load").annotate(**counts).order_by("-load")
    loads = Load.objects.in_bulk([each[0] for each in counted])
    found = [(loads[pk], many, late, first) for pk, many, late, first in counted]
    return [each for each in found if newest(each[0]).pk == each[0].pk]


def to_be_told(today: date) -> QuerySet[Member]:
    """Return who has an open problem that is late or due within a week, wants to be told, and was not in this week."""
    pressing = Item.objects.filter(state=Item.State.OPEN, due__lt=today + timedelta(days=7)).values("owner")
    return not_told(Member.objects.filter(pk__in=pressing), "returns", today)
