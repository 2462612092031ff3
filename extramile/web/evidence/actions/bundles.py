"""Bundles of evidence: asked for, made by a job, taken away, cleared after a week."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.evidence import criteria as framework
from extramile.web.evidence import store
from extramile.web.evidence.models import Bundle
from extramile.web.evidence.trail import tell_of_bundle
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

DAYS_KEPT = 7


@transaction.atomic
def ask_for_bundle(*, scope: Scope, pack: str = "", criterion: str = "") -> Job:
    """Start making a dated bundle of what this person may see: for a pack, for one criterion, or of everything."""
    scope.check(Permission.TAKE_BUNDLE)
    if criterion:
        framework.checked([criterion])
    if pack and not framework.of_pack(pack):
        raise InputError("There is no such framework.", next_step="Choose from the list.")
    bundle = Bundle.objects.create(
        partnership=scope.partnership,
        made_by=scope.person,
        day=timezone.localdate(),
        pack=pack,
        criterion=criterion,
        ends_at=timezone.now() + timedelta(days=DAYS_KEPT),
    )
    tell_of_bundle(scope, bundle, "bundle of evidence asked for", {"pack": pack, "criterion": criterion})
    return start(
        name="evidence.bundle", title="Bundle of evidence", by=scope.person, scope=scope.name, bundle_id=bundle.pk
    )


def finish_bundle(*, scope: Scope, bundle: Bundle, data: bytes, items: int, needs: list[str]) -> None:
    """Keep a bundle that was made. Called in the transaction that ends its job."""
    bundle.sha256, bundle.size = store.put(data), len(data)
    bundle.items, bundle.needs = items, needs
    bundle.save(update_fields=["sha256", "size", "items", "needs"])
    tell_of_bundle(scope, bundle, "bundle of evidence made", {"items": items, "sha256": bundle.sha256})


@transaction.atomic
def taken_bundle(*, scope: Scope, bundle: Bundle) -> bytes:
    """Return a bundle's bytes, and say in the trail who took it. Raises store.DamagedError."""
    scope.check(Permission.TAKE_BUNDLE)
    data = store.get(bundle.sha256)
    tell_of_bundle(scope, bundle, "bundle of evidence downloaded")
    return data


def clear_bundles() -> int:
    """Delete bundles whose week is over, rows and bytes; return how many."""
    over = list(Bundle.objects.filter(ends_at__lt=timezone.now()))
    for bundle in over:
        bundle.delete()
        if bundle.sha256 and not Bundle.objects.filter(sha256=bundle.sha256).exists():
            store.remove(bundle.sha256)
    return len(over)
