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
from extramile.web.returns import reading, snapshots, tables
from extramile.web.returns.actions import carrying, measuring
from extramile.web.returns.actions.telling import tell
from extramile.web.returns.models import Load, LoadedTable, Measured, RuleCount

# Long enough to compare a year's return with the last one.
DAYS_KEPT = 400
# Long enough to ask somebody what a heading means; then uploaded files go, answered or not.
DAYS_HELD = 7
WORK, TITLE = "returns.read", "Check of a return"


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
        job = start(name=WORK, title=TITLE, by=scope.person, scope=scope.name, load_id=load.pk)
        load.job = job.pk
        load.save(update_fields=["job"])
        tell(scope.person, load, "return loaded", {"files": len(files)})
    return load


def note_coming(load: Load, data: bytes) -> None:
    """Write down where an outcome will be, before it is there: whatever breaks off, nothing is kept that nobody knows of."""
    sha256 = hashlib.sha256(data).hexdigest()
    if load.coming and load.coming not in {sha256, load.snapshot}:
        store.remove(load.coming)
    load.coming = sha256
    Load.objects.filter(pk=load.pk).exclude(state=Load.State.DELETED).update(coming=sha256)


def finish(load: Load, made: reading.Made, before: Load | None, *, by: Actor) -> None:
    """Keep what was read and let the load be checked. Called in the transaction that ends its job."""
    key = carrying.lock(load.partnership)
    if not _still_reading(load):
        return
    _keep(load, store.put(made.data))
    load.state, load.kind = Load.State.CHECKED, made.kind
    load.year, load.as_of, load.reader_version = made.year, made.as_of, READER_VERSION
    load.sources, load.compared_with = list(made.sources), before if made.compared else None
    load.asks = Load.Asks.HEADINGS if made.questions else Load.Asks.NOTHING
    # Only who is asked something has the files kept: about headings, or of which day lists are that do not say it.
    load.held_until = _held() if made.questions or made.day_unsaid else None
    load.save()
    load.tables.all().delete()
    load.rules.all().delete()
    LoadedTable.objects.bulk_create(LoadedTable(load=load, table=name, rows=rows) for name, rows in made.tables.items())
    RuleCount.objects.bulk_create(RuleCount(load=load, **each) for each in made.rules)
    carrying.carry(key, load, made.problems)
    tell(by, load, "return checked", {"kind": made.kind, "year": made.year, "snapshot": load.snapshot})
    measuring.begin(load, by)


def refuse(load: Load, data: bytes, *, by: Actor, asks: str = "") -> None:
    """Keep why files could not be read. Called in the transaction that ends the job.

    A load that was checked before stays as it was: what was said did not make it better.
    """
    if not _still_reading(load):
        return
    if load.state == Load.State.CHECKED:
        # What would have been kept was never put anywhere.
        load.again, load.coming = Load.Again.REFUSED, ""
        load.save()
        tell(by, load, "return could not be read again")
        return
    _keep(load, store.put(data))
    load.state, load.asks = Load.State.REFUSED, asks
    load.held_until = _held() if asks else None
    load.save()
    tell(by, load, "return could not be read")


def _keep(load: Load, snapshot: str) -> None:
    """Let an outcome take the place of the one before it, which `tidy` deletes."""
    load.stale = load.snapshot if load.snapshot != snapshot else ""
    load.snapshot, load.coming, load.again = snapshot, "", Load.Again.NO


def _held() -> date:
    return timezone.localdate() + timedelta(days=DAYS_HELD)


def _still_reading(load: Load) -> bool:
    """Say whether nobody deleted the load while it was read."""
    open_ = Load.objects.filter(state=Load.State.READING) | Load.objects.filter(again=Load.Again.READING)
    return open_.exclude(state=Load.State.DELETED).select_for_update().filter(pk=load.pk).exists()


def tidy(load: Load) -> None:
    """Delete what nobody needs any more once a load was read: the outcome before, and files that wait for no answer."""
    load.refresh_from_db(fields=["stale", "upload", "held_until", "snapshot"])
    if load.stale and load.stale != load.snapshot:
        store.remove(load.stale)
    Load.objects.filter(pk=load.pk).update(stale="")
    if load.held_until is None:
        forget_upload(load)


def forget_upload(load: Load) -> None:
    """Delete uploaded files that have been read."""
    if load.upload:
        store.remove(load.upload)
        Load.objects.filter(pk=load.pk).update(upload="", held_until=None)


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
    read = Load.objects.filter(state__in=[Load.State.CHECKED, Load.State.REFUSED])
    for load in read.exclude(upload="", stale="", coming=""):
        # A job that reads them again at this moment gets another day.
        grace = timedelta(days=load.again == Load.Again.READING)
        if load.held_until and load.held_until + grace < today:
            Load.objects.filter(pk=load.pk).update(held_until=None, again=Load.Again.NO)
            load.again = Load.Again.NO
        if load.again != Load.Again.READING and load.coming:
            store.remove(load.coming)
            Load.objects.filter(pk=load.pk).update(coming="")
        tidy(load)
    return len(over) + len(unread)


def _delete(load: Load, by: Actor, why: str) -> None:
    outcomes = (load.upload, load.snapshot, load.coming, load.stale, measuring.sealed_of(load))
    kept = {each for each in outcomes if each}
    # The bytes go first: were the row first, a break between the two would leave bytes that nobody knows of.
    for sha256 in kept:
        store.remove(sha256)
    reading.clear(load.pk)
    tables.clear(load.pk)
    with transaction.atomic():
        carrying.lock(load.partnership)
        Measured.objects.filter(load=load).delete()
        load.state, load.upload, load.snapshot, load.deleted_at = Load.State.DELETED, "", "", timezone.now()
        load.coming, load.stale, load.again, load.asks, load.held_until = "", "", "", "", None
        load.save()
        carrying.let_go(load)
        tell(by, load, "return deleted", why=why)
