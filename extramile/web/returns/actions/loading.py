"""Loading a return, finishing what a job read, and deleting it."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from extramile.core.returns import READER_VERSION
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import SYSTEM, Actor
from extramile.web.evidence import store
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.returns import snapshots, tables
from extramile.web.returns.actions import measuring
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Load, LoadedTable, Measured, RuleCount

# Long enough to compare a year's return with the last one.
DAYS_KEPT = 400


def load_files(*, scope: Scope, files: Sequence[tuple[str, bytes]]) -> Load:
    """Take files over, encrypted, and start the job that reads them."""
    scope.check(Permission.LOAD_RETURNS)
    if not files or not any(data for _, data in files):
        raise InputError("There is nothing in the file.", next_step="Export it again.")
    today = timezone.localdate()
    load = Load.objects.create(
        partnership=scope.partnership, made_by=scope.person, ends_on=today + timedelta(days=DAYS_KEPT)
    )
    data = snapshots.pack_upload(load.pk, files)
    # Where it will be is written down before it is there: whatever breaks off, nothing is kept that nobody knows of.
    load.upload = hashlib.sha256(data).hexdigest()
    load.save(update_fields=["upload"])
    store.put(data)
    with transaction.atomic():
        job = start(name="returns.read", title="Check of a return", by=scope.person, scope=scope.name, load_id=load.pk)
        load.job = job.pk
        load.save(update_fields=["job"])
        tell(scope.person, load, "return loaded", {"files": len(files)})
    return load


def note_snapshot(load: Load, data: bytes) -> None:
    """Write down where a snapshot will be, before it is there: whatever breaks off, nothing is kept that nobody knows of."""
    sha256 = hashlib.sha256(data).hexdigest()
    if load.snapshot and load.snapshot != sha256:
        store.remove(load.snapshot)
    load.snapshot = sha256
    Load.objects.filter(pk=load.pk, state=Load.State.READING).update(snapshot=sha256)


def finish(load: Load, made: snapshots.Made, before: Load | None) -> None:
    """Keep what was read and let the load be checked. Called in the transaction that ends its job."""
    if not _still_reading(load):
        return
    load.snapshot, load.state, load.kind = store.put(made.data), Load.State.CHECKED, made.kind
    load.year, load.as_of, load.reader_version = made.year, made.as_of, READER_VERSION
    load.sources, load.compared_with = list(made.sources), before if made.compared else None
    load.save()
    LoadedTable.objects.bulk_create(LoadedTable(load=load, table=name, rows=rows) for name, rows in made.tables.items())
    RuleCount.objects.bulk_create(RuleCount(load=load, **each) for each in made.rules)
    tell(load.made_by, load, "return checked", {"kind": made.kind, "year": made.year, "snapshot": load.snapshot})
    measuring.begin(load, load.made_by)


def refuse(load: Load, data: bytes) -> None:
    """Keep why files could not be read. Called in the transaction that ends the job."""
    if not _still_reading(load):
        return
    load.snapshot, load.state = store.put(data), Load.State.REFUSED
    load.save()
    tell(load.made_by, load, "return could not be read")


def _still_reading(load: Load) -> bool:
    """Say whether nobody deleted the load while it was read."""
    return Load.objects.select_for_update().filter(pk=load.pk, state=Load.State.READING).exists()


def forget_upload(load: Load) -> None:
    """Delete uploaded files that have been read."""
    if load.upload:
        store.remove(load.upload)
        Load.objects.filter(pk=load.pk).update(upload="")


def delete_load(*, scope: Scope, load: Load) -> None:
    """Delete what a load holds of children; that it was there, and its counts, stay."""
    scope.check(Permission.LOAD_RETURNS)
    _delete(load, scope.person, "by hand")


def clear_loads(today: date) -> int:
    """Delete loads whose time is over, and return how many."""
    over = list(Load.objects.filter(ends_on__lt=today).exclude(state=Load.State.DELETED).select_related("partnership"))
    for load in over:
        _delete(load, SYSTEM, f"kept for {DAYS_KEPT} days")
    # What a job that broke off left behind.
    yesterday = timezone.now() - timedelta(days=1)
    unread = list(Load.objects.filter(state=Load.State.READING, made_at__lt=yesterday).select_related("partnership"))
    for load in unread:
        _delete(load, SYSTEM, "was not read within a day")
    for load in Load.objects.filter(state__in=[Load.State.CHECKED, Load.State.REFUSED]).exclude(upload=""):
        forget_upload(load)
    return len(over) + len(unread)


def _delete(load: Load, by: Actor, why: str) -> None:
    kept = [each for each in (load.upload, load.snapshot, measuring.sealed_of(load)) if each]
    # The bytes go first: were the row first, a break between the two would leave bytes that nobody knows of.
    for sha256 in kept:
        store.remove(sha256)
    snapshots.clear(load.pk)
    tables.clear(load.pk)
    with transaction.atomic():
        Measured.objects.filter(load=load).delete()
        load.state, load.upload, load.snapshot, load.deleted_at = Load.State.DELETED, "", "", timezone.now()
        load.save(update_fields=["state", "upload", "snapshot", "deleted_at"])
        tell(by, load, "return deleted", why=why)
