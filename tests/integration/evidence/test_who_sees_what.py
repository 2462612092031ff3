"""No sequence of actions shows anybody a piece of evidence that they may not see, on any way there is."""

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions, bundling, queries
from extramile.web.evidence.actions import About
from extramile.web.evidence.models import Bundle, Item
from extramile.web.evidence.queries import Filters
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from tests.integration.evidence.scene import PEOPLE, make_partnership, note

CRITERION = "send-2023:I1"
LEVELS = ["public", "partnership", "restricted", "personal"]
# Written out once more, so that a mistake in the product's own table does not hide here.
MAY = {
    "lead": {"public", "partnership", "restricted"},
    "contributor": {"public", "partnership", "restricted"},
    "data": {"public", "partnership", "restricted", "personal"},
    "auditor": {"public", "partnership", "restricted", "personal"},
    "forum": {"public", "partnership"},
    "reader": {"public", "partnership"},
    "inspector": {"public", "partnership"},
}
who = st.tuples(st.sampled_from(["wexmoor", "ashcombe"]), st.sampled_from(list(PEOPLE)))
step = st.one_of(
    st.tuples(st.just("add"), who, st.sampled_from(LEVELS), st.sampled_from(["", "forum"])),
    st.tuples(st.just("change"), who, st.integers(0, 9), st.sampled_from(LEVELS)),
    st.tuples(st.just("release"), who, st.integers(0, 9)),
    st.tuples(st.just("withdraw"), who, st.integers(0, 9)),
    st.tuples(st.just("replace"), who, st.integers(0, 9)),
    st.tuples(st.just("attach"), who, st.integers(0, 9), st.sampled_from(["", "forum"])),
)


def may_see(place: str, role: str, item: Item) -> bool:
    """Whether somebody may see an item: the rule in words, apart from the product's."""
    return (
        item.partnership.slug == place
        and item.sensitivity in MAY[role]
        and (item.space == "" or (item.space == "forum" and role == "forum"))
    )


def seen_by(scope: Scope, items: list[Item]) -> set[int]:
    """Return every item that any question about evidence gives to somebody."""
    rows = list(queries.items(scope)) + list(queries.items(scope, Filters(withdrawn=True)))
    seen = {each.pk for each in rows}
    seen |= {each.pk for each in queries.items(scope, Filters(words="marker"))}
    seen |= set(queries.marked_words(scope, "marker", [each.pk for each in items]))
    seen |= {each.pk for each in items if queries.item(scope, each.pk)}
    seen |= {each.pk for each in items if queries.version(scope, each.pk)}
    seen |= {each.item_id for each in queries.latest_versions(scope, [each.pk for each in items])}
    seen |= {each.pk for each in items if queries.versions(scope, each).exists()}
    seen |= {each.pk for each in items if queries.uses(scope, each).exists()}
    seen |= {each.item_id for each in queries.uses_of(scope, "claim")}
    seen |= {each.pk for found in queries.evidence_of(scope, "claim").values() for each in found}
    lines = queries.index(scope, "send-2023", scope.member.joined_at.date())
    seen |= {each.pk for found in queries.newest_by_criterion(scope, lines, 100).values() for each in found}
    seen |= {row["id"] for row in queries.table(scope)} | set(queries.listed(scope, [each.pk for each in items]))
    return seen | {each.pk for each in queries.mine_ending(scope, scope.member.joined_at.date())}


def do(scopes: dict[tuple[str, str], Scope], items: list[Item], step: tuple[Any, ...]) -> None:
    """Do one thing; refusals are fine."""
    verb, person, *given = step
    scope = scopes[person]
    with contextlib.suppress(InputError, NotAllowedError):
        if verb == "add":
            criteria = (CRITERION,)
            items.append(
                note(
                    scope,
                    f"marker {len(items)}",
                    f"marker {len(items)}",
                    sensitivity=given[0],
                    space=given[1],
                    criteria=criteria,
                )
            )
            return
        if not items:
            return
        item = items[given[0] % len(items)]
        before = Item.objects.get(pk=item.pk)
        if verb == "change":
            about = About(item.title, sensitivity=given[1], criteria=(CRITERION,))
            actions.change(scope=scope, item=item, about=about, seen=before.revision, why="A reason")
        elif verb == "release":
            actions.release(scope=scope, item=item)
        elif verb == "withdraw":
            actions.withdraw(scope=scope, item=item, why="A reason")
        elif verb == "replace":
            actions.replace_note(scope=scope, item=item, text=f"marker {before.revision} anew", why="Newer")
        else:
            actions.attach(scope=scope, item=item, kind="claim", thing_id=given[0], words="A claim", space=given[1])
        # Whoever did something to it could see it before.
        assert may_see(*person, before), (person, verb, before.sensitivity, before.space)


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=st.lists(step, min_size=3, max_size=14))
def test_no_sequence_of_actions_shows_what_somebody_may_not_see(db: None, steps: list[tuple[Any, ...]]) -> None:
    from django.db import transaction

    with transaction.atomic():
        scopes = {
            (place, role): scope for place in ("wexmoor", "ashcombe") for role, scope in make_partnership(place).items()
        }
        items: list[Item] = []
        for each in steps:
            do(scopes, items, each)
        now = list(Item.objects.select_related("partnership"))
        for (place, role), scope in scopes.items():
            allowed = {each.pk for each in now if may_see(place, role, each)}
            seen = seen_by(scope, now)
            assert seen <= allowed, (place, role)
            # And nothing that they may see is missing: a rule that hides everything would pass otherwise.
            assert {each.pk for each in now if queries.item(scope, each.pk)} == allowed
            (line,) = [
                each
                for each in queries.index(scope, "send-2023", scope.member.joined_at.date())
                if each.name == CRITERION
            ]
            assert line.count <= len(allowed)
            standing = [each for each in now if each.pk in allowed and not each.withdrawn_at]
            if standing:
                bundle = Bundle(partnership=scope.partnership, made_by=scope.person, day=scope.member.joined_at.date())
                assert bundling.make(scope, bundle, lambda count, total: None).items == len(standing)
        transaction.set_rollback(True)
