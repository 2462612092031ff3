"""Measures of a load: begun as a job of their own, sealed, and begun again once the declarations changed."""

import hashlib

from django.db import transaction
from django.utils import timezone

from extramile.core.measures import measured_returns
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import Actor
from extramile.web.evidence import store
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import measured
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Load, Measured

WORK = "returns.measure"


def begin(load: Load, by: Actor) -> None:
    """Put the measures of a load on the queue, in the transaction of whatever asks for them. Not every return has measures."""
    if load.kind not in measured_returns():
        return
    slug = load.partnership.slug
    job = start(name=WORK, title="Measures of a return", by=by, scope=slug, load_id=load.pk)
    Measured.objects.update_or_create(load=load, defaults={"job": job.pk})


@transaction.atomic
def begin_again(*, scope: Scope, load: Load) -> Measured:
    """Work the measures of a load out again."""
    scope.check(Permission.LOAD_RETURNS)
    if load.state != Load.State.CHECKED or load.kind not in measured_returns():
        raise InputError(
            "There are no measures of this load.", next_step="Load a SEN2 return or the child lists of an inspection."
        )
    begin(load, scope.person)
    tell(scope.person, load, "measures of a return begun again")
    return Measured.objects.get(load=load)


def sealed_of(load: Load) -> str:
    """Return where the measures of a load are kept, or will be; "" where nowhere."""
    return Measured.objects.filter(load=load).values_list("sealed", flat=True).first() or ""


@transaction.atomic
def note(load: Load, data: bytes) -> None:
    """Write down where the figures will be, before they are there: whatever breaks off, nothing is kept that nobody knows of.

    Nothing is written of a load that was deleted or read again meanwhile: the figures there are those of its new snapshot.
    """
    if not _is_current(load):
        return
    before, sha256 = sealed_of(load), hashlib.sha256(data).hexdigest()
    if before and before != sha256:
        store.remove(before)
    # Not `made_at`: what is the same as before is there already.
    kept = {} if before == sha256 else {"made_at": None}
    Measured.objects.filter(load=load).update(sealed=sha256, **kept)


def finish(load: Load, data: bytes) -> None:
    """Keep the figures. Called in the transaction that ends the job; a load that was deleted or read again meanwhile keeps none.

    Nor are figures kept that another job has meanwhile noted others instead of: nobody would know of them.
    """
    if not _is_current(load) or sealed_of(load) != hashlib.sha256(data).hexdigest():
        return
    sealed = store.put(data)
    more = {
        "sealed": sealed,
        "snapshot": load.snapshot,
        "declared": measured.declared_hash(load.kind),
        "made_at": timezone.now(),
    }
    Measured.objects.filter(load=load).update(**more)


def _is_current(load: Load) -> bool:
    """Say, with the load locked, whether it still has the snapshot that it was given with."""
    rows = Load.objects.select_for_update().filter(pk=load.pk, snapshot=load.snapshot, state=Load.State.CHECKED)
    return rows.exists()
