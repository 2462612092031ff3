"""Doing something about problems: whose they are, until when, what was said of them.

One call is one step for each problem and one event of the trail. The trail says what was done and how often, never a reason:
words can lead to a child, and have to go with the last load that has the problem.

Places are those of one snapshot: `seen` is its hash, without it that of the load as it is given. If the files were read
again since, nothing is done.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import snapshots
from extramile.web.returns.actions import carrying
from extramile.web.returns.actions.seen import check_seen
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.digests import digest_for, problem_digests
from extramile.web.returns.models import Item, ItemIn, Load, Step
from extramile.web.returns.queries import queue
from extramile.web.returns.queries.queue import Place

# So many at once: more is rather a question about the rule than about its problems.
MOST_AT_ONCE = 5000
# What is open has no reason, and nobody settled it.
OPENED: dict[str, Any] = {"state": Item.State.OPEN, "why": "", "settled_by": None, "settled_at": None}
# A text that is shorter can stand in a sentence by chance.
_TELLING = 5


@transaction.atomic
def assign(
    *,
    scope: Scope,
    load: Load,
    places: Sequence[Place],
    owner: str = "",
    due: date | None = None,
    seen: str | None = None,
) -> "Assigned":
    """Give problems to a member (their id), or to NOBODY; without either they stay whose they are. Raises InputError.

    What is accepted or explained stays as it is.
    """
    if not owner and due is None:
        raise InputError("Nothing was chosen.", next_step="Choose a person, a day, or both.")
    to = _owner(scope, owner)
    every = _taken_up(scope, load, places, seen)
    items = [each for each in every if each.state == Item.State.OPEN]
    if not items:
        raise InputError("None of them is open.", next_step="Open them again first, or tick others.")
    changed: dict[str, Any] = {"owner": to} if owner else {}
    changed |= {"due": due} if due else {}
    # With the person the day goes, if no other is said.
    changed |= {"due": None} if owner == queue.NOBODY and due is None else {}
    batch = uuid4()
    were = Counter(each.owner.person.name for each in items if owner and each.owner and each.owner != to)
    _done(scope, load, items, Step.Verb.ASSIGNED, changed, to=to, due=due, batch=batch)
    return Assigned(len(items), len(every) - len(items), dict(were), batch)


@dataclass(frozen=True, slots=True)
class Assigned:
    """What an assignment came to: how many were assigned, how many were settled and left, whose they were, and its batch."""

    many: int
    settled: int
    were: Mapping[str, int]
    batch: UUID


@transaction.atomic
def set_back(*, scope: Scope, load: Load, batch: UUID) -> "SetBack":
    """Set back what this person assigned, accepted or explained at once, where nothing was done about it since.

    Raises InputError, also where somebody whose they were may have problems no more.
    """
    scope.check(Permission.WORK_ON_RETURNS)
    carrying.lock(scope.partnership)
    _check_newest(load)
    own = Step.objects.filter(batch=batch, by=scope.person, item__places__load=load)
    latest = Step.objects.filter(item=OuterRef("item")).order_by("-pk").values("pk")[:1]
    steps = list(own.filter(pk=Subquery(latest)).select_related("item__owner", "was_to__person"))
    if not steps:
        raise InputError("Something was done about them since.", next_step="Look at them as they are now.")
    if steps[0].verb != Step.Verb.ASSIGNED:
        return SetBack(_done(scope, load, [each.item for each in steps], Step.Verb.REOPENED, OPENED), opened=True)
    owners = set(queue.may_own(scope).values_list("pk", flat=True))
    gone = sorted({each.was_to.person.name for each in steps if each.was_to and each.was_to_id not in owners})
    if gone:
        raise InputError(f"{', '.join(gone)} may not see returns any more.", next_step="Assign them anew.")
    for each in steps:
        each.item.owner, each.item.due = each.was_to, each.was_due
    Item.objects.bulk_update([each.item for each in steps], ["owner", "due"], batch_size=500)
    Step.objects.bulk_create(
        Step(item=each.item, verb=Step.Verb.SET_BACK, by=scope.person, to=each.was_to, due=each.was_due)
        for each in steps
    )
    tell(
        scope.person, load, "problems of a return: set back", {"rules": dict(Counter(each.item.rule for each in steps))}
    )
    return SetBack(len(steps), opened=False)


@dataclass(frozen=True, slots=True)
class SetBack:
    """How many problems were set back; `opened`: those that had been settled, which are open again."""

    many: int
    opened: bool


@transaction.atomic
def settle(
    *,
    scope: Scope,
    load: Load,
    places: Sequence[Place],
    accept: bool,
    words: str,
    seen: str | None = None,
    batch: UUID | None = None,
) -> int:
    """Accept queries, or explain errors, with one reason; return how many. An error cannot be accepted. Raises InputError.

    What is accepted or explained already stays as it is, with its own reason. `batch` is what `set_back` knows them by.
    """
    items = [each for each in _taken_up(scope, load, places, seen, words) if each.state == Item.State.OPEN]
    if not words.strip():
        raise InputError("Say why.", next_step="The reason stands beside each of them.")
    if not items:
        raise InputError("None of them is open.", next_step="Open them again first, then give another reason.")
    wrong = [each for each in items if (each.severity == "query") != accept]
    if wrong and accept:
        raise InputError(
            f"{len(wrong):,} of them {'is an error' if len(wrong) == 1 else 'are errors'}, which cannot be accepted.",
            next_step="Put it right in your records, or explain it.",
        )
    if wrong:
        raise InputError(
            f"{len(wrong):,} of them {'is a query' if len(wrong) == 1 else 'are queries'}.", next_step="Accept queries."
        )
    state = Item.State.ACCEPTED if accept else Item.State.EXPLAINED
    changed = {"state": state, "why": words.strip(), "settled_by": scope.person, "settled_at": timezone.now()}
    verb = Step.Verb.ACCEPTED if accept else Step.Verb.EXPLAINED
    return _done(scope, load, items, verb, changed, words=words.strip(), batch=batch)


@transaction.atomic
def comment(*, scope: Scope, load: Load, places: Sequence[Place], words: str, seen: str | None = None) -> int:
    """Say something of problems. Raises InputError."""
    items = _taken_up(scope, load, places, seen, words)
    if not words.strip():
        raise InputError("Enter what you want to say.")
    return _done(scope, load, items, Step.Verb.COMMENTED, {}, words=words.strip())


@transaction.atomic
def reopen(*, scope: Scope, load: Load, places: Sequence[Place], words: str = "", seen: str | None = None) -> int:
    """Open problems again that were accepted or explained. Raises InputError where none was."""
    items = [each for each in _taken_up(scope, load, places, seen, words) if each.state != Item.State.OPEN]
    if not items:
        raise InputError("None of them is settled.", next_step="Tick those that are accepted or explained.")
    return _done(scope, load, items, Step.Verb.REOPENED, OPENED, words=words.strip())


def _owner(scope: Scope, owner: str) -> Member | None:
    if not owner or owner == queue.NOBODY:
        return None
    found = queue.may_own(scope).filter(pk=whole_number(owner)).first()
    if found is None:
        raise InputError("Choose somebody who may see returns.")
    return found


def _done(
    scope: Scope,
    load: Load,
    items: Sequence[Item],
    verb: Step.Verb,
    changed: dict[str, Any],
    *,
    to: Member | None = None,
    due: date | None = None,
    words: str = "",
    batch: UUID | None = None,
) -> int:
    if changed:
        for first in range(0, len(items), 500):
            Item.objects.filter(pk__in=[each.pk for each in items[first : first + 500]]).update(**changed)
    said = {"verb": verb, "by": scope.person, "to": to, "due": due, "words": words, "batch": batch}
    Step.objects.bulk_create(
        Step(item=each, **said, **({"was_to": each.owner, "was_due": each.due} if batch else {})) for each in items
    )
    after: dict[str, object] = {"rules": dict(Counter(each.rule for each in items))}
    after |= {"to": to.person.name} if to else {}
    after |= {"due": due} if due else {}
    tell(scope.person, load, f"problems of a return: {verb.label.lower()}", after)
    return len(items)


def _taken_up(scope: Scope, load: Load, places: Sequence[Place], seen: str | None, words: str = "") -> list[Item]:
    """Return the problems at some places of the newest load, each taken up by somebody now or before. Raises InputError."""
    scope.check(Permission.WORK_ON_RETURNS)
    if not places:
        raise InputError("Nothing is ticked.", next_step="Tick the problems first.")
    if len(places) > MOST_AT_ONCE:
        raise InputError(f"These are more than {MOST_AT_ONCE:,} at once.", next_step="Filter them first.")
    carrying.lock(scope.partnership)
    seen = load.snapshot if seen is None else seen
    # Not the one that was given: a page goes on showing the rows of the snapshot that it read.
    load = Load.objects.select_related("partnership").get(pk=load.pk)
    if load.state != Load.State.CHECKED:
        raise InputError("This load is not here any more.")
    _check_newest(load)
    check_seen(load=load, seen=seen)
    data = snapshots.opened(load.snapshot)
    rows = snapshots.rows_at(data, places)
    if len(rows) < len(set(places)):
        raise InputError("One of them is not there any more.", next_step="Load the page again.")
    _check_words(words, rows.values())
    found = queue.items_at(load, places)
    missing: dict[str, list[int]] = defaultdict(list)
    for rule, place in places:
        if (rule, place) not in found:
            missing[rule].append(place)
    if missing:
        found |= _made(load, data, missing)
    return [found[each] for each in dict.fromkeys(places)]


def _check_newest(load: Load) -> None:
    """Raises InputError where another load of the same return stands."""
    if (newest := queue.newest(load)).pk != load.pk:
        said = (
            f"This load asks {load.asks_what}. Until that is answered, load {newest.pk} stands."
            if newest.pk < load.pk
            else "There is a newer load of this return."
        )
        raise InputError(said, next_step=f"Work on load {newest.pk}.")


def _made(load: Load, data: bytes, missing: dict[str, list[int]]) -> dict[Place, Item]:
    """Make items of problems that nobody took up before; one that another load had is found by its digest."""
    digest = digest_for(load.partnership)
    wanted: dict[str, tuple[Place, str]] = {}
    for rule, several in missing.items():
        # All before it count: of several alike each is one of its own.
        rows = snapshots.rows_of_rule(data, rule, 0, max(several) + 1)
        made = problem_digests(digest, load.pk, rows)
        wanted |= {made[place]: ((rule, place), rows[place]["severity"]) for place in several}
    new = [
        Item(partnership=load.partnership, rule=place[0], severity=severity, digest=each)
        for each, (place, severity) in wanted.items()
    ]
    Item.objects.bulk_create(new, ignore_conflicts=True)
    found = {}
    names = list(wanted)
    for first in range(0, len(names), 500):
        for item in Item.objects.filter(partnership=load.partnership, digest__in=names[first : first + 500]):
            found[wanted[item.digest][0]] = item
    ItemIn.objects.bulk_create(ItemIn(item=item, load=load, place=place[1]) for place, item in found.items())
    return found


def _check_words(words: str, rows: Any) -> None:
    """Raises InputError where words hold a child's number or a value: they stand outside the encrypted snapshot."""
    text = "".join(words.split()).casefold()
    for row in rows if text else ():
        for each in (row["key"], row["value"]):
            told = "".join(each.split()).casefold()
            if len(told) >= _TELLING and told in text:
                raise InputError(
                    "The words hold the number of a child or the value itself.",
                    next_step="Leave it out: it stands beside the words anyway, and words are not kept as closely.",
                )
