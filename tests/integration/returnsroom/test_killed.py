"""Whoever deletes a load or lets figures out and is killed at any step leaves the old state or the new one, and nothing between.

Killed in this process, by what nothing catches: what the database has then is what it has after the end of a process.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.audit.models import Event
from extramile.web.evidence import store
from extramile.web.partnerships.permissions import Role
from extramile.web.returns import folders, released, snapshots
from extramile.web.returns.actions import carrying, loading, releasing
from extramile.web.returns.models import Item, Leaving, Load, Measured, Release, TakenBack
from extramile.web.returns.queries import released as queries
from tests.integration.returnsroom.loading import make_release
from tests.integration.returnsroom.making import QUERY, make_load, problem
from tests.partnership import make_member, make_partnership, scope_for

pytestmark = pytest.mark.django_db


class KilledError(BaseException):
    """The end of a worker."""


@pytest.fixture
def scope() -> Any:
    """Return where a data manager stands."""
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


def killed(what: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    """Return a function that is killed before it does something, or after."""

    def step(*args: Any, **kwargs: Any) -> None:
        if after:
            what(*args, **kwargs)
        raise KilledError

    return step


def full_load(scope: Any) -> tuple[Load, list[str]]:
    """Return a load of which everything is kept that can be, with where it is kept."""
    load = make_load(scope, problem())
    item = Item.objects.create(partnership=scope.partnership, rule=QUERY, severity="query", digest="d")
    load.items.create(item=item, place=0)
    kept = [store.put(b"%d %d" % (load.pk, number)) for number in range(4)]
    Load.objects.filter(pk=load.pk).update(upload=kept[0], coming=kept[1], stale=kept[2])
    Measured.objects.create(load=load, sealed=kept[3], made_at=timezone.now())
    return load, [load.snapshot, *kept]


def there(hashes: list[str]) -> list[bool]:
    """Return which bytes are in the store."""
    found = []
    for each in hashes:
        try:
            store.get(each)
        except store.DamagedError:
            found.append(False)
        else:
            found.append(True)
    return found


DELETING = [
    (carrying, "lock"),
    (Leaving.objects, "bulk_create"),
    (Load, "save"),
    (carrying, "let_go"),
    (loading, "tell"),
    (folders, "clear"),
    (store, "remove"),
    (Leaving, "delete"),
]
# From here on the load is deleted.
COMMITTED = 5


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("place", range(len(DELETING)), ids=[name for _, name in DELETING])
def test_a_load_whose_deletion_is_killed_is_whole_or_deleted(
    scope: Any, monkeypatch: pytest.MonkeyPatch, place: int, *, after: bool
) -> None:
    load, kept = full_load(scope)
    owner, name = DELETING[place]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed(getattr(owner, name), after=after))
        with pytest.raises(KilledError):
            loading.delete_load(scope=scope, load=load, why="Another file")

    load.refresh_from_db()
    told = Event.objects.filter(verb="return deleted").count()
    if place < COMMITTED:
        assert (load.state, load.snapshot, told) == ("checked", kept[0], 0)
        assert all(there(kept)), "what it holds is whole"
        assert snapshots.rows_of(snapshots.opened(load.snapshot))
        assert Item.objects.exists()
        assert Measured.objects.filter(load=load).exists()
        loading.delete_load(scope=scope, load=load, why="Another file")
        load.refresh_from_db()
    else:
        assert set(Leaving.objects.values_list("sha256", flat=True)) >= {
            each for each, still in zip(kept, there(kept), strict=True) if still
        }, "what is left is known"
        loading.clear_loads(timezone.localdate())
    assert (load.state, load.snapshot) == ("deleted", "")
    assert not any(there(kept))
    assert not Leaving.objects.exists()
    assert not Item.objects.exists()
    assert not Measured.objects.exists()
    assert Event.objects.filter(verb="return deleted").count() == 1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "name"), [(Release, "save"), (releasing, "tell")], ids=["save", "tell"])
def test_figures_whose_release_is_killed_are_let_out_whole_or_not_at_all(
    scope: Any, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, after: bool
) -> None:
    content = make_release(scope.partnership, scope.person, year=2025, counted=60, of=100).content
    load = make_load(scope, problem())
    monkeypatch.setattr(queries, "preview", lambda scope, found: content)
    monkeypatch.setattr(releasing.figures, "is_stale", lambda load: False)
    out = {"scope": scope, "load": load, "seen": released.hash_of(content), "audiences": ["partnership"]}
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed(getattr(owner, name), after=after))
        with pytest.raises(KilledError):
            releasing.let_out(**out)

    assert not Release.objects.filter(load=load).exists()
    assert not Event.objects.filter(verb="figures of a return released").exists()
    made = releasing.let_out(**out)
    assert Release.objects.get(load=load) == made
    assert Event.objects.filter(verb="figures of a return released").count() == 1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("owner", "name"),
    [(TakenBack, "save"), (releasing, "tell_taken_back"), (releasing, "tell")],
    ids=["save", "tell_taken_back", "tell"],
)
def test_figures_whose_taking_back_is_killed_stand_or_are_taken_back(
    scope: Any, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, after: bool
) -> None:
    release = make_release(scope.partnership, scope.person, year=2025, counted=60, of=100)
    back = {"scope": scope, "release": release, "why": "Wrong file."}
    before = Event.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed(getattr(owner, name), after=after))
        with pytest.raises(KilledError):
            releasing.take_back(**back)

    assert not TakenBack.objects.exists()
    assert Event.objects.count() == before
    assert releasing.take_back(**back) == TakenBack.objects.get(release=release)


def test_bytes_that_the_storage_does_not_give_up_stop_nobody_else(
    scope: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stuck = store.put(b"of another partnership")
    Leaving.objects.create(sha256=stuck)
    asked, remove = [], store.remove

    def refuse(sha256: str) -> None:
        asked.append(sha256)
        if sha256 == stuck:
            raise OSError(f"{stuck} is read-only")
        remove(sha256)

    monkeypatch.setattr(store, "remove", refuse)
    load, kept = full_load(scope)
    loading.delete_load(scope=scope, load=load, why="Loaded twice")
    assert sorted(asked) == sorted(kept), "who deletes a load waits for no other"
    assert not any(there(kept))

    waiting, _ = full_load(scope)
    loading.clear_loads(timezone.localdate())
    waiting.refresh_from_db()
    assert (waiting.upload, waiting.stale) == ("", ""), "what else is cleared each day is cleared"
    assert list(Leaving.objects.values_list("sha256", flat=True)) == [stuck], "it is tried again the next day"
    assert "OSError" in caplog.text
    assert stuck not in caplog.text
